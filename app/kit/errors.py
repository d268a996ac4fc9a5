"""The ways of saying no. Each carries its HTTP status and a sentence that may be shown to a person."""


class Refusal(Exception):
    """A request that is understood and not granted."""

    status = 400
    sentence = "This could not be done."

    def __init__(self, sentence: str | None = None) -> None:
        self.sentence = sentence or self.sentence
        super().__init__(self.sentence)


class Malformed(Refusal):
    """What was sent makes no sense at this door."""

    status = 400
    sentence = "Something in this request could not be read."


class SignInFirst(Refusal):
    """Only for members, and nobody is signed in."""

    status = 401
    sentence = "Please sign in first."


class NotAllowed(Refusal):
    """The thing is known to this person, the verb is not theirs."""

    status = 403
    sentence = "This is not yours to do."


class Missing(Refusal):
    """It is not there, or this person may not know that it is."""

    status = 404
    sentence = "There is nothing here, or it is not for you to see."


class NotNow(Refusal):
    """Allowed in general, but not in the state that things are in."""

    status = 409
    sentence = "This has changed meanwhile. Please look at it again."


class TooMany(Refusal):
    """More often than anybody would by hand."""

    status = 429
    sentence = "That was a lot in a short time. Please wait a moment and try again."
