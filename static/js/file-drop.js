// Lets files and folders be dropped on the area around a file input, and lists what is chosen with its size.
//
// <div data-file-drop [data-listed]> holds the input and <ul data-file-drop-list>, listed once it names files;
// <span data-file-drop-folder hidden> with an input for a folder is shown where there is one. A file of a folder is sent under
// its path, for the folders may say whose it is.
const sizeOf = (bytes) => (bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} KB` : `${(bytes / 1e6).toFixed(1)} MB`);
const MOST_LISTED = 20;

function line(text) {
  return Object.assign(document.createElement("li"), { textContent: text });
}

function list(area, inputs) {
  const files = inputs.flatMap((input) => [...input.files]);
  const shown = files.slice(0, MOST_LISTED).map((file) => line(`${file.name}, ${sizeOf(file.size)}`));
  if (files.length > MOST_LISTED) shown.push(line(`and ${files.length - MOST_LISTED} more, ${files.length} in all`));
  area.querySelector("[data-file-drop-list]").replaceChildren(...shown);
  area.toggleAttribute("data-listed", shown.length > 0);
}

function join(input, added) {
  const all = new DataTransfer();
  for (const file of [...input.files, ...added]) all.items.add(file);
  input.files = all.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
}

const under = (file, path) => new File([file], path, { type: file.type, lastModified: file.lastModified });

// What a system keeps in every folder, such as .DS_Store and Thumbs.db, is nothing that anybody meant.
const isMeant = (file) => !/(^|\/)(\.[^/]*|thumbs\.db|desktop\.ini)$/i.test(file.name);

function takes(input, file) {
  const kinds = input.accept.split(",");
  return kinds.includes(file.type) || kinds.some((kind) => kind.startsWith(".") && file.name.toLowerCase().endsWith(kind));
}

function joinFolder(area, input, files) {
  const meant = files.filter(isMeant);
  const taken = meant.filter((file) => takes(input, file));
  join(input, taken);
  const others = meant.length - taken.length;
  if (others) area.querySelector("[data-file-drop-list]").append(line(`Left out, for they are of other kinds: ${others}`));
}

const fileOf = (entry) => new Promise((found, failed) => entry.file(found, failed));
const someOf = (reader) => new Promise((found, failed) => reader.readEntries(found, failed));

async function filesIn(entry) {
  if (entry.isFile) return [under(await fileOf(entry), entry.fullPath.slice(1))];
  const reader = entry.createReader();
  const found = [];
  // A browser gives some hundred at a time, and none when it is through.
  for (let some = await someOf(reader); some.length; some = await someOf(reader)) {
    for (const each of some) found.push(...(await filesIn(each)));
  }
  return found;
}

async function dropped(area, input, transfer) {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  if (!entries.some((entry) => entry.isDirectory)) {
    join(input, transfer.files);
    return;
  }
  joinFolder(area, input, (await Promise.all(entries.map(filesIn))).flat());
}

for (const area of document.querySelectorAll("[data-file-drop]")) {
  const way = area.querySelector("[data-file-drop-folder]");
  const folder = way?.querySelector("input");
  const inputs = [...area.querySelectorAll('input[type="file"]')].filter((input) => input !== folder);
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
    dropped(area, inputs[0], event.dataTransfer);
  });
  area.addEventListener("change", (event) => event.target !== folder && list(area, inputs));
  if (folder && "webkitdirectory" in folder) {
    way.hidden = false;
    folder.addEventListener("change", () => {
      joinFolder(area, inputs[0], [...folder.files].map((file) => under(file, file.webkitRelativePath || file.name)));
      folder.value = "";
    });
  }
}
