// The application on the phone: one page, four views. People come from the pack, what is noted goes to the queue.
import * as store from "./store.js";
import * as vault from "./vault.js";
import * as queue from "./queue.js";
import * as card from "./card.js";
import * as hours from "./hours.js";

const LOCK_AFTER_MS = 5 * 60_000;
const REFRESH_AFTER_MS = 5 * 60_000;
const UNDO_MS = 10_000;
const DAY_MS = 86_400_000;

const $ = id => document.getElementById(id);
const words = Object.fromEntries([...$("words").content.children].map(w => [w.dataset.word, w.textContent]));
const say = (key, ...values) => values.reduce((text, v, i) => text.replaceAll("{" + i + "}", v), words[key] ?? key);
const copy = (id, fill) => { const node = document.importNode($(id).content, true).firstElementChild; fill(node); return node; };
const put = (node, name, value) => { const at = node.querySelector("[data-" + name + "]"); if (at) at.textContent = value ?? ""; };

let device, pack, person, corrected, arrived, talkId;
let saving = false;
let seen = Date.now();
const sent = [];

// ---- time, by the server's clock
const now = () => Date.now() + (pack?.off ?? 0);
const dayOf = ms => new Intl.DateTimeFormat("en-CA", { timeZone: "America/New_York" }).format(ms);
const today = () => dayOf(now());
const later = days => dayOf(now() + days * DAY_MS);
const until = day => Math.round((Date.parse(day) - Date.parse(today())) / DAY_MS);
const shown = day => new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" }).format(Date.parse(day));
const hour = ms => new Intl.DateTimeFormat("en-GB", { hour: "numeric", minute: "2-digit" }).format(ms);
function due(day) {
  const days = until(day);
  return days < -1 ? say("late", -days) : days === -1 ? say("lateOne") : days === 0 ? say("today") : days === 1 ? say("tomorrow") : say("in", days);
}

// ---- views
const OPEN_VIEWS = ["people", "chart", "meet", "hours", "queue", "talk", "card"];
const VIEWS = ["setup", "enter", "stop", ...OPEN_VIEWS];
function show(view) {
  $("splash").hidden = true;
  for (const v of VIEWS) $(v).hidden = v !== view;
  const inside = OPEN_VIEWS.includes(view);
  $("tabs").hidden = !inside || view === "talk";
  $("lock").hidden = !inside;
  for (const tab of $("tabs").querySelectorAll("a")) tab.hash === "#" + view ? tab.setAttribute("aria-current", "page") : tab.removeAttribute("aria-current");
  const head = $(view).querySelector("h1");
  document.title = (head?.textContent || say("app")) + " · Breakroom";
  if (document.activeElement === document.body || view === "talk" || view === "stop") head?.focus();
  scrollTo(0, 0);
}

function stop(key, link = "", to = "", text = "") {
  $("stop-title").textContent = say("stop." + key);
  $("stop-words").textContent = text || say("stop." + key + ".words");
  $("stop-link").hidden = !link;
  $("stop-link").textContent = link;
  $("stop-link").href = to;
  $("stop-again").hidden = key !== "revoked" && key !== "other";
  show("stop");
}

function route() {
  if (!vault.isOpen() || !pack) return;
  $("hours-tab").hidden = !pack.hours;
  const [view, id] = location.hash.slice(1).split("/");
  if (view === "talk" && pack.people.some(p => p.id === id)) return talk(id);
  if (view === "card" && card.open(pack, id)) { card.draw(pack, id, copy, onFile); return show("card"); }
  card.close();
  const draw = { chart: drawChart, meet: drawMeetings, hours: pack.hours && drawHours, queue: drawQueue }[view];
  (draw ?? drawPeople)();
  show(draw ? view : "people");
}

// ---- the server
async function state() {
  const answer = await fetch("/phone/state", { redirect: "manual", cache: "no-store" });
  if (!answer.ok) throw Object.assign(new Error("signed out"), { signedOut: true });
  return answer.json();
}

