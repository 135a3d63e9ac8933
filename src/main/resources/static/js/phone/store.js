// What stays on the phone: a few facts about itself, the closed pack, and the queue. Every write ends on the disk or fails.
let opening;

function open() {
  opening ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open("breakroom", 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("fact");
      asked.result.createObjectStore("queue", { keyPath: "id" });
    };
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
    asked.onblocked = () => reject(new Error("blocked"));
  });
  return opening;
}

async function work(stores, mode, what) {
  const database = await open();
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(stores, mode, { durability: "strict" });
    let result;
    transaction.oncomplete = () => resolve(result?.result);
    transaction.onabort = transaction.onerror = () => reject(transaction.error ?? new Error("aborted"));
    result = what(transaction);
  });
}

export const ready = open;
export const fact = name => work(["fact"], "readonly", t => t.objectStore("fact").get(name));
export const keep = (name, value) => work(["fact"], "readwrite", t => t.objectStore("fact").put(value, name));
export const forget = names => work(["fact"], "readwrite", t => { for (const n of names) t.objectStore("fact").delete(n); });
export const queue = () => work(["queue"], "readonly", t => t.objectStore("queue").getAll());
export const enqueue = entry => work(["queue"], "readwrite", t => t.objectStore("queue").put(entry));
export const dequeue = ids => work(["queue"], "readwrite", t => { for (const id of ids) t.objectStore("queue").delete(id); });

/** Changes entries that are still there: one that another page has sent meanwhile does not come back. */
export const change = (ids, how) => work(["queue"], "readwrite", t => {
  const store = t.objectStore("queue");
  for (const id of ids) {
    const asked = store.get(id);
    asked.onsuccess = () => { if (asked.result) store.put(how(asked.result)); };
  }
});
