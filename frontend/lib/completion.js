import { Listbox } from "./listbox.js";

const PAUSE = 120;

// Asks the server what a typed beginning may mean and walks the answers by keyboard.
export class Completion {
  constructor(box, { url, name, pick, fits = () => true }) {
    this.box = box;
    this.url = url;
    this.fits = fits;
    this.listbox = new Listbox(box, name, pick);
    box.after(this.listbox.list);
  }

  soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), PAUSE);
  }

  stop() {
    clearTimeout(this.timer);
    this.asking?.abort();
    this.listbox.close();
  }

  async ask() {
    this.asking?.abort();
    const typed = this.box.value.trim();
    if (!typed) return this.listbox.close();
    this.asking = new AbortController();
    const url = new URL(this.url, location.href);
    url.searchParams.set("q", typed);
    try {
      const answer = await fetch(url, { headers: { Accept: "application/json" }, signal: this.asking.signal });
      this.listbox.show(answer.ok ? (await answer.json()).filter(this.fits) : []);
    } catch (error) {
      if (error.name !== "AbortError") this.listbox.close();
    }
  }

  /** Whether the key was for the list and is dealt with. */
  takes(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) this.listbox.open ? this.listbox.move(step) : this.ask();
    else if (event.key === "Escape" && this.listbox.open) this.listbox.close();
    else if (event.key === "Enter" && this.listbox.active) this.listbox.choose(this.listbox.active);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }
}