async function post(path, body, token) {
  const { csrf } = await state();
  return fetch(path, {
    method: "POST",
    redirect: "manual",
    headers: { "Content-Type": "application/json", "X-XSRF-TOKEN": csrf, ...(token ? { "Phone-Token": token } : {}) },
    body: JSON.stringify(body),
  });
}

/** What is on file of somebody's own, to be confirmed by her. */
async function onFile(member) {
  const answer = await fetch("/phone/devices/" + device.id + "/contacts/" + member, { redirect: "manual", cache: "no-store", headers: { "Phone-Token": device.token } });
  return answer.ok ? answer.json() : null;
}

/** The pack of today, and with it the server's share of the key. */
async function fetchPack() {
  const answer = await post("/phone/devices/" + device.id + "/pack", {}, device.token);
  if (answer.status === 410) {
    const { words: why } = await answer.json();
    await vault.wipe();
    throw Object.assign(new Error("revoked"), { revoked: why });
  }
  if (answer.status === 404) throw Object.assign(new Error("other account"), { other: true });
  if (!answer.ok) throw new Error("status " + answer.status);
  const fresh = await answer.json();
  fresh.off = Date.parse(fresh.clock) - Date.now();
  if (Math.abs(fresh.off) < 120_000) fresh.off = 0;
  return fresh;
}

async function keepPack(fresh) {
  pack = fresh;
  await store.keep("pack", await vault.close(fresh));
  await store.keep("until", { from: Date.now() - 60_000, to: Date.now() + Date.parse(fresh.until) - Date.parse(fresh.clock) });
}

async function refresh() {
  try {
    await queue.flush();
    const fresh = await fetchPack();
    if (!vault.isOpen()) return;
    const waiting = await store.queue();
    const back = new Set(waiting.map(e => e.of));
    // what is still on its way is laid over what the server knew
    for (const entry of waiting) {
      const said = await vault.read(entry.closed);
      if (said?.kind === "talk" && !back.has(said.id)) lay(fresh, said);
      const meeting = said?.kind === "attendance" && fresh.meetings.find(m => m.id === said.of);
      if (meeting) meeting.came = said.came ? [...new Set([...meeting.came, said.member])] : meeting.came.filter(id => id !== said.member);
    }
    await keepPack(fresh);
    if (location.hash.startsWith("#talk") || location.hash.startsWith("#card")) return;
    route();
  } catch (failed) {
    if (failed.revoked) return revoked(failed.revoked);
  }
}

function revoked(why) {
  pack = null;
  stop("revoked", "", "", why);
}

// ---- opening
async function start() {
  try {
    await store.ready();
    device = await store.fact("device");
  } catch {
    return stop("storage", say("online"), "/today");
  }
  navigator.serviceWorker?.register("/phone/worker.js", { scope: "/phone" }).catch(() => {});
  navigator.storage?.persist?.().catch(() => {});
  drawSync();
  queue.flush();
  if (!device || !(await store.fact("lock"))) return setup();
  const kept = await store.fact("until");
  const fits = kept && Date.now() >= kept.from && Date.now() < kept.to;
  if (!vault.share() || !fits) {
    try {
      arrived = await fetchPack();
    } catch (failed) {
      if (failed.revoked) return revoked(failed.revoked);
      if (failed.other) return stop("other", say("signIn"), "/sign-in");
      return failed.signedOut ? stop("expired", say("signIn"), "/sign-in") : stop("expired");
    }
  }
  show("enter");
  $("pin").focus();
}

function setup() {
  if (!navigator.onLine) return stop("first");
  show("setup");
}

const easy = pin => /^(\d)\1*$/.test(pin) || "01234567890".includes(pin) || "09876543210".includes(pin);
function wrong(field, text) {
  $(field + "-problem").textContent = text;
  $(field + "-problem").hidden = !text;
  text ? $(field).setAttribute("aria-invalid", "true") : $(field).removeAttribute("aria-invalid");
  if (text) $(field).focus();
  return text;
}

