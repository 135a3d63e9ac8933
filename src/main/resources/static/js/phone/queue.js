// What was noted and is not with the server yet. An entry is sealed to the server's key for this phone the moment it is noted:
// nobody reads it here any more, and neither PIN nor wipe touches it.
import * as store from "./store.js";

const BATCH = 50; // a note has 2,000 letters at most, so a batch stays far below what the server takes
const PATIENCE_MS = 30_000;
const text = new TextEncoder();
const listeners = new Set();
let busy = false;
let wait = 5_000;
let timer;

export const onChange = listener => listeners.add(listener);
const changed = (...news) => listeners.forEach(l => l(...news));

/** A UUID of version 7 (RFC 9562): ids sort by the time of noting, also within one millisecond. */
let last = 0;
export function newId() {
  last = Math.max(Date.now(), last + 1);
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  for (let i = 0; i < 6; i++) bytes[i] = Math.floor(last / 2 ** (8 * (5 - i))) & 0xff;
  bytes[6] = 0x70 | (bytes[6] & 0x0f);
  bytes[8] = 0x80 | (bytes[8] & 0x3f);
  const hex = [...bytes].map(b => b.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

const base64 = bytes => {
  let out = "";
  for (const b of bytes) out += String.fromCharCode(b);
  return btoa(out);
};

async function seal(device, id, said) {
  const theirs = await crypto.subtle.importKey("raw", Uint8Array.from(atob(device.key), c => c.charCodeAt(0)),
    { name: "ECDH", namedCurve: "P-256" }, false, []);
  const fresh = await crypto.subtle.generateKey({ name: "ECDH", namedCurve: "P-256" }, false, ["deriveBits"]);
  const point = new Uint8Array(await crypto.subtle.exportKey("raw", fresh.publicKey));
  const agreed = await crypto.subtle.deriveBits({ name: "ECDH", public: theirs }, fresh.privateKey, 256);
  const base = await crypto.subtle.importKey("raw", agreed, "HKDF", false, ["deriveKey"]);
  const key = await crypto.subtle.deriveKey({ name: "HKDF", hash: "SHA-256", salt: point, info: text.encode("breakroom entry 1") }, base,
    { name: "AES-GCM", length: 256 }, false, ["encrypt"]);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const data = new Uint8Array(await crypto.subtle.encrypt(
    { name: "AES-GCM", iv, additionalData: text.encode(device.id + " " + id) }, key, text.encode(JSON.stringify(said))));
  const box = new Uint8Array(point.length + iv.length + data.length);
  box.set(point);
  box.set(iv, point.length);
  box.set(data, point.length + iv.length);
  return base64(box);
}

/** Notes something down: sealed, on the disk, then on its way. Throws when the phone keeps nothing, with the entry to send. */
export async function note(device, said, closed) {
  const id = said.id;
  const entry = { id, at: Date.now(), device: { id: device.id, token: device.token }, of: said.of ?? null, state: "here", words: null, closed, box: await seal(device, id, { format: 1, ...said }) };
  try {
    await store.enqueue(entry);
  } catch (refused) {
    // no room on the phone: the only safe place left is the server, at once
    const answer = await send(device, [entry]).catch(() => null);
    if (!answer?.answers?.some(a => a.id === id && (a.state === "SAVED" || a.state === "WAITS"))) throw refused;
    changed(answer, device.id);
    return id;
  }
  changed();
  flush();
  return id;
}

async function send(device, entries) {
  const answer = await fetch("/phone/devices/" + device.id + "/entries", {
    method: "POST",
    headers: { "Content-Type": "application/json", "Phone-Token": device.token },
    body: JSON.stringify({ sent: new Date().toISOString(), entries: entries.map(e => ({ id: e.id, box: e.box })) }),
    signal: AbortSignal.timeout(PATIENCE_MS),
    credentials: "same-origin",
  });
  if (!answer.ok) throw Object.assign(new Error("status " + answer.status), { status: answer.status, words: (await answer.json().catch(() => null))?.words });
  return answer.json();
}

/** Sends what is here, in the order of noting, one page of this phone at a time. */
export async function flush(again = false) {
  if (busy) return;
  busy = true;
  clearTimeout(timer);
  try {
    const work = () => round(again);
    await (navigator.locks ? navigator.locks.request("breakroom queue", work) : work());
    wait = 5_000;
  } catch {
    wait = Math.min(wait * 2, 60_000);
  } finally {
    busy = false;
  }
  const left = (await store.queue().catch(() => [])).filter(e => e.state !== "needs");
  if (left.length) timer = setTimeout(flush, wait);
}

async function round(again) {
  if (!navigator.onLine) return;
  // what was being sent when the page was closed may have arrived or not: sent again under its id, it counts once
  const mine = (await store.queue()).filter(e => again || e.state !== "needs");
  while (mine.length) {
    // a phone that was set up anew has entries of its former self, which only that one's key opens
    const device = mine[0].device;
    const batch = mine.filter(e => e.device.id === device.id).slice(0, BATCH);
    batch.forEach(e => mine.splice(mine.indexOf(e), 1));
    const ids = batch.map(e => e.id);
    await store.change(ids, e => ({ ...e, state: "sending" }));
    changed();
    try {
      const news = await send(device, batch);
      const of = state => news.answers.filter(a => a.state === state).map(a => a.id);
      const words = Object.fromEntries(news.answers.map(a => [a.id, a.words]));
      await store.dequeue([...of("SAVED"), ...of("WAITS")]);
      await store.change(of("NEEDS"), e => ({ ...e, state: "needs", words: words[e.id] }));
      await store.change(of("LATER"), e => ({ ...e, state: "here" }));
      changed(news, device.id);
    } catch (failed) {
      // a phone the server does not know any more waits for its owner, and lets the others pass
      const lost = failed.status === 401;
      await store.change(ids, e => ({ ...e, state: lost ? "needs" : "here", words: lost ? failed.words : null }));
      changed();
      if (!lost) throw failed;
    }
  }
}
