export function announce(words) {
  const region = document.getElementById("announcer");
  if (region) region.textContent = words;
}
