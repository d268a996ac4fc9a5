"""How templates say what stands in a profile."""

from __future__ import annotations

from flask import url_for

from app.kit.media import Picture
from app.kit.templating import money
from app.people.current import current_person
from app.people.models import Person, RateBasis, RateCard
from app.people.policy import may_see_rate

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
