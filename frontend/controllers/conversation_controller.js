import { Controller } from "@hotwired/stimulus";
import { deliver } from "../chat/delivery.js";
import { line } from "../chat/line.js";
import { Log } from "../chat/log.js";
import { Outbox } from "../chat/outbox.js";
import { Sequence } from "../chat/sequence.js";
import { announce } from "../lib/announce.js";
import { token } from "../lib/token.js";

const AGAIN_IN = 5000;
const TYPING_EVERY = 3000;
const TYPING_LASTS = 5000;
const CALM = 2500;

export default class extends Controller {
  static targets = ["log", "messages", "line", "typing", "composer", "body", "earlier", "empty", "plain"];
  static values = { id: Number, person: Number, url: String, reading: String, live: Boolean };

  connect() {
    if (!this.liveValue) return;
    this.log = new Log(this.logTarget, this.messagesTarget);
    this.log.forgetPending();
    this.sequence = new Sequence(this.log.seqs);
    this.outbox = new Outbox(this.personValue, this.idValue);
    this.outbox.entries.forEach((entry) => this.log.putPending(entry));
    this.log.lay();
    if (this.hasPlainTarget) this.plainTarget.hidden = true;
    this.begin();
    this.listen();
    this.connected();
  }

  disconnect() {
    if (!this.liveValue) return;
    for (const [event, hear] of this.heard) this.socket.off(event, hear);
    window.removeEventListener("online", this.flush);
    document.removeEventListener("visibilitychange", this.read);
    [this.retry, this.calm, this.stillTyping].forEach(clearTimeout);
  }

  begin() {
    const unread = document.getElementById("unread");
    if (unread) this.log.show(unread);
    else this.log.toEnd();
    this.read();
  }

  listen() {
    this.socket = line();
    const mine = (hear) => (told) => told.conversation === this.idValue && hear(told);
    this.heard = [
      ["connect", this.connected],
      ["disconnect", this.cutOff],
      ["connect_error", this.cutOff],
      ["message_posted", mine(this.posted)],
      ["message_removed", mine((told) => this.removed([told]))],
      ["conversation_closed", mine(this.closed)],
      ["typing", mine(this.othersType)],
    ];
    for (const [event, hear] of this.heard) this.socket.on(event, hear);
    window.addEventListener("online", this.flush);
    document.addEventListener("visibilitychange", this.read);
  }

  // Whatever was missed first, then what waits here: so the order on the page is the order there.
  connected = async () => {
    if (this.socket.connected) this.backAgain();
    await this.catchUp();
    this.flush();
  };

  cutOff = () => {
    this.calm ??= setTimeout(() => this.say("Not live at this moment. What you write is kept and sent."), CALM);
  };

  backAgain() {
    clearTimeout(this.calm);
    this.calm = undefined;
    this.say("");
  }

  closed = () => {
    this.say("You no longer take part in this conversation.");
    if (this.hasComposerTarget) this.composerTarget.hidden = true;
  };

  say(words) {
    this.lineTarget.textContent = words;
    this.lineTarget.hidden = !words;
  }

  posted = (message) => {
    this.take([message]);
    if (message.author !== this.personValue) this.tellReader(message);
    if (this.sequence.hasGap) this.catchUp();
  };

  take(messages) {
    const fresh = messages.filter(({ seq }) => this.sequence.take(seq));
    for (const message of messages.filter(({ client_id: clientId }) => clientId)) {
      this.outbox.drop(message.client_id);
      // It had arrived before this page was loaded: what waits beside it is a double.
      if (!fresh.includes(message)) this.log.pending(message.client_id)?.remove();
    }
    if (!fresh.length) return;
    if (this.hasEmptyTarget) this.emptyTarget.remove();
    this.log.keepingPlace(() => fresh.forEach((message) => this.log.put(message)));
    this.read();
  }

  removed(messages) {
    const shown = messages.filter(({ id }) => document.getElementById(`message-${id}`));
    if (shown.length) this.log.keepingPlace(() => shown.forEach((message) => this.log.put(message)));
  }

  catchUp = async () => {
    if (this.catching) return (this.missed = true);
    this.catching = true;
    try {
      do {
        this.missed = false;
        const answer = await this.ask(`after=${this.sequence.upTo}`);
        this.take(answer.messages);
        this.removed(answer.removed);
        if (answer.messages.length && this.sequence.upTo < answer.last_seq) this.missed = true;
      } while (this.missed);
    } catch {
      clearTimeout(this.behind);
      this.behind = setTimeout(this.catchUp, AGAIN_IN);
    } finally {
      this.catching = false;
    }
  };

  async ask(query) {
    const answer = await fetch(`${this.urlValue}?${query}`, { headers: { Accept: "application/json" }, signal: AbortSignal.timeout(8000) });
    if (answer.status === 404) this.closed();
    if (!answer.ok) throw new Error(answer.statusText);
    return answer.json();
  }

