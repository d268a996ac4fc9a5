"""What a browser calls itself, in a person's words."""

from __future__ import annotations

BROWSERS = {
    "Edg": "Edge",
    "OPR": "Opera",
    "Firefox": "Firefox",
    "Chrome": "Chrome",
    "CriOS": "Chrome",
    "Safari": "Safari",
}
SYSTEMS = {
    "Android": "Android",
    "iPhone": "an iPhone",
    "iPad": "an iPad",
    "Windows": "Windows",
    "Mac OS": "a Mac",
    "CrOS": "a Chromebook",
    "Linux": "Linux",
}


def in_words(device: str) -> str:
    """ "Firefox on Linux", from the long line that a browser sends."""
    browser = next((name for mark, name in BROWSERS.items() if mark in device), "A browser")
    system = next((name for mark, name in SYSTEMS.items() if mark in device), "")
    return f"{browser} on {system}" if system else browser
