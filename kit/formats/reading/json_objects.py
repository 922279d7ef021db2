"""Nested records to flat ones: an outlet that is an object to its name, a list of authors to one line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

__all__ = ["ARTICLES", "flat"]

# What the types of schema.org end with that are articles: NewsArticle, BlogPosting, Report.
ARTICLES = ("Article", "Posting", "Report")

# The field of an inner object that stands for the whole of it.
NAMES = str.split("name rendered main original title value text plain content uri @value $ #text @id url")
# Parts of a record that are lifted into it.
INNER = ("fields", "article", "metadata")
ADDRESSES = ("requested_url", "responded_url", "crawl_date", "source_info")  # what is kept of fundus's whole page
RENAMED = {
    "articleBody": "text",
    "headline": "title",
    "datePublished": "published",
    "dateModified": "modified",
    "isPartOf": "is_part_of",
    "bodyText": "text",
    "webTitle": "title",
    "webPublicationDate": "published",
    "webUrl": "url",
    "inLanguage": "language",
    "source-hostname": "source_name",
    "requested_url": "url",
}


def flat(record: Mapping[str, Any]) -> dict[str, Any]:
    """One value a field; fundus's body of sections to its paragraphs."""
    out: dict[str, Any] = {}
    for name, value in record.items():
        if name in INNER and isinstance(value, Mapping):
            for inner, one in flat(value).items():
                out.setdefault(inner, one)
        elif name == "html" and isinstance(value, Mapping):
            for inner, one in flat({key: value[key] for key in ADDRESSES if key in value}).items():
                out.setdefault(inner, one)
        elif name == "body" and isinstance(value, Mapping) and ("sections" in value or "summary" in value):
            out["text"] = "\n\n".join(_sections(value))
        elif name == "source_info" and isinstance(value, Mapping):
            out.setdefault("source", _plain(value.get("publisher")))
        else:
            ours = RENAMED.get(name, name)
            plain = _plain(value)
            # Of two fields that mean one the one that holds something.
            if ours not in out or plain is not None:
                out[ours] = plain
    if "publisher" in out and "source" not in out:
        out["source"] = out.pop("publisher")
    if _hollow(out.get("source")) and out.get("source_name"):
        out["source"] = out["source_name"]
    return out


def _hollow(source: Any) -> bool:
    """True where a field called source holds an address, as trafilatura's does."""
    return source is None or (isinstance(source, str) and source.startswith(("http://", "https://")))


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        for name in NAMES:
            if name in value and (found := _plain(value[name])) is not None:
                return found
        return None
    if isinstance(value, (list, tuple)):
        parts = [str(found) for one in value if (found := _plain(one)) is not None]
        return ", ".join(dict.fromkeys(parts)) or None
    return value


def _sections(body: Mapping[str, Any]) -> list[str]:
    """fundus: a summary, then sections of a headline and paragraphs."""
    parts = _strings(body.get("summary"))
    sections = body.get("sections")
    for section in sections if isinstance(sections, list) else []:
        if isinstance(section, Mapping):
            parts += _strings(section.get("headline")) + _strings(section.get("paragraphs"))
    return parts


def _strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value] if value.strip() else []
    return [one for one in value if isinstance(one, str) and one.strip()] if isinstance(value, list) else []
