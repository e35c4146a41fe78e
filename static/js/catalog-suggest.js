// Proposals under a text field as one types: a combobox with a list, after the ARIA pattern.
//
// <span data-suggest-url="/catalog/suggest" data-suggest-into="training_id"><input …></span>. The address answers ?q= with
// {"results": [{"id", "title", "detail"}]}. Choosing fills the input and the hidden field of that name; typing empties it again.
const WAIT_MS = 150;

class Suggest {
  constructor(frame, number) {
    this.frame = frame;
    this.input = frame.querySelector("input");
    this.into = this.input.form?.elements.namedItem(frame.dataset.suggestInto);
    this.results = [];
    this.at = -1;
    this.build(number);
    this.listen();
  }

  build(number) {
    this.list = document.createElement("ul");
    Object.assign(this.list, { id: `suggest-${number}`, className: "suggest__list", hidden: true });
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", "Proposals");
    this.words = document.createElement("span");
    this.words.className = "suggest__words visually-hidden";
    this.words.setAttribute("role", "status");
    this.frame.append(this.list, this.words);
    const attributes = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id };
    for (const [name, value] of Object.entries(attributes)) this.input.setAttribute(name, value);
  }

  listen() {
    this.input.addEventListener("input", () => {
      if (this.into) this.into.value = "";
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.ask(), WAIT_MS);
    });
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => setTimeout(() => this.close(), WAIT_MS));
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.choose([...this.list.children].indexOf(option));
    });
  }

  async ask() {
    const typed = this.input.value.trim();
    this.asking?.abort();
    if (typed.length < 2) return this.close();
    this.asking = new AbortController();
    try {
      const address = new URL(this.frame.dataset.suggestUrl, location.href);
      address.searchParams.set("q", typed);
      const answer = await fetch(address, { signal: this.asking.signal, headers: { Accept: "application/json" } });
      if (!answer.ok) return this.close();
      this.show((await answer.json()).results);
    } catch {
      this.close(); // No line, or a newer question: the field stays what it is, a plain text field.
    }
  }

  show(results) {
    this.results = results;
    this.list.replaceChildren(...results.map((result, index) => this.option(result, index)));
    this.list.hidden = results.length === 0;
    this.input.setAttribute("aria-expanded", String(results.length > 0));
    this.words.textContent = results.length === 1 ? "1 proposal" : `${results.length} proposals`;
    this.move(-1);
  }

  option(result, index) {
    const item = document.createElement("li");
    Object.assign(item, { id: `${this.list.id}-${index}`, className: "suggest__option", textContent: result.title });
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    if (result.detail) {
      const detail = document.createElement("span");
      Object.assign(detail, { className: "suggest__detail", textContent: result.detail });
      item.append(detail);
    }
    return item;
  }

  key(event) {
    if (this.list.hidden) return;
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in steps) {
      event.preventDefault();
      const count = this.results.length;
      this.move((Math.max(this.at, steps[event.key] > 0 ? -1 : 0) + steps[event.key] + count) % count);
    } else if (event.key === "Enter" && this.at >= 0) {
      event.preventDefault();
      this.choose(this.at);
    } else if (event.key === "Escape") {
      event.preventDefault();
      this.close();
    }
  }

  move(index) {
    this.at = index;
    [...this.list.children].forEach((item, place) => item.setAttribute("aria-selected", String(place === index)));
    const chosen = this.list.children[index];
    if (chosen) {
      this.input.setAttribute("aria-activedescendant", chosen.id);
      chosen.scrollIntoView({ block: "nearest" });
    } else this.input.removeAttribute("aria-activedescendant");
  }

  choose(index) {
    const result = this.results[index];
    this.input.value = result.title;
    if (this.into) this.into.value = result.id;
    this.close();
    this.input.dispatchEvent(new CustomEvent("suggest:chosen", { bubbles: true, detail: result }));
  }

  close() {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
    this.words.textContent = "";
  }
}

document.querySelectorAll("[data-suggest-url]").forEach((frame, number) => {
  if (frame.dataset.suggestUrl) new Suggest(frame, number);
});
