// A refused form puts the reader where the problems are listed.
document.querySelector("[data-problems]")?.focus();
