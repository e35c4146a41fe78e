// Fetches what takes a while to make, once the page stands: of the page at data-later-from each part that is named by data-later
// goes into the place of the same name here.
//
// Without this script, and where the line is down, the link inside leads there.
for (const waiting of document.querySelectorAll("[data-later-from]")) {
  const before = [...waiting.childNodes];
  waiting.textContent = "Reading the certificate…";
  fetch(waiting.dataset.laterFrom)
    .then(async (answer) => {
      if (!answer.ok || answer.redirected) throw new Error("no such page");
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      for (const part of page.querySelectorAll("[data-later]")) {
        const place = document.querySelector(`[data-later="${CSS.escape(part.dataset.later)}"]`);
        place?.replaceChildren(...part.childNodes);
      }
    })
    .catch(() => waiting.replaceChildren(...before));
}
