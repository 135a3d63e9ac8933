// A floor's plan: people are dragged into rooms, rooms are drawn on what is empty. All of it can be done by the forms too.
const at = (svg, event) => new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
const roomAt = (x, y) => document.elementsFromPoint(x, y).map(e => e.closest("[data-room]")).find(Boolean);

for (const svg of document.querySelectorAll("[data-plan]")) {
  let held, from, box;
  svg.addEventListener("pointerdown", event => {
    if (event.button !== 0) return;
    held = event.target.closest("[data-person]");
    from = at(svg, event);
    box?.remove();
    box = undefined;
    if (!held && event.pointerType === "touch") { from = null; return; }
    if (held) svg.setPointerCapture(event.pointerId);
  });
  svg.addEventListener("pointermove", event => {
    if (!from) return;
    const now = at(svg, event);
    if (Math.hypot(now.x - from.x, now.y - from.y) < 6) return;
    event.preventDefault();
    if (held) {
      held.classList.add("held");
      held.setAttribute("transform", `translate(${now.x - from.x} ${now.y - from.y})`);
      document.querySelectorAll("g.over").forEach(g => g.classList.remove("over"));
      roomAt(event.clientX, event.clientY)?.classList.add("over");
      return;
    }
    box ??= svg.appendChild(document.createElementNS("http://www.w3.org/2000/svg", "rect"));
    box.setAttribute("class", "drawing");
    const place = { x: Math.min(from.x, now.x), y: Math.min(from.y, now.y), width: Math.abs(now.x - from.x), height: Math.abs(now.y - from.y) };
    for (const [name, value] of Object.entries(place)) box.setAttribute(name, value);
  });
  const letGo = () => {
    held?.classList.remove("held");
    held?.removeAttribute("transform");
    held = from = null;
  };
  const end = event => {
    if (!from) return;
    const now = at(svg, event);
    const moved = Math.hypot(now.x - from.x, now.y - from.y) >= 6;
    if (held && moved) {
      const room = roomAt(event.clientX, event.clientY);
      const form = document.getElementById("drop");
      form.elements.member.value = held.dataset.person;
      form.elements.place.value = room?.dataset.room ?? "";
      form.requestSubmit();
    } else if (box) {
      const { width, height } = svg.viewBox.baseVal;
      const mille = (v, of) => Math.max(0, Math.min(1000, Math.round(v * 1000 / of)));
      const [x, y] = [mille(box.x.baseVal.value, width), mille(box.y.baseVal.value, height)];
      const field = document.querySelector(`[data-box="${svg.dataset.plan}"]`);
      field.value = [x, y, Math.min(1000 - x, mille(box.width.baseVal.value, width)), Math.min(1000 - y, mille(box.height.baseVal.value, height))].join(" ");
      field.form.elements.room.focus();
    }
    if (!moved || !held) letGo();
    held = from = null;
  };
  svg.addEventListener("pointerup", end);
  // the browser took the finger for a scroll: nobody was moved
  svg.addEventListener("pointercancel", letGo);
  svg.addEventListener("click", event => { if (event.target.closest(".held")) event.preventDefault(); });
}
