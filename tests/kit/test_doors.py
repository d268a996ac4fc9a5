"""Who comes in, with which papers, and how a refusal is said."""

import pytest

from app.kit.doors import own_path


@pytest.mark.parametrize("wish", ["/", "/people", "/people/ada-2?tab=work&page=2", "/search?q=c%2B%2B"])
def test_paths_of_our_own_may_be_gone_to(wish):
    assert own_path(wish, "/home") == wish


@pytest.mark.parametrize(
    "wish",
    ["//evil.example", "/\\evil.example", "/\t/evil.example", "/\n/evil.example", "https://evil.example", "/%09/x\x00",
     "javascript:alert(1)", "/ /evil.example", "\\/evil.example", "/.//evil.example\r\nX: y", "", None, "evil.example"],
)  # fmt: skip
def test_other_places_may_not(wish):
    assert own_path(wish, "/home") == "/home"


def test_nobody_is_asked_to_sign_in_and_brought_back(visit):
    answer = visit().get("/account?x=1")
    assert (answer.status_code, answer.location) == (303, "/sign-in?next=/account?x%3D1")


def test_a_form_from_another_site_is_not_taken(visit, ada):
    answer = visit(ada).post("/sign-out", headers={"Origin": "https://evil.example"})
    assert answer.status_code == 400
    assert visit(ada).post("/sign-out", headers={"Origin": "null"}).status_code == 400


def test_what_is_not_there_is_a_404_for_everybody(visit, ada):
    for visitor in (visit(), visit(ada)):
        assert visitor.get("/nothing/here").status_code == 404


def test_json_is_refused_in_json(visit):
    answer = visit().get("/api/v1/nothing")
    assert (answer.status_code, answer.json["status"]) == (404, 404)


@pytest.mark.parametrize("path", ["/", "/people", "/nothing", "/sign-in", "/healthz"])
def test_every_answer_carries_its_guards(visit, path):
    headers = visit().get(path).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Request-ID"]
    assert "Cookie" in headers["Vary"]


def test_pages_of_members_are_kept_by_no_cache(visit, ada):
    assert visit(ada).get("/people").headers["Cache-Control"] == "no-store"


def test_a_fault_of_ours_shows_no_trace(app, visit, monkeypatch):
    def break_down(**_):
        raise RuntimeError("secret detail")

    monkeypatch.setitem(app.view_functions, "healthz", break_down)
    break_down.is_public = True
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    answer = visit().get("/healthz")
    assert answer.status_code == 500
    assert "secret detail" not in answer.text
    assert "went wrong on our side" in answer.text


def test_only_what_brings_files_may_be_large(visit, ada):
    body = "bio=" + "x" * 600_000
    form = "application/x-www-form-urlencoded"
    assert visit(ada).post("/profile", data=body, content_type=form).status_code == 413
    assert visit().post("/sign-in", data=body, content_type=form).status_code == 413
    assert visit(ada).post("/profile", data={"bio": "x"}, content_type="multipart/form-data").status_code == 303


def test_no_id_is_too_large_to_be_looked_for(visit, ada):
    for path in (f"/roles/{2**63}", f"/applications/{2**64}", f"/profile/credits/{10**300}"):
        assert visit(ada).get(path).status_code == 404


def test_doors_take_forms_alone(visit, ada):
    answer = visit(ada).post("/profile", json={"name": ["Ada"]})
    assert answer.status_code == 400
    assert "forms, not JSON" in answer.text


def test_a_refusal_leads_back_to_the_page_before_on_this_site_alone(visit, ada):
    page = "http://localhost/pitches/new"
    for referrer, leads in ((page, True), ("https://evil.example/", False), ("", False)):
        answer = visit(ada).post("/profile", json={}, headers={"Referer": referrer})
        assert (f'href="{page}"' in answer.text, answer.status_code) == (leads, 400)
        assert "evil" not in answer.text


@pytest.mark.parametrize("path", ["/people", "/pitches", "/roles", "/studios", "/search?q=gaffer"])
def test_a_list_that_ends_before_this_page_leads_to_its_first(visit, path):
    page = visit().get(f"{path}{'&' if '?' in path else '?'}page=9")
    assert "The list ends before this page" in page.text
    assert f'href="{path.split("?")[0]}">To its first page' in page.text
    assert "The list ends" not in visit().get(path).text
