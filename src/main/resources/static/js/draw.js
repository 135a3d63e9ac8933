// A mark drawn by finger, kept in a field as the path of an SVG that the server reads.
const LENGTH_MAX = 5900;

/** Lets a box be drawn in; what its field holds already is shown. Answers with what empties it. */
export function drawing(box, field) {
  const canvas = box.querySelector("canvas");
  const pen = canvas.getContext("2d");
  let down = false;
  const show = () => {
    pen.clearRect(0, 0, canvas.width, canvas.height);
    pen.lineWidth = 4;
    pen.lineCap = "round";
    pen.strokeStyle = "#111";
    pen.stroke(new Path2D(field.value));
  };
  const add = (event, how) => {
    const at = canvas.getBoundingClientRect();
    const x = Math.round(((event.clientX - at.left) / at.width) * canvas.width);
    const y = Math.round(((event.clientY - at.top) / at.height) * canvas.height);
    if (field.value.length < LENGTH_MAX) field.value += `${how}${x} ${y} `;
    show();
  };
  const empty = () => {
    field.value = "";
    show();
  };
  canvas.addEventListener("pointerdown", (event) => {
    down = true;
    canvas.setPointerCapture(event.pointerId);
    add(event, "M");
  });
  canvas.addEventListener("pointermove", (event) => down && add(event, "L"));
  canvas.addEventListener("pointerup", () => (down = false));
  box.querySelector("button").addEventListener("click", empty);
  box.hidden = false;
  box.open = !!field.value;
  show();
  return empty;
}
