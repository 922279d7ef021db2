"""CoNLL-U: words and sentences of the kit's own, with the names and quotes they stand in as MISC.

https://universaldependencies.org/format.html. `Entity=B-person|Actor=person:vladimir-putin|Quote=3|Speaker=…`; there is
no syntax, so the columns between FORM and MISC stay empty. Punctuation, which the kit does not count as a word, is a
token here.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from kit.export.frames import Frames
from kit.text import sentences as texts

__all__ = ["write"]

Row = dict[str, Any]
Speakers = dict[tuple[str, int], str]


def write(found: Frames, place: Path) -> None:
    """Fill the folder."""
    sentences, mentions, quotes = found.rows("sentences"), found.rows("mentions"), found.rows("quotes")
    speakers = {place: ",".join(filter(None, actors)) for place, actors in found.speakers().items()}
    for article in found.articles():
        key = article["article_id"]
        lines = [f"# newdoc id = {key}"]
        if article["title"]:
            lines.append(f"# title = {' '.join(article['title'].split())}")
        spans = (mentions.get(key, []), quotes.get(key, []), speakers)
        paragraph = None
        for row in sentences.get(key, []):
            if row["paragraph"] != paragraph:
                paragraph = row["paragraph"]
                lines.append(f"# newpar id = {key}-p{paragraph}")
            lines += _sentence(article["text"], row, spans)
        with (place / f"{key}.conllu").open("w", encoding="utf-8", newline="\n") as file:
            file.write("\n".join(lines) + "\n\n" if len(lines) > 1 else "")


def _sentence(text: str | None, row: Row, spans: tuple[list[Row], list[Row], Speakers]) -> list[str]:
    start, end = row["start"], row["end"]
    lines = [f"# sent_id = {row['article_id']}-s{row['sentence']}", f"# span = {start}:{end}"]
    if text is None:
        # A sentence without a token is none to the readers of this format: one stands for all of it.
        return [*lines, "# text = _", f"1\t_\t_\t_\t_\t_\t_\t_\t_\tSpan={start}:{end}", ""]
    lines.append(f"# text = {' '.join(text[start:end].split())}")
    words = _tokens(text, start, end)
    for number, (first, last) in enumerate(words, start=1):
        misc = _misc(first, last, *spans)
        following = words[number][0] if number < len(words) else None
        if following == last:
            misc.append("SpaceAfter=No")
        lines.append(f"{number}\t{text[first:last]}\t_\t_\t_\t_\t_\t_\t_\t{'|'.join(misc) or '_'}")
    return [*lines, ""]


def _tokens(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The kit's words, and what stands between them by the character."""
    found: list[tuple[int, int]] = []
    at = start
    for first, last in [*texts.tokens(text, start, end), (end, end)]:
        found += [(at + one.start(), at + one.end()) for one in re.finditer(r"\S", text[at:first])]
        if first < last:
            found.append((first, last))
        at = last
    return found


def _misc(first: int, last: int, mentions: list[Row], quotes: list[Row], speakers: Speakers) -> list[str]:
    misc = []
    for row in mentions:
        if row["start"] < last and first < row["end"] and (row["kind"] == "name" or row["actor_id"]):
            misc.append(f"Entity={'B' if first <= row['start'] else 'I'}-{row['label'] or 'other'}")
            if row["actor_id"]:
                misc.append(f"Actor={_value(row['actor_id'])}")
            # MISC may have a key once only: of several mentions of one word the first.
            break
    for row in quotes:
        if any(start < last and first < end for start, end in row["spans"] or [[row["start"], row["end"]]]):
            misc.append(f"Quote={row['quote']}")
            if who := speakers.get((row["article_id"], row["quote"])):
                misc.append(f"Speaker={_value(who)}")
            break
    return misc


def _value(text: str) -> str:
    # The signs that part the fields, the entries of MISC, and a key from its value.
    return re.sub(r"[\s|=]", "_", text)
