// Lets the browser ask its owner for a passkey, and sends what it answers with the form around the button.
//
// <div data-passkey="get|create" data-question="ADDRESS" hidden> <form> … hidden field "answer" … <button> </form> <p data-words role="alert"> </div>
// Shown only where scripts and passkeys are; a page says in other words what to do without.
const CANCELED = new Set(["NotAllowedError", "AbortError"]);

const toBytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const toText = (bytes) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

function understood(options) {
  const read = { ...options, challenge: toBytes(options.challenge) };
  if (options.user) read.user = { ...options.user, id: toBytes(options.user.id) };
  for (const list of ["excludeCredentials", "allowCredentials"]) {
    if (options[list]) read[list] = options[list].map((each) => ({ ...each, id: toBytes(each.id) }));
  }
  return read;
}

function told(credential) {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[name]) response[name] = toText(credential.response[name]);
  }
  const { id, type } = credential;
  return JSON.stringify({ id, rawId: toText(credential.rawId), type, response, clientExtensionResults: {} });
}

async function ask(place, form) {
  // The question takes nothing but what every form carries.
  const carried = new FormData();
  for (const name of ["csrf_token", "submission_key"]) carried.set(name, form.elements[name].value);
  const answer = await fetch(place.dataset.question, {
    method: "POST", body: new URLSearchParams(carried), headers: { Accept: "application/json" },
  });
  const asked = await answer.json().catch(() => ({}));
  if (!answer.ok || answer.redirected) throw new Error(asked.error || "This page was open for too long. Load it again.");
  const publicKey = understood(asked);
  return navigator.credentials[place.dataset.passkey]({ publicKey });
}

function prepare(place) {
  const form = place.querySelector("form");
  const words = place.querySelector("[data-words]");
  form.addEventListener("submit", async (event) => {
    if (form.elements.answer.value) return;
    event.preventDefault();
    words.textContent = "";
    try {
      form.elements.answer.value = told(await ask(place, form));
      form.submit();
    } catch (fault) {
      if (fault.name === "InvalidStateError") words.textContent = "This device keeps a passkey for your account already.";
      else if (CANCELED.has(fault.name)) words.textContent = "No passkey was given. You can try again, or use another way.";
      else words.textContent = fault.message;
    }
  });
  place.hidden = false;
}

if (window.PublicKeyCredential) document.querySelectorAll("[data-passkey]").forEach(prepare);
