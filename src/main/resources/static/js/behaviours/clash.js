// Workshops that overlap are named while they are being ticked, before anything is sent.
document.querySelectorAll("form[data-workshops]").forEach((form) => {
  const told = form.querySelector("[data-clashes]");
  const label = (tick) => form.querySelector(`label[for="${tick.id}"]`).textContent.trim();
  const look = () => {
    const ticked = [...form.querySelectorAll("input[name=workshop]:checked")];
    const pairs = ticked.flatMap((a, i) => ticked.slice(i + 1)
      .filter((b) => Number(a.dataset.from) < Number(b.dataset.to) && Number(b.dataset.from) < Number(a.dataset.to))
      .map((b) => `${label(a)} – ${label(b)}`));
    told.textContent = pairs.length ? `${form.dataset.clash} ${pairs.join("; ")}` : "";
  };
  form.addEventListener("change", look);
  look();
});
