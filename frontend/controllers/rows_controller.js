import { Controller } from "@hotwired/stimulus";
import { announce } from "../lib/announce.js";

const NUMBERED = ["id", "name", "for", "value", "aria-describedby", "aria-controls"];

// The server's own "add a row" button does the same; here it happens without a round trip.
export default class extends Controller {
  static targets = ["list", "row", "add"];
  static values = { name: String, max: Number };

  add(event) {
    event.preventDefault();
    if (this.rowTargets.length >= this.maxValue) return announce(`No more than ${this.maxValue} rows`);
    const row = this.blank(this.rowTargets.at(-1), this.next);
    this.listTarget.append(row);
    row.querySelector("input:not([type=hidden], [hidden]), select, textarea")?.focus();
  }

  remove(event) {
    event.preventDefault();
    const row = event.target.closest("[data-rows-target=row]");
    if (this.rowTargets.length === 1) row.replaceWith(this.blank(row, this.next));
    else row.remove();
    this.element.dispatchEvent(new Event("change", { bubbles: true }));
    announce("Row removed");
    this.addTarget.focus();
  }

  blank(row, number) {
    const copy = row.cloneNode(true);
    const numbered = new RegExp(`(^|\\s)${this.nameValue}-\\d+`, "g");
    copy.setAttribute("aria-label", `${row.getAttribute("aria-label").replace(/\d+$/, "")}${this.rowTargets.length + 1}`);
    copy.querySelectorAll(".field__error").forEach((error) => error.remove());
    copy.querySelectorAll("*").forEach((element) => this.renumber(element, numbered, number));
    copy.querySelectorAll("input, select, textarea").forEach((field) => this.empty(field));
    return copy;
  }

  renumber(element, numbered, number) {
    for (const attribute of NUMBERED.filter((name) => element.hasAttribute(name))) {
      element.setAttribute(attribute, element.getAttribute(attribute).replace(numbered, `$1${this.nameValue}-${number}`));
    }
  }

  empty(field) {
    field.removeAttribute("aria-invalid");
    if (field.matches("[type=checkbox], [type=radio]")) field.checked = false;
    else if (field.matches("select")) field.selectedIndex = Math.max(0, [...field.options].findIndex((option) => option.defaultSelected && !option.value));
    else field.value = "";
  }

  get next() {
    const numbers = this.rowTargets.map((row) => Number(row.innerHTML.match(new RegExp(`${this.nameValue}-(\\d+)`))?.[1] ?? 0));
    return Math.max(-1, ...numbers) + 1;
  }
}
