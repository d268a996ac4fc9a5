import { Controller } from "@hotwired/stimulus";

export default class extends Controller {
  connect() {
    this.element.querySelectorAll("button[hidden]").forEach((button) => (button.hidden = false));
    document.addEventListener("turbo:before-cache", this.clear);
    requestAnimationFrame(this.follow);
  }

  disconnect() {
    document.removeEventListener("turbo:before-cache", this.clear);
  }

  // A form that leads back to its own page leaves it scrolled to where the button was: the answer goes there.
  follow = () => this.element.classList.toggle("flashes--near", this.element.getBoundingClientRect().bottom < 0);

  clear = () => this.element.querySelectorAll(".flash").forEach((flash) => flash.remove());

  dismiss({ target }) {
    target.closest(".flash").remove();
  }
}
