"""A furnished house in a process of its own, served with everything on until its standard input ends.

    python -m tests.browser.house FOLDER

Its first line on standard output says in JSON where it is, the session cookies of those who live in it, and the
values that addresses need.
"""

from __future__ import annotations

import json
import logging
import sys
import warnings
from pathlib import Path

with warnings.catch_warnings():
    # Whoosh was written before Python minded its escapes.
    warnings.simplefilter("ignore")
    import whoosh.index  # noqa: F401

from flask import Flask
from flask_security.recoverable import generate_reset_password_token
from sqlalchemy import update

from app import create_app
from app.extensions import db
from app.kit import jobs, mail, worker
from app.kit.actions import action
from app.lists.models import Entry
from app.people.models import Person
from app.search import indexing
from tests.factories import hiring, lists, messaging, notifications, pitches, studios, taxonomy
from tests.factories.accounts import account_of
from tests.factories.people import make_days, make_person, make_rate
from tests.serving import served
from tests.world import World, _sign_in

# A word as German has them: it fits on no telephone, and nothing may break over it.
LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmützenfilmproduktion"


def main(folder: str) -> None:
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    app = create_app(
        ENV="development",
        DATA=folder,
        SQLALCHEMY_DATABASE_URI=f"sqlite:///{Path(folder) / 'house.sqlite'}",
        RATELIMIT_ENABLED=False,
        DEMO=False,
        WORKER="apart",
        LOG_LEVEL="ERROR",
    )
    with app.app_context():
        db.create_all()
    world = World(app)
    with app.app_context():
        _add_words()
        _add_long_names(world)
        _add_guests(world)
        _add_mail(world)
        db.session.commit()
        indexing.rebuild()
        jobs.run_all()
    _serve(app, world)


def _serve(app: Flask, world: World) -> None:
    with served(app) as address:
        app.config["BASE_URL"] = f"http://{address}"
        worker.start_inside(app)
        said = {"address": address, "cookies": world.cookies, "things": world.things}
        print(json.dumps(said), flush=True)
        sys.stdin.read()


def _add_words() -> None:
    taxonomy.make_position("Cinematographer", "Director of photography", "DoP")
    taxonomy.make_position("First assistant camera", "Focus puller", "1st AC")
    taxonomy.make_skill("Underwater housing")
    taxonomy.make_skill("Handheld")
    taxonomy.make_city("Leipzig", "DE", key=1, lat=51.3, lon=12.4)


def _add_long_names(world: World) -> None:
    long = make_person(LONG, handle="long-name", positions=[LONG], skills=[LONG], city=LONG, headline=LONG)
    make_days(long, 3, 9)
    make_rate(long, 123456789)
    pitch = pitches.make_pitch(long, LONG, slug="long-pitch", logline=LONG, needs=[LONG], places=[LONG], comps=LONG)
    studio = studios.make_studio(long, LONG, slug="long-studio", headline=LONG, about=LONG, place=LONG)
    role = hiring.make_role(
        studio, long, title=LONG, production=LONG, place=LONG, description=LONG, pay_from=123456789, pay_to=987654321
    )
    owner = db.session.get(Person, world.people["owner"])
    talk = messaging.make_direct(owner, long)
    messaging.say(long, talk, f"{LONG} https://example.org/{LONG}")
    notifications.make_notice(owner, f"{LONG} wrote to you.")
    application = hiring.make_application(role, owner)
    of_long = lists.make_list(owner, long, name=LONG[:100], description=LONG)
    db.session.execute(update(Entry).where(Entry.shortlist_id == of_long.id).values(note=LONG, progress="to_call"))
    world.things |= {
        "long list": {"id": of_long.id},
        "long person": {"handle": long.handle},
        "long pitch": {"slug": pitch.slug},
        "long studio": {"slug": studio.slug},
        "long role": {"id": role.id},
        "long conversation": {"id": talk.id},
        "long application": {"id": application.id},
    }


def _add_guests(world: World) -> None:
    """People whom no page of the world shows much of, so that stories may change what they like."""
    for name in ("Nora Falk", "Mio Brandt", "Vera Lind", "Otis Reed"):
        guest = make_person(name, city="Leipzig", positions=["Gaffer"])
        _sign_in(world, name.split()[0].lower(), guest)


def _add_mail(world: World) -> None:
    viewer = account_of(db.session.get(Person, world.people["viewer"]))
    world.things["reset"] = {"token": generate_reset_password_token(viewer)}
    action(mail.send_text)(
        "owner@example.org", "A word from the house", "It stands at http://127.0.0.1/ and is furnished."
    )


if __name__ == "__main__":
    main(sys.argv[1])
