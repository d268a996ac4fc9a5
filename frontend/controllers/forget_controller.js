import { Controller } from "@hotwired/stimulus";
import { forgetOutboxes } from "../chat/outbox.js";
import { forgetAll } from "../lib/drafts.js";

export default class extends Controller {
  drafts() {
    forgetAll();
    forgetOutboxes();
  }
}