$("setup-form").addEventListener("submit", async event => {
  event.preventDefault();
  const name = $("phone-name").value.trim();
  const pin = $("new-pin").value;
  wrong("phone-name", ""); wrong("new-pin", ""); wrong("pin-again", "");
  if (!name || name.length > 60) return wrong("phone-name", say("nameWrong"));
  if (!/^\d{6}$/.test(pin) || easy(pin)) return wrong("new-pin", say("pinWrong"));
  if ($("pin-again").value !== pin) return wrong("pin-again", say("pinDiffers"));
  const button = event.submitter ?? event.target.querySelector("[type=submit]");
  button.disabled = true;
  try {
    if (!device) {
      const id = queue.newId();
      const answer = await post("/phone/devices", { id, name });
      if (!answer.ok) throw new Error((await answer.json()).words);
      const { token, key } = await answer.json();
      device = { id, token, key };
      await store.keep("device", device);
    }
    const fresh = await fetchPack();
    await vault.begin(pin);
    await keepPack(fresh);
    event.target.reset();
    opened();
  } catch (failed) {
    if (failed.signedOut) return stop("signedOut", say("signIn"), "/sign-in");
    if (failed.revoked) return revoked(failed.revoked);
    if (failed.other) return stop("other", say("signIn"), "/sign-in");
    if (failed.name === "QuotaExceededError" || failed.name === "InvalidStateError") return stop("storage", say("online"), "/today");
    wrong("phone-name", navigator.onLine ? say("setupFailed") : say("stop.first.words"));
  } finally {
    button.disabled = false;
  }
});

$("enter-form").addEventListener("submit", async event => {
  event.preventDefault();
  const button = event.target.querySelector("[type=submit]");
  button.disabled = true;
  const left = await vault.unlock($("pin").value);
  button.disabled = false;
  $("pin").value = "";
  if (left === null) return start();
  if (left !== true) {
    if (left > 0) return wrong("pin", say("pinNot", left));
    // whoever tried ten times is not let into the pages either
    post("/sign-out", {}).catch(() => {});
    return stop("wiped", say("signIn"), "/sign-in");
  }
  wrong("pin", "");
  if (arrived) {
    await keepPack(arrived);
    arrived = null;
  } else {
    pack = await vault.read(await store.fact("pack"));
  }
  if (!pack) { await vault.wipe(); return setup(); }
  opened();
});

function opened() {
  seen = Date.now();
  if (!location.hash || location.hash === "#") history.replaceState(null, "", "#people");
  for (const [box, picks] of [["picks-issue", pack.issues], ["picks-ask", pack.asks]]) fillPicks($(box), picks);
  drawRap();
  route();
  store.fact("draft").then(vault.read).then(draft => {
    if (!draft || !pack?.people.some(p => p.id === draft.member)) return;
    history.replaceState(null, "", "#people");
    history.pushState(null, "", "#talk/" + draft.member);
    talk(draft.member, draft);
    corrected = draft.of;
    talkId = draft.draftOf;
    toast(say("draft"));
  });
  if (Date.now() + pack.off - Date.parse(pack.made) > REFRESH_AFTER_MS) refresh();
  queue.flush();
}

async function lockUp() {
  await saveDraft();
  vault.lock();
  pack = person = null;
  $("people-list").replaceChildren();
  $("chart-groups").replaceChildren();
  $("meet-list").replaceChildren();
  $("queue-list").replaceChildren();
  $("talk-form").reset();
  card.close();
  start();
}
$("lock").addEventListener("click", lockUp);
$("stop-again").addEventListener("click", async () => { device = null; await store.forget(["device"]); setup(); });
for (const act of ["pointerdown", "keydown"]) addEventListener(act, () => { seen = Date.now(); }, { passive: true });
setInterval(() => { if (vault.isOpen() && Date.now() - seen > LOCK_AFTER_MS) lockUp(); }, 10_000);

