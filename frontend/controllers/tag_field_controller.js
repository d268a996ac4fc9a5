import { Controller } from "@hotwired/stimulus";
import { announce } from "../lib/announce.js";
import { chips, split } from "../lib/chips.js";
import { make } from "../lib/dom.js";
import { Listbox } from "../lib/listbox.js";

const PAUSE = 120;

export default class extends Controller {
  static targets = ["source", "value"];
  static values = { url: String, free: { type: Boolean, default: true }, max: Number };

  connect() {
    this.undress();
    this.one ? this.dressOne() : this.dressMany();
    this.listbox = new Listbox(this.box, this.label?.firstChild.textContent.trim() ?? "Suggestions", this.pick);
    this.box.after(this.listbox.list);
    this.box.addEventListener("input", this.type);
    this.box.addEventListener("keydown", this.press);
    this.box.addEventListener("blur", this.leave);
  }

  disconnect() {
    clearTimeout(this.timer);
    this.asking?.abort();
    this.undress();
  }

  // Also meets a page from Turbo's cache and a cloned row, which arrive already dressed.
  undress() {
    this.element.querySelectorAll("[data-generated]").forEach((element) => element.remove());
    this.box?.removeEventListener("input", this.type);
    this.box?.removeEventListener("keydown", this.press);
    this.box?.removeEventListener("blur", this.leave);
    this.sourceTarget.id = this.sourceTarget.id.replace(/-source$/, "");
    this.sourceTarget.hidden = false;
    this.element.classList.remove("tags--one");
  }

  dressOne() {
    this.box = this.sourceTarget;
    this.element.classList.add("tags--one");
  }

  dressMany() {
    const { id } = this.sourceTarget;
    this.list = make("ul", { class: "tag-field__chips", "aria-label": "Chosen" });
    this.box = make("input", { class: "tag-field__input", type: "text", id, enterkeyhint: "done", autocapitalize: "none" });
    for (const name of ["aria-describedby", "aria-invalid"]) {
      if (this.sourceTarget.hasAttribute(name)) this.box.setAttribute(name, this.sourceTarget.getAttribute(name));
    }
    this.sourceTarget.id = `${id}-source`;
    this.sourceTarget.hidden = true;
    const frame = make("div", { class: "tag-field", "data-generated": true }, this.list, this.box);
    frame.addEventListener("click", ({ target }) => target === frame && this.box.focus());
    this.sourceTarget.after(frame);
    this.words = split(this.sourceTarget.value);
  }

  type = () => {
    if (this.hasValueTarget) this.valueTarget.value = "";
    if (!this.one && this.box.value.includes(",")) return this.take();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(this.box.value.trim()), PAUSE);
  };

  press = (event) => {
    if (event.isComposing) return;
    const typed = this.box.value.trim();
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      this.listbox.open ? this.listbox.move(event.key === "ArrowDown" ? 1 : -1) : this.ask(typed);
    } else if (event.key === "Escape" && this.listbox.open) {
      event.stopPropagation();
      this.listbox.close();
    } else if (event.key === "Enter" && this.listbox.active) {
      event.preventDefault();
      this.listbox.choose(this.listbox.active);
    } else if (event.key === "Enter" && typed && !this.one) {
      event.preventDefault();
      this.take();
    } else if (event.key === "Backspace" && !this.box.value && !this.one) {
      this.words = this.words.slice(0, -1);
    }
  };

  leave = () => {
    clearTimeout(this.timer);
    this.asking?.abort();
    this.listbox.close();
    if (!this.one) this.take();
  };

  async ask(typed) {
    this.asking?.abort();
    if (!typed || this.full) return this.listbox.close();
    this.asking = new AbortController();
    const url = new URL(this.urlValue, location.href);
    url.searchParams.set("q", typed);
    try {
      const answer = await fetch(url, { headers: { Accept: "application/json" }, signal: this.asking.signal });
      const entries = answer.ok ? await answer.json() : [];
      this.listbox.show(this.one ? entries : entries.filter(({ value }) => !this.words.includes(value)));
    } catch {
      this.listbox.close();
    }
  }

  pick = ({ value, label }) => {
    if (this.hasValueTarget) this.valueTarget.value = value;
    if (this.one) this.box.value = this.hasValueTarget ? label : value;
    else this.add([value]);
    this.listbox.close();
    this.box.focus();
  };

  // What is typed and not on the list stays in the box when only listed words are taken.
  take() {
    if (!this.freeValue) return;
    this.add(split(this.box.value));
  }

  add(words) {
    const next = [...new Set([...this.words, ...words])];
    this.words = this.maxValue ? next.slice(0, this.maxValue) : next;
    this.box.value = "";
    this.listbox.close();
  }

  remove({ currentTarget: { dataset } }) {
    this.words = this.words.filter((word) => word !== dataset.words);
    announce(`${dataset.words} removed`);
    this.box.focus();
  }

  get words() {
    return split(this.sourceTarget.value);
  }

  set words(words) {
    const text = words.join(", ");
    this.list.replaceChildren(...chips(words));
    this.list.hidden = words.length === 0;
    if (text === this.sourceTarget.value) return;
    this.sourceTarget.value = text;
    this.sourceTarget.dispatchEvent(new Event("change", { bubbles: true }));
  }

  get one() {
    return this.maxValue === 1;
  }

  get full() {
    return !this.one && this.maxValue > 0 && this.words.length >= this.maxValue;
  }

  get label() {
    return this.element.querySelector("label");
  }
}
