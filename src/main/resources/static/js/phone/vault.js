// The pack's lock. Its key is wrapped by what the PIN and the server's share come to together; the share is a cookie that
// the browser lets go after a day. Ten wrong PINs remove the pack and the key, never the queue.
import * as store from "./store.js";

const ROUNDS = 600_000;
const TRIES = 10;
const text = new TextEncoder();
const random = n => crypto.getRandomValues(new Uint8Array(n));
let key = null;

export const isOpen = () => key !== null;
export const lock = () => { key = null; };

export function share() {
  const found = document.cookie.match(/(?:^|; )phone-share=([\w-]+)/);
  return found ? Uint8Array.from(atob(found[1].replace(/-/g, "+").replace(/_/g, "/")), c => c.charCodeAt(0)) : null;
}

async function lockOf(pin, salt, rounds) {
  const typed = await crypto.subtle.importKey("raw", text.encode(pin), "PBKDF2", false, ["deriveBits"]);
  const slow = new Uint8Array(await crypto.subtle.deriveBits({ name: "PBKDF2", hash: "SHA-256", salt, iterations: rounds }, typed, 256));
  const part = share();
  const both = new Uint8Array(slow.length + part.length);
  both.set(slow);
  both.set(part, slow.length);
  const base = await crypto.subtle.importKey("raw", both, "HKDF", false, ["deriveKey"]);
  return crypto.subtle.deriveKey({ name: "HKDF", hash: "SHA-256", salt, info: text.encode("breakroom pack 1") }, base,
    { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

const take = raw => crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);

/** Begins a new lock: a key of its own, wrapped by this PIN and the share. */
export async function begin(pin) {
  const salt = random(16);
  const iv = random(12);
  const raw = random(32);
  const wrapped = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await lockOf(pin, salt, ROUNDS), raw);
  await store.keep("lock", { salt, iv, wrapped, rounds: ROUNDS, tries: 0 });
  key = await take(raw);
}

/** Tries a PIN: true, or how many tries are left; none left means the pack is gone. Null when the day is over. */
export async function unlock(pin) {
  const kept = await store.fact("lock");
  if (!kept) return 0;
  if (!share()) return null;
  // counted before it is tried, so that a try cut short has counted
  const tries = kept.tries + 1;
  await store.keep("lock", { ...kept, tries });
  try {
    const raw = await crypto.subtle.decrypt({ name: "AES-GCM", iv: kept.iv }, await lockOf(pin, kept.salt, kept.rounds), kept.wrapped);
    await store.keep("lock", { ...kept, tries: 0 });
    key = await take(raw);
    return true;
  } catch {
    if (tries >= TRIES) await wipe();
    return Math.max(0, TRIES - tries);
  }
}

export async function wipe() {
  key = null;
  document.cookie = "phone-share=; Path=/phone; Max-Age=0; SameSite=Strict";
  await store.forget(["lock", "pack", "until"]);
}

export async function close(value) {
  const iv = random(12);
  return { iv, data: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, text.encode(JSON.stringify(value))) };
}

/** What was closed; null when the lock is closed or another. */
export async function read(closed) {
  if (!key || !closed) return null;
  try {
    return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt({ name: "AES-GCM", iv: closed.iv }, key, closed.data)));
  } catch {
    return null;
  }
}
