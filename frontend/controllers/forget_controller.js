import { Controller } from "@hotwired/stimulus";
import { forgetAll } from "../lib/drafts.js";

export default class extends Controller {
  drafts() {
    forgetAll();
  }
}