  send(event) {
    if (!this.liveValue) return;
    event.preventDefault();
    const body = this.bodyTarget.value.trim();
    if (!body) return;
    const entry = { clientId: crypto.randomUUID?.() ?? this.homemadeId(), body };
    this.outbox.put(entry);
    if (this.hasEmptyTarget) this.emptyTarget.remove();
    this.log.keepingPlace(() => this.log.putPending(entry), true);
    this.bodyTarget.value = "";
    this.bodyTarget.focus();
    this.flush();
  }

  // randomUUID is for secure pages only; a house tried out by its plain address has none.
  homemadeId() {
    return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  flush = async () => {
    if (this.flushing) return;
    this.flushing = true;
    try {
      while (this.outbox.next && (await this.bring(this.outbox.next)));
    } finally {
      this.flushing = false;
    }
  };

  // One after the other, so that they arrive in the order in which they were written.
  async bring(entry) {
    const way = { socket: this.socket, conversation: this.idValue, url: this.urlValue, token };
    const { sent, refused } = await deliver(entry, way);
    if (sent) this.arrived(entry, sent);
    else if (refused) this.refuse(entry, refused);
    else this.wait(entry);
    return Boolean(sent || refused);
  }

  arrived({ clientId }, sent) {
    this.outbox.drop(clientId);
    if (sent.html) this.posted(sent);
    else if (!this.sequence.has(sent.seq)) this.catchUp();
    else this.log.pending(clientId)?.remove();
  }

  refuse({ clientId }, sentence) {
    this.outbox.refuse(clientId, sentence);
    const entry = this.outbox.find(clientId);
    if (entry) this.log.putPending(entry);
    announce(`Not sent. ${sentence}`);
  }

  wait({ clientId }) {
    this.log.wait(clientId);
    clearTimeout(this.retry);
    this.retry = setTimeout(this.flush, AGAIN_IN);
  }

  again({ target }) {
    const entry = this.outbox.find(target.dataset.clientId);
    if (!entry) return;
    delete entry.refused;
    this.log.putPending(entry);
    this.flush();
  }

  discard({ target }) {
    this.outbox.drop(target.dataset.clientId);
    this.log.pending(target.dataset.clientId)?.remove();
    this.bodyTarget.focus();
  }

  async takeBack(event) {
    event.preventDefault();
    const answer = await fetch(event.target.action, { method: "POST", headers: { Accept: "application/json", "X-CSRFToken": token() } }).catch(() => null);
    if (answer?.ok) this.removed([await answer.json()]);
    else announce("This could not be taken back. Please try again.");
  }

  async earlier(event) {
    if (!this.liveValue) return;
    event.preventDefault();
    const height = this.logTarget.scrollHeight;
    const { messages } = await this.ask(`before=${Math.min(...this.log.seqs)}`);
    messages.reverse().forEach((message) => this.log.put(message));
    this.log.lay();
    this.logTarget.scrollTop += this.logTarget.scrollHeight - height;
    if (Math.min(...this.log.seqs) === 1) this.earlierTarget.remove();
  }

  press(event) {
    const handheld = matchMedia("(pointer: coarse)").matches;
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || handheld) return;
    event.preventDefault();
    this.composerTarget.requestSubmit();
  }

  typed() {
    if (!this.liveValue || !this.socket.connected || Date.now() - (this.typedAt ?? 0) < TYPING_EVERY) return;
    this.typedAt = Date.now();
    this.socket.volatile.emit("typing", { conversation: this.idValue });
  }

  othersType = ({ name }) => {
    if (!this.hasTypingTarget) return;
    this.typingTarget.textContent = `${name} is writing`;
    clearTimeout(this.stillTyping);
    this.stillTyping = setTimeout(() => (this.typingTarget.textContent = ""), TYPING_LASTS);
  };

  tellReader({ id }) {
    const message = document.getElementById(`message-${id}`);
    const who = message?.querySelector(".message__who").firstChild.textContent.trim();
    announce(`${who}: ${message?.querySelector(".bubble")?.textContent.trim()}`);
    if (this.hasTypingTarget) this.typingTarget.textContent = "";
  }

  scrolled() {
    this.read();
  }

  // Seen is what stood at the end of a page that somebody was looking at.
  read = () => {
    if (!this.liveValue || document.visibilityState !== "visible" || !this.log.isAtEnd) return;
    const seq = this.sequence.upTo;
    if (seq <= (this.readUpTo ?? 0)) return;
    this.readUpTo = seq;
    if (this.socket?.connected) return this.socket.emit("read", { conversation: this.idValue, seq }, () => {});
    fetch(this.readingValue, {
      method: "POST",
      body: new URLSearchParams({ seq }),
      headers: { Accept: "application/json", "X-CSRFToken": token() },
    }).catch(() => (this.readUpTo = 0));
  };
}
