"""PerSenT's articles as they were set before commas were taken out of them, with the quotes that readers marked.

PerSenT was made from a table whose commas had become spaces, with a space on both sides of what stands for its entity.
`keys/quotes.jsonl` and `keys/nominals.jsonl` hold places in the published text, not texts (`keys/quotes.md`).
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from kit.actors.features import KINDS, kind_of
from training import data

KEYS = Path(__file__).parent / "keys"
# Marks of UTF-8 that were read as Latin-1.
GARBLED = re.compile("â\x80[\x90-\xaf]|Ã[\x80-\xbf]|Â[\xa0-\xbf]")
PRONOUNS = data.words_of("he his him she her hers they them their it its i me my we us our")
WORD = r"[\w’'.-]+"


def edits(text: str, entity: str) -> list[tuple[int, int, str]]:
    """What restores a text, in order: start, end, and what stands there instead."""
    named = {word.lower() for word in re.findall(r"[\w’'-]{2,}", entity)}
    mentions = [m for word in sorted(named) for m in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.I)]
    set_off = sum(text[m.end() : m.end() + 2] == "  " and text[: m.start()].endswith(" ") for m in mentions) >= 2
    done = []
    for run in re.finditer(r"(?<=\S) {2,}(?=\S)", text):
        before = re.search(WORD + "$", text[max(0, run.start() - 40) : run.start()])
        after = re.compile(WORD).match(text, run.end())
        beside = {_plain(m[0]) for m in (before, after) if m}
        padding = len(run[0]) == 2 and set_off and beside & (named | PRONOUNS)
        done.append((*run.span(), " " if padding else ", "))
    if set_off:
        done += [(*m.span(), "") for m in re.finditer(r"(?<=\w) (?=[.;:?!]|['’]s\b)", text)]
    commas = [m.start() for m in re.finditer(r"(?<=\d) (?=\d{3}(?!\d))", text)]
    for line in re.finditer(r"[^\n]+", text):
        marks = [m.start() for m in re.finditer('"', line[0])]
        commas += [line.start() + at - 1 for at in marks[1::2] if re.search(r"\w $", line[0][:at])]
    done += [(at, at + 1, ",") for at in commas]
    done += [(m.start(), m.end(), "—") for m in re.finditer("(?<= )_(?= )", text)]
    for m in GARBLED.finditer(text):
        try:
            done.append((*m.span(), m[0].encode("latin-1").decode("utf-8")))
        except UnicodeDecodeError:
            continue
    out: list[tuple[int, int, str]] = []
    for start, end, new in sorted(set(done)):
        if not out or start >= out[-1][1]:
            out.append((start, end, new))
    return out


def _plain(word: str) -> str:
    return word.lower().rstrip(".'’").removesuffix("'s").removesuffix("’s")


def read(folder: Path, marks: dict[str, dict[str, Any]]) -> list[data.Doc]:
    """The restored articles with quotes, in the form of today's news, with who is meant where that is marked."""
    quotes, nominals = (
        {row["doc"]: row[name] for row in map(json.loads, (KEYS / f"{name}.jsonl").read_text("utf-8").splitlines())}
        for name in ("quotes", "nominals")
    )
    return [
        restored(doc, quotes[doc.id], marks.get(doc.id, {}), nominals.get(doc.id))
        for doc in data.read_persent(folder)
        if doc.id in quotes
    ]


def restored(
    doc: data.Doc, quotes: list[dict[str, Any]], marked: dict[str, Any], nominals: list[dict[str, Any]] | None
) -> data.Doc:
    """One article, its text restored and everything marked in it moved along; `nominals` are all there are, or None."""
    done = edits(doc.text, doc.extra["entity"])
    span = data.mover(done)
    mentions = list(marked.get("mentions", []))
    if nominals is not None:
        pronouns = [m for m in mentions if KINDS[kind_of(doc.text[m["start"] : m["end"]], False)] != "nominal"]
        mentions = pronouns + nominals
    gold = {
        "quotes": [{"name": "; ".join(q["names"])} for q in quotes],
        "actors": marked.get("actors", []),
        "mentions": [m | dict(zip(("start", "end"), span((m["start"], m["end"])), strict=True)) for m in mentions],
        "exhaustive": "named" if nominals is None else "all",
        "partial": nominals is None and bool(mentions),
    }

    found = tuple(
        data.Quote(
            tuple((s, e) for s, e in q["spans"]),
            tuple(q["cue"]) if q["cue"] else None,
            tuple(q["speaker"]) if q["speaker"] else None,
            q["kind"],
        )
        for q in quotes
    )
    moved = data.rewrite(replace(doc, quotes=found), done)
    return data.Doc(f"{doc.id}-restored", moved.text, "world", quotes=moved.quotes, extra={"gold": gold})
