"""Reels at listed providers. The player's address is rebuilt from checked parts; nothing else passes."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qs, quote, urlsplit

NAMES = {
    "youtube": "YouTube",
    "vimeo": "Vimeo",
    "soundcloud": "SoundCloud",
    "bandcamp": "Bandcamp",
    "spotify": "Spotify",
    "sketchfab": "Sketchfab",
}
SOUND = ("soundcloud", "bandcamp", "spotify")


@dataclass(frozen=True)
class Embed:
    """A checked page at a provider. `player` is empty where the page must be opened to be heard."""

    provider: str
    page: str
    player: str


def embed_of(address: str) -> Embed | None:
    """The reel behind an address that somebody pasted; None if it is no page of a listed provider."""
    try:
        url = urlsplit(address.strip())
        plain = url.scheme == "https" and url.port is None and url.username is None
    except ValueError:
        return None
    host = re.sub(r"^(www|m)\.", "", (url.hostname or "").lower())
    if not plain or re.search(r"[\s\"'<>\\]", address.strip()):
        return None
    read = _READERS.get(host, _bandcamp_page if host.endswith(".bandcamp.com") else None)
    return read(url) if read else None


def _youtube(url: SplitResult) -> Embed | None:
    asked = parse_qs(url.query).get("v", [""])[0]
    path = re.fullmatch(r"/(?:shorts|embed|live)/([\w-]{6,20})", url.path, re.ASCII)
    return _film(asked if url.path == "/watch" else path[1] if path else "")


def _youtu_be(url: SplitResult) -> Embed | None:
    return _film(url.path[1:])


def _film(key: str) -> Embed | None:
    if not re.fullmatch(r"[\w-]{6,20}", key, re.ASCII):
        return None
    page = f"https://www.youtube.com/watch?v={key}"
    return Embed("youtube", page, f"https://www.youtube-nocookie.com/embed/{key}?autoplay=1")


def _vimeo(url: SplitResult) -> Embed | None:
    found = re.fullmatch(r"/(\d{1,15})(?:/([0-9a-f]{4,20}))?/?", url.path, re.ASCII)
    if found is None:
        return None
    key = f"&h={found[2]}" if found[2] else ""
    page = "/".join(["https://vimeo.com", *(part for part in found.groups() if part)])
    return Embed("vimeo", page, f"https://player.vimeo.com/video/{found[1]}?dnt=1&autoplay=1{key}")


def _soundcloud(url: SplitResult) -> Embed | None:
    if not re.fullmatch(r"/[\w-]{1,80}/(?:sets/)?[\w-]{1,150}/?", url.path, re.ASCII):
        return None
    page = f"https://soundcloud.com{url.path.rstrip('/')}"
    return Embed("soundcloud", page, f"https://w.soundcloud.com/player/?auto_play=true&url={quote(page, safe='')}")


def _spotify(url: SplitResult) -> Embed | None:
    kinds = "track|album|playlist|episode|show|artist"
    found = re.fullmatch(rf"(?:/intl-[a-z]{{2}})?/({kinds})/([0-9A-Za-z]{{10,40}})", url.path)
    if found is None:
        return None
    path = f"{found[1]}/{found[2]}"
    return Embed("spotify", f"https://open.spotify.com/{path}", f"https://open.spotify.com/embed/{path}")


def _bandcamp_player(url: SplitResult) -> Embed | None:
    found = re.match(r"/EmbeddedPlayer/((?:album|track)=\d{1,15})(?:/|$)", url.path, re.ASCII)
    if found is None:
        return None
    player = f"https://bandcamp.com/EmbeddedPlayer/{found[1]}/size=large/tracklist=false/"
    return Embed("bandcamp", player, player)


def _bandcamp_page(url: SplitResult) -> Embed | None:
    # An artist's page does not name its number, and we ask no other host: it opens there.
    artist = re.fullmatch(r"([a-z0-9-]{1,63})\.bandcamp\.com", url.hostname or "")
    path = re.fullmatch(r"/(?:album|track)/[\w-]{1,150}", url.path, re.ASCII)
    return Embed("bandcamp", f"https://{artist[0]}{path[0]}", "") if artist and path else None


def _sketchfab(url: SplitResult) -> Embed | None:
    found = re.match(r"/(?:3d-models|models)/(?:[\w-]*-)?([0-9a-f]{32})(?:/|$)", url.path, re.ASCII)
    if found is None:
        return None
    model = f"https://sketchfab.com/models/{found[1]}"
    return Embed("sketchfab", model, f"{model}/embed?autostart=1")


_READERS: dict[str, Callable[[SplitResult], Embed | None]] = {
    "youtube.com": _youtube,
    "youtu.be": _youtu_be,
    "vimeo.com": _vimeo,
    "soundcloud.com": _soundcloud,
    "open.spotify.com": _spotify,
    "bandcamp.com": _bandcamp_player,
    "sketchfab.com": _sketchfab,
}
