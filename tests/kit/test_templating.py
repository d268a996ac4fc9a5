"""How amounts and days are said on pages."""

import pytest

from app.kit.templating import money


@pytest.mark.parametrize(
    ("minor", "currency", "said"),
    [
        (45000, "EUR", "€450"),
        (82050, "CAD", "CA$820.50"),
        (1900000, "SEK", "SEK\u00a019,000"),
        (14000000, "NGN", "NGN\u00a0140,000"),
    ],
)
def test_an_amount_stands_apart_from_the_letters_of_its_currency(minor, currency, said):
    assert money(minor, currency) == said
