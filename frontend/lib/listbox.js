import { make } from "./dom.js";

// The completion list of a combobox: the box keeps the focus, the list is walked by aria-activedescendant.
export class Listbox {
  constructor(box, name, pick) {
    this.box = box;
    this.pick = pick;
    this.list = make("ul", { class: "listbox", role: "listbox", id: `${box.id}-list`, "aria-label": name, hidden: true, "data-generated": true });
    // mousedown, because the click would come after the box has lost its focus
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", ({ target }) => this.choose(target.closest("[role=option]")));
    const traits = { role: "combobox", "aria-autocomplete": "list", "aria-controls": this.list.id, "aria-expanded": "false", autocomplete: "off" };
    for (const [trait, value] of Object.entries(traits)) box.setAttribute(trait, value);
  }

  show(entries) {
    this.entries = entries;
    this.list.replaceChildren(
      ...entries.map(({ label, hint }, index) =>
        make("li", { class: "listbox__option", role: "option", id: `${this.list.id}-${index}`, "aria-selected": "false" },
          make("span", {}, label), ...(hint ? [make("span", { class: "listbox__hint" }, hint)] : []))),
    );
    this.at = -1;
    this.open = entries.length > 0;
  }

  close() {
    this.show([]);
  }

  get open() {
    return !this.list.hidden;
  }

  set open(open) {
    this.list.hidden = !open;
    this.box.setAttribute("aria-expanded", String(open));
    if (!open) this.box.removeAttribute("aria-activedescendant");
  }

  move(step) {
    const options = [...this.list.children];
    if (!options.length) return;
    this.at = (this.at + step + (this.at < 0 && step < 0 ? 1 : 0) + options.length) % options.length;
    options.forEach((option, index) => option.setAttribute("aria-selected", String(index === this.at)));
    options[this.at].scrollIntoView({ block: "nearest" });
    this.box.setAttribute("aria-activedescendant", options[this.at].id);
  }

  get active() {
    return this.list.children[this.at];
  }

  choose(option) {
    if (option) this.pick(this.entries[[...this.list.children].indexOf(option)]);
  }
}
