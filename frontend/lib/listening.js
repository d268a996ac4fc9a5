// Members' pages listen to the open line; visitors never load it.
export function listening() {
  document.addEventListener("turbo:load", async () => {
    if (!document.body.dataset.person) return;
    const { countUnread } = await import("../chat/unread.js");
    countUnread();
  });
}
