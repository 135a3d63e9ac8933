// A long crew: what is typed leaves only those whose line has it. Ticks of those out of sight stay.
const fold = text => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
for (const field of document.querySelectorAll("[data-find]")) {
  field.closest("[hidden]").hidden = false;
  const lines = [...field.form.querySelectorAll(".crew > li")].map(li => [li, fold(li.textContent)]);
  field.addEventListener("input", () => {
    const asked = fold(field.value).split(/\s+/).filter(Boolean);
    for (const [li, text] of lines) li.hidden = !asked.every(w => text.includes(w));
  });
  field.addEventListener("keydown", event => { if (event.key === "Enter") event.preventDefault(); });
}
