// The wall chart by keyboard and tap: arrows move, Enter opens, 1 to 5 assess, x selects, u undoes.
// Without script every tile is a link, and the panel has the same five digits as buttons.
const wall = document.querySelector("[data-wall]");
const OFF = "keys-off";
const SAID_MS = 10_000;
let undoable = null;

const tiles = () => [...wall.querySelectorAll(".tiles a")];
const idOf = (tile) => new URL(tile.href).searchParams.get("member");
const chip = (tile) => tile.querySelector(".chip, b");
const nameOf = (tile) => (tile.querySelector("strong") ?? [...tile.childNodes].find((n) => n.nodeType === 3)).textContent.trim();
const tileOf = (id) => tiles().find((tile) => idOf(tile) === id);

// A UUID of version 7, as the server makes them: 48 bits of time, the rest by chance.
function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  new DataView(bytes.buffer).setUint32(0, Math.floor(Date.now() / 65_536));
  new DataView(bytes.buffer).setUint16(4, Date.now() % 65_536);
  bytes[6] = (bytes[6] & 0x0f) | 0x70;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((b) => b.toString(16).padStart(2, "0")).join("");
  return [8, 12, 16, 20].reduceRight((text, at) => `${text.slice(0, at)}-${text.slice(at)}`, hex);
}

async function send(path, fields) {
  const form = new URLSearchParams({ ...fields, _csrf: document.querySelector("[name=_csrf]").value });
  const answer = await fetch(path, { method: "POST", body: form, redirect: "manual" });
  if (answer.type !== "opaqueredirect") throw new Error(String(answer.status));
}

function say(words, undo) {
  document.querySelectorAll("[data-said]").forEach((old) => old.remove());
  const toast = document.createElement("div");
  toast.className = "toast";
  toast.dataset.said = "";
  toast.setAttribute("role", "status");
  toast.append(Object.assign(document.createElement("span"), { textContent: words }));
  if (undo) {
    const button = Object.assign(document.createElement("button"), { className: "btn", type: "button", textContent: wall.dataset.undo });
    button.addEventListener("click", takeBack);
    toast.append(button);
  }
  document.body.append(toast);
  setTimeout(() => toast.remove(), SAID_MS);
}

function draw(tile, digit) {
  const mark = chip(tile);
  if (mark.matches("b")) {
    mark.className = `a${digit || 0}`;
    mark.textContent = digit || "?";
    return;
  }
  mark.dataset.a = digit || 0;
  mark.firstElementChild.textContent = digit || "?";
  mark.lastElementChild.textContent = document.querySelector(`.legend [data-a="${digit || 0}"]`).parentElement.textContent;
}

function drawn(tile) {
  const digit = (chip(tile).matches("b") ? chip(tile) : chip(tile).firstElementChild).textContent.trim();
  return digit === "?" ? "" : digit;
}

async function assess(tile, digit) {
  const before = drawn(tile);
  const key = newKey();
  draw(tile, digit);
  try {
    await send(`${wall.dataset.wall}${idOf(tile)}/assessments`, { assessment: digit, _key: key });
    undoable = { key, tile, before };
    say(`${nameOf(tile)}: ${digit}`, true);
    refresh(tile);
  } catch {
    draw(tile, before);
    say(wall.dataset.failed, false);
  }
}

async function takeBack() {
  if (!undoable) return;
  const { key, tile, before } = undoable;
  undoable = null;
  try {
    await send(`${wall.dataset.path}/activities/${key}/withdrawal`, { _key: newKey() });
    draw(tile, before);
    say(wall.dataset.taken, false);
    refresh(tile);
  } catch {
    say(wall.dataset.failed, false);
  }
}

function open(tile) {
  tiles().forEach((t) => (t === tile ? t.setAttribute("aria-current", "true") : t.removeAttribute("aria-current")));
  htmx.ajax("GET", tile.href, { target: "#panel", swap: "innerHTML" });
}

function refresh(tile) {
  if (tile.hasAttribute("aria-current")) open(tile);
}

// The nearest tile in a direction: what lies ahead counts once, what lies aside counts three times.
function towards(tile, dx, dy) {
  const from = tile.getBoundingClientRect();
  let best = null;
  let least = Infinity;
  for (const other of tiles()) {
    const to = other.getBoundingClientRect();
    const along = (to.left - from.left) * dx + (to.top - from.top) * dy;
    const aside = Math.abs((to.left - from.left) * dy) + Math.abs((to.top - from.top) * dx);
    if (along > 2 && along + 3 * aside < least) {
      least = along + 3 * aside;
      best = other;
    }
  }
  return best;
}

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function key(event) {
  const tile = event.target.closest(".tiles a");
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (ARROWS[event.key] && (tile || event.target === wall)) {
    const next = tile ? towards(tile, ...ARROWS[event.key]) : tiles()[0];
    if (next) {
      event.preventDefault();
      next.focus();
    }
    return;
  }
  if (localStorage.getItem(OFF) || !wall.dataset.wall) return;
  if (event.key === "u" && !event.target.closest("input, select, textarea")) takeBack();
  else if (tile && /^[1-5]$/.test(event.key)) assess(tile, event.key);
  else if (tile && event.key === "x") select(tile);
}

function select(tile) {
  tile.toggleAttribute("data-picked");
  const form = document.querySelector("[data-acts]");
  const picked = wall.querySelectorAll("[data-picked]");
  form.hidden = picked.length === 0;
  const count = form.querySelector("[data-selected]");
  count.textContent = `${picked.length} ${count.dataset.selected}`;
  form.querySelectorAll("[name=member]").forEach((old) => old.remove());
  picked.forEach((t) => form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "member", value: idOf(t) })));
}

if (wall) {
  document.addEventListener("keydown", key);
  wall.addEventListener("click", (event) => {
    const tile = event.target.closest(".tiles a");
    if (!tile || event.ctrlKey || event.metaKey || event.button !== 0) return;
    event.preventDefault();
    if (event.shiftKey && wall.dataset.wall) select(tile);
    else open(tile);
  });
  document.addEventListener("submit", (event) => {
    const form = event.target.closest("[data-assess]");
    const tile = form && tileOf(form.dataset.assess);
    if (!tile) return;
    event.preventDefault();
    assess(tile, event.submitter.value);
  });
  document.querySelector("[data-unselect]")?.addEventListener("click", () =>
    wall.querySelectorAll("[data-picked]").forEach(select));
}

document.querySelectorAll("[data-all]").forEach((all) =>
  all.addEventListener("change", () =>
    all.form.querySelectorAll("[name=member]").forEach((box) => (box.checked = all.checked))));

document.querySelectorAll("form[data-auto]").forEach((form) =>
  form.addEventListener("change", (event) => {
    if (event.target.type !== "date" || event.target.value) form.requestSubmit();
  }));
