import { Controller } from "@hotwired/stimulus";
import { prefer, preferred } from "../lib/preference.js";

export default class extends Controller {
  connect() {
    const now = preferred("density", "comfortable");
    this.element.querySelectorAll("input").forEach((input) => (input.checked = input.value === now));
    this.element.hidden = false;
  }

  choose({ target }) {
    prefer("density", target.value, "comfortable");
  }
}
