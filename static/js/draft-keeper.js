// Keeps what is typed into a form until it is saved, so that a dropped line or a closed lid loses nothing.
//
// <form data-draft="completion">: words, choices and ticks are kept in this tab's session storage; never files, passwords or
// hidden fields. The draft goes when the server says that it saved (an element with data-saved), on sign-out, and with the tab.
const PREFIX = "draft:";
const PENDING = "draft-pending";

const keepable = (control) =>
  control.name && !["hidden", "password", "file", "submit", "button", "search"].includes(control.type);

function read(form) {
  const controls = [...form.elements].filter(keepable);
  return controls.map((control) =>
    ["checkbox", "radio"].includes(control.type)
      ? [control.name, control.value, control.checked]
      : [control.name, control.value],
  );
}

function write(form, kept) {
  for (const [name, value, checked] of kept) {
    const controls = [...form.elements].filter((control) => keepable(control) && control.name === name);
    if (checked === undefined) {
      const [control] = controls;
      if (control && !control.value) control.value = value;
    } else {
      const control = controls.find((candidate) => candidate.value === value);
      if (control) control.checked = checked;
    }
  }
}

function removeAll() {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(PREFIX)) sessionStorage.removeItem(key);
  sessionStorage.removeItem(PENDING);
}

function say(form) {
  const words = document.createElement("p");
  words.className = "flash flash--info";
  words.textContent = "What you typed here before is back. Choose files again if there were any.";
  words.setAttribute("role", "status");
  form.prepend(words);
}

function keep(form) {
  const key = PREFIX + form.dataset.draft;
  const kept = sessionStorage.getItem(key);
  const first = JSON.stringify(read(form));
  // After an error the server sends back what was typed; that is newer than the draft.
  if (kept && kept !== first && !document.querySelector("[data-error-summary]")) {
    write(form, JSON.parse(kept));
    say(form);
  }
  const save = () => sessionStorage.setItem(key, JSON.stringify(read(form)));
  form.addEventListener("input", save);
  form.addEventListener("change", save);
  form.addEventListener("submit", () => {
    save();
    sessionStorage.setItem(PENDING, key);
  });
}

try {
  const pending = sessionStorage.getItem(PENDING);
  if (pending && document.querySelector("[data-saved]")) sessionStorage.removeItem(pending);
  if (pending) sessionStorage.removeItem(PENDING);
  document.querySelectorAll("form[data-draft]").forEach(keep);
  document.querySelectorAll("form[data-clears-drafts]").forEach((form) => form.addEventListener("submit", removeAll));
} catch {
  // A browser that refuses storage or holds a damaged draft: forms work as they would without this file.
}
