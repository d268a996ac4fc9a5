import { Controller } from "@hotwired/stimulus";

export default class extends Controller {
  connect() {
    this.element.querySelectorAll("button[hidden]").forEach((button) => (button.hidden = false));
    document.addEventListener("turbo:before-cache", this.clear);
  }

  disconnect() {
    document.removeEventListener("turbo:before-cache", this.clear);
  }

  clear = () => this.element.querySelectorAll(".flash").forEach((flash) => flash.remove());

  dismiss({ target }) {
    target.closest(".flash").remove();
  }
}
