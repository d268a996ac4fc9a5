import { Controller } from "@hotwired/stimulus";
import { forget, read, write } from "../lib/drafts.js";

const KEPT = "textarea[name], input[type=text][name], input:not([type])[name], input[type=url][name]";

// On a form: data-controller="draft" data-draft-key-value="pitch:new:handle"
export default class extends Controller {
  static targets = ["notice"];
  static values = { key: String };

  connect() {
    this.element.addEventListener("input", this.keep);
    this.element.addEventListener("change", this.keep);
    this.element.addEventListener("turbo:submit-end", this.sent);
    this.restore();
  }

  disconnect() {
    this.element.removeEventListener("input", this.keep);
    this.element.removeEventListener("change", this.keep);
    this.element.removeEventListener("turbo:submit-end", this.sent);
  }

  keep = () => {
    write(this.keyValue, Object.fromEntries(this.fields.filter((field) => field.value).map((field) => [field.name, field.value])));
  };

  sent = ({ detail }) => {
    if (detail.success) forget(this.keyValue);
  };

  restore() {
    const kept = read(this.keyValue) ?? {};
    const empty = this.fields.filter((field) => !field.value && kept[field.name]);
    for (const field of empty) {
      field.value = kept[field.name];
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
    if (empty.length && this.hasNoticeTarget) this.noticeTarget.hidden = false;
  }

  discard() {
    forget(this.keyValue);
    this.element.reset();
    if (this.hasNoticeTarget) this.noticeTarget.hidden = true;
  }

  get fields() {
    return [...this.element.querySelectorAll(KEPT)].filter((field) => field.autocomplete !== "one-time-code");
  }
}
