import { Controller } from "@hotwired/stimulus";
import { embedFor } from "../lib/embeds.js";

// Nothing is loaded from elsewhere before the click; without script, or for an unknown provider, the link simply opens.
export default class extends Controller {
  static values = { url: String, title: String };

  play(event) {
    const source = embedFor(this.urlValue);
    if (!source) return;
    event.preventDefault();
    const frame = document.createElement("iframe");
    frame.src = source;
    frame.title = this.titleValue || "Player";
    frame.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
    frame.referrerPolicy = "strict-origin-when-cross-origin";
    frame.sandbox = "allow-scripts allow-same-origin allow-popups allow-presentation";
    this.element.replaceChildren(frame);
    frame.focus();
  }
}
