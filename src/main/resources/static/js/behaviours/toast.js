// A toast stays ten seconds, and as long as someone is on it.
const STAYS_MS = 10_000;

document.querySelectorAll("[data-toast]").forEach((toast) => {
  const leave = () => {
    if (toast.matches(":hover, :focus-within")) setTimeout(leave, 1000);
    else toast.remove();
  };
  setTimeout(leave, STAYS_MS);
});
