// A toast stays ten seconds, and as long as someone is on it.
const STAYS_MS = 10_000;

// What was said once is not said again when someone comes back to this page.
if (document.querySelector("[data-toast]") && location.search) {
  const address = new URL(location.href);
  for (const said of ["logged", "recorded", "batch", "withdrawn"]) address.searchParams.delete(said);
  history.replaceState(history.state, "", address);
}

document.querySelectorAll("[data-toast]").forEach((toast) => {
  const leave = () => {
    if (toast.matches(":hover, :focus-within")) setTimeout(leave, 1000);
    else toast.remove();
  };
  setTimeout(leave, STAYS_MS);
});