// ---- people
const fold = text => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
function drawPeople() {
  const asked = fold($("search").value).split(/\s+/).filter(Boolean);
  const found = pack.people.filter(p => asked.every(w => fold(p.name + " " + (p.job ?? "")).includes(w)));
  const several = new Set(pack.people.map(p => p.worksite)).size > 1;
  $("people-count").textContent = say("count", pack.people.length) + (pack.left ? " " + say("left", pack.left) : "");
  $("people-none").hidden = found.length > 0;
  $("people-none").textContent = pack.people.length ? say("nobody") : say("empty");
  $("people-list").replaceChildren(...found.map(p => copy("line", node => {
    const link = node.querySelector("a");
    link.hash = "#talk/" + p.id;
    chip(link.querySelector("[data-a]"), p.stands);
    put(node, "name", p.name);
    const facts = [p.job, several && p.worksite, p.talked ? say("lastTalked", shown(p.talked)) : say("never")];
    put(node, "facts", facts.filter(Boolean).join(" · "));
    put(node, "due", p.due && until(p.due) <= 7 ? due(p.due) : p.meet ? say("meet", shown(p.meet)) : "");
  })));
  $("differences").hidden = !pack.differences.length;
  $("differences-list").replaceChildren(...pack.differences.map(d => Object.assign(document.createElement("li"), { textContent: d.words })));
}
function chip(at, stands) {
  at.dataset.a = stands ?? 0;
  at.textContent = stands ?? "?";
  at.title = stands ? words["a" + stands] : words.a0;
}
$("search").addEventListener("input", drawPeople);
$("differences-seen").addEventListener("click", async () => {
  try {
    const answer = await post("/phone/devices/" + device.id + "/differences", {}, device.token);
    if (!answer.ok) throw new Error();
    await keepPack({ ...pack, differences: [] });
    drawPeople();
  } catch { toast(say("later")); }
});

// ---- chart
function drawChart() {
  const groups = Map.groupBy(pack.people, p => [p.worksite, p.area].filter(Boolean).join(" · ") || say("noPlace"));
  $("chart-groups").replaceChildren(...[...groups].sort(([a], [b]) => a.localeCompare(b)).map(([name, people]) => copy("group", node => {
    put(node, "name", name);
    put(node, "count", say("talkedOf", people.filter(p => p.stands).length, people.length));
    node.querySelector("ul").replaceChildren(...people.toSorted((a, b) => a.name.localeCompare(b.name)).map(p => copy("mark", cell => {
      const link = cell.querySelector("a");
      link.hash = "#talk/" + p.id;
      link.dataset.a = p.stands ?? 0;
      put(cell, "initials", p.name.split(/\s+/).map(w => w[0]).filter((_, i, all) => i === 0 || i === all.length - 1).join(""));
      put(cell, "digit", p.stands ?? "?");
      put(cell, "name", p.name + ", " + words["a" + (p.stands ?? 0)]);
    })));
  })));
}

// ---- meetings
function drawMeetings() {
  $("meet-none").hidden = pack.meetings.length > 0;
  $("meet-list").replaceChildren(...pack.meetings.map(m => copy("gathering", node => {
    const crew = pack.people.filter(p => p.site === m.site).toSorted((a, b) => a.name.localeCompare(b.name));
    const count = () => put(node, "count", say("cameOf", crew.filter(p => m.came.includes(p.id)).length, crew.length));
    put(node, "name", m.place);
    put(node, "facts", m.when + " · " + m.room);
    count();
    node.querySelector("ul").replaceChildren(...crew.map(p => copy("mate", mate => {
      put(mate, "name", p.name);
      put(mate, "facts", p.job);
      const tick = mate.querySelector("input");
      tick.checked = m.came.includes(p.id);
      tick.addEventListener("change", async () => {
        const said = { id: queue.newId(), kind: "attendance", member: p.id, of: m.id, came: tick.checked, at: new Date().toISOString() };
        try {
          await queue.note(device, said, await vault.close(said));
          m.came = tick.checked ? [...m.came, p.id] : m.came.filter(id => id !== p.id);
          count();
          await keepPack(pack);
        } catch {
          tick.checked = !tick.checked;
          toast(words.full);
        }
      });
    })));
  })));
}

