// Narrows a list on this page as one types.
//
// <div data-narrow="people"> with [data-narrow-item] inside gets a box of its own above it; a search box with
// data-narrows="ID" narrows the items of that element.
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

function narrow(list, words, say) {
  const wanted = plain(words).split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const item of list.querySelectorAll("[data-narrow-item]")) {
    const text = plain(item.textContent);
    // What is ticked stays in sight: nobody should send a choice they cannot see.
    item.hidden = !item.querySelector("input:checked") && !wanted.every((word) => text.includes(word));
    shown += item.hidden ? 0 : 1;
  }
  for (const group of list.querySelectorAll("[role=group]"))
    group.hidden = !group.querySelector("[data-narrow-item]:not([hidden])");
  if (say) say.textContent = wanted.length ? `${shown} shown` : "";
}

document.querySelectorAll("[data-narrow]").forEach((list, index) => {
  const box = document.createElement("input");
  box.type = "search";
  box.className = "control choices__narrow";
  box.id = `narrow-${index}`;
  box.autocomplete = "off";
  box.placeholder = "Type to narrow the list";
  box.setAttribute("aria-label", `Narrow the list: ${list.dataset.narrow}`);
  const say = document.createElement("p");
  say.className = "choices__found";
  say.setAttribute("role", "status");
  box.addEventListener("input", () => narrow(list, box.value, say));
  box.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault());
  list.before(box, say);
});

for (const box of document.querySelectorAll("[data-narrows]")) {
  const list = document.getElementById(box.dataset.narrows);
  if (list) box.addEventListener("input", () => narrow(list, box.value));
}
