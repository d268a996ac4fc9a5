import { make } from "./dom.js";

export const split = (text) => [...new Set(text.split(/[,\n]/).map((part) => part.trim()).filter(Boolean))];

const chip = (words) =>
  make("li", { class: "chip" },
    make("span", { class: "chip__words" }, words),
    make("button", { class: "chip__remove", type: "button", "aria-label": `Remove ${words}`, "data-words": words, "data-action": "tag-field#remove" }, "×"));

export const chips = (words) => words.map(chip);
