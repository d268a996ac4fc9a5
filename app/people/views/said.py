"""How templates say what stands in a profile."""

from __future__ import annotations

from flask import url_for

from app.kit.clock import today
from app.kit.media import Picture
from app.kit.templating import money
from app.people.current import current_person
from app.people.models import Credit, Person, RateBasis, RateCard, UnionMembership
from app.people.policy import may_see_activity, may_see_rate, may_see_union

_ACTIVE = ((7, "active this week"), (31, "active this month"))

_PER = {
    RateBasis.HOUR: "an hour",
    RateBasis.HALF_DAY: "a half day",
    RateBasis.DAY: "a day",
    RateBasis.WEEK: "a week",
    RateBasis.FLAT: "flat",
}


def shown_rates(person: Person) -> list[RateCard]:
    """The rates that whoever asks may know."""
    viewer = current_person()
    return [rate for rate in person.rates if may_see_rate(viewer, rate)]


def shown_unions(person: Person) -> list[UnionMembership]:
    """The unions that whoever asks may know of."""
    viewer = current_person()
    return [row for row in person.unions if may_see_union(viewer, row)]


def shown_credits(person: Person) -> list[Credit]:
    """The credits that somebody stands by, the latest first."""
    return sorted(person.shown_credits, key=lambda credit: -credit.year_or_nought)


def looks_as_member(person: Person) -> bool:
    """Whether a member looks at somebody else: whoever may put them on a list."""
    viewer = current_person()
    return viewer is not None and viewer.id != person.id


def activity_of(person: Person) -> str:
    """That somebody was here lately, in words; nothing where it may not be known, or was longer ago."""
    if person.seen_at is None or not may_see_activity(current_person(), person):
        return ""
    days = (today() - person.seen_at.date()).days
    return next((words for most, words in _ACTIVE if days <= most), "")


def rate_line(rate: RateCard) -> str:
    """A rate in words: "€450–€520 a day"."""
    amount = money(rate.amount, rate.currency)
    if rate.amount_to and rate.amount_to > rate.amount:
        amount = f"{amount}–{money(rate.amount_to, rate.currency)}"
    return f"{amount} {_PER[rate.basis]}"


def picture_url(picture: Picture, width: int) -> str:
    """The address of a picture, at least `width` pixels wide if it is as wide as that."""
    return url_for("people.picture", token=picture.token, width=picture.nearest(width))


def picture_set(picture: Picture) -> str:
    """A picture in all its widths, for a `srcset`."""
    return ", ".join(
        f"{url_for('people.picture', token=picture.token, width=width)} {width}w" for width in picture.widths
    )
