// Sends many files a few at a time, so that each answer comes soon, and says how far it is.
//
// <form data-files-in-parts> holds one file input and <p data-files-in-parts-words role="status">. Each part goes to the form's own
// address; when all are through, the page is opened anew. What was refused is told by name, and then there is a link instead.
const AT_ONCE = 3;

function partOf(form, name, files) {
  const part = new FormData(form);
  part.delete(name);
  for (const file of files) part.append(name, file, file.name);
  return part;
}

async function refusedOf(answer) {
  if (answer.ok) return [];
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const told = [...page.querySelectorAll("[data-error-summary] li")].map((line) => line.textContent.trim());
  return told.length ? told : ["Some files could not be sent. Add them again."];
}

function tell(words, refused) {
  const list = document.createElement("ul");
  for (const line of refused) list.append(Object.assign(document.createElement("li"), { textContent: line }));
  const link = Object.assign(document.createElement("a"), { href: location.pathname, textContent: "Show the list" });
  words.replaceChildren("Not all files were taken:", list, link);
}

async function send(form, input, words) {
  const files = [...input.files];
  const refused = [];
  for (let at = 0; at < files.length; at += AT_ONCE) {
    words.textContent = `Reading ${Math.min(at + AT_ONCE, files.length)} of ${files.length}…`;
    const body = partOf(form, input.name, files.slice(at, at + AT_ONCE));
    try {
      refused.push(...(await refusedOf(await fetch(form.getAttribute("action") || location.href, { method: "POST", body }))));
    } catch {
      refused.push("The line dropped. Add the files that are not in the list again.");
      break;
    }
  }
  if (refused.length) tell(words, refused);
  else location.assign(location.pathname);
}

for (const form of document.querySelectorAll("form[data-files-in-parts]")) {
  const input = form.querySelector('input[type="file"]');
  const words = form.querySelector("[data-files-in-parts-words]");
  form.addEventListener("submit", (event) => {
    if (input.files.length <= AT_ONCE) return;
    event.preventDefault();
    form.querySelector('button[type="submit"]').disabled = true;
    send(form, input, words);
  });
}
