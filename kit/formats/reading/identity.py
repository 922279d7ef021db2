"""What makes an article the same article, and any table with a text column an articles table."""

from __future__ import annotations

import hashlib
import re
from datetime import datetime
from typing import TYPE_CHECKING, Any

from kit.errors import LoadError

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["article_id", "complete", "without_surrogates"]

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
    return published.isoformat().removesuffix("T00:00:00")


def without_surrogates(text: str) -> str:
    """The same text with each lone surrogate, which no encoding can hold, as U+FFFD."""
    return LONE.sub("\ufffd", text)


def complete(frame: pd.DataFrame) -> pd.DataFrame:
    """Any table with a `text` column as an articles table, in the same order.

    Absent columns become NA, further columns stay. An `article_id` that the input had and that is not ours stays
    as `input_id`. `published` may hold text in any form that `kit.formats` reads. Rows without text are left out and
    listed in `.attrs["skipped"]`; the same text, source and date twice is one row, the first.

    Raises
    ------
    LoadError
        If there is no `text` column.
    """
    import pandas as pd

    from kit.formats.reading.aside import Aside
    from kit.formats.reading.dates import read_date
    from kit.formats.reading.languages import language_of
    from kit.schema import ARTICLES, SKIPPED

    if "text" not in frame.columns:
        raise LoadError(f"articles: no column 'text'; it has {', '.join(map(str, frame.columns))}; rename one")
    out = frame.reset_index(drop=True)
    out.attrs = {}
    out["text"] = out["text"].astype(object)
    reasons: dict[int, str] = {}
    for name in out.columns:
        if out[name].dtype == object or pd.api.types.is_string_dtype(out[name]):
            out[name] = [without_surrogates(value) if isinstance(value, str) else value for value in out[name]]
    if "published" in out and not pd.api.types.is_datetime64_any_dtype(out["published"]):
        dates = [read_date(value) for value in out["published"]]
        out["published"] = pd.Series([date.published for date in dates], dtype="datetime64[us]")
        if "zone" not in out:
            out["zone"] = [date.zone for date in dates]
        reasons |= {row: date.problem for row, date in enumerate(dates) if date.problem}
    elif "published" in out and out["published"].dt.tz is not None:
        zone = str(out["published"].dt.tz)
        out["zone"] = [zone if given else None for given in out["published"].notna()]
        out["published"] = out["published"].dt.tz_localize(None)
    given = out.pop("article_id") if "article_id" in out else None
    out = ARTICLES.conform(out)
    keep, seen, ids = [], set(), []
    for row, (text, source, published) in enumerate(zip(out["text"], out["source"], out["published"], strict=True)):
        if pd.isna(text) or not text.strip():
            reasons[row] = "no text"
            continue
        key = article_id(text, present(source), present(published))
        if key in seen:
            continue
        seen.add(key)
        ids.append(key)
        keep.append(row)
    out = out.iloc[keep].reset_index(drop=True)
    out["article_id"] = pd.Series(ids, dtype="string")
    if given is not None and list(given.iloc[keep]) != ids:
        out["input_id"] = given.iloc[keep].array
    out["position"] = pd.Series(range(len(out)), dtype="Int64")
    languages = [present(known) or language_of(text) for known, text in zip(out["language"], out["text"], strict=True)]
    out["language"] = pd.Series(languages, dtype="string")
    rows = ({"path": "", "item": str(row + 1), "reason": reason} for row, reason in sorted(reasons.items()))
    out.attrs = {"skipped": Aside(SKIPPED.frame(rows))}
    return out


def present(value: Any) -> Any:
    """The value, or None for whatever pandas calls missing."""
    import pandas as pd

    return None if pd.isna(value) else value
