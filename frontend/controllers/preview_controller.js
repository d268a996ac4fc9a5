import { Controller } from "@hotwired/stimulus";

// What the server takes, in bytes.
const MOST = 10 * 1024 * 1024;

export default class extends Controller {
  static targets = ["image"];

  disconnect() {
    this.release();
  }

  show({ target }) {
    const { files } = target;
    this.weigh(target);
    const picture = [...files].find((file) => file.type.startsWith("image/"));
    if (!picture) return;
    this.release();
    this.address = URL.createObjectURL(picture);
    this.imageTarget.src = this.address;
    this.imageTarget.hidden = false;
  }

  // Said at once: a file refused after minutes of sending takes what else was typed with it.
  weigh(input) {
    const isLarge = [...input.files].some((file) => file.size > MOST);
    input.setCustomValidity(isLarge ? "This file is larger than 10 MB. Please bring a smaller one." : "");
    input.reportValidity();
  }

  release() {
    if (this.address) URL.revokeObjectURL(this.address);
    this.address = null;
  }
}
