"""The address of every page there is, drawn from the application's own map."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask import Flask, url_for
from werkzeug.routing import Rule

Things = dict[str, dict[str, Any]]

# What answers with something else than a page of its own.
NO_PAGES = {
    "static", "security.static", "healthz", "home.robots", "home.favicon", "people.arrive", "people.picture",
    "search_api.people", "search_api.complete", "taxonomy.complete", "messaging.messages", "notifications.follow",
    "lists.as_table", "lists.as_paper", "security.change_email_confirm", "security.confirm_email",
}  # fmt: skip

# The things in the addresses: of the small world, and with names that are far too long.
OF = {
    "accounts.claim": ["claim"],
    "accounts.mailbox_letter": ["letter"],
    "alerts.edit": ["saved search"],
    "alerts.found": ["found"],
    "hiring.application": ["application", "own application", "long application"],
    "hiring.edit": ["role", "draft role"],
    "hiring.new": ["studio"],
    "hiring.new_for_pitch": ["pitch"],
    "hiring.of_pitch": ["pitch"],
    "hiring.of_role": ["role"],
    "hiring.of_studio": ["studio", "long studio"],
    "hiring.show": ["role", "draft role", "rival role", "long role"],
    "lists.add": ["viewer"],
    "lists.delete": ["list"],
    "lists.edit": ["list"],
    "lists.show": ["list", "studio list", "archived list", "long list"],
    "messaging.show": ["conversation", "long conversation"],
    "people.ask_to_confirm": ["credit"],
    "people.asking": ["viewer's credit"],
    "people.confirm_block": ["viewer"],
    "people.edit_credit": ["credit"],
    "people.edit_piece": ["piece"],
    "people.show": ["owner", "viewer", "long person"],
    "pitches.edit": ["pitch", "draft pitch"],
    "pitches.invitations": ["invited pitch"],
    "pitches.of_person": ["owner", "long person"],
    "pitches.show": ["pitch", "draft pitch", "long pitch"],
    "pitches.team": ["pitch"],
    "security.reset_password": ["reset"],
    "studios.edit": ["studio"],
    "studios.show": ["studio", "long studio"],
    "studios.team": ["studio"],
    "taxonomy.edit": ["position"],
}
ASKED = {"search.index": ["gaffer", "Donaudampf", "no such words at all"]}


def addresses(app: Flask, things: Things, floors: tuple[str, ...] = (), *, public: bool = False) -> dict[str, str]:
    """Each address with its endpoint; of these floors only, or only what everybody may see."""
    with app.test_request_context():
        return {
            address: rule.endpoint
            for rule in _pages(app)
            if (not floors or rule.endpoint.partition(".")[0] in floors)
            and (not public or getattr(app.view_functions[rule.endpoint], "is_public", False))
            for address in _addresses(rule, things)
        }


def _pages(app: Flask) -> Iterator[Rule]:
    return (rule for rule in app.url_map.iter_rules() if "GET" in rule.methods and rule.endpoint not in NO_PAGES)


def _addresses(rule: Rule, things: Things) -> Iterator[str]:
    if not rule.arguments:
        yield url_for(rule.endpoint)
    for thing in OF[rule.endpoint] if rule.arguments else []:
        yield url_for(rule.endpoint, **{name: things[thing][name] for name in rule.arguments})
    for words in ASKED.get(rule.endpoint, []):
        yield url_for(rule.endpoint, q=words)
