"""What happens below, as far as it concerns people."""

from sqlalchemy import select

from app.extensions import db
from app.people import actions
from app.people.models import Standing
from app.taxonomy import actions as taxonomy
from app.taxonomy.models import Suggestion
from tests.factories.people import make_person
from tests.factories.taxonomy import make_department


def test_a_word_that_an_administrator_settles_is_known_on_every_profile(ada):
    admin = make_person("Root", handle="the-admin", standing=Standing.ADMIN)
    row = {"label": "Drone Shepherd", "years": 3}
    actions.say_work(ada, disciplines=[], positions=[row], skills=[], languages=[])
    waiting = db.session.scalars(select(Suggestion)).one()
    position = taxonomy.accept_as_position(admin, waiting, make_department())
    assert ada.positions[0].position_id == position.id
