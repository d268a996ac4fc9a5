"""A page as a browser reads it: its forms with what stands in them, and every element it is made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

TYPED = ("text", "search", "url", "email", "number", "date", "password", "hidden", "tel")


@dataclass
class PageForm:
    """A form that posts: where to, and what would be sent if nothing were typed, by name."""

    action: str
    sent: dict[str, list[str]] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)

    @property
    def fields(self) -> list[str]:
        """The names of everything that can be sent, files aside."""
        return [name for name, kind in self.kinds.items() if kind != "file" and name != "csrf_token"]

    @property
    def files(self) -> list[str]:
        return [name for name, kind in self.kinds.items() if kind == "file"]


class Page(HTMLParser):
    """The forms and elements of a page; `text` is what stands between the tags."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.forms: list[PageForm] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self._form: PageForm | None = None
        self._named: str | None = None
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, given: list[tuple[str, str | None]]) -> None:
        attributes = dict(given)
        self.elements.append((tag, attributes))
        if tag == "form" and (attributes.get("method") or "").lower() == "post":
            self._form = PageForm(attributes.get("action") or "")
            self.forms.append(self._form)
        elif self._form is not None:
            self._read(tag, attributes)

    def handle_startendtag(self, tag: str, given: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, given)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        if tag in ("textarea", "select"):
            self._named = None

    def handle_data(self, data: str) -> None:
        self.text += data
        if self._form is not None and self._named and self._form.kinds[self._named] == "textarea":
            self._form.sent[self._named] = ["".join([*self._form.sent.get(self._named, []), data]).removeprefix("\n")]

    def _read(self, tag: str, attributes: dict[str, str | None]) -> None:
        name, kind = attributes.get("name"), attributes.get("type") or tag
        if tag == "option" and self._named and "selected" in attributes:
            self._keep(self._named, attributes.get("value"))
        if not name or tag not in ("input", "select", "textarea", "button") or self._form is None:
            return
        self._form.kinds.setdefault(name, kind)
        if tag in ("select", "textarea"):
            self._named = name
        elif kind in TYPED or tag == kind == "input" or "checked" in attributes:
            self._keep(
                name, attributes.get("value") if kind not in ("checkbox", "radio") else attributes.get("value", "on")
            )

    def _keep(self, name: str, value: str | None) -> None:
        assert self._form is not None
        self._form.sent.setdefault(name, []).append(value or "")
