import { Controller } from "@hotwired/stimulus";
import { Completion } from "../lib/completion.js";

// One value: the box itself is the combobox; a hidden "value" target, where there is one, takes the chosen key.
export default class extends Controller {
  static targets = ["source", "value"];
  static values = { url: String, name: String };

  connect() {
    this.element.querySelectorAll("[data-generated]").forEach((element) => element.remove());
    this.completion = new Completion(this.sourceTarget, { url: this.urlValue, name: this.nameValue, pick: this.pick });
  }

  disconnect() {
    this.completion.stop();
  }

  type() {
    if (this.hasValueTarget) this.valueTarget.value = "";
    this.completion.soon();
  }

  press(event) {
    if (!event.isComposing) this.completion.takes(event);
  }

  leave() {
    this.completion.stop();
  }

  pick = ({ value, label }) => {
    this.sourceTarget.value = this.hasValueTarget ? label : value;
    if (this.hasValueTarget) this.valueTarget.value = value;
    this.completion.stop();
    this.sourceTarget.dispatchEvent(new Event("change", { bubbles: true }));
  };
}
