"""Jobs, skills, departments and what is made, under any of their names, as demands with the ways to meet them."""

from __future__ import annotations

from app.kit.text import fold, slugify
from app.search.question import Demand, Way
from app.search.understanding.pieces import Piece, Sentence
from app.search.understanding.vocabulary import Known, Vocabulary

LONGEST_NAME = 8
MOST_KEYS = 12
MOST_NAMED = 3

# How much each way counts: another thing that the name means as well, one that it is only loosely used for, a job of
# which the name is a special case, and the same said in words.
AS_LIKELY = 0.95
LOOSELY = 0.64
SPECIAL_CASE = 0.9
IN_WORDS = 0.9
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
            length, known = _parted(run[:length], known, book)
            return _piece(sentence, here, here + length, known, book)
    return None


def _parted(run: list[str], known: Known, book: Vocabulary) -> tuple[int, Known]:
    """A special case of a job as the job and what makes it special, where both are known: "nuke compositor"."""
    for at in range(1, len(run)) if known.narrower else ():
        first, second = book.look(run[:at]), book.look(run[at:])
        if first and second and known.keys[0] in (first.keys[0], second.keys[0]):
            other = second if first.keys[0] == known.keys[0] else first
            if other.kind in ("skill", "genre", "format"):
                return at, first
    return len(run), known


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


def demand_of(known: Known, text: str, book: Vocabulary, quoted: bool = False) -> Demand:
    """What is asked by naming `known` as `text`: the thing itself, and whoever only says so in words."""
    own_name = fold(known.name) == fold(text) or known.kind == "skill"
    first = SPECIAL_CASE if known.narrower else 1.0
    ways = [
        Way(key=key, weight=first if number == 0 else first * (LOOSELY if own_name else AS_LIKELY))
        for number, known_key in enumerate(known.keys[:MOST_KEYS])
        for key in columns_of(known_key, book)
    ]
    meant = [known.name] if own_name else _names_of(known, book)
    words = {fold(said): said for said in (*meant, text)}
    ways += [Way(words=said, weight=IN_WORDS) for said in words.values()]
    return Demand(text, tuple(ways), _either(meant if known.question else [known.name], known), quoted)


def _names_of(known: Known, book: Vocabulary) -> list[str]:
    return [book.names[key] for key in known.keys[:MOST_NAMED] if key[0] in "psd"] or [known.name]


def _either(names: list[str], known: Known) -> str:
    more = len(known.keys) - MOST_NAMED if len(names) > 1 else 0
    return " or ".join(names) + (f" or {more} more" if more > 0 else "")


def columns_of(key: str, book: Vocabulary) -> list[str]:
    """A key as the index keeps it: what is made goes by its slug, and by its name as people write it."""
    column = {"f": "format", "g": "genre", "e": "discipline"}.get(key[0])
    if column is None:
        return [key]
    if column == "discipline":
        return [f"discipline:{key[1:]}"]
    return [f"{column}:{slug}" for slug in dict.fromkeys((key[1:], slugify(book.names[key])))]


def _piece(sentence: Sentence, here: int, beyond: int, known: Known, book: Vocabulary) -> Piece:
    start, end = sentence.tokens[here].start, sentence.tokens[beyond - 1].end
    text = " ".join(token.text for token in sentence.tokens[here:beyond])
    unwanted = sentence.tokens[here].unwanted
    if known.kind == "discipline" and not unwanted:
        ids = tuple(int(key[1:]) for key in known.keys)
        return Piece("discipline", start, end, known.name, filters={"disciplines": ids})
    return piece_of(start, end, known, demand_of(known, text, book), book, unwanted)


def piece_of(start: int, end: int, known: Known, demand: Demand, book: Vocabulary, unwanted: bool) -> Piece:
    """The piece of a name, with the question that it raises."""
    if unwanted or not known.question:
        return Piece(known.kind, start, end, demand.said, demand, unwanted)
    choices = tuple(dict.fromkeys(book.names[key] for key in known.keys if key[0] == "p"))
    return Piece(known.kind, start, end, demand.said, demand, question=known.question, choices=choices)


def _department(sentence: Sentence, here: int, run: list[str], book: Vocabulary) -> Piece | None:
    if len(run) < 2 or run[-1] not in _DEPARTMENT:
        return None
    known = book.department(run[:-1])
    return _piece(sentence, here, here + len(run), known, book) if known else None


def _adjoin(sentence: Sentence, here: int) -> bool:
    """Whether nothing but a space, a hyphen or the like stands before word `here`: a comma parts names."""
    gap = sentence.typed[sentence.tokens[here - 1].end : sentence.tokens[here].start]
    return not set(gap) & set(",;()[]{}|")
