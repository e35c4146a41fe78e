// Reads a certificate as soon as it is chosen, and fills what is still empty; what somebody typed stays as it is.
//
// <form data-reads-certificate> is sent as with its button "Read the certificate", in the background. Of the page that comes back
// the parts marked data-read-into are taken over, and the values of fields that are empty here by then. The form hears of it as
// "certificate-read", with whether every file was taken, or "certificate-unread" where the file did not get through; of the latter, what to say is left to who
// prevents it.
const CHOICES = ["checkbox", "radio"];

function takeParts(form, answer) {
  for (const part of form.querySelectorAll("[data-read-into]")) {
    const other = answer.querySelector(`[data-read-into="${part.dataset.readInto}"]`);
    if (other) part.replaceChildren(...other.childNodes);
  }
}

function takeMark(control, other) {
  control.closest("details")?.setAttribute("open", "");
  const around = (one) => one.closest(".rows") ?? one.closest(".field");
  const mark = around(other)?.querySelector(".field__mark");
  const field = around(control);
  if (!mark || !field || field.querySelector(".field__mark")) return;
  field.querySelector(".choices, .suggest, .control-with-unit, .control, .rows__row")?.before(mark);
  const described = other.getAttribute("aria-describedby");
  if (described) control.setAttribute("aria-describedby", described);
  const summary = control.closest("details")?.querySelector("summary");
  const told = other.closest("details")?.querySelector("summary");
  if (summary && told) summary.replaceChildren(...told.childNodes);
}

// Ticks that are as the page came count as not chosen yet, so that the person on the certificate can take their place.
function takeChoices(form, answer, name) {
  const boxes = [...form.elements].filter((control) => control.name === name);
  if (boxes.some((box) => box.checked !== box.defaultChecked)) return;
  for (const box of boxes) {
    const other = answer.querySelector(`[name="${CSS.escape(name)}"][value="${CSS.escape(box.value)}"]`);
    if (!other || other.hasAttribute("checked") === box.checked) continue;
    box.checked = other.hasAttribute("checked");
    if (box.checked) takeMark(box, other);
  }
}

function takeValues(form, answer, title) {
  const names = new Set();
  for (const control of form.elements) {
    if (!control.name || ["hidden", "file", "submit", "button"].includes(control.type)) continue;
    if (CHOICES.includes(control.type)) {
      if (control.name === "people") names.add(control.name);
      continue;
    }
    const other = answer.querySelector(`[name="${CSS.escape(control.name)}"]`);
    if (control.value || !other?.value || control.tagName === "SELECT") continue;
    control.value = other.value;
    takeMark(control, other);
    // Not "input": that would ask the catalog for proposals, as after typing.
    control.dispatchEvent(new Event("change", { bubbles: true }));
  }
  for (const name of names) takeChoices(form, answer, name);
  const training = form.elements.namedItem("training");
  if (training && !title) training.value = answer.querySelector('[name="training"]')?.value ?? "";
}

async function read(form, inputs) {
  const status = form.querySelector('[data-read-into="read"]');
  const sent = new FormData(form);
  sent.set("as", "read");
  status.textContent = "Reading the certificate…";
  try {
    const answer = await fetch(form.getAttribute("action") || location.href, { method: "POST", body: sent });
    if (answer.redirected || !(answer.headers.get("Content-Type") ?? "").startsWith("text/html")) throw new Error("no form");
    // Sent too often: the file was not looked at.
    if (answer.status === 429) throw new Error("later");
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const came = page.querySelector("form[data-reads-certificate]");
    if (!came) throw new Error("no form");
    for (const input of inputs) input.value = "";
    inputs[0]?.closest("[data-file-drop]")?.querySelector("[data-file-drop-list]")?.replaceChildren();
    takeParts(form, came);
    takeValues(form, came, form.elements.namedItem("title")?.value);
    for (const error of came.querySelectorAll(".field--files .field__error")) status.prepend(error);
    form.dispatchEvent(new CustomEvent("certificate-read", { detail: answer.ok }));
  } catch {
    const words = form.dispatchEvent(new CustomEvent("certificate-unread", { cancelable: true }));
    status.textContent = !words ? "" : "The certificate could not be read. Fill in the fields yourself; it is sent with them.";
  }
}

for (const form of document.querySelectorAll("form[data-reads-certificate]")) {
  const inputs = [...form.querySelectorAll('input[type="file"]')];
  for (const input of inputs) input.addEventListener("change", () => input.files.length && read(form, inputs));
}
