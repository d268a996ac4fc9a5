"""Jobs, skills, departments and what is made, under any of their names, as demands with the ways to meet them."""

from __future__ import annotations

from app.kit.text import fold
from app.search.question import Demand, Way
from app.search.understanding.pieces import Piece, Sentence
from app.search.understanding.vocabulary import Known, Vocabulary

LONGEST_NAME = 8
MOST_KEYS = 12
MOST_NAMED = 3

# How much each way counts: the very thing, another thing of that name, a special case of it, the same in words.
OTHER_MEANING = 0.7
SPECIAL_CASE = 0.8
IN_WORDS = 0.4
_DEPARTMENT = {"department", "dept", "team", "crew", "people", "abteilung"}
_LEVELS = {
    "expert": 4, "master": 4, "advanced": 3, "strong": 3, "proficient": 3, "experienced": 3, "intermediate": 2,
    "good": 2, "solid": 2, "basic": 1, "beginner": 1, "junior": 1,
}  # fmt: skip
_OF = {"in", "at", "with", "of", "on"}


def read(sentence: Sentence, here: int, book: Vocabulary) -> Piece | None:
    """The longest name that begins at word `here`: "camera operator" is not a camera and an operator."""
    run = run_from(sentence, here)
    for length in range(len(run), 0, -1):
        if piece := _department(sentence, here, run[:length], book):
            return piece
        if known := book.look(run[:length]):
            return _piece(sentence, here, here + length, known)
    return None


def read_level(sentence: Sentence, here: int, book: Vocabulary) -> Piece | None:
    """A skill with how well it must be known: "expert Nuke", "advanced in Maya"."""
    level = _LEVELS.get(fold(sentence.tokens[here].text))
    if level is None or here + 1 >= len(sentence.tokens):
        return None
    start = here + 1 + (fold(sentence.tokens[here + 1].text) in _OF)
    piece = read(sentence, start, book) if start < len(sentence.tokens) else None
    if piece is None or piece.kind != "skill" or piece.demand is None:
        return None
    skill = int(piece.demand.ways[0].key[1:])
    words = f"{piece.said}, level {level} of 5 or higher"
    return Piece("skill", sentence.tokens[here].start, piece.end, words, filters={"skills": ((skill, level),)})


def run_from(sentence: Sentence, here: int) -> list[str]:
    """The folded words from here on that may make one name: none in quotes, none but the first with a minus."""
    run: list[str] = []
    for token in sentence.tokens[here : here + LONGEST_NAME]:
        word = fold(token.text)
        if token.quoted or not word or (run and (token.unwanted or not _adjoin(sentence, here + len(run)))):
            break
        run.append(word)
    return run


def demand_of(known: Known, text: str, quoted: bool = False) -> Demand:
    """What is asked by naming `known` as `text`: the thing itself, and whoever only says so in words."""
    ways = [
        Way(key=key, weight=1.0 if number == 0 else OTHER_MEANING)
        for number, key in enumerate(known.keys[:MOST_KEYS])
        if key[0] in "psd"
    ]
    if known.narrower:
        ways = [Way(words=text), *(Way(key=way.key, weight=way.weight * SPECIAL_CASE) for way in ways)]
    else:
        ways.append(Way(words=text, weight=IN_WORDS if ways else 1.0))
    if fold(known.name) != fold(text):
        ways.append(Way(words=known.name, weight=IN_WORDS if known.kind in ("position", "skill") else 1.0))
    return Demand(text, tuple(ways), known.name, quoted)


def _piece(sentence: Sentence, here: int, beyond: int, known: Known) -> Piece:
    start, end = sentence.tokens[here].start, sentence.tokens[beyond - 1].end
    text = " ".join(token.text for token in sentence.tokens[here:beyond])
    unwanted = sentence.tokens[here].unwanted
    if known.kind == "discipline" and not unwanted:
        ids = tuple(int(key[1:]) for key in known.keys)
        return Piece("discipline", start, end, known.name, filters={"disciplines": ids})
    return Piece(known.kind, start, end, known.name, demand_of(known, text), unwanted, question=known.question)


def _department(sentence: Sentence, here: int, run: list[str], book: Vocabulary) -> Piece | None:
    if len(run) < 2 or run[-1] not in _DEPARTMENT:
        return None
    known = book.department(run[:-1])
    return _piece(sentence, here, here + len(run), known) if known else None


def _adjoin(sentence: Sentence, here: int) -> bool:
    """Whether nothing but a space, a hyphen or the like stands before word `here`: a comma parts names."""
    gap = sentence.typed[sentence.tokens[here - 1].end : sentence.tokens[here].start]
    return not set(gap) & set(",;()[]{}|")
