"""REFI-QDA project (https://www.qdasoftware.org): the articles with names, quotes and judgements as coded passages.

The code book is a tree: Actors by their type, Quotes by who says them, Sentiment by whose words it is in. Actors of few
articles have no code of their own, as no tool can be used with thousands: what they say is coded as said by others.
What is known of an article, whatever metadata it came with, are variables of its document. Identifiers are made from
content, and no day is written, so that two exports are the same.
"""

from __future__ import annotations

import math
import uuid
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pandas as pd

from kit.export.frames import Frames
from kit.views import characters

__all__ = ["write"]

SPACE = "urn:QDA-XML:project:1.0"
LEFT_OUT = ("text", "text_sha256", "position", "mended")  # columns of the articles that say nothing of a document
CODES = 200  # for actors, where nobody says how many articles are enough
COLOURS = {"person": "#0080c8", "organization": "#00926b", "country": "#c55a11", "place": "#8a7400", "group": "#b5509c"}
VOICES = {"own": "in the article's own words", "quoted": "in the words of those quoted"}
LABELS = {"positive": "#5d8a2f", "negative": "#d03b3b"}
BEGINNING = (1980, 1, 1, 0, 0, 0)


def write(found: Frames, place: Path) -> None:
    """Write the file."""
    ElementTree.register_namespace("", SPACE)
    project = ElementTree.Element(_name("Project"), name="kit corpus", origin=found.about["made_by"])
    users = _add(project, "Users")
    _add(users, "User", guid=_guid("user"), name="kit")
    least = found.min_articles or _least(found.tables["actors"])
    codes = _codes(_add(_add(project, "CodeBook"), "Codes"), found, least)
    variables = _variables(project, found.tables["articles"])
    sources = _add(project, "Sources")
    mentions, quotes, sentiment = found.rows("mentions"), found.rows("quotes"), found.rows("sentiment")
    speakers = found.speakers()
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as archive:
        for article in found.articles():
            key = article["article_id"]
            guid = _guid("source", key)
            title = _line(article["title"] or " ".join(article["text"].split()[:10]))
            source = _add(
                sources,
                "TextSource",
                guid=guid,
                name=f"{title[:120]} [{key[:6]}]",
                plainTextPath=f"internal://{guid}.txt",
            )
            for row in mentions.get(key, []):
                if row["actor_id"] in codes:
                    _passage(source, key, row, codes[row["actor_id"]])
            for row in quotes.get(key, []):
                said = [_said_by(actor_id, codes) for actor_id in speakers.get((key, row["quote"]), [])]
                # Several who have no code of their own are one: the same passage would else be coded twice alike.
                for code in dict.fromkeys(said):
                    _passage(source, key, row, codes[code])
            starts = {row["mention"]: row for row in mentions.get(key, [])}
            for row in sentiment.get(key, []):
                # Neutral is no code: nearly every mention is, and no passage would be without a colour.
                if row["label"] in LABELS and row["mention"] in starts:
                    _passage(source, key, starts[row["mention"]], codes[f"{row['voice_kind']}:{row['label']}"])
            for name, kind in variables.items():
                # The standard's numbers are decimals, which have no infinity.
                if article.get(name) is not None and article[name] not in (math.inf, -math.inf):
                    value = _add(source, "VariableValue")
                    _add(value, "VariableRef", targetGUID=_guid("variable", name))
                    _add(value, f"{kind}Value").text = _value(article[name], kind)
            # Its bytes as they are: positions count characters of this file, and a changed line end would move them.
            _put(archive, f"sources/{guid}.txt", article["text"].encode())
        note = f"Actors in fewer than {least} articles have no code of their own."
        _add(project, "Description").text = note
        ElementTree.indent(project)
        _put(archive, "project.qde", ElementTree.tostring(project, encoding="utf-8", xml_declaration=True))


def _least(actors: pd.DataFrame) -> int:
    """In how many articles an actor has to be for a code, so that there are no more of them than can be used."""
    sizes = actors["articles"].fillna(0).astype(int).sort_values(ascending=False)
    # One more than the first who is left out has: all who are in as many articles are treated alike.
    return 1 if len(sizes) <= CODES else int(sizes.iloc[CODES]) + 1


def _said_by(actor_id: str | None, codes: dict[str, str]) -> str:
    """The code of what one says: one of their own, that of others, or that of whom nobody names."""
    key = f"quote:{actor_id}"
    return key if key in codes else "quote:others"


