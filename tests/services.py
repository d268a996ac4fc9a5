"""Servers that some tests need. Where they are absent, those tests say so; in CI they must be there."""

from __future__ import annotations

import os

import psycopg
import pytest
import redis

POSTGRES = os.environ.get("CALLBOARD_TEST_POSTGRES", "postgresql://postgres@127.0.0.1:5432/postgres")
REDIS = os.environ.get("CALLBOARD_TEST_REDIS", "redis://127.0.0.1:6379/9")
REQUIRED = os.environ.get("CALLBOARD_REQUIRE_SERVICES") == "1"


def postgres_or_skip() -> str:
    """The address of a PostgreSQL on which databases may be made."""
    try:
        psycopg.connect(POSTGRES, connect_timeout=3).close()
    except psycopg.OperationalError as error:
        _away(f"PostgreSQL is not there ({POSTGRES}): {error}")
    return POSTGRES


def redis_or_skip() -> str:
    """The address of a Redis database that tests may use."""
    try:
        redis.Redis.from_url(REDIS, socket_connect_timeout=3).ping()
    except redis.RedisError as error:
        _away(f"Redis is not there ({REDIS}): {error}")
    return REDIS


def _away(sentence: str) -> None:
    if REQUIRED:
        pytest.fail(sentence)
    pytest.skip(sentence)
