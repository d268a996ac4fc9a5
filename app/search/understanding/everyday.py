"""Words of every day in a query: what joins, what denies, what is passed over."""

from __future__ import annotations

NOT = {"not", "no", "without", "except", "excluding", "excl", "ohne", "sans", "sin", "but"}
OR = {"or", "oder", "ou", "|", "/"}
PASSED_OVER = {
    "a", "an", "and", "the", "in", "at", "of", "for", "from", "to", "near", "based", "who", "with", "by", "is", "on",
    "any", "i", "we", "my", "our", "me", "us", "it", "that", "this", "are", "be", "can", "must", "should", "need",
    "needs", "needed", "want", "wanted", "looking", "seeking", "search", "find", "hire", "hiring", "someone",
    "somebody", "anyone", "speaks", "speak", "speaking", "knows", "know", "knowledge", "good", "great", "best", "very",
    "experience", "experienced", "has", "have", "having", "done", "worked", "working", "work", "works", "as", "using",
    "please", "also", "plus", "around", "und", "et", "y", "der", "die", "das", "den", "le", "la", "les", "un", "une",
    "el", "person", "people", "guy", "makes", "make", "making", "does", "do", "doing",
    "m", "w", "f", "d", "x", "free", "available", "under", "max", "ideally", "preferably", "some", "s", "t",
}  # fmt: skip

# Words that mean something which no filter knows: said, and not searched for.
NOT_ASKED = {
    "senior", "junior", "expert", "experienced", "professional", "freelance", "freelancer", "award-winning", "creative",
    "reliable", "talented", "affordable", "cheap", "local",
}  # fmt: skip

# What leads to a date, a rate, a place or a language: such words are no misspelt jobs, and may be misspelt themselves.
_LEADING = {
    "until", "till", "between", "during", "starting", "week", "weeks", "month", "months", "weekend", "today",
    "tomorrow", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "next", "early", "late",
    "below", "less", "than", "more", "least", "most", "over", "maximum", "budget", "rate", "hour", "hourly", "daily",
    "weekly", "euro", "euros", "pounds", "dollars", "within", "miles", "close", "outside", "area", "region", "locals",
    "living", "lives", "remotely", "remote", "years", "member", "members", "union", "unpaid", "paid", "deferred",
    "profit", "share", "expenses", "only", "fluent", "native", "language", "department", "team", "crew", "people",
    "credits", "credited", "verified", "confirmed", "active", "recently", "authorised", "authorized", "permit", "visa",
    "passport", "citizen", "right", "home", "fully", "from", "year",
}  # fmt: skip
EVERY_DAY = frozenset(PASSED_OVER | NOT_ASKED | NOT | OR | _LEADING)
