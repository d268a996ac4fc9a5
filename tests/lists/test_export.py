"""Lists to take along: no more than one may see, and no cell that runs."""

from __future__ import annotations

import csv
import io

import pytest

from app.kit.paper import Item, printed
from app.lists.models import Progress
from app.people.models import RateVisibility
from tests.factories.lists import make_list, put
from tests.factories.people import make_person, make_rate


def table(visitor, shortlist):
    answer = visitor.get(f"/lists/{shortlist.id}/people.csv")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))


def test_a_table_holds_what_a_card_says(ada, visit):
    zoe = make_person("Zoë Ługowska", positions=["Gaffer", "Best boy"], city="Łódź")
    make_rate(zoe, 45000)
    shortlist = make_list(ada, name="Światło / Light")
    put(shortlist, zoe, progress=Progress.TO_CALL, note="Two lines,\none comma", note_by_id=ada.id)
    row = table(visit(ada), shortlist)[0]
    assert (row["Name"], row["Positions"], row["Base"]) == ("Zoë Ługowska", "Gaffer, Best boy", "Łódź")
    assert (row["Rate"], row["Progress"]) == ("€450 a day", "To call")
    assert (row["Note"], row["Note by"]) == ("Two lines,\none comma", "Ada Lindqvist")
    assert row["Availability"] == "availability not known"
    assert row["Page"].endswith("/people/zoe-lugowska")
    named = visit(ada).get(f"/lists/{shortlist.id}/people.csv").headers["Content-Disposition"]
    assert named == 'attachment; filename="swiatlo-light.csv"'


@pytest.mark.parametrize("cell", ["=1+1", "+49 30", "-1", "@SUM(A1)", "\tx", '=HYPERLINK("https://evil.example")'])
def test_no_cell_runs(cell, ada, ben, visit):
    shortlist = make_list(ada)
    put(shortlist, ben, note=cell)
    assert table(visit(ada), shortlist)[0]["Note"] == f"'{cell}"


@pytest.mark.parametrize("visibility", RateVisibility)
def test_a_rate_goes_along_where_it_may_be_known(visibility, ada, ben, visit):
    make_rate(ben, 45000, visibility)
    row = table(visit(ada), make_list(ada, ben))[0]
    assert ("€450" in row["Rate"]) == (visibility != RateVisibility.ON_REQUEST)


@pytest.mark.parametrize("people", [0, 1, 60])
def test_paper_is_a_pdf(people, ada, visit):
    shortlist = make_list(ada, *(make_person(f"Person {number}") for number in range(people)))
    answer = visit(ada).get(f"/lists/{shortlist.id}/people.pdf")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.data.startswith(b"%PDF-")
    assert answer.data.rstrip().endswith(b"%%EOF")


@pytest.mark.parametrize(
    ("name", "face"),
    [
        ("Zoë Müller", b"text-latin-700"),
        ("Šťastná Ługowska", b"text-latin-ext-700"),
        ("Сергій Ковальчук", b"text-cyrillic-700"),
        ("Ελένη Παπαδοπούλου", b"text-greek-700"),
        ("Nguyễn Việt", b"text-vietnamese-700"),
        ("王小明", b"STSong-Light"),
        ("山田 さくら", b"HeiseiKakuGo-W5"),
        ("김민준", b"HYGothic-Medium"),
    ],
)
def test_names_of_many_scripts_have_a_face(name, face):
    assert face in printed("Title", "", [Item(name, "", [])], "foot")


def test_marks_and_unknown_letters_do_no_harm():
    assert printed("<b>Bold", "</para>&amp;", [Item("عمر", "<i>", ["<font size='99'>"], "\n\n")], "&").startswith(
        b"%PDF-"
    )
