// A floor's plan: people are dragged into rooms, or carried there by arrow keys; rooms are drawn on what is empty. The forms do all of it too.
const form = document.getElementById("drop");
const said = document.getElementById("carry");
const at = (svg, event) => new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
const roomAt = event => document.elementsFromPoint(event.clientX, event.clientY).map(e => e.closest("[data-room]")).find(Boolean);
const over = room => {
  document.querySelectorAll("g.over").forEach(g => g.classList.remove("over"));
  room?.classList.add("over");
};
const drop = (person, room) => {
  form.elements.member.value = person.dataset.person;
  form.elements.place.value = room?.dataset.room ?? "";
  form.requestSubmit();
};

// by hand: what follows the pointer lies over the page, so that it can leave the tray or the plan it came from
let held, from, ghost;
const letGo = () => {
  ghost?.remove();
  over();
  held = ghost = undefined;
};
addEventListener("pointerdown", event => {
  held = event.button === 0 ? event.target.closest?.("[data-person]") : undefined;
  from = event;
});
addEventListener("pointermove", event => {
  if (!held || (!ghost && Math.hypot(event.clientX - from.clientX, event.clientY - from.clientY) < 6)) return;
  event.preventDefault();
  if (!ghost) {
    ghost = document.body.appendChild(document.createElement("span"));
    ghost.className = "carried";
    ghost.textContent = held.dataset.initials;
    held.setPointerCapture(event.pointerId);
  }
  ghost.style.translate = `${event.clientX}px ${event.clientY}px`;
  over(roomAt(event));
});
addEventListener("pointerup", event => {
  if (ghost) {
    const [person, room] = [held, roomAt(event)];
    const stop = click => click.preventDefault();
    addEventListener("click", stop, true);
    setTimeout(() => removeEventListener("click", stop, true)); // the click of this drop is over by then
    if (room || person.closest("[data-plan]")) drop(person, room);
  }
  letGo();
});
// the browser took the finger for a scroll: nobody was moved
addEventListener("pointercancel", letGo);
addEventListener("dragstart", event => { if (event.target.closest?.("[data-person]")) event.preventDefault(); });

// by keys: arrows name a room, Enter puts her there, Delete takes her off the plan, Escape leaves her where she is
const middle = e => { const box = e.getBoundingClientRect(); return [box.x + box.width / 2, box.y + box.height / 2]; };
const towards = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const next = (key, start) => {
  const [dx, dy] = towards[key];
  const [x, y] = middle(start);
  return [...document.querySelectorAll("[data-room]")].filter(room => room !== start).map(room => {
    const [rx, ry] = middle(room);
    const along = (rx - x) * dx + (ry - y) * dy;
    return { room, along, far: along + 2 * Math.abs((rx - x) * dy + (ry - y) * dx) };
  }).filter(r => r.along > 1).sort((a, b) => a.far - b.far)[0]?.room;
};
addEventListener("keydown", event => {
  const person = event.target.closest?.("[data-person]");
  if (!person || event.altKey || event.ctrlKey || event.metaKey) return;
  const chosen = document.querySelector("g.over");
  if (towards[event.key]) {
    event.preventDefault();
    const seat = [...document.querySelectorAll("[data-room]")].find(room => room.dataset.room === person.dataset.seat);
    const start = chosen ?? seat;
    const room = start ? next(event.key, start) ?? start : document.querySelector("[data-room]");
    over(room);
    room.scrollIntoView({ block: "nearest", inline: "nearest" });
    said.textContent = said.dataset.to.replace("%", room.dataset.name);
  } else if (event.key === "Enter" && chosen) {
    event.preventDefault();
    drop(person, chosen);
  } else if (event.key === "Delete" && person.closest("[data-plan]")) {
    event.preventDefault();
    drop(person);
  } else if (event.key === "Escape" && chosen) {
    over();
    said.textContent = said.dataset.left;
  }
});
addEventListener("focusout", () => { if (!held) over(); });
if (location.hash.startsWith("#m-")) document.getElementById(location.hash.slice(1))?.focus({ preventScroll: true });

for (const svg of document.querySelectorAll("[data-plan]")) {
  let start, box;
  svg.addEventListener("pointerdown", event => {
    if (event.button !== 0) return;
    box?.remove();
    box = undefined;
    start = event.target.closest("[data-person]") || event.pointerType === "touch" ? undefined : at(svg, event);
  });
  svg.addEventListener("pointermove", event => {
    if (!start) return;
    const now = at(svg, event);
    if (Math.hypot(now.x - start.x, now.y - start.y) < 6) return;
    event.preventDefault();
    box ??= svg.appendChild(document.createElementNS("http://www.w3.org/2000/svg", "rect"));
    box.setAttribute("class", "drawing");
    const place = { x: Math.min(start.x, now.x), y: Math.min(start.y, now.y), width: Math.abs(now.x - start.x), height: Math.abs(now.y - start.y) };
    for (const [name, value] of Object.entries(place)) box.setAttribute(name, value);
  });
  svg.addEventListener("pointerup", () => {
    if (start && box) {
      const { width, height } = svg.viewBox.baseVal;
      const mille = (v, of) => Math.max(0, Math.min(1000, Math.round(v * 1000 / of)));
      const [x, y] = [mille(box.x.baseVal.value, width), mille(box.y.baseVal.value, height)];
      const field = document.querySelector(`[data-box="${svg.dataset.plan}"]`);
      field.value = [x, y, Math.min(1000 - x, mille(box.width.baseVal.value, width)), Math.min(1000 - y, mille(box.height.baseVal.value, height))].join(" ");
      field.form.elements.room.focus();
    }
    start = undefined;
  });
}
// only now does a hand over a person say that she can be carried
document.documentElement.classList.add("carries");
