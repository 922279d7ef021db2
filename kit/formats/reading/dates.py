"""Dates as newspapers and their archives print them: the day, the time, the zone; nothing where it is not sure.

The forms stand in a table of their own, because the general parsers read 02.04.2013 as 4 February and take
"January 2009" for a day. `dateparser`, strict, is asked last, for languages whose months are not in the table.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from kit.formats.reading.word_lists import entries

__all__ = ["Date", "column_order", "first_date", "is_date", "order_of_language", "read_date"]

FIRST_YEAR, LAST_YEAR = 1600, 2100
# Croatian is left out of the list: its listopad is October, the Polish and Czech one November.
MONTHS = {row["name"]: int(row["month"]) for row in entries("months")}
MONTH = "|".join(sorted(map(re.escape, MONTHS), key=len, reverse=True))
ORDINAL = r"(?:st|nd|rd|th|er|ère|re|\.|º|ª|°|e|a)?"
OF = r"(?:(?:de|del|of|d['’]|di)\s*)?"
YEAR = r"(?P<year>\d{4})"
GAP = r"[\s,./-]*"
NAMED = tuple(
    re.compile(rf"(?<![\w]){pattern}(?![\w])", re.IGNORECASE)
    for pattern in (
        rf"(?P<day>\d{{1,2}}){ORDINAL}{GAP}{OF}(?P<month>{MONTH})\.?{GAP}{OF}{YEAR}",
        rf"(?P<month>{MONTH})\.?{GAP}(?P<day>\d{{1,2}}){ORDINAL}{GAP}(?:\w+day,?\s*)?(?:{OF}){YEAR}",
        rf"(?P<year>\d{{4}}){GAP}(?P<month>{MONTH})\.?{GAP}(?P<day>\d{{1,2}})",
        rf"(?P<day>\d{{1,2}})[-/. ]+(?P<month>{MONTH})[-/. ]+(?P<year>'?\d{{2}})",
    )
)
EAST = re.compile(r"(?P<year>\d{4})\s*[年년]\s*(?P<month>\d{1,2})\s*[月월]\s*(?P<day>\d{1,2})\s*[日일]?")
ISO = re.compile(r"(?<!\d)(?P<year>\d{4})([-/.])(?P<month>\d{1,2})\2(?P<day>\d{1,2})(?=\D|$)")
COMPACT = re.compile(
    r"^(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)(?:T?(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)?)?"
)
NUMERIC = re.compile(
    r"(?<![\d/.-])(?P<a>\d{1,2})\s?(?P<mark>[./-])\s?(?P<b>\d{1,2})\s?(?P=mark)\s?(?P<year>\d{4}|\d{2})(?!\d)"
)
EPOCH = re.compile(r"^-?\d{9,10}(\.\d+)?$|^\d{13}$")
TIME = re.compile(
    r"(?<![\d:])(?P<hour>\d{1,2})(?::|h|\s?:\s?|\.(?=\d\d(?!\d|\.)))(?P<minute>\d\d)(?:[:.](?P<second>\d\d)(?:[.,]\d+)?)?"
    r"\s*(?P<half>[ap]\.?\s?m\b\.?)?(?:\s*(?:Uhr|hrs?|h|uur)\b\.?)?",
    re.IGNORECASE,
)
ZONE = re.compile(
    r"\s*\(?(?P<zone>(?:GMT|UTC)?\s?[+-]\d\d?:?\d\d|(?:GMT|UTC)[+-]\d\d?|Z\b|UTC|GMT|BST|IST|JST|HKT|SGT|MEZ|MESZ|CES?T"
    r"|WES?T|EES?T|[ECMPA][SD]?T|AE[SD]T|MSK|Eastern(?: Time)?|Greenwich Mean Time)\b\)?"
)
WHOLE_MONTH = re.compile(
    rf"^\W*(?:{MONTH})\.?[\s,.-]+(?:de\s+|del\s+)?\d{{4}}\W*$|^\W*\d{{4}}(?:-\d\d)?\W*$", re.IGNORECASE
)
WORD = re.compile(r"[^\W\d_]{3,}")
# Languages whose months stand in no table here; asking dateparser for all of its 200 takes seconds.
OTHERS = tuple(str.split("ar az bg bn ca et eu fa gl he hi hr is ka ko lt lv mk ms sk sl sq sr sw th ur vi"))
DAY_FIRST = frozenset(
    str.split("de fr nl es it pt pl ru uk cs sk da sv no nb fi tr ro el bg hr sr sl ca gl id vi ar he hi")
)


@dataclass(frozen=True)
class Date:
    """What was printed; `problem` says why `published` is None although something was given."""

    published: datetime | None = None
    zone: str | None = None
    problem: str | None = None


NONE = Date()


def read_date(value: Any, order: str | None = None) -> Date:
    """The day printed, with its time and zone where they are given.

    `order` ("dmy" or "mdy") settles what 04/05/2013 means; without it, such a date has a `problem`. A month or a year
    alone is no day. Numbers are seconds or milliseconds since 1970.
    """
    if value is None or value != value:
        return NONE
    if isinstance(value, datetime):
        return _aware(value) if FIRST_YEAR <= value.year <= LAST_YEAR else Date(problem="is no day of a newspaper")
    if isinstance(value, date):
        return read_date(datetime(value.year, value.month, value.day))
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return _read(" ".join(str(value).split())[:200], order)


def is_date(text: str) -> bool:
    """True for a line that holds a day of the calendar and next to nothing else but its weekday and time."""
    if len(text) > 60 or not any(character.isdigit() for character in text):
        return False
    found = _match(text)
    if found is None:
        return False
    rest = ZONE.sub(" ", TIME.sub(" ", text[: found.start()] + " " + text[found.end() :]))
    return len(re.findall(r"[^\W\d_]+", rest)) <= 2 and not re.search(r"\d{3}", rest)


def first_date(text: str) -> str | None:
    """The first day of the calendar that stands in a line, as it stands there."""
    match = _match(text[:300])
    return match.group() if match and read_date(match.group()).published else None


def column_order(values: Iterable[Any]) -> str | None:
    """Which comes first in a whole column of dates like 04/05/2013: "dmy", "mdy", or None where nothing tells."""
    first = second = False
    for value in values:
        if isinstance(value, str) and (match := NUMERIC.search(value)) and match["mark"] != ".":
            # One day above the 12th settles the whole column.
            first = first or int(match["a"]) > 12
            second = second or int(match["b"]) > 12
    return None if first == second else "dmy" if first else "mdy"


def order_of_language(language: str | None) -> str | None:
    """The order of day and month that a language prints; None for English, which prints both."""
    if not language:
        return None
    tag = language.replace("_", "-").casefold()
    if tag.startswith("en-"):
        return (
            "mdy"
            if tag == "en-us"
            else "dmy"
            if tag in {"en-gb", "en-au", "en-nz", "en-ie", "en-in", "en-za"}
            else None
        )
    return "dmy" if tag.split("-")[0] in DAY_FIRST else None


@lru_cache(maxsize=4096)
def _read(text: str, order: str | None) -> Date:
    if not text or text.casefold() in {"none", "null", "nan", "nat", "na", "n/a", "-", "unknown"}:
        return NONE
    if EPOCH.match(text):
        seconds = float(text) / (1000 if len(text) == 13 else 1)
        return Date(datetime(1970, 1, 1) + timedelta(seconds=seconds), "UTC")
    if WHOLE_MONTH.match(text):
        return Date(problem="names no day")
    match = _match(text)
    if match is None:
        return _ask_dateparser(text)
    parts = match.groupdict()
    if "a" in parts:
        first, second = int(parts["a"]), int(parts["b"])
        # Points are printed between day and month in no country that puts the month first.
        if parts["mark"] == "." or second <= 12 < first or order == "dmy" or first == second:
            day, month = first, second
        elif first <= 12 < second or order == "mdy":
            day, month = second, first
        else:
            return Date(problem="could be read two ways; write it as 2024-10-31")
        # A month above 12 says that the order was the other, whatever was taken for granted.
        if month > 12 >= day:
            day, month = month, day
    else:
        name = parts["month"].casefold()
        day, month = int(parts["day"]), int(name) if name.isdigit() else MONTHS[name]
    year = int(parts["year"].lstrip("'"))
    if len(parts["year"].lstrip("'")) == 2:
        # A newspaper's archive holds no day to come, and few of before 1951.
        year += 2000 if year <= 50 else 1900
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return Date(problem="is no day of a newspaper")
    try:
        day_only = datetime(year, month, day)
    except ValueError:
        return Date(problem="is not in the calendar")
    if parts.get("hour"):
        return _at(day_only, parts["hour"], parts["minute"], parts.get("second"), None, text[match.end() :])
    rest = text[match.end() :]
    time = TIME.search(rest)
    if time:
        return _at(day_only, time["hour"], time["minute"], time["second"], time["half"], rest[time.end() :])
    before = TIME.search(text[: match.start()])
    if before:
        after = text[before.end() : match.start()] or rest
        return _at(day_only, before["hour"], before["minute"], before["second"], before["half"], after)
    return Date(day_only)


def _match(text: str) -> re.Match[str] | None:
    for form in (ISO, *NAMED, EAST, COMPACT, NUMERIC):
        if match := form.search(text):
            return match
    return None


def _at(day: datetime, hour: str, minute: str, second: str | None, half: str | None, rest: str) -> Date:
    hours = int(hour)
    if half:
        # 12 a.m. is midnight, 12 p.m. noon.
        hours = hours % 12 + (12 if half[0] in "pP" else 0)
    try:
        moment = day.replace(hour=hours, minute=int(minute), second=int(second or 0))
    except ValueError:
        # What looks like a time and is none leaves the day as it is.
        return Date(day)
    zone = ZONE.match(re.sub(r"^[.,]\d+", "", rest))
    name = zone["zone"].strip() if zone else None
    return Date(moment, "UTC" if name == "Z" else name)


def _aware(moment: datetime) -> Date:
    """A datetime as printed: its own clock, its zone beside it."""
    zone = None
    if moment.tzinfo is not None:
        zone = "UTC" if moment.utcoffset() == timedelta(0) else moment.strftime("%z")
        zone = zone if zone == "UTC" else f"{zone[:3]}:{zone[3:5]}"
    plain = datetime(*moment.timetuple()[:6])
    return Date(plain, zone)


def _ask_dateparser(text: str) -> Date:
    if len(text) > 60 or not (re.search(r"\b\d{1,2}\b", text) and re.search(r"\b\d{4}\b", text) and WORD.search(text)):
        return Date(problem="is no date that can be read")
    import dateparser

    settings = {"STRICT_PARSING": True, "REQUIRE_PARTS": ["day", "month", "year"], "RETURN_AS_TIMEZONE_AWARE": False}
    try:
        found = dateparser.parse(text, languages=list(OTHERS), settings=settings)
    except Exception:  # a library of many parsers that raise what they like
        found = None
    return (
        _aware(found)
        if found and FIRST_YEAR <= found.year <= LAST_YEAR
        else Date(problem="is no date that can be read")
    )
