"""What makes an article the same article."""

from __future__ import annotations

import hashlib
import re
from datetime import datetime

__all__ = ["article_id", "without_surrogates"]

LONE = re.compile("[\ud800-\udfff]")


def article_id(text: str, source: str | None, published: datetime | None) -> str:
    """The first 16 hex digits of the SHA-256 of text, source and published, joined by U+001F, missing ones empty.

    `published` counts as `2024-10-31`, or where a time of day other than midnight is known as `2024-10-31T09:00:00`
    (ISO 8601, without zone).
    """
    return hashlib.sha256("\x1f".join((text, source or "", day(published))).encode("utf-8")).hexdigest()[:16]


def day(published: datetime | None) -> str:
    """ISO 8601; the time of day is left out where it is midnight."""
    if published is None:
        return ""
    # A day without a time and midnight are the same to most sources, and must not give two ids.
    return published.isoformat().removesuffix("T00:00:00")


def without_surrogates(text: str) -> str:
    """The same text with each lone surrogate, which no encoding can hold, as U+FFFD."""
    return LONE.sub("\ufffd", text)