// ---- the talk
function fillPicks(box, picks) {
  const kind = box.dataset.kind;
  box.replaceChildren(...picks.map(p => copy("pick-" + kind, node => {
    if (node.hasAttribute("aria-label")) node.setAttribute("aria-label", p.label);
    node.querySelectorAll("input").forEach(i => { i.value = p.id; });
    node.querySelectorAll("[data-label]").forEach(l => { l.textContent = p.label; });
  })));
}
function drawRap() {
  $("rap-none").hidden = Boolean(pack.rap);
  $("rap-title").textContent = pack.rap?.title ?? say("rap");
  $("rap-lines").replaceChildren(...(pack.rap?.lines ?? []).map(l => Object.assign(document.createElement(l.head ? "h3" : "p"), { textContent: l.text })));
}

/** Opens the sheet. Its talk has one id from here on, however often it is saved, closed and opened again. */
function talk(id, said = null) {
  person = pack.people.find(p => p.id === id);
  corrected = said?.id ?? null;
  talkId = queue.newId();
  $("talk-full").hidden = true;
  const form = $("talk-form");
  form.reset();
  form.querySelectorAll("[data-problem]").forEach(p => { p.hidden = true; });
  if (said) for (const field of form.elements) {
    const value = said[field.name];
    if (value === undefined) continue;
    if (field.type === "radio" || field.type === "checkbox") field.checked = [value].flat().includes(field.value);
    else field.value = value;
  }
  $("talk-face").textContent = person.name.split(/\s+/).map(w => w[0]).slice(0, 2).join("");
  $("talk-name").textContent = person.name;
  $("talk-facts").textContent = [person.job, person.worksite, person.area, person.talked && say("lastTalked", shown(person.talked))].filter(Boolean).join(" · ");
  $("assessment").querySelector("legend").textContent = say("stands", person.called);
  $("talk-where").textContent = navigator.onLine ? say("goesNow") : say("goesLater");
  $("talk-card").hidden = !card.open(pack, id);
  $("talk-card").hash = "#card/" + id;
  show("talk");
  $("swipe").scrollLeft = 0;
}

// What is typed and not saved outlives locking and closing: kept under the same key as the pack.
let drafting;
async function saveDraft() {
  clearTimeout(drafting);
  if (!vault.isOpen() || $("talk").hidden || !person || saving) return;
  await store.keep("draft", await vault.close({ ...answers(), draftOf: talkId, member: person.id, of: corrected })).catch(() => {});
}
async function dropDraft() {
  clearTimeout(drafting);
  await store.forget(["draft"]).catch(() => {});
}
function answers() {
  const data = new FormData($("talk-form"));
  return {
    ...Object.fromEntries(["outcome", "assessment", "next", "nextOn", "note", "seenBy"].map(n => [n, data.get(n) ?? ""])),
    ...Object.fromEntries(["issue", "yes", "no"].map(n => [n, data.getAll(n)])),
  };
}
$("talk-form").addEventListener("input", () => { clearTimeout(drafting); drafting = setTimeout(saveDraft, 300); });

/** What a talk changes in the pack until the server's next one. */
function lay(onto, said) {
  const at = onto.people.findIndex(p => p.id === said.member);
  if (at < 0) return null;
  const before = onto.people[at];
  const next = { TOMORROW: later(1), WEEK: later(7), DAY: said.nextOn }[said.next] ?? null;
  onto.people[at] = {
    ...before,
    ...(said.outcome === "TALKED" ? { talked: today(), meet: null } : {}),
    ...(said.outcome === "TALKED" && said.assessment ? { stands: Number(said.assessment), assessed: today() } : {}),
    due: next,
  };
  return before;
}

$("talk-form").addEventListener("submit", async event => {
  event.preventDefault();
  if (saving) return;
  const form = event.target;
  const { id: whom, name } = person;
  const of = corrected;
  const said = { id: talkId, kind: "talk", member: whom, at: new Date().toISOString(), known: pack.made, of, ...answers() };
  problem("nextOn", said.next === "DAY" && !said.nextOn ? say("dayMissing") : "");
  problem("ask", said.yes.some(a => said.no.includes(a)) ? say("bothAnswers") : "");
  $("talk-full").hidden = true;
  const first = form.querySelector("[data-problem]:not([hidden])");
  if (first) return first.scrollIntoView({ block: "center" });
  saving = true;
  clearTimeout(drafting);
  try {
    await queue.note(device, said, await vault.close(said));
  } catch {
    $("talk-full").hidden = false;
    $("talk-full").scrollIntoView({ block: "center" });
    saving = false;
    return;
  }
  await dropDraft();
  saving = false;
  sent.unshift({ said, name, at: Date.now(), state: "here" });
  if (!pack) return;
  const before = lay(pack, said);
  history.replaceState(null, "", "#people");
  route();
  toast(say("noted", name), of ? null : () => undo(said, whom, before));
  await keepPack(pack).catch(() => {});
});
function problem(field, text) {
  const at = $("talk-form").querySelector('[data-problem="' + field + '"]');
  at.textContent = text;
  at.hidden = !text;
}

