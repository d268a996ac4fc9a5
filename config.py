"""Every setting, read from the environment once. Nothing else in the house reads the environment."""

from __future__ import annotations

import json
import os
import secrets
from datetime import timedelta
from pathlib import Path
from typing import Any

from environs import Env

ROOT = Path(__file__).resolve().parent
NEEDED_IN_PRODUCTION = ("SECRET_KEY", "PASSWORD_SALT", "DATABASE_URL", "REDIS_URL", "BASE_URL", "MAIL_SERVER")


class Unready(Exception):
    """A setting is missing or makes no sense; the text says which and what to do."""


def load(**given: Any) -> dict[str, Any]:
    """The settings of this process: defaults, then the environment (`CALLBOARD_...`), then `given`.

    Raises `Unready` when production lacks a secret or the data folder cannot be written.
    """
    env = Env(prefix="CALLBOARD_")
    kind = given.get("ENV") or env.str("ENV", "development")
    if kind == "production":
        _demand(env)
    data = _writable(Path(given.get("DATA") or env.str("DATA", str(ROOT / "instance"))).resolve())
    return {**_settings(env, kind, data), **given}


def _settings(env: Env, kind: str, data: Path) -> dict[str, Any]:
    production = kind == "production"
    kept = {} if production else _kept_secrets(data)
    redis = env.str("REDIS_URL", None)
    return {
        "ENV": kind,
        "DATA": str(data),
        "TESTING": kind == "test",
        "DEMO": env.bool("DEMO", not production),
        "WORKER": env.str("WORKER", "apart"),
        "BASE_URL": env.str("BASE_URL", f"http://127.0.0.1:{os.environ.get('PORT', '8000')}").rstrip("/"),
        "CONTACT": env.str("CONTACT", ""),
        "SECRET_KEY": env.str("SECRET_KEY", kept.get("secret_key")),
        "LOG_FORMAT": env.str("LOG_FORMAT", "json" if production else "console"),
        "LOG_LEVEL": env.str("LOG_LEVEL", "INFO" if production else "WARNING"),
        # As many as there are threads: what is above the pool is opened and closed with every request.
        # The connection used last is handed out first: what it has read and prepared is still at hand.
        "SQLALCHEMY_ENGINE_OPTIONS": {"pool_size": env.int("THREADS", 64), "max_overflow": 8, "pool_use_lifo": True},
        "SQLALCHEMY_DATABASE_URI": env.str("DATABASE_URL", f"sqlite:///{data / 'callboard.sqlite'}"),
        "REDIS_URL": redis,
        # Of the server's threads, so many may hold sockets; the rest answers requests.
        "MOST_SOCKETS": env.int("THREADS", 64) * 3 // 4,
        "MAX_CONTENT_LENGTH": 12 * 1024 * 1024,
        "MAX_FORM_MEMORY_SIZE": 512 * 1024,
        "MAX_FORM_PARTS": 1000,
        "SESSION_COOKIE_NAME": "__Host-callboard" if production else "callboard",
        "SESSION_COOKIE_SECURE": production,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "WTF_CSRF_TIME_LIMIT": 12 * 3600,
        "SEND_FILE_MAX_AGE_DEFAULT": 31536000,
        "PROXIES": env.int("PROXIES", 1 if production else 0),
        **_limits(env, redis),
        **_mail(env, production, data),
        **_security(env, kind, kept),
    }


def _limits(env: Env, redis: str | None) -> dict[str, Any]:
    return {
        "RATELIMIT_ENABLED": env.str("RATELIMITS", "on") != "off",
        "RATELIMIT_STORAGE_URI": redis or "memory://",
        "RATELIMIT_IN_MEMORY_FALLBACK_ENABLED": redis is not None,
        "RATELIMIT_DEFAULT": "600/minute",
    }


def _mail(env: Env, production: bool, data: Path) -> dict[str, Any]:
    return {
        "MAIL_BACKEND": "smtp" if production else "file",
        "MAIL_FILE_PATH": str(data / "mailbox"),
        "MAIL_SERVER": env.str("MAIL_SERVER", "127.0.0.1"),
        "MAIL_PORT": env.int("MAIL_PORT", 587 if production else 25),
        "MAIL_USERNAME": env.str("MAIL_USERNAME", None),
        "MAIL_PASSWORD": env.str("MAIL_PASSWORD", None),
        "MAIL_USE_TLS": env.bool("MAIL_TLS", production),
        "MAIL_TIMEOUT": 20,
        "MAIL_DEFAULT_SENDER": env.str("MAIL_FROM", "Callboard <callboard@localhost>"),
    }


