// "/" goes to search, "?" shows the keys, "g" and a letter goes to a page, Escape closes, and a button that names a
// key is pressed by it. The help has the switch.
const OFF = "keys-off";
let waiting = false;

function typing(target) {
  return target.closest("input, textarea, select, [contenteditable]") !== null;
}

function help() {
  return document.getElementById("help");
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    document.querySelectorAll("details[open].who").forEach((menu) => menu.removeAttribute("open"));
    return;
  }
  if (typing(event.target) || event.ctrlKey || event.metaKey || event.altKey || localStorage.getItem(OFF)) return;
  if (waiting) {
    waiting = false;
    const link = document.querySelector(`[data-go="${CSS.escape(event.key)}"]`);
    if (link) {
      event.preventDefault();
      link.click();
    }
    return;
  }
  if (event.key === "/") {
    const search = document.querySelector("[data-search]");
    if (search) {
      event.preventDefault();
      search.focus();
      search.select();
    }
  } else if (event.key === "?") {
    event.preventDefault();
    help()?.showModal();
  } else if (event.key === "g") {
    waiting = true;
    setTimeout(() => (waiting = false), 1500);
  } else {
    document.querySelector(`[data-key="${CSS.escape(event.key)}"]`)?.click();
  }
});

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-keys-switch]")) {
    if (event.target.checked) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, "1");
  }
});

const box = document.querySelector("[data-keys-switch]");
if (box) box.checked = !localStorage.getItem(OFF);

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-opens]");
  if (opener) document.getElementById(opener.dataset.opens)?.showModal();
});
