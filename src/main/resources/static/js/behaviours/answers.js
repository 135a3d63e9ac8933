// Of yes and no to the same ask only one is lit; a digit tapped again is taken away.
document.querySelectorAll("[data-talk]").forEach((form) => {
  form.addEventListener("change", (event) => {
    const box = event.target.closest("[name=yes], [name=no]");
    if (!box?.checked) return;
    const other = form.querySelector(`[name=${box.name === "yes" ? "no" : "yes"}][value="${box.value}"]`);
    other.checked = false;
  });
  form.querySelectorAll("[name=assessment]").forEach((digit) => {
    let was = false;
    digit.closest("label").addEventListener("pointerdown", () => (was = digit.checked));
    digit.addEventListener("click", () => {
      if (was) digit.checked = false;
      was = false;
    });
  });
});
