"""What people come here for, from the first click to the last."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from app.kit.clock import today
from tests.browser.stage import answered, until_there

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]

COUNT = "addEventListener('click', (event) => event.isTrusted && clicked(), true)"


def count_clicks(page: Page) -> list[None]:
    """A list that grows with every click, and with every Enter that sends a form."""
    clicks: list[None] = []
    page.expose_function("clicked", lambda: clicks.append(None))
    page.add_init_script(COUNT)
    return clicks


def in_days(days: int) -> str:
    return (today() + timedelta(days=days)).isoformat()


def error_at(page: Page, label: str) -> str:
    """What is said at a field, found as a screen reader finds it."""
    box = page.get_by_label(label, exact=True)
    expect(box).to_have_attribute("aria-invalid", "true")
    described = box.get_attribute("aria-describedby").split()
    return page.locator(f"#{described[-1]}").inner_text()


def join(page: Page, name: str, email: str, password: str) -> None:
    page.goto("/")
    page.get_by_role("banner").get_by_role("link", name="Join").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Join Callboard")
    page.get_by_label("name").fill(name)
    page.get_by_label("Email address").fill(email)
    page.get_by_label("password").fill(password)
    page.get_by_role("button", name="Join").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Look into your mail")


def confirm(page: Page, email: str) -> None:
    page.get_by_role("link", name="Open the mailbox").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mailbox")
    mine = page.get_by_role("listitem").filter(has_text=email)
    until_there(page, mine).get_by_role("link").first.click()
    page.get_by_role("link", name=re.compile("confirm")).click()


def sign_in(page: Page, email: str, password: str) -> None:
    page.get_by_label("Email address").fill(email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()


def test_a_newcomer_is_found_under_another_name_of_their_job_after_a_few_clicks(stage):
    page, email, password = stage.enter(), "ines@example.org", "three lamps and a ladder"
    clicks = count_clicks(page)
    join(page, "Ines Okonkwo", email, password)
    confirm(page, email)
    sign_in(page, email, password)

    expect(page.get_by_role("heading", level=1)).to_have_text("What do you do?")
    page.get_by_role("combobox", name="Your main position").press_sequentially("cinem")
    page.get_by_role("option", name="Cinematographer").click()
    expect(page.get_by_role("combobox", name="Your main position")).to_have_value("Cinematographer")
    page.get_by_role("button", name="Next").click()
    page.get_by_role("combobox", name="Where are you based?").press_sequentially("leip")
    page.get_by_role("option", name="Leipzig").click()
    page.get_by_label("Free for work").check()
    page.get_by_role("button", name="Next").click()
    page.get_by_label("Your headline").fill("Faces by the light that is there")
    page.get_by_role("button", name="List me").click()
    expect(page.get_by_role("status")).to_contain_text("You are listed")
    assert len(clicks) < 25

    visitor = stage.enter()
    visitor.goto("/")
    visitor.get_by_role("banner").get_by_role("combobox").fill("director of photography leipzig")
    visitor.keyboard.press("Enter")
    expect(visitor.get_by_role("heading", level=1)).to_contain_text("People for")
    found = until_there(visitor, visitor.get_by_role("link", name="Ines Okonkwo"))
    found.click()
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Ines Okonkwo")
    expect(visitor.get_by_role("main")).to_contain_text("Cinematographer")


def test_a_pitch_with_something_missing_comes_back_whole_and_then_everybody_reads_it(stage):
    page, visitor = stage.enter("mio"), stage.enter()
    page.goto("/pitches")
    page.get_by_role("link", name="Pitch a project").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Pitch a project")
    page.get_by_label("Title").fill("The Salt Line")
    page.get_by_label("Logline").fill("Two sisters inherit a border.")
    with answered(page, 422):
        page.get_by_role("button", name="Publish").click()
    expect(page.get_by_role("alert")).to_contain_text("Nothing was lost")
    assert error_at(page, "Format")
    expect(page.get_by_label("Title")).to_have_value("The Salt Line")
    expect(page.get_by_label("Logline")).to_have_value("Two sisters inherit a border.")

    tell_the_rest(page, visible_to="Everybody, search engines too")
    expect(page.get_by_role("heading", level=1)).to_have_text("The Salt Line")
    assert visitor.goto(page.url).status == 200
    expect(visitor.get_by_role("heading", level=1)).to_have_text("The Salt Line")


def tell_the_rest(page: Page, visible_to: str) -> None:
    """What a pitch with title and logline still wants before it can be published."""
    page.get_by_label("Format").select_option("Short film")
    page.get_by_label("Stage").select_option("Development")
    page.get_by_role("combobox", name="Position").fill("Gaffer")
    page.get_by_label("How people are paid").select_option("Paid")
    page.get_by_label("Visible to").select_option(visible_to)
    with answered(page, 303):
        page.get_by_role("button", name="Publish").click()


def test_a_pitch_for_members_is_none_to_everybody_else(stage):
    page, member, visitor = stage.enter("mio"), stage.enter("vera"), stage.enter()
    page.goto("/pitches/new")
    page.get_by_label("Title").fill("Behind the Weir")
    page.get_by_label("Logline").fill("What the river brings, the village keeps.")
    tell_the_rest(page, visible_to="Members of Callboard")
    expect(page.get_by_role("heading", level=1)).to_have_text("Behind the Weir")
    assert member.goto(page.url).status == 200
    assert visitor.goto(page.url).status == 404
    expect(visitor.get_by_role("main")).not_to_contain_text("Weir")


def test_a_role_goes_from_a_new_studio_to_an_accepted_applicant(stage):
    vera, otis = stage.enter("vera"), stage.enter("otis")
    found_a_studio(vera, "Salt Line Pictures")
    post_a_role(vera, "Tidal gaffer")
    apply(otis, "Tidal gaffer", "I have lit three films in boats.")

    vera.goto("/")
    vera.get_by_role("link", name="Notices").click()
    vera.get_by_role("link", name="Otis Reed has applied").click()
    expect(vera.get_by_role("main")).to_contain_text("I have lit three films in boats.")
    expect(vera.get_by_role("main")).to_contain_text("€400 a day")
    vera.get_by_role("button", name="Put on the shortlist").click()
    expect(vera.get_by_role("main")).to_contain_text("Shortlisted")
    application = vera.url
    vera.get_by_role("button", name="Write a message").click()
    vera.get_by_label("Message", exact=True).fill("Can you swim?")
    vera.get_by_role("button", name="Send").click()
    expect(vera.get_by_role("log")).to_contain_text("Can you swim?")
    vera.goto(application)
    vera.get_by_label("A few words with it").fill("The boat leaves at four.")
    vera.get_by_role("button", name="Accept").click()
    expect(vera.get_by_role("main")).to_contain_text("Accepted.")
    is_told(otis, "Salt Line Pictures has accepted you: Tidal gaffer.", "The boat leaves at four.")


def found_a_studio(page: Page, name: str) -> None:
    page.goto("/studios")
    page.get_by_role("link", name="Add a studio").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Add a studio")
    page.get_by_label("Name").fill(name)
    page.get_by_role("button", name="Add the studio").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def post_a_role(page: Page, title: str) -> None:
    """Too hastily at first, so that what is missing is asked for."""
    page.get_by_role("link", name="Post a role").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Post a role")
    page.get_by_role("combobox", name="Position").fill(title)
    with answered(page, 422):
        page.get_by_role("button", name="Publish").click()
    for label in ("How it is paid", "Where one works", "Apply until", "Everybody has an answer by"):
        assert error_at(page, label)
    expect(page.get_by_role("combobox", name="Position")).to_have_value(title)

    page.get_by_label("How it is paid").select_option("Paid")
    page.get_by_label("From", exact=True).fill("350")
    page.get_by_label("First day").fill(in_days(40))
    page.get_by_label("Last day").fill(in_days(50))
    page.get_by_label("Where one works").select_option("On site")
    page.get_by_role("combobox", name="Place").fill("Leipzig")
    page.get_by_label("Apply until").fill(in_days(14))
    page.get_by_label("Everybody has an answer by").fill(in_days(21))
    with answered(page, 303):
        page.get_by_role("button", name="Publish").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def apply(page: Page, title: str, note: str) -> None:
    page.goto("/roles")
    page.get_by_role("link", name=title).click()
    page.get_by_label("A few words").fill(note)
    page.get_by_label("Your rate").fill("400")
    page.get_by_role("button", name="Send the application").click()
    expect(page.get_by_role("main")).to_contain_text("Submitted")


def is_told(page: Page, sentence: str, answer: str) -> None:
    """By the bell, and by mail."""
    page.goto("/")
    expect(page.get_by_role("link", name=re.compile("Notices.*[1-9]"))).to_be_visible()
    page.get_by_role("link", name="Notices").click()
    page.get_by_role("link", name=sentence).click()
    expect(page.get_by_role("main")).to_contain_text(answer)
    page.goto("/mailbox")
    until_there(page, page.get_by_role("link", name=sentence)).first.click()
    expect(page.get_by_role("main")).to_contain_text("otis-reed@example.org")
    expect(page.get_by_role("main")).to_contain_text(answer)


def test_what_a_form_answers_is_seen_where_its_button_is(stage):
    page = stage.enter("owner", viewport={"width": 390, "height": 700})
    page.goto("/profile/work")
    for _ in range(6):
        page.get_by_role("button", name="Add skill").click()
    with answered(page, 303):
        page.get_by_role("button", name="Save").last.click()
    expect(page.get_by_text("Saved.", exact=True)).to_be_in_viewport()


def test_a_picture_too_large_is_refused_before_it_is_sent(stage, tmp_path):
    large = tmp_path / "large.jpg"
    large.write_bytes(b"\xff\xd8" + bytes(11 * 1024 * 1024))
    page = stage.enter("owner")
    page.goto("/pitches/new")
    page.get_by_label("Picture", exact=True).set_input_files(large)
    expect(page.get_by_role("alert")).to_have_text("This file is larger than 10 MB. Please bring a smaller one.")
    expect(page.get_by_label("Picture", exact=True)).to_have_value("")