async function undo(said, whom, before) {
  try {
    await queue.note(device, { id: queue.newId(), kind: "withdrawal", of: said.id, at: new Date().toISOString() }, null);
  } catch {
    return toast(words.full);
  }
  const at = pack?.people.findIndex(p => p.id === whom) ?? -1;
  if (at >= 0 && before) {
    pack.people[at] = before;
    await keepPack(pack);
    route();
  }
  const mine = sent.find(s => s.said.id === said.id);
  if (mine) mine.state = "back";
  toast(say("takenBack"));
}

$("card-form").addEventListener("submit", async event => {
  event.preventDefault();
  if (saving) return;
  saving = true;
  const said = await card.signed(queue.newId(), { name: say("cardName"), agree: say("cardAgree") });
  try {
    if (!said) return;
    await queue.note(device, said, await vault.close(said));
    card.keep(said);
    sent.unshift({ said, name: said.shownName, at: Date.now(), state: "here" });
    history.replaceState(null, "", "#people");
    route();
    toast(say("carded", said.shownName));
    await keepPack(pack).catch(() => {});
  } catch {
    toast(words.full);
  } finally {
    saving = false;
  }
});

// ---- hours of a paid organizer
const time = () => new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: "America/New_York" }).format(now());
function drawHours() {
  hours.draw(pack.hours, today());
}
$("hours-form").addEventListener("submit", async event => {
  event.preventDefault();
  if (saving) return;
  const said = hours.said(queue.newId(), pack.hours, today(), time(), say);
  if (!said) return;
  saving = true;
  try {
    await queue.note(device, said, await vault.close(said));
    sent.unshift({ said, name: say("hours"), at: Date.now(), state: "here" });
    hours.clear();
    history.replaceState(null, "", "#queue");
    route();
    toast(say("hoursNoted"));
  } catch {
    toast(words.full);
  } finally {
    saving = false;
  }
});

let clearing;
function toast(text, act) {
  clearTimeout(clearing);
  $("toast-words").textContent = text;
  $("toast-undo").hidden = !act;
  $("toast-undo").onclick = act ?? null;
  $("toast").hidden = false;
  clearing = setTimeout(() => { $("toast").hidden = true; }, UNDO_MS);
}

