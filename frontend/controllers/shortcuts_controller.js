import { Controller } from "@hotwired/stimulus";

const typing = (element) => element.closest("input, textarea, select, [contenteditable], dialog[open]");

export default class extends Controller {
  static targets = ["search"];

  press(event) {
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.isComposing;
    if (event.key !== "/" || !plain || typing(event.target)) return;
    event.preventDefault();
    this.searchTarget.focus();
    this.searchTarget.select();
  }
}
