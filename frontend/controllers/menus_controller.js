import { Controller } from "@hotwired/stimulus";

export default class extends Controller {
  static targets = ["menu"];

  connect() {
    document.addEventListener("turbo:before-cache", this.closeAll);
  }

  disconnect() {
    document.removeEventListener("turbo:before-cache", this.closeAll);
  }

  closeAll = () => this.menuTargets.forEach((menu) => (menu.open = false));

  clickAway({ target }) {
    this.menuTargets.filter((menu) => menu.open && !menu.contains(target)).forEach((menu) => (menu.open = false));
  }

  escape(event) {
    const open = this.menuTargets.find((menu) => menu.open);
    if (!open) return;
    open.open = false;
    open.querySelector("summary").focus();
    event.preventDefault();
  }
}
