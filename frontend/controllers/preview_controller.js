import { Controller } from "@hotwired/stimulus";

export default class extends Controller {
  static targets = ["image"];

  disconnect() {
    this.release();
  }

  show({ target: { files } }) {
    const picture = [...files].find((file) => file.type.startsWith("image/"));
    if (!picture) return;
    this.release();
    this.address = URL.createObjectURL(picture);
    this.imageTarget.src = this.address;
    this.imageTarget.hidden = false;
  }

  release() {
    if (this.address) URL.revokeObjectURL(this.address);
    this.address = null;
  }
}
