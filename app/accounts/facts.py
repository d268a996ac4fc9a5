"""What happens to accounts."""

from dataclasses import dataclass

from app.accounts.models import Account


@dataclass(frozen=True)
class AccountOpened:
    account: Account


@dataclass(frozen=True)
class SessionEnded:
    """One session or several; `lines` are the sockets to close."""

    lines: list[str]
