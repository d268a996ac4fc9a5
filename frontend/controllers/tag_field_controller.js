import { Controller } from "@hotwired/stimulus";
import { announce } from "../lib/announce.js";
import { chips, split } from "../lib/chips.js";
import { Completion } from "../lib/completion.js";
import { make } from "../lib/dom.js";

const CARRIED = ["aria-describedby", "aria-invalid", "maxlength", "placeholder"];

// Several values: the text box of commas stays, hidden, and carries what is sent.
export default class extends Controller {
  static targets = ["source"];
  static values = { url: String, name: String, free: { type: Boolean, default: true }, max: Number };

  connect() {
    this.undress();
    this.dress();
    const fits = ({ value }) => !this.words.includes(value);
    this.completion = new Completion(this.box, { url: this.urlValue, name: this.nameValue, pick: this.pick, fits });
    this.words = split(this.sourceTarget.value);
  }

  disconnect() {
    this.completion.stop();
    this.undress();
  }

  // Also meets a page from Turbo's cache and a cloned row, which arrive already dressed.
  undress() {
    this.element.querySelectorAll("[data-generated]").forEach((element) => element.remove());
    this.sourceTarget.id = this.sourceTarget.id.replace(/-source$/, "");
    this.sourceTarget.hidden = false;
  }

  dress() {
    const { id } = this.sourceTarget;
    const action = "input->tag-field#type keydown->tag-field#press blur->tag-field#leave";
    this.list = make("ul", { class: "tag-field__chips", "aria-label": "Chosen" });
    this.box = make("input", { class: "tag-field__input", type: "text", id, enterkeyhint: "done", "data-action": action });
    for (const name of CARRIED.filter((each) => this.sourceTarget.hasAttribute(each))) {
      this.box.setAttribute(name, this.sourceTarget.getAttribute(name));
    }
    this.sourceTarget.id = `${id}-source`;
    this.sourceTarget.hidden = true;
    this.sourceTarget.after(make("div", { class: "tag-field", "data-generated": true }, this.list, this.box));
  }

  type() {
    if (this.box.value.includes(",") && this.freeValue) this.take();
    else this.full ? this.completion.stop() : this.completion.soon();
  }

  press(event) {
    if (event.isComposing || this.completion.takes(event)) return;
    if (event.key === "Enter" && this.box.value.trim()) {
      event.preventDefault();
      this.take();
    } else if (event.key === "Backspace" && !this.box.value) {
      this.words = this.words.slice(0, -1);
    }
  }

  leave() {
    this.completion.stop();
    this.take();
  }

  pick = ({ value }) => {
    this.add([value]);
    this.box.focus();
  };

  // Where only listed words are taken, anything else stays in the box to be corrected.
  take() {
    if (this.freeValue && this.box.value.trim()) this.add(split(this.box.value));
  }

  add(words) {
    const next = [...new Set([...this.words, ...words])];
    this.words = this.maxValue ? next.slice(0, this.maxValue) : next;
    this.box.value = "";
    this.completion.stop();
  }

  remove({ currentTarget: { dataset } }) {
    this.words = this.words.filter((word) => word !== dataset.words);
    announce(`${dataset.words} removed`);
    this.box.focus();
  }

  get full() {
    return this.maxValue > 0 && this.words.length >= this.maxValue;
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
}
