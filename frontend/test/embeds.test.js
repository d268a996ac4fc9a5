import assert from "node:assert/strict";
import test from "node:test";
import { embedFor } from "../lib/embeds.js";

const KNOWN = {
  "https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=10": "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1",
  "https://youtu.be/dQw4w9WgXcQ": "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1",
  "https://vimeo.com/76979871": "https://player.vimeo.com/video/76979871?dnt=1&autoplay=1",
  "https://vimeo.com/76979871/a1b2c3": "https://player.vimeo.com/video/76979871?dnt=1&autoplay=1&h=a1b2c3",
  "https://open.spotify.com/album/6JWc4iAiJ9FjyK0B59ABb4": "https://open.spotify.com/embed/album/6JWc4iAiJ9FjyK0B59ABb4",
  "https://soundcloud.com/owl/reel": "https://w.soundcloud.com/player/?auto_play=true&url=https%3A%2F%2Fsoundcloud.com%2Fowl%2Freel",
  "https://bandcamp.com/EmbeddedPlayer/album=123456/size=small": "https://bandcamp.com/EmbeddedPlayer/album=123456/size=large/tracklist=false/",
  "https://sketchfab.com/3d-models/a-lamp-0123456789abcdef0123456789abcdef": "https://sketchfab.com/models/0123456789abcdef0123456789abcdef/embed?autostart=1",
};

const REFUSED = [
  "javascript:alert(1)",
  "http://vimeo.com/76979871",
  "https://vimeo.com.evil.example/76979871",
  "https://evil.example/?https://vimeo.com/76979871",
  "https://www.youtube.com/watch?v=%22%3E%3Cscript%3E",
  "https://vimeo.com/76979871/../../x",
  "not an address",
];

for (const [address, player] of Object.entries(KNOWN)) {
  test(`${address} becomes its player`, () => assert.equal(embedFor(address), player));
}

for (const address of REFUSED) {
  test(`${address} is not embedded`, () => assert.equal(embedFor(address), null));
}
