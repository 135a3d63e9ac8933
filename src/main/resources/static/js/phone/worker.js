// Keeps the shell of the phone's application, and nothing about anybody: people are in the pack, which is not here.
const CACHE = "shell VERSION_OF_THE_SHELL";
const FILES = ["FILES_OF_THE_SHELL"];

addEventListener("install", event => event.waitUntil((async () => {
  const cache = await caches.open(CACHE);
  const shell = await fetch("/phone", { cache: "no-store", redirect: "manual" });
  if (!shell.ok) throw new Error("not signed in");
  await cache.put("/phone", shell);
  await cache.addAll(FILES);
  await skipWaiting();
})()));

addEventListener("activate", event => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name !== CACHE) await caches.delete(name);
  await clients.claim();
})()));

addEventListener("fetch", event => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== location.origin) return;
  const shell = event.request.mode === "navigate" && url.pathname === "/phone";
  if (!shell && !url.pathname.startsWith("/assets/")) return;
  event.respondWith(caches.match(shell ? "/phone" : event.request, { ignoreVary: true }).then(kept => kept || fetch(event.request)));
});
