import { Controller } from "@hotwired/stimulus";

export default class extends Controller {
  static targets = ["input", "output"];
  static values = { limit: Number };

  connect() {
    this.outputTarget.hidden = false;
    this.count();
  }

  count() {
    const left = this.limitValue - [...this.inputTarget.value].length;
    this.outputTarget.textContent = left < 0 ? `${-left} too many` : `${left} left`;
    this.outputTarget.toggleAttribute("data-over", left < 0);
  }
}
