// A visit swaps the body: without this a screen reader's focus would fall back to the top of nothing.
export function afterVisits() {
  let first = true;
  document.addEventListener("turbo:load", () => {
    const main = document.getElementById("main");
    if (!first && main && (!document.activeElement || document.activeElement === document.body)) {
      main.focus({ preventScroll: true });
    }
    first = false;
  });
}
