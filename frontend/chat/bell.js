import { announce } from "../lib/announce.js";
import { line } from "./line.js";

let hung = false;

// On any page: the number at the bell, and the sentence for those who hear the page.
export function hangBell() {
  if (hung) return;
  hung = true;
  line().on("notice", ({ unread, sentence }) => {
    show(unread);
    announce(sentence);
  });
}

function show(count) {
  const badge = document.getElementById("unread-notices");
  if (!badge) return;
  badge.hidden = !count;
  badge.firstChild.textContent = count > 99 ? "99+" : String(count);
}