for (const tab of document.querySelectorAll("[data-side]")) tab.addEventListener("click", () => {
  $(tab.dataset.side).scrollIntoView({ behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth", inline: "start", block: "nearest" });
});

// ---- what is on its way
async function drawSync() {
  const all = await store.queue().catch(() => []);
  const need = all.filter(e => e.state === "needs").length;
  const going = all.filter(e => e.state === "sending").length;
  const here = all.length - need;
  $("sync").hidden = false;
  $("sync").firstElementChild.textContent = need ? say("nNeed", need) : going && navigator.onLine ? say("nSending", going) : here ? say("nHere", here)
    : navigator.onLine ? say("allSaved") : say("offline");
  $("sync").dataset.state = need ? "needs" : here ? "here" : "saved";
  navigator.setAppBadge?.(all.length).catch(() => {});
}

async function drawQueue() {
  const all = (await store.queue()).sort((a, b) => (a.id < b.id ? 1 : -1));
  const lines = [];
  for (const entry of all) {
    const said = await vault.read(entry.closed);
    const name = said?.kind === "hours" ? say("hours") : said && pack.people.find(p => p.id === said.member)?.name;
    lines.push({ entry, said, name, at: entry.at, state: entry.state, why: entry.words });
  }
  for (const s of sent) if (!all.some(e => e.id === s.said.id)) lines.push({ said: s.said, name: s.name, at: s.at, state: s.state === "here" ? "saved" : s.state, why: s.words, done: s.done });
  $("queue-none").hidden = lines.length > 0;
  $("queue-list").replaceChildren(...lines.map(l => copy("noted", node => {
    put(node, "name", l.name ?? (l.said ? say("talkOf") : say("closedNote")));
    put(node, "facts", [hour(l.at), l.said?.kind === "attendance" && words.came, l.said?.kind === "card" && words.card, l.said?.kind === "hours" && `${shown(l.said.day)}, ${l.said.from}–${l.said.until}`, l.why].filter(Boolean).join(" · "));
    put(node, "state", l.state === "saved" ? say("saved", hour(l.done ?? l.at)) : say("state." + l.state));
    const edit = node.querySelector("[data-edit]");
    edit.hidden = !l.said || l.said.kind !== "talk" || l.state === "back" || !pack.people.some(p => p.id === l.said.member);
    edit.onclick = () => {
      const said = { ...l.said };
      history.pushState(null, "", "#talk/" + said.member);
      talk(said.member, said);
      // what the server would not take it takes better under the same id; what it has, or will have, is corrected
      if (l.state === "needs") { corrected = l.said.of ?? null; talkId = l.entry.id; }
    };
    const drop = node.querySelector("[data-drop]");
    drop.hidden = l.state !== "needs";
    // what speaks of it goes with it: it would wait for good
    drop.onclick = async () => { await store.dequeue([l.entry.id, ...all.filter(e => e.of === l.entry.id).map(e => e.id)]); drawSync(); drawQueue(); };
  })));
}
$("talk-back").addEventListener("click", dropDraft);
addEventListener("hashchange", route);

queue.onChange((news, from) => {
  drawSync();
  if (news?.answers) for (const answer of news.answers) {
    const mine = sent.find(s => s.said.id === answer.id);
    if (mine && (answer.state === "SAVED" || answer.state === "WAITS")) {
      if (mine.state !== "back") mine.state = answer.state === "WAITS" ? "waits" : "saved";
      mine.words = answer.words;
      mine.done = Date.now();
    }
    if (answer.words && answer.state !== "LATER") toast(answer.words);
  }
  // a phone that was set up anew goes on; only its former self is revoked
  if (news?.revoked && from === device?.id) { vault.wipe().then(() => revoked(say("stop.revoked.words"))); return; }
  if (!$("queue").hidden && pack) drawQueue();
});
$("send-again").addEventListener("click", () => queue.flush(true));
addEventListener("online", () => { drawSync(); vault.isOpen() ? refresh() : queue.flush(); });
addEventListener("offline", drawSync);
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState !== "visible") return saveDraft();
  if (vault.isOpen() && Date.now() - seen > LOCK_AFTER_MS) return lockUp();
  queue.flush();
});

// ---- keys
addEventListener("keydown", event => {
  if (event.ctrlKey || event.metaKey || event.altKey || !pack) return;
  const typing = event.target.matches("input:not([type=radio],[type=checkbox]), textarea");
  if (event.key === "Escape" && !$("talk").hidden) { dropDraft(); history.back(); }
  if (typing) return;
  if (event.key === "/") { event.preventDefault(); location.hash = "#people"; $("search").focus(); }
  if (!$("talk").hidden && /^[1-5]$/.test(event.key)) $("talk-form").elements.assessment.value = event.key;
  if (event.key === "u" && !$("toast").hidden && !$("toast-undo").hidden) $("toast-undo").click();
});

// ---- a newer version: taken at once when nothing is being written
navigator.serviceWorker?.addEventListener("controllerchange", () => {
  if (!controlled) { controlled = true; return; }
  if ($("talk").hidden && !vault.isOpen()) location.reload();
  else $("newer").hidden = false;
});
let controlled = Boolean(navigator.serviceWorker?.controller);
$("newer-take").addEventListener("click", () => location.reload());

start();
