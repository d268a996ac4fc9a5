import { make } from "../lib/dom.js";

const CLOSE_TO_END = 60;
const words = (options) => new Intl.DateTimeFormat("en-GB", options);

// The messages on the page, in their order; what is on its way stands after them.
export class Log {
  constructor(frame, list) {
    this.frame = frame;
    this.list = list;
    this.end = list.querySelector("#end");
    this.clock = words({ hour: "2-digit", minute: "2-digit" });
    this.calendar = words({ weekday: "long", day: "numeric", month: "long" });
  }

  get messages() {
    return [...this.list.querySelectorAll(".message[data-seq]")];
  }

  get seqs() {
    return this.messages.map((message) => Number(message.dataset.seq));
  }

  get isAtEnd() {
    return this.frame.scrollHeight - this.frame.scrollTop - this.frame.clientHeight < CLOSE_TO_END;
  }

  show(element) {
    this.frame.scrollTop += element.getBoundingClientRect().top - this.frame.getBoundingClientRect().top - this.frame.clientHeight / 3;
  }

  toEnd() {
    this.frame.scrollTop = this.frame.scrollHeight;
  }

  // Keeps the end in view if it was there, else what is being read where it is.
  keepingPlace(change, always = false) {
    const stay = always || this.isAtEnd;
    change();
    this.lay();
    if (stay) this.toEnd();
  }

  put({ id, seq, html, client_id: clientId }) {
    const drawn = this.parse(html);
    this.pending(clientId)?.remove();
    const there = document.getElementById(`message-${id}`);
    if (there) return there.replaceWith(drawn);
    const next = this.messages.find((message) => Number(message.dataset.seq) > seq);
    const marker = next?.previousElementSibling?.matches(".log__unread") ? next.previousElementSibling : next;
    (marker ?? this.list.querySelector(".message--pending, .message--failed") ?? this.end).before(drawn);
  }

  putPending({ clientId, body, refused }) {
    const bubble = this.pending(clientId) ?? make("article", { class: "message message--own", "data-pending": clientId });
    bubble.classList.toggle("message--failed", Boolean(refused));
    bubble.classList.toggle("message--pending", !refused);
    const again = make("button", { class: "link", type: "button", "data-action": "conversation#again", "data-client-id": clientId }, "Send again");
    const leave = make("button", { class: "link", type: "button", "data-action": "conversation#discard", "data-client-id": clientId }, "Discard");
    const state = refused ? [`Not sent. ${refused}`, again, leave] : ["Sending"];
    bubble.replaceChildren(make("div", { class: "bubble" }, body), make("p", { class: "message__state" }, ...state));
    if (!bubble.isConnected) this.end.before(bubble);
  }

  wait(clientId) {
    const state = this.pending(clientId)?.querySelector(".message__state");
    state?.replaceChildren("Kept here. It goes out when the line is back.");
  }

  pending(clientId) {
    return clientId ? this.list.querySelector(`[data-pending="${CSS.escape(clientId)}"]`) : null;
  }

  forgetPending() {
    this.list.querySelectorAll("[data-pending]").forEach((bubble) => bubble.remove());
  }

  parse(html) {
    return document.createRange().createContextualFragment(html).querySelector(".message");
  }

  // Days and clocks of the reader, where the server only knew its own; neighbours of one author stand together.
  lay() {
    this.list.querySelectorAll(".log__day").forEach((day) => day.remove());
    let before = {};
    for (const message of this.messages) {
      const time = message.querySelector("time");
      const at = new Date(time.dateTime);
      const marker = message.previousElementSibling?.matches(".log__unread") ? message.previousElementSibling : null;
      const here = { author: message.dataset.author, day: at.toDateString() };
      time.textContent = this.clock.format(at);
      if (here.day !== before.day) (marker ?? message).before(make("p", { class: "log__day" }, this.calendar.format(at)));
      message.classList.toggle("message--more", !marker && here.author === before.author && here.day === before.day);
      before = here;
    }
  }
}
