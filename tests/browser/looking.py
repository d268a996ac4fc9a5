"""What a careful eye sees on a page: axe's findings, what is too wide, what a page must have."""

from __future__ import annotations

from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
_FIND = """async (tags) => {
  const { violations } = await axe.run({ runOnly: tags, resultTypes: ["violations"] });
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html, any, all }) =>
    `${id}: ${html.slice(0, 200)} (${[...any, ...all].map((check) => check.message).join(" ").slice(0, 240)})`));
}"""
_MEASURE = """() => {
  const found = [], wide = document.scrollingElement.scrollWidth;
  if (wide > innerWidth) found.push(`the page is ${wide} px wide`);
  for (const element of document.body.querySelectorAll(":not(svg *)")) {
    const { width } = element.getBoundingClientRect();
    if (width > innerWidth && element.checkVisibility()) found.push(`${element.outerHTML.slice(0, 120)}: ${width} px`);
  }
  return found;
}"""
_READ = """() => {
  const found = [], ones = document.querySelectorAll("h1").length;
  if (ones !== 1) found.push(`${ones} h1`);
  if (!document.documentElement.lang) found.push("no language");
  document.querySelectorAll("img:not([alt])").forEach((image) => found.push(`no words for ${image.outerHTML}`));
  return found;
}"""


def lacks(page: Page) -> list[str]:
    """What every page must have and this one has not."""
    return page.evaluate(_READ)


def too_wide(page: Page, width: int) -> list[str]:
    """What does not fit on a screen of this width."""
    page.set_viewport_size({"width": width, "height": 844})
    return [f"on {width} px, {found}" for found in page.evaluate(_MEASURE)]


def barriers(page: Page, scheme: str, width: int) -> list[str]:
    """What axe finds in this light and on this width."""
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    if not page.evaluate("'axe' in window"):
        page.evaluate(_AXE)
    return [f"{scheme} on {width} px, {found}" for found in page.evaluate(_FIND, TAGS)]
