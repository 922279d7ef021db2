"""An article's own rows, and the same with what people corrected in them.

All corrections are matched against what the kit found, before any is applied, and then applied kind by kind: so their
order does not matter, and a row that no correction is about stays as it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kit.actors.places import fold
from kit.corrections.places import nearest, place_of
from kit.corrections.reading import ABOUT, NOBODY
from kit.sentiment import PORTRAYED

__all__ = ["Outcome", "Wish", "corrected"]

Row = dict[str, Any]
Rows = dict[str, list[Row]]
SCORES = {"negative": -1.0, "neutral": 0.0, "positive": 1.0}
LABELS = {"organization": "organization", "place": "location"}  # of a name that is no person's; else misc
ABSENT = {
    "quote": "no quote stands there",
    "label": "nobody is portrayed there",
    "actor": "nobody known is named there",
}


@dataclass(frozen=True)
class Wish:
    """What is left for the join across articles: `own`, an article's key of an actor, is `value` (see `what`)."""

    line: int
    what: str
    article: str
    own: str
    value: str


@dataclass
class Outcome:
    """What became of an article: its rows, by line why a correction was left out, and what the join is to do."""

    rows: Rows
    reasons: dict[int, str] = field(default_factory=dict)
    wishes: list[Wish] = field(default_factory=list)


def corrected(article: str, text: str, rows: Rows, corrections: Sequence[Mapping[str, Any]]) -> Outcome:
    """One article's own rows, corrected.

    Parameters
    ----------
    rows
        By table of `kit.schema.OWN_TABLES`, missing values as None. They are not changed.
    corrections
        Those of this article, as `read_corrections` has them, missing values as None.
    """
    out = Outcome({name: [dict(row) for row in table] for name, table in rows.items()})
    targets: dict[tuple[str, Any], list[Mapping[str, Any]]] = defaultdict(list)
    for one in corrections:
        target = _target(one, text, rows)
        if isinstance(target, str):
            out.reasons[one["line"]] = target
        else:
            targets[target].append(one)
    agreed = dict(_agreed(targets, out.reasons))
    # In this order: what is no person is none before its wishes are asked, and a quote has its speaker before it may
    # go.
    for kind, work in (
        ("no person", _no_person),
        ("two", _wish),
        ("one", _wish),
        ("label", _label),
        ("speaker", _speaker),
        ("no quote", _no_quote),
    ):
        for (_, key), ones in agreed.items():
            for one in ones:
                if one["what"] == kind and (reason := work(out, article, key, one)):
                    out.reasons[one["line"]] = reason
    return out


def _target(one: Mapping[str, Any], text: str, rows: Rows) -> tuple[str, Any] | str:
    """What a correction is about: a quote's number, a mention's, an actor's own key; or why there is none."""
    place = place_of(one, text)
    if isinstance(place, str):
        return place
    kind = {"speaker": "quote", "no quote": "quote", "label": "label"}.get(one["what"], "actor")
    if kind == "quote":
        found = rows["quotes"]
    elif kind == "label":
        portrayed = {row["mention"] for row in rows["sentiment"]}
        found = [row for row in rows["mentions"] if row["mention"] in portrayed]
    else:
        found = [row for row in rows["mentions"] if row["actor_id"] is not None]
    at = nearest(place, [(row["start"], row["end"]) for row in found])
    if at is None:
        return ABSENT[kind]
    return kind, found[at][{"quote": "quote", "label": "mention", "actor": "actor_id"}[kind]]


def _agreed(
    targets: Mapping[tuple[str, Any], list[Mapping[str, Any]]], reasons: dict[int, str]
) -> Iterable[tuple[tuple[str, Any], list[Mapping[str, Any]]]]:
    """The corrections of each target that do not contradict each other; of those that do none is taken."""
    for target, ones in targets.items():
        said: dict[str, dict[tuple[str, Any], int]] = defaultdict(dict)
        for one in ones:
            if one["what"] in ABOUT:
                told = said[ABOUT[one["what"]]]
                told[one["what"], one["value"]] = min(one["line"], told.get((one["what"], one["value"]), one["line"]))
        kept = []
        for one in ones:
            told = said.get(ABOUT.get(one["what"], ""), {})
            if len(told) > 1:
                other = min(line for key, line in told.items() if key != (one["what"], one["value"]))
                reasons[one["line"]] = f"contradicts line {other}"
            else:
                kept.append(one)
        yield target, kept


