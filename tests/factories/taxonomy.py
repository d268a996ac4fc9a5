"""Words for tests."""

from __future__ import annotations

from app.extensions import db
from app.kit.text import fold, slugify
from app.taxonomy.models import (
    City,
    CityName,
    Department,
    Discipline,
    Position,
    PositionAlias,
    Skill,
    SkillKind,
)
from tests.factories.people import save


def make_department(name: str = "Camera", discipline: str = "Film & TV") -> Department:
    home = db.session.query(Discipline).filter_by(slug=slugify(discipline)).one_or_none()
    home = home or save(Discipline(slug=slugify(discipline), name=discipline))
    return save(Department(slug=slugify(name), name=name, discipline=home))


def make_position(name: str, *aliases: str, department: Department | None = None) -> Position:
    """A position and what it is also called."""
    if department is None:
        department = db.session.query(Department).filter_by(slug="camera").one_or_none() or make_department()
    position = Position(slug=slugify(name), name=name, folded=fold(name), department=department, also_in=[])
    position.aliases = [PositionAlias(label=alias, folded=fold(alias)) for alias in aliases]
    return save(position)


def make_skill(name: str, *aliases: str, kind: SkillKind = SkillKind.CRAFT) -> Skill:
    return save(Skill(slug=slugify(name), name=name, folded=fold(name), kind=kind, aliases=list(aliases)))


def make_city(
    name: str,
    country_code: str,
    *,
    key: int,
    population: int = 100_000,
    lat: float = 52.5,
    lon: float = 13.4,
    timezone: str = "Europe/Berlin",
) -> City:
    city = save(
        City(
            id=key,
            name=name,
            folded=fold(name),
            country_code=country_code,
            lat=lat,
            lon=lon,
            timezone=timezone,
            population=population,
            other_names=[],
        )
    )
    save(CityName(city_id=key, folded=fold(name)))
    return city
