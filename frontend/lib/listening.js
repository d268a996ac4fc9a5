// Members' pages listen to the open line; visitors never load it.
export function listening() {
  document.addEventListener("turbo:load", async () => {
    if (!document.body.dataset.person) return;
    const [{ countUnread }, { hangBell }] = await Promise.all([import("../chat/unread.js"), import("../chat/bell.js")]);
    countUnread();
    hangBell();
  });
}
