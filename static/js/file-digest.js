// Works out the SHA-256 of a chosen file and sends that with its form; the file stays on the device.
//
// <form> <div data-file-digest hidden> <input type="file"> <p data-file-digest-words> </div>
//   <details open> the field "digest", for whoever works it out by hand </details> </form>
const MOST_BYTES = 1.5e9;
const area = document.querySelector("[data-file-digest]");

async function digest(file) {
  const bytes = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function check(file, words, form) {
  if (file.size > MOST_BYTES) {
    words.textContent = "This file is too large for the browser. Work out its SHA-256 as told below.";
    return;
  }
  words.textContent = "Reading the file…";
  try {
    form.elements.digest.value = await digest(file);
  } catch {
    words.textContent = "The browser could not read this file. Work out its SHA-256 as told below.";
    return;
  }
  words.textContent = "Asking…";
  form.requestSubmit();
}

if (area && globalThis.crypto?.subtle) {
  const input = area.querySelector('input[type="file"]');
  const byHand = input.form.querySelector("details");
  area.hidden = false;
  byHand.open = byHand.querySelector("[aria-invalid]") !== null;
  input.addEventListener("change", () => {
    if (input.files.length) check(input.files[0], area.querySelector("[data-file-digest-words]"), input.form);
  });
}