def _security(env: Env, kind: str, kept: dict[str, str]) -> dict[str, Any]:
    """Flask-Security's settings; its pages and words live on the accounts floor."""
    quick = kind == "test"
    return {
        "PERMANENT_SESSION_LIFETIME": timedelta(days=60),
        "SESSION_REFRESH_EACH_REQUEST": False,
        "SECURITY_PASSWORD_SALT": env.str("PASSWORD_SALT", kept.get("password_salt")),
        "SECURITY_PASSWORD_HASH": "argon2",
        "SECURITY_PASSWORD_SCHEMES": ["argon2"],
        "SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS": {
            "argon2__memory_cost": 64 if quick else 19456,
            "argon2__time_cost": 1 if quick else 2,
            "argon2__parallelism": 1,
        },
        # Fingerprints inside signed links. A slow one would tell known addresses from others by the clock.
        "SECURITY_HASHING_SCHEMES": ["hex_sha256"],
        "SECURITY_DEPRECATED_HASHING_SCHEMES": [],
        "SECURITY_PASSWORD_LENGTH_MIN": 10,
        "SECURITY_PASSWORD_CONFIRM_REQUIRED": False,
        "SECURITY_REGISTERABLE": True,
        "SECURITY_CONFIRMABLE": True,
        "SECURITY_RECOVERABLE": True,
        "SECURITY_CHANGEABLE": True,
        "SECURITY_CHANGE_EMAIL": True,
        "SECURITY_RETURN_GENERIC_RESPONSES": True,
        # By the browser's session alone, no tokens in headers.
        "SECURITY_API_ENABLED_METHODS": ["session"],
        # The password is asked in the form itself wherever it matters.
        "SECURITY_FRESHNESS": timedelta(days=-1),
        "SECURITY_CLI_USERS_NAME": None,
        "SECURITY_CLI_ROLES_NAME": None,
        "SECURITY_EMAIL_VALIDATOR_ARGS": {"check_deliverability": False},
        # Mails are written by our own hand, as text.
        "SECURITY_EMAIL_HTML": False,
        "SECURITY_EMAIL_PLAINTEXT": False,
        "SECURITY_SEND_REGISTER_EMAIL": False,
        "SECURITY_RESET_PASSWORD_WITHIN": timedelta(hours=2),
        "SECURITY_CONFIRM_EMAIL_WITHIN": timedelta(days=3),
        "SECURITY_CHANGE_EMAIL_WITHIN": timedelta(hours=2),
        **_SECURITY_PAGES,
    }


_SECURITY_PAGES = {
    "SECURITY_LOGIN_URL": "/sign-in",
    "SECURITY_LOGOUT_URL": "/sign-out",
    "SECURITY_LOGOUT_METHODS": ["POST"],
    "SECURITY_REGISTER_URL": "/sign-up",
    "SECURITY_CONFIRM_URL": "/confirm",
    "SECURITY_RESET_URL": "/reset",
    "SECURITY_CHANGE_URL": "/account/password",
    "SECURITY_CHANGE_EMAIL_URL": "/account/email",
    "SECURITY_POST_LOGIN_VIEW": "/arrival",
    "SECURITY_POST_CHANGE_VIEW": "accounts.settings",
    "SECURITY_POST_CHANGE_EMAIL_VIEW": "accounts.settings",
    "SECURITY_LOGIN_USER_TEMPLATE": "accounts/sign_in.html",
    "SECURITY_REGISTER_USER_TEMPLATE": "accounts/sign_up.html",
    "SECURITY_RESET_PASSWORD_TEMPLATE": "accounts/new_password.html",
    "SECURITY_CHANGE_PASSWORD_TEMPLATE": "accounts/change_password.html",
    "SECURITY_CHANGE_EMAIL_TEMPLATE": "accounts/change_email.html",
    "SECURITY_CHANGE_EMAIL_EMAIL_TEMPLATE": "accounts/mail/new_address",
    "SECURITY_EMAIL_TEMPLATE_PASSWORD_RESET_NOTICE": "accounts/mail/password_changed",
    "SECURITY_EMAIL_TEMPLATE_PASSWORD_CHANGE_NOTICE": "accounts/mail/password_changed",
}


def _demand(env: Env) -> None:
    missing = [f"CALLBOARD_{name}" for name in NEEDED_IN_PRODUCTION if not env.str(name, None)]
    if missing:
        raise Unready(f"Production needs these settings: {', '.join(missing)}. See docs/operations.md.")


def _writable(data: Path) -> Path:
    try:
        data.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Unready(f"{data} cannot be made ({error.strerror}). Set CALLBOARD_DATA to a folder of yours.") from error
    if not os.access(data, os.W_OK):
        raise Unready(f"{data} cannot be written. Set CALLBOARD_DATA to a folder of yours.")
    return data


def _kept_secrets(data: Path) -> dict[str, str]:
    """The secrets of an embedded set-up: made at the first start, kept beside its data."""
    path = data / "secrets.json"
    if not path.exists():
        made = {"secret_key": secrets.token_urlsafe(48), "password_salt": secrets.token_urlsafe(24)}
        try:
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                json.dump(made, file)
        except FileExistsError:
            pass
    read: dict[str, str] = json.loads(path.read_text())
    return read
