// Keeps photos and fields of a phone link on this phone until they are sent, and sends them again when the line is back.
//
// <form data-reads-certificate> around [data-phone-words] holds the fields; certificate-reading.js sends files at once, and tells the form
// "certificate-read" or "certificate-unread". What to say goes into [data-phone-words]. The server makes one completion of however
// many times the form comes with the same key. [data-phone-sent] says that it was sent: then nothing stays here. On the page of a
// link that ended, [data-phone-kept] holds a form with a token, and offers what was kept. Nothing stays longer than three days.
const KEPT_MS = 3 * 24 * 60 * 60 * 1000;
const RETRY_MS = 8000;
const FIELDS = ["title", "training", "completed_on", "hours", "provider"];
const WAITS = "No line just now. Your photo and what you typed are kept on this phone, and will be sent when the line is back. Leave this page open, or open the link again.";

function wait(request) {
  return new Promise((resolve, reject) => {
    request.addEventListener("success", () => resolve(request.result));
    request.addEventListener("error", () => reject(request.error));
  });
}

// The address holds the secret; what lies on the phone is found by its digest.
async function nameOf(path) {
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(path));
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

class Store {
  constructor(database, name) {
    this.database = database;
    this.name = name;
    this.last = Promise.resolve();
  }

  static async open(path) {
    const opening = indexedDB.open("phone-log", 1);
    opening.addEventListener("upgradeneeded", () => opening.result.createObjectStore("kept"));
    const store = new Store(await wait(opening), await nameOf(path));
    await store.forgetOld();
    return store;
  }

  kept(mode) {
    return this.database.transaction("kept", mode).objectStore("kept");
  }

  async forgetOld() {
    const keys = await wait(this.kept("readonly").getAllKeys());
    for (const key of keys) {
      const entry = await wait(this.kept("readonly").get(key));
      if (!entry || Date.now() - entry.at > KEPT_MS) await wait(this.kept("readwrite").delete(key));
    }
  }

  get() {
    return wait(this.kept("readonly").get(this.name));
  }

  // One change after the other, each of what is there by then.
  change(how) {
    const done = this.last.then(async () => {
      const entry = (await this.get()) ?? { files: [], fields: {}, key: "", sends: false };
      await wait(this.kept("readwrite").put({ ...entry, ...how(entry), at: Date.now() }, this.name));
    });
    this.last = done.catch(() => {});
    return done;
  }

  async remove() {
    await this.last;
    await wait(this.kept("readwrite").delete(this.name));
  }
}

const isDone = (answer) => answer.redirected && new URL(answer.url).pathname.endsWith("/done");
const isOurFault = (answer) => answer.status >= 500;
const sameFile = (one, other) => one.name === other.name && one.size === other.size && one.lastModified === other.lastModified;

// The token against forged requests belongs to a sign-in or its absence, which may be another by now.
async function freshToken() {
  const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
  return page.querySelector('main input[name="csrf_token"]')?.value ?? "";
}

async function post(body) {
  let answer = await fetch(location.href, { method: "POST", body });
  if (answer.status === 400) {
    body.set("csrf_token", await freshToken());
    answer = await fetch(location.href, { method: "POST", body });
  }
  return answer;
}

class PhoneForm {
  constructor(form, store) {
    this.form = form;
    this.store = store;
    this.words = form.querySelector("[data-phone-words]");
    this.inputs = [...form.querySelectorAll('input[type="file"]')];
    this.waits = false;
  }

  field(name) {
    return this.form.elements.namedItem(name);
  }

  say(text, offersRemoval = false) {
    this.words.replaceChildren();
    if (!text) return;
    const line = Object.assign(document.createElement("p"), { className: "flash flash--info", textContent: text });
    this.words.append(line);
    if (offersRemoval) this.words.append(removal(this.store));
  }

