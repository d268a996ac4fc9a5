"""How often somebody may knock."""

from __future__ import annotations

from ipaddress import ip_address, ip_network

from flask import current_app, request
from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from app.extensions import limiter
from app.kit.errors import TooMany

_while_redis_is_away = MovingWindowRateLimiter(MemoryStorage())


def hold_to(rate: str, *who: str) -> None:
    """Count one knock of `who`. Raises `TooMany` above `rate`, such as "10 per 15 minutes"."""
    if not current_app.config["RATELIMIT_ENABLED"]:
        return
    counter = limiter.limiter
    try:
        fine = counter.hit(parse(rate), *who)
    except counter.storage.base_exceptions:
        fine = _while_redis_is_away.hit(parse(rate), *who)
    if not fine:
        raise TooMany


def address() -> str:
    """Where this request comes from. Of IPv6 the network: who has one address there has all of its 2^64."""
    given = ip_address(request.remote_addr or "0.0.0.0")  # noqa: S104
    return str(given if given.version == 4 else ip_network((given, 64), strict=False))
