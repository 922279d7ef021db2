"""REFI-QDA project (https://www.qdasoftware.org): the articles with names and quotes as coded passages.

A code for each actor under its type, one for quotes by each speaker, one for each portrayal; metadata as variables.
Identifiers are made from content, and no day is written, so that two exports are the same.
"""

from __future__ import annotations

import uuid
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from kit.export.frames import Frames
from kit.views import characters

__all__ = ["write"]

SPACE = "urn:QDA-XML:project:1.0"
VARIABLES = ("source", "author", "published", "url")
COLOURS = {"person": "#0080c8", "organization": "#00926b", "country": "#c55a11", "place": "#8a7400", "group": "#b5509c"}
BEGINNING = (1980, 1, 1, 0, 0, 0)


def write(found: Frames, place: Path) -> None:
    """Write the file."""
    ElementTree.register_namespace("", SPACE)
    project = ElementTree.Element(_name("Project"), name="kit corpus", origin=found.about["made_by"])
    users = _add(project, "Users")
    _add(users, "User", guid=_guid("user"), name="kit")
    codes = _codes(_add(_add(project, "CodeBook"), "Codes"), found)
    variables = _add(project, "Variables")
    for name in VARIABLES:
        _add(variables, "Variable", guid=_guid("variable", name), name=name, typeOfVariable="Text")
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
                if row["actor_id"]:
                    _passage(source, key, row, codes[row["actor_id"]])
            for row in quotes.get(key, []):
                for actor_id in speakers.get((key, row["quote"]), []):
                    _passage(source, key, row, codes[f"quote:{actor_id}"])
            starts = {row["mention"]: row for row in mentions.get(key, [])}
            for row in sentiment.get(key, []):
                if row["label"] in ("positive", "negative") and row["mention"] in starts:
                    _passage(source, key, starts[row["mention"]], codes[f"portrayed:{row['label']}"])
            for name in VARIABLES:
                if article[name] is not None:
                    value = _add(source, "VariableValue")
                    _add(value, "VariableRef", targetGUID=_guid("variable", name))
                    _add(value, "TextValue").text = _line(str(article[name]))
            _put(archive, f"sources/{guid}.txt", article["text"].encode())
        ElementTree.indent(project)
        _put(archive, "project.qde", ElementTree.tostring(project, encoding="utf-8", xml_declaration=True))


def _codes(book: ElementTree.Element, found: Frames) -> dict[str, str]:
    """The code book, and the identifier of the code for each actor, speaker and portrayal."""
    guids: dict[str, str] = {}
    actors = sorted(found.tables["actors"][["type", "actor_id", "name"]].itertuples(index=False, name=None), key=str)
    names = {actor_id: _line(str(name)) for _, actor_id, name in actors}
    for kind in dict.fromkeys(str(kind) for kind, *_ in actors):
        group = _code(book, kind, kind, colour=COLOURS.get(kind, "#777777"), can=False)
        for of, actor_id, name in actors:
            if str(of) == kind:
                guids[actor_id] = _guid("code", actor_id)
                _code(group, actor_id, _line(str(name)), colour=COLOURS.get(kind, "#777777"))
    said = _code(book, "quotes", "Quotes", colour="#4a6fa5", can=False)
    for actor_id in sorted({row["actor_id"] or "" for rows in found.rows("speakers").values() for row in rows}):
        key = f"quote:{actor_id or None}"
        guids[key] = _guid("code", key)
        _code(said, key, f"said by {names.get(actor_id, 'nobody named')}", colour="#4a6fa5")
    portrayed = _code(book, "portrayed", "Portrayed", colour="#777777", can=False)
    for label, colour in (("positive", "#5d8a2f"), ("negative", "#d03b3b")):
        key = f"portrayed:{label}"
        guids[key] = _guid("code", key)
        _code(portrayed, key, label, colour=colour)
    return guids


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