  listen() {
    for (const kind of ["input", "change"]) this.form.addEventListener(kind, () => this.keep());
    for (const input of this.inputs) input.addEventListener("change", () => this.keepFiles([...input.files]));
    this.form.addEventListener("certificate-read", ({ detail }) => (detail ? this.arrived() : this.refused()));
    this.form.addEventListener("certificate-unread", (event) => {
      event.preventDefault();
      this.lookWhy();
    });
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.submit();
    });
    window.addEventListener("online", () => this.again());
    setInterval(() => this.waits && this.again(), RETRY_MS);
  }

  values() {
    return Object.fromEntries(FIELDS.map((name) => [name, this.field(name).value]));
  }

  keep() {
    return this.store.change(() => ({ fields: this.values(), key: this.field("submission_key").value }));
  }

  keepFiles(files) {
    if (!files.length) return;
    this.store.change(({ files: here }) => ({
      files: [...here, ...files.filter((file) => !here.some((each) => sameFile(each, file)))],
    }));
  }

  async arrived() {
    this.waits = false;
    this.say("");
    await this.store.change(() => ({ files: [] }));
    await this.keep();
    if ((await this.store.get()).sends) this.send();
  }

  // What was wrong is said above. A photo that was taken here alone is not lost by it.
  refused() {
    this.waits = false;
    const words = "The file was not taken. It is kept on this phone.";
    const again = Object.assign(document.createElement("button"), { type: "button", className: "button button--quiet" });
    again.textContent = "Send the file again";
    again.addEventListener("click", async () => this.putBack((await this.store.get())?.files ?? []));
    this.say(words, true);
    this.words.append(again);
  }

  async lookWhy() {
    try {
      if ((await fetch(location.href)).status === 404) return location.reload();
    } catch {
      // No line, as the words say.
    }
    this.hold();
  }

  hold() {
    this.waits = true;
    this.say(WAITS, true);
  }

  async submit() {
    // Said at once: that it is kept is true of this press only after the lines below.
    this.say("Sending…");
    await this.keep();
    await this.store.change(() => ({ sends: true }));
    await this.send();
  }

  async send() {
    if (this.isSending) return;
    this.isSending = true;
    this.say("Sending…");
    const body = new FormData(this.form);
    body.set("as", "submit");
    try {
      await this.take(await post(body));
    } catch {
      this.hold();
    }
    this.isSending = false;
  }

  async take(answer) {
    if (isOurFault(answer)) return this.hold();
    if (isDone(answer)) {
      await this.store.remove();
      return location.replace(answer.url);
    }
    await this.store.change(() => ({ sends: false }));
    if (answer.status === 404) return location.reload();
    // The line is there, and something is to be mended: the browser shows the answer itself.
    this.form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "as", value: "submit" }));
    return this.form.submit();
  }

  async again() {
    if (!this.waits || this.isSending) return;
    if ((await this.store.get())?.sends) return this.send();
    const input = this.inputs.find((each) => each.files.length);
    if (input) input.dispatchEvent(new Event("change", { bubbles: true }));
    else this.arrived();
  }

  // After an error the server sends back what was typed, which is newer. Whatever did not arrive is put back all the same.
  restore(entry) {
    if (entry.key) this.field("submission_key").value = entry.key;
    if (!document.querySelector("[data-error-summary]"))
      for (const [name, value] of Object.entries(entry.fields)) this.field(name).value ||= value;
    if (entry.files.length) this.putBack(entry.files);
    else if (entry.sends) this.send();
  }

  putBack(kept) {
    const files = new DataTransfer();
    for (const file of kept) files.items.add(file);
    this.inputs[0].files = files.files;
    this.inputs[0].dispatchEvent(new Event("change", { bubbles: true }));
  }
}

function removal(store) {
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "button button--quiet", textContent: "Remove it from this phone" });
  button.addEventListener("click", async () => {
    await store.remove();
    location.reload();
  });
  return button;
}

async function offer(place, store) {
  const entry = await store.get();
  if (!entry) return;
  const form = place.querySelector("form");
  if (entry.sends || entry.key) {
    // The answer may have been lost with the line, after the training had arrived.
    const body = new FormData(form);
    body.set("submission_key", entry.key);
    body.set("as", "submit");
    const answer = await post(body);
    if (isDone(answer)) {
      await store.remove();
      return location.replace(answer.url);
    }
  }
  const words = place.querySelector("[data-phone-words]");
  const told = entry.fields.title ? ` “${entry.fields.title}”` : "";
  const line = `Something was not sent by this link and is kept on this phone:${told}. Save the photos, ask for another link or sign in, and choose them there. After three days it is removed from this phone.`;
  words.append(Object.assign(document.createElement("p"), { className: "flash flash--warning", textContent: line }));
  for (const file of entry.files) {
    const link = { href: URL.createObjectURL(file), download: file.name, textContent: `Save ${file.name}` };
    words.append(Object.assign(document.createElement("a"), link), document.createElement("br"));
  }
  words.append(removal(store));
  place.hidden = false;
}

async function begin() {
  const path = location.pathname.replace(/\/done$/, "");
  const store = await Store.open(path);
  if (document.querySelector("[data-phone-sent]")) return store.remove();
  const place = document.querySelector("[data-phone-kept]");
  if (place) return offer(place, store);
  const form = document.querySelector("[data-phone-words]")?.closest("form");
  if (!form) return;
  const here = new PhoneForm(form, store);
  const entry = await store.get();
  here.listen();
  if (entry) here.restore(entry);
}

begin().catch(() => {
  // A browser that refuses storage: the form works as it would without this file.
});
