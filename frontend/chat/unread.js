import { line } from "./line.js";

const badge = () => document.getElementById("unread-messaging");
let total;

// On any page: how much is unread, in the navigation and before the title.
export function countUnread() {
  if (total !== undefined) return show(total);
  total = Number.parseInt(badge()?.textContent ?? "0", 10) || 0;
  const socket = line();
  socket.on("unread", (told) => show(told.total));
  socket.on("connect", ask);
  if (socket.connected) ask();
  show(total);
}

async function ask() {
  const answer = await line().timeout(8000).emitWithAck("unread", {}).catch(() => ({}));
  if (answer.ok) show(answer.total);
}

function show(count) {
  total = count;
  document.title = (count ? `(${count}) ` : "") + document.title.replace(/^\(\d+\) /, "");
  const shown = badge();
  if (!shown) return;
  shown.hidden = !count;
  shown.firstChild.textContent = count > 99 ? "99+" : String(count);
}
