import { Controller } from "@hotwired/stimulus";
import { make } from "../lib/dom.js";

// What the server takes, in bytes.
const MOST = 10 * 1024 * 1024;

export default class extends Controller {
  static targets = ["image"];

  disconnect() {
    this.release();
  }

  show({ target }) {
    this.weigh(target);
    const picture = [...target.files].find((file) => file.type.startsWith("image/"));
    if (!picture) return;
    this.release();
    this.address = URL.createObjectURL(picture);
    this.imageTarget.src = this.address;
    this.imageTarget.hidden = false;
  }

  // Said at once: a file refused after minutes of sending takes what else was typed with it.
  weigh(input) {
    this.element.querySelector(".field__error")?.remove();
    if (![...input.files].some((file) => file.size > MOST)) return;
    input.value = "";
    this.element.append(make("p", { class: "field__error", role: "alert" }, "This file is larger than 10 MB. Please bring a smaller one."));
  }

  release() {
    if (this.address) URL.revokeObjectURL(this.address);
    this.address = null;
  }
}