def _no_person(out: Outcome, article: str, own: str, one: Mapping[str, Any]) -> str | None:
    """The actor is of another type, or none at all."""
    actor = next((row for row in out.rows["actors"] if row["actor_id"] == own), None)
    if actor is None or actor["type"] != "person":  # by another line, or known already
        return None
    kind = one["value"]
    for row in out.rows["mentions"]:
        if row["actor_id"] == own and row["kind"] == "name":
            row["label"] = LABELS.get(kind, "misc")
    # Only persons have roles and pronouns.
    out.rows["roles"] = [row for row in out.rows["roles"] if row["actor_id"] != own]
    if kind not in PORTRAYED:
        out.rows["sentiment"] = [row for row in out.rows["sentiment"] if row["actor_id"] != own]
    if kind is not None:
        actor |= {"type": kind, "role": None, "affiliation": None, "pronouns": None}
        return None
    out.rows["actors"] = [row for row in out.rows["actors"] if row is not actor]
    for name in ("mentions", "comment_requests"):
        for row in out.rows[name]:
            if row["actor_id"] == own:
                row |= {"actor_id": None, "actor": None}
    for name in ("quotes", "speakers"):
        for row in out.rows[name]:
            if row["actor_id"] == own:
                row |= {"actor_id": None, "actor": None, "speaker_type": "unnamed"}
    for row in out.rows["sentiment"]:
        if row["voice"] == own:
            row |= {"voice": None, "voice_name": None}
    return None


def _wish(out: Outcome, article: str, own: str, one: Mapping[str, Any]) -> str | None:
    if all(row["actor_id"] != own for row in out.rows["actors"]):
        return "another line says that this is nobody"
    out.wishes.append(Wish(one["line"], one["what"], article, own, one["value"]))
    return None


def _label(out: Outcome, article: str, mention: int, one: Mapping[str, Any]) -> str | None:
    row = next((row for row in out.rows["sentiment"] if row["mention"] == mention), None)
    if row is None:
        return "another line says that this is nobody who is portrayed"
    # A person is sure, and says no shade: the score is that of a certain label.
    row |= {"label": one["value"], "score": SCORES[one["value"]], "confidence": 1.0}
    return None


def _speaker(out: Outcome, article: str, quote: int, one: Mapping[str, Any]) -> str | None:
    """One speaker, who is known; the words that stood for another are none of theirs."""
    row = next(row for row in out.rows["quotes"] if row["quote"] == quote)
    nobody = fold(one["value"]) == NOBODY
    # A key that no article's own actor has; the join finds out who bears the name.
    own = None if nobody else f"said:{fold(one['value'])}"
    who = {"actor_id": own, "actor": None if nobody else one["value"]}
    kind = {"speaker_type": "unnamed" if nobody else "named", "confidence": 1.0}
    row |= who | kind
    if not nobody:
        row |= {"anonymous": False, "reason": None}
    # "the spokesman" may well be the one who was named; "Lee" is not Reed.
    if _names_another(out, row, one["value"]):
        row |= {"speaker": None, "speaker_start": None, "speaker_end": None}
    words = {"start": row["speaker_start"], "end": row["speaker_end"]}
    place = {"article_id": article, "quote": quote, "speaker": 0}
    others = [other for other in out.rows["speakers"] if other["quote"] != quote]
    out.rows["speakers"] = [*others, place | words | who | kind]
    for voiced in out.rows["sentiment"]:
        if voiced["quote"] == quote:
            voiced |= {"voice": own, "voice_name": who["actor"]}
    if own is not None:
        out.wishes.append(Wish(one["line"], "speaker", article, own, one["value"]))
    return None


def _names_another(out: Outcome, quote: Row, value: str) -> bool:
    """Whether the words that stood for the speaker hold a name that has no word of this one."""
    if quote["speaker_start"] is None:
        return False
    names = [
        row["text"]
        for row in out.rows["mentions"]
        if row["kind"] == "name" and quote["speaker_start"] <= row["start"] and row["end"] <= quote["speaker_end"]
    ]
    wanted = set(fold(value.rpartition(":")[2].replace("-", " ")).split())
    return bool(names) and not any(wanted & set(fold(name).split()) for name in names)


def _no_quote(out: Outcome, article: str, quote: int, one: Mapping[str, Any]) -> str | None:
    """No quote, and what stood in it stands in the one around it, or in the article's own voice."""
    row = next((row for row in out.rows["quotes"] if row["quote"] == quote), None)
    if row is None:
        return None
    around = next((other for other in out.rows["quotes"] if other["quote"] == row["parent"]), None)
    out.rows["quotes"] = [other for other in out.rows["quotes"] if other is not row]
    out.rows["speakers"] = [other for other in out.rows["speakers"] if other["quote"] != quote]
    for other in out.rows["quotes"]:
        if other["parent"] == quote:
            # What stood in a quote that is none stands in the one around it.
            other["parent"] = row["parent"]
    voice: Row = {"voice_kind": "own", "voice": None, "voice_name": None, "quote": None}
    if around is not None:
        told = {"voice": around["actor_id"], "voice_name": around["actor"]}
        voice = {"voice_kind": "quoted", "quote": around["quote"], **told}
    for voiced in out.rows["sentiment"]:
        if voiced["quote"] == quote:
            voiced |= voice
    return None
