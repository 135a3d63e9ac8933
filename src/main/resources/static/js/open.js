// What pages for anyone do beside posting: a little work before a form is sent, a mark drawn by finger, problems read first.
import { drawing } from "./draw.js";

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

const box = document.querySelector("[data-draw]");
if (box) drawing(box, document.querySelector("[data-mark]"));
