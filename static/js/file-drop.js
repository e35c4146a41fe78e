// Lets files be dropped on the area around a file input, and lists what is chosen with its size.
//
// <div data-file-drop> holds the input and <ul data-file-drop-list>.
const sizeOf = (bytes) => (bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} KB` : `${(bytes / 1e6).toFixed(1)} MB`);

function list(area, inputs) {
  const files = inputs.flatMap((input) => [...input.files]);
  const shown = files.map((file) => {
    const item = document.createElement("li");
    item.textContent = `${file.name}, ${sizeOf(file.size)}`;
    return item;
  });
  area.querySelector("[data-file-drop-list]").replaceChildren(...shown);
}

function join(input, added) {
  const all = new DataTransfer();
  for (const file of [...input.files, ...added]) all.items.add(file);
  input.files = all.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
}

for (const area of document.querySelectorAll("[data-file-drop]")) {
  const inputs = [...area.querySelectorAll('input[type="file"]')];
  const over = (event) => {
    event.preventDefault();
    area.dataset.over = "";
  };
  const out = () => delete area.dataset.over;
  area.addEventListener("dragenter", over);
  area.addEventListener("dragover", over);
  area.addEventListener("dragleave", (event) => !area.contains(event.relatedTarget) && out());
  area.addEventListener("drop", (event) => {
    event.preventDefault();
    out();
    join(inputs[0], event.dataTransfer.files);
  });
  area.addEventListener("change", () => list(area, inputs));
}
