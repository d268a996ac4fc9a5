const id = (pattern) => (url) => url.pathname.match(pattern)?.[1];
const youtube = (found) => found && `https://www.youtube-nocookie.com/embed/${found}?autoplay=1`;

const PROVIDERS = {
  "youtube.com": (url) =>
    youtube(/^[\w-]{6,20}$/.test(url.searchParams.get("v") ?? "") ? url.searchParams.get("v") : id(/^\/(?:shorts|embed|live)\/([\w-]{6,20})$/)(url)),
  "youtu.be": (url) => youtube(id(/^\/([\w-]{6,20})$/)(url)),
  "vimeo.com": (url) => {
    const [, video, key] = url.pathname.match(/^\/(\d+)(?:\/(\w+))?$/) ?? [];
    return video && `https://player.vimeo.com/video/${video}?dnt=1&autoplay=1${key ? `&h=${key}` : ""}`;
  },
  "soundcloud.com": (url) =>
    /^\/[\w-]+\/[\w-]+/.test(url.pathname) && `https://w.soundcloud.com/player/?auto_play=true&url=${encodeURIComponent(url.origin + url.pathname)}`,
  "open.spotify.com": (url) => {
    const [, kind, item] = url.pathname.match(/^\/(track|album|playlist|episode|show|artist)\/(\w+)$/) ?? [];
    return item && `https://open.spotify.com/embed/${kind}/${item}`;
  },
  "bandcamp.com": (url) => id(/^\/EmbeddedPlayer\/((?:album|track)=\d+)/)(url) && `https://bandcamp.com/EmbeddedPlayer/${id(/^\/EmbeddedPlayer\/((?:album|track)=\d+)/)(url)}/size=large/tracklist=false/`,
  "sketchfab.com": (url) => {
    const model = id(/^\/(?:3d-models|models)\/(?:[\w-]*-)?([0-9a-f]{32})/)(url);
    return model && `https://sketchfab.com/models/${model}/embed?autostart=1`;
  },
};

// The frame's address is rebuilt from checked parts; nothing of the given one is passed through.
export function embedFor(address) {
  let url;
  try {
    url = new URL(address);
  } catch {
    return null;
  }
  if (url.protocol !== "https:") return null;
  return PROVIDERS[url.hostname.replace(/^(www|m)\./, "")]?.(url) || null;
}
