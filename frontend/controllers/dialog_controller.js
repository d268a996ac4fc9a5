import { Controller } from "@hotwired/stimulus";

export default class extends Controller {
  static targets = ["sheet"];

  connect() {
    document.addEventListener("turbo:before-cache", this.close);
  }

  disconnect() {
    document.removeEventListener("turbo:before-cache", this.close);
  }

  open(event) {
    event.preventDefault();
    this.sheetTarget.showModal();
  }

  close = () => this.sheetTarget.close();

  clickAway({ target }) {
    if (target === this.sheetTarget) this.close();
  }
}
