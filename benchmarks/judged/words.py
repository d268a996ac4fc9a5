"""How the people of the collection put things: titles, formats, turns of phrase."""

from __future__ import annotations

# Where credits come from: formats and genres of each world.
WORLDS: dict[str, tuple[list[str], list[str]]] = {
    "film": (
        ["Feature film", "Series", "Short film", "Commercial", "Music video"],
        ["Drama", "Comedy", "Horror", "Thriller", "Crime", "Science fiction", "Period drama", "Romance", "Western"],
    ),
    "documentary": (
        ["Documentary", "Documentary series", "Corporate film"],
        ["Nature", "History", "True crime", "Sport", "Music", "Travel"],
    ),
    "voice": (["Commercial", "Video game", "Animated series", "Audiobook"], ["Comedy", "Crime", "Fantasy"]),
    "stage": (["Theatre production", "Musical", "Opera", "Dance production"], ["Drama", "Comedy", "Tragedy"]),
    "touring": (["Tour", "Concert", "Festival"], ["Rock", "Pop", "Jazz", "Metal"]),
    "events": (["Corporate event", "Conference", "Festival", "Awards ceremony"], []),
    "music": (["Album", "EP", "Single", "Live session"], ["Jazz", "Folk", "Hip-hop", "Electronic", "Metal", "Soul"]),
    "score": (["Film score", "Game score", "Series"], ["Drama", "Science fiction", "Nature", "Horror", "Comedy"]),
    "audio": (["Podcast", "Audio drama", "Radio programme"], ["True crime", "History", "Comedy"]),
    "games": (["Video game", "Mobile game", "VR experience"], ["Role-playing", "Racing", "Puzzle", "Shooter"]),
    "vfx": (["Feature film", "Series", "Commercial"], ["Fantasy", "Science fiction", "Horror", "Drama"]),
    "animation": (["Animated series", "Animated feature", "Animation short"], ["Comedy", "Fantasy", "Adventure"]),
    "broadcast": (["Sports broadcast", "Talk show", "Entertainment show"], []),
    "commercials": (["Commercial", "Fashion film", "Photo shoot", "Branded content"], []),
    "digital": (["Social video", "Website", "Web series", "App"], []),
}
MANY = {
    "Feature film": "features",
    "Series": "series",
    "Short film": "shorts",
    "Commercial": "commercials",
    "Music video": "music videos",
    "Documentary": "documentaries",
    "Corporate film": "corporate films",
    "Theatre production": "plays",
    "Musical": "musicals",
    "Opera": "opera",
    "Dance production": "dance",
    "Photo shoot": "shoots",
}
REMOTE_WORLDS = {"voice", "music", "score", "audio", "games", "vfx", "animation", "digital"}
REMOTE_DEPTS = {"Post-Production", "Picture Finishing", "Post Sound", "Subtitling & Dubbing", "Writing", "Design"}

ADJECTIVES = [
    "Salt",
    "Quiet",
    "Seventh",
    "Paper",
    "Hollow",
    "Amber",
    "Northern",
    "Broken",
    "Borrowed",
    "Little",
    "Last",
]
NOUNS = ["Harbour", "Winter", "Orchard", "Sister", "Ferry", "Kingdom", "Letter", "Tiger", "Bridge", "Summer", "Door"]

HERE = ["{label}, {city}", "{label} based in {city}", "{label} · {city}", "{label} in {city}"]
REMOTE = [
    "Works remotely, worldwide.",
    "Remote sessions are fine with me.",
    "I work from home, remote is normal.",
]
LOCAL = ["Works as a local in {city} too.", "I have a bed in {city} and work as a local there."]
CLOSING = [
    "",
    "",
    "",
    "Own transport.",
    "Valid passport, will travel.",
    "References on request.",
    "Happy to talk dates.",
]
ENGLISH = ["Languages: {all}.", "I speak {all}.", "Fluent {all}.", "Speaks {all}."]

# Pages written in the language of the place: who they are, what they do, which languages.
ABROAD = {
    "de": [
        "Seit {years} Jahren arbeite ich als {label}, meist in {city} und Umgebung. Ich spreche {all}.",
        "{label} aus {city}. Gern auch unterwegs. Sprachen: {all}.",
    ],
    "fr": [
        "{label} depuis {years} ans, basé à {city}, je travaille aussi en région. Langues : {all}.",
        "Je vis à {city} et je travaille comme {label}. Je parle {all}.",
    ],
    "es": [
        "Trabajo como {label} desde hace {years} años, en {city} y donde haga falta. Hablo {all}.",
        "{label} en {city}, con ganas de viajar. Idiomas: {all}.",
    ],
}
TONGUES = {
    "de": {"German": "Deutsch", "English": "Englisch", "French": "Französisch"},
    "fr": {"French": "français", "English": "anglais", "Dutch": "néerlandais"},
    "es": {"Spanish": "español", "English": "inglés", "Catalan": "catalán"},
}
AT_HOME = {
    "Munich": "München",
    "Cologne": "Köln",
    "Vienna": "Wien",
    "Geneva": "Genève",
    "Brussels": "Bruxelles",
    "Lisbon": "Lisboa",
    "Prague": "Praha",
    "Warsaw": "Warszawa",
    "Seville": "Sevilla",
    "Rome": "Roma",
    "Milan": "Milano",
    "Copenhagen": "København",
}
