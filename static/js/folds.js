// One reason open at a time in the matrix, and Escape closes it; the same for the sheet of the bottom bar.
const folds = document.querySelectorAll("[data-matrix-cell], .bottom-bar__more");

for (const fold of folds) {
  fold.addEventListener("toggle", () => {
    if (fold.open) for (const other of folds) if (other !== fold) other.open = false;
  });
  fold.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !fold.open) return;
    fold.open = false;
    fold.querySelector("summary").focus();
  });
}