def _codes(book: ElementTree.Element, found: Frames, least: int) -> dict[str, str]:
    """The code book, and the identifier of the code for each actor, speaker and judgement."""
    guids: dict[str, str] = {}

    def code(parent: ElementTree.Element, key: str, name: str, colour: str, *, can: bool = True) -> ElementTree.Element:
        if can:
            guids[key] = _guid("code", key)
        return _code(parent, key, name, colour=colour, can=can)

    table = found.tables["actors"]
    kept = table[table["articles"].fillna(0) >= least]
    actors = sorted(kept[["type", "actor_id", "name"]].astype(str).itertuples(index=False, name=None))
    names = {actor_id: _line(name) for _, actor_id, name in actors}
    people = code(book, "actors", "Actors", "#777777", can=False)
    for kind in dict.fromkeys(kind for kind, *_ in actors):
        colour = COLOURS.get(kind, "#777777")
        group = code(people, kind, kind, colour, can=False)
        for of, actor_id, name in actors:
            if of == kind:
                code(group, actor_id, _line(name), colour)
    said = code(book, "quotes", "Quotes", "#4a6fa5", can=False)
    speaking = {row["actor_id"] for rows in found.rows("speakers").values() for row in rows}
    for actor_id in sorted(speaking & set(names)):
        code(said, f"quote:{actor_id}", f"said by {names[actor_id]}", "#4a6fa5")
    if speaking - set(names) - {None}:
        code(said, "quote:others", "said by others", "#4a6fa5")
    if None in speaking:
        code(said, "quote:None", "said by nobody named", "#4a6fa5")
    portrayed = code(book, "sentiment", "Sentiment", "#777777", can=False)
    for voice, words in VOICES.items():
        group = code(portrayed, voice, words, "#777777", can=False)
        for label, colour in LABELS.items():
            code(group, f"{voice}:{label}", f"{label}, {words}", colour)
    return guids


def _variables(project: ElementTree.Element, articles: pd.DataFrame) -> dict[str, str]:
    """The columns that are known of any article, as variables; each with its type, as the standard calls it."""
    kinds = {}
    every = _add(project, "Variables")
    for name in map(str, articles.columns):
        column = articles[name].dropna()
        # Tools show every variable beside every document; empty ones only stand in the way.
        if name in LEFT_OUT or column.empty:
            continue
        kinds[name] = _kind(column)
        _add(every, "Variable", guid=_guid("variable", name), name=name, typeOfVariable=kinds[name])
    return kinds


def _kind(column: pd.Series) -> str:
    if pd.api.types.is_bool_dtype(column):
        return "Boolean"
    if pd.api.types.is_integer_dtype(column):
        return "Integer"
    if pd.api.types.is_float_dtype(column):
        return "Float"
    if pd.api.types.is_datetime64_any_dtype(column):
        return "Date" if (column == column.dt.normalize()).all() else "DateTime"
    return "Text"


def _value(value: Any, kind: str) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if kind == "Float":
        # Never 1e-05, which is no decimal of XML.
        return np.format_float_positional(value, trim="0")
    if kind == "DateTime" and "T" not in value:
        return f"{value}T00:00:00"
    return _line(str(value))


def _code(parent: ElementTree.Element, key: str, name: str, *, colour: str, can: bool = True) -> ElementTree.Element:
    return _add(parent, "Code", guid=_guid("code", key), name=name, isCodable=str(can).lower(), color=colour)


def _passage(source: ElementTree.Element, article: str, row: dict[str, Any], code: str) -> None:
    where = f"{row['start']}-{row['end']}"
    passage = _add(
        source,
        "PlainTextSelection",
        guid=_guid("passage", article, where, code),
        name=_line(row.get("said") or row["text"])[:80],
        startPosition=str(row["start"]),
        endPosition=str(row["end"]),
        creatingUser=_guid("user"),
    )
    coding = _add(passage, "Coding", guid=_guid("coding", article, where, code), creatingUser=_guid("user"))
    _add(coding, "CodeRef", targetGUID=code)


def _put(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    # No clock in what is written: the same corpus gives the same bytes.
    info = zipfile.ZipInfo(name, BEGINNING)
    info.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(info, data)


def _add(parent: ElementTree.Element, tag: str, /, **attributes: str) -> ElementTree.Element:
    return ElementTree.SubElement(parent, _name(tag), attributes)


def _name(name: str) -> str:
    return f"{{{SPACE}}}{name}"


def _guid(*parts: str) -> str:
    # Made from names, not drawn: a project that is exported again has the same codes, and merges with the first.
    return str(uuid.uuid5(uuid.NAMESPACE_URL, "kit:" + ":".join(parts)))


def _line(text: str) -> str:
    return " ".join(characters.visible(text).split())
