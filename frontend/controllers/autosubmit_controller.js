import { Controller } from "@hotwired/stimulus";

// On a form of filters: data-action="change->autosubmit#now input->autosubmit#soon"
export default class extends Controller {
  static targets = ["button"];

  buttonTargetConnected(button) {
    button.hidden = true;
  }

  disconnect() {
    clearTimeout(this.timer);
  }

  now() {
    clearTimeout(this.timer);
    this.element.requestSubmit();
  }

  soon({ target }) {
    clearTimeout(this.timer);
    if (target.matches("[type=search], [type=text]")) this.timer = setTimeout(() => this.now(), 350);
  }
}
