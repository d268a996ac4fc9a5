"""A roster to search: seeded profiles of any number, and twelve kinds of queries about them.

Profile n is the same however many there are. Words follow a Zipf-Mandelbrot law, as they do in real texts; skills and
cities are taken up as unevenly.
"""

from __future__ import annotations

import random
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

SEED = 20_261_122
VOCABULARY, SKILLS, CITIES = 24_000, 600, 200


def _list(text: str) -> list[str]:
    return text.split()


# None that is taken for a plural.
_CRAFT = _list(
    """film camera light shot scene frame story script set crew cast music sound score song track mix studio record
tour band album live stage game level design code engine art paint draw color edit cut short feature documentary
episode commercial festival award premiere screening project team lead work experience freelance remote local
travel available weekend night budget arthouse horror comedy drama thriller western noir animation fantasy
historical period opera ballet theatre immersive virtual interactive gallery museum performance classical jazz
folk rock metal ambient techno choir string brass percussion synthesizer analog tape vinyl microphone reverb
delay mastering session rehearsal arrangement melody harmony rhythm puzzle platformer strategy simulation
sandbox console prototype pipeline shader texture mesh rig render particle dialogue quest character world prop
vehicle weapon workshop mentor academy union portfolio showreel client agency campaign launch trailer teaser
poster patient calm subtle moody handheld steadicam dolly crane drone gimbal tripod anamorphic spherical vintage
macro exposure contrast grade negative super workflow assembly conform delivery foley ambience location permit
catering continuity wardrobe makeup prosthetic stunt rigging miniature matte compositing tracking rotoscope
keying photogrammetry premiere resolve avid nuke houdini maya blender zbrush photoshop procreate unity unreal
godot wwise logic ableton cubase reaper arri blackmagic zeiss cooke aputure sennheiser neumann moog fender
python lua perforce kitsu celtx twine"""
)
_COMMON = _list("the and of in to with for my on we at have from a")
_BEGIN = _list("b br c ch cl d dr f fl g gr h j k kl l m n p pr r sh sk sl t tr v w z")
_MIDDLE = _list("a e i o u ai ea ie oa ou")
_END = ["", "", "", "n", "r", "l", "t", "m", "nd", "rk", "st"]

Profile = dict[str, Any]


@dataclass(frozen=True)
class Uneven:
    """Things of which the first are taken far more often than the last."""

    things: list[str]
    weights: list[float]

    @classmethod
    def law(cls, things: list[str], shift: float, power: float) -> Uneven:
        return cls(things, list(accumulate(1 / (place + shift) ** power for place in range(len(things)))))

    def pick(self, chance: random.Random) -> str:
        return self.things[bisect_left(self.weights, chance.random() * self.weights[-1])]


class Roster:
    """`count` profiles, and queries whose answers are among them."""

    def __init__(self, count: int) -> None:
        self.count = count
        chance = random.Random(SEED)
        known = list(dict.fromkeys([*_COMMON, *_CRAFT]))
        made = _made_up(chance, VOCABULARY - len(known), set(known))
        self.words = Uneven.law([*known, *made], 2.7, 1.05)
        pairs = [f"{one} {other}" for one in _CRAFT[:60] for other in _CRAFT[60:80]]
        self.skills = Uneven.law(chance.sample(pairs, SKILLS), 4, 0.9)
        self.cities = Uneven.law(_made_up(chance, CITIES, set()), 3, 0.8)
        self.first, self.last = _made_up(chance, 1_500, set()), _made_up(chance, 12_000, set())

    def profiles(self) -> Iterator[Profile]:
        return (self.profile(number) for number in range(1, self.count + 1))

    def profile(self, number: int, edition: int = 0) -> Profile:
        """One of them; a later `edition` says other things."""
        chance = random.Random(SEED ^ (number * 2_654_435_761) ^ (edition << 40))
        skills = list(dict.fromkeys(self.skills.pick(chance) for _ in range(chance.randint(3, 12))))
        bio = [self.words.pick(chance) for _ in range(chance.randint(40, 120))]
        for skill in skills[:2]:
            bio.insert(chance.randrange(len(bio)), skill)
        return {
            "id": number,
            "name": f"{chance.choice(self.first)} {chance.choice(self.last)}",
            "headline": " ".join([skills[0], *(self.words.pick(chance) for _ in range(chance.randint(2, 6)))]),
            "skills": skills,
            "bio": " ".join(bio),
            "city": self.cities.pick(chance),
            "rate": int(min(2_500, max(50, chance.lognormvariate(5.8, 0.6)))),
            "available": chance.random() < 0.6,
        }

    def query(self, kind: str, number: int) -> dict[str, Any]:
        """The `number`th query of a kind: which words, values and bounds."""
        chance = random.Random(f"{SEED}-{kind}-{number}")
        words = self.words.things
        common, middling, rare = (chance.choice(words[start:end]) for start, end in _BANDS)
        skill = self.skills.things[min(SKILLS - 1, int(chance.expovariate(1 / 40)))]
        city = self.cities.things[min(CITIES - 1, int(chance.expovariate(1 / 15)))]
        match kind:
            case "rare word":
                return {"words": [rare]}
            case "two words":
                return {"words": [common, middling]}
            case "any of three":
                return {"words": [common, middling, rare]}
            case "phrase":
                return {"words": self._side_by_side(chance)}
            case "beginning":
                return {"beginning": middling[: chance.choice((2, 3, 3, 4))]}
            case "misspelt":
                long = chance.choice([word for word in words[200:600] if len(word) > 4])
                slip = chance.randrange(1, len(long) - 1)
                return {"word": long[:slip] + long[slip + 1 :]}
            case "word, skill, city":
                return {"words": [common], "skill": skill, "city": city}
            case "facets, 3 filters":
                return {"words": [common], "skill": skill, "rate": 600, "available": True}
            case "skill only":
                return {"skill": skill}
        return {"words": [common]}

    def _side_by_side(self, chance: random.Random) -> list[str]:
        bio = self.profile(chance.randint(1, self.count))["bio"].split()
        start = chance.randrange(len(bio) - 1)
        return bio[start : start + 2]


KINDS = (
    "rare word", "common word", "two words", "any of three", "phrase", "beginning", "misspelt", "word, skill, city",
    "facets", "facets, 3 filters", "sorted by rate", "skill only",
)  # fmt: skip
# By how common they are: in about one profile of eight, of a hundred, of a thousand and fewer.
_BANDS = ((30, 130), (200, 600), (4_000, 9_000))


def _made_up(chance: random.Random, count: int, known: set[str]) -> list[str]:
    """Words that nobody has said before, and none that a plural could be taken for."""
    found: dict[str, None] = {}
    while len(found) < count:
        parts = (
            chance.choice(_BEGIN) + chance.choice(_MIDDLE) + chance.choice(_END) for _ in range(chance.randint(1, 4))
        )
        word = "".join(parts)
        if len(word) > 2 and word not in known:
            found[word] = None
    return list(found)
