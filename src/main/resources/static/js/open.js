// What pages for anyone do beside posting: a little work before a form is sent, a mark drawn by finger, problems read first.
document.querySelector("[data-problems]")?.focus();

const work = document.querySelector("[data-work]");
if (work?.dataset.work && window.Worker) {
  const form = work.form;
  const button = form.querySelector("[data-wait]");
  let wanted = null;
  let done = false;
  const solver = new Worker(work.dataset.worker);
  solver.onmessage = (event) => {
    work.value = event.data;
    done = true;
    if (wanted) form.requestSubmit(wanted);
  };
  // without a worker's answer the form goes without it, and the code that follows takes its place
  solver.onerror = () => solver.onmessage({ data: "" });
  solver.postMessage(work.dataset.work);
  form.addEventListener("submit", (event) => {
    if (done) return;
    event.preventDefault();
    wanted = event.submitter ?? button;
    button.textContent = button.dataset.wait;
  });
}

const draw = document.querySelector("[data-draw]");
if (draw) {
  const canvas = draw.querySelector("canvas");
  const field = document.querySelector("[data-mark]");
  const pen = canvas.getContext("2d");
  const again = draw.querySelector("button");
  let down = false;
  draw.hidden = false;
  const show = () => {
    pen.clearRect(0, 0, canvas.width, canvas.height);
    pen.lineWidth = 4;
    pen.lineCap = "round";
    pen.strokeStyle = "#111";
    pen.stroke(new Path2D(field.value));
  };
  const add = (event, how) => {
    const box = canvas.getBoundingClientRect();
    const x = Math.round(((event.clientX - box.left) / box.width) * canvas.width);
    const y = Math.round(((event.clientY - box.top) / box.height) * canvas.height);
    if (field.value.length < 5900) field.value += `${how}${x} ${y} `;
    show();
  };
  canvas.addEventListener("pointerdown", (event) => {
    down = true;
    canvas.setPointerCapture(event.pointerId);
    add(event, "M");
  });
  canvas.addEventListener("pointermove", (event) => down && add(event, "L"));
  canvas.addEventListener("pointerup", () => (down = false));
  again.addEventListener("click", () => {
    field.value = "";
    show();
  });
  if (field.value) {
    draw.open = true;
    show();
  }
}
