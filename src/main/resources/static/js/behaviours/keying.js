// A scanner ends each code with Enter: in a column of serials that is the way to the next line, not the end of the page.
document.querySelectorAll("table.keyed").forEach((table) => {
  const serials = [...table.querySelectorAll("[name=serial]")];
  table.addEventListener("keydown", (event) => {
    const at = serials.indexOf(event.target);
    if (event.key !== "Enter" || at < 0) return;
    event.preventDefault();
    (serials[at + 1] ?? table.closest("form").querySelector("[type=submit]")).focus();
  });
});
