"""What happens with notices."""

from dataclasses import dataclass

from app.notifications.models import Notice


@dataclass(frozen=True)
class NoticeGiven:
    notice: Notice
