// A card signed on the rep's phone: the member reads it in her language, types her name and ticks. It works with no signal.
import { drawing } from "../draw.js";

const $ = id => document.getElementById(id);
const text = new TextEncoder();
let person, drive, words, since, agreed, emptyMark;

/** The drive that somebody has no card of yet; none when she has signed them all. */
export const open = (pack, id) => pack.cards.find(d => !d.signed.includes(id) && d.texts.length);

const job = () => person.job ?? "–";
const fill = () => words.words.replaceAll("{name}", person.name).replaceAll("{job}", job());

/** @param onFile asks what is on file of somebody; it is shown to her while there is a signal, and kept nowhere here */
export function draw(pack, id, copy, onFile) {
  person = pack.people.find(p => p.id === id);
  drive = open(pack, id);
  const form = $("card-form");
  form.reset();
  emptyMark ??= drawing($("card-draw"), form.elements.mark);
  emptyMark();
  $("card-draw").open = false;
  $("card-problem").hidden = true;
  $("card-title").textContent = drive.title;
  const language = drive.texts.find(t => t.language === document.documentElement.lang) ?? drive.texts[0];
  $("card-languages").replaceChildren(...drive.texts.map(t => copy("card-language", node => {
    const pick = node.querySelector("input");
    pick.checked = t === language;
    pick.addEventListener("change", () => show(t));
    node.lang = t.language;
    node.querySelector("[data-name]").textContent = new Intl.DisplayNames([t.language, "en"], { type: "language" }).of(t.language);
  })));
  show(language);
  ask(id, onFile);
}

/** Nothing of hers stays on the page when it is left. */
export function close() {
  if (!person) return;
  person = null;
  $("card-form").reset();
  $("card-words").textContent = "";
  emptyMark?.();
}

/** Lays what is on file into the fields that she has not touched; with no signal they stay for her to fill in. */
async function ask(id, onFile) {
  $("card-facts").textContent = $("card-facts").dataset.without;
  const facts = await onFile(id).catch(() => null);
  if (!facts || person?.id !== id) return;
  const { elements } = $("card-form");
  const known = Object.entries(facts).filter(([, value]) => value);
  for (const [name, value] of known) if (!elements[name].value) elements[name].value = value;
  if (known.length) $("card-facts").textContent = $("card-facts").dataset.with;
}

function show(t) {
  words = t;
  since = Date.now();
  agreed = t.agree;
  $("card-words").lang = t.language;
  $("card-words").textContent = fill();
  $("card-agree").textContent = agreed;
}

/** What was signed, to be noted; null when something is missing, which is said. */
export async function signed(id, problems) {
  const data = new FormData($("card-form"));
  const name = data.get("name").trim();
  const missing = !/\p{L}/u.test(name) ? problems.name : !data.get("agree") ? problems.agree : "";
  $("card-problem").textContent = missing;
  $("card-problem").hidden = !missing;
  if (missing) return null;
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", text.encode(fill())));
  return {
    id, kind: "card", member: person.id, of: drive.id, at: new Date().toISOString(), seconds: Math.round((Date.now() - since) / 1000),
    language: words.language, version: words.version, shownName: person.name, shownJob: job(),
    text: [...hash].map(b => b.toString(16).padStart(2, "0")).join(""),
    name, phone: data.get("phone").trim(), email: data.get("email").trim(), address: data.get("address").trim(),
    mark: data.get("mark"), agree: true,
  };
}

/** From here on she has a card of it on this phone too. */
export function keep(said) {
  drive.signed.push(said.member);
}
