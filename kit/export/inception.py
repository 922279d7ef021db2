"""UIMA CAS XMI for INCEpTION: one document an article, names and quotes on two layers of their own.

In INCEpTION, Settings → Layers → Import takes `TypeSystem.xml`, and Documents the `.xmi` files, as "UIMA CAS XMI
(XML 1.0)". Sentences and words are INCEpTION's own. Places count UTF-16 units there, as Java does; an interrupted quote
is an annotation for each part, all with one number. https://docs.oasis-open.org/uima/v1.0/uima-v1.0.html
"""

from __future__ import annotations

import bisect
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from kit.by_hand import ILLEGAL
from kit.export.frames import Frames

__all__ = ["write"]

PACKAGE = "webanno.custom"  # layers of another name are not made from a type system
XMI = "http://www.omg.org/XMI"
CAS, TCAS, OURS = (f"http:///{name}.ecore" for name in ("uima/cas", "uima/tcas", PACKAGE.replace(".", "/")))
TYPES = "http://uima.apache.org/resourceSpecifier"
LAYERS = {
    "Mention": {
        "label": "person, organization, location or misc",
        "kind": "name, nominal or pronoun",
        "actor": "whom it stands for",
        "actor_id": "the same, as the tables of the corpus have it",
        "portrayed": "negative, neutral or positive",
        "voice": "in whose words: own, the article's; quoted, somebody's",
    },
    "Quote": {
        "number": "of the quote in its article; the parts of an interrupted one share it",
        "kind": "speech or thought",
        "quote_type": "direct, indirect or mixed",
        "cue": "the words that report",
        "speaker": "the words that stand for who speaks",
        "actor_id": "who speaks",
    },
}


def write(found: Frames, place: Path) -> None:
    """Fill the folder."""
    _put(_type_system(), place / "TypeSystem.xml")
    mentions, quotes, sentiment = found.rows("mentions"), found.rows("quotes"), found.rows("sentiment")
    speakers = found.speakers()
    for article in found.articles():
        key = article["article_id"]
        judged = {row["mention"]: row for row in sentiment.get(key, [])}
        rows = [*_mentions(mentions.get(key, []), judged), *_quotes(quotes.get(key, []), speakers)]
        _put(_document(article, rows), place / f"{key}.xmi")


def _mentions(mentions: list[dict[str, Any]], judged: dict[int, Any]) -> Iterator[tuple[str, int, int, dict[str, Any]]]:
    for row in mentions:
        judgement = judged.get(row["mention"]) or {"label": None, "voice_kind": None}
        said = {name: row[name] for name in ("label", "kind", "actor", "actor_id")}
        said |= {"portrayed": judgement["label"], "voice": judgement["voice_kind"]}
        yield "Mention", row["start"], row["end"], said


def _quotes(
    quotes: list[dict[str, Any]], speakers: dict[tuple[str, int], list[str | None]]
) -> Iterator[tuple[str, int, int, dict[str, Any]]]:
    for row in quotes:
        who = speakers.get((row["article_id"], row["quote"]), [])
        said = {name: row[name] for name in ("kind", "cue", "speaker")}
        said |= {
            "number": str(row["quote"]),
            "quote_type": row["type"],
            "actor_id": " ".join(filter(None, who)) or None,
        }
        for start, end in row["spans"] or [[row["start"], row["end"]]]:
            yield "Quote", start, end, said


def _document(article: dict[str, Any], rows: list[tuple[str, int, int, dict[str, Any]]]) -> ElementTree.Element:
    for prefix, space in (("xmi", XMI), ("cas", CAS), ("tcas", TCAS), ("custom", OURS)):
        ElementTree.register_namespace(prefix, space)
    text, at = article["text"], _places(article["text"])
    root = ElementTree.Element(f"{{{XMI}}}XMI", {f"{{{XMI}}}version": "2.0"})
    _add(root, CAS, "NULL", 0)
    _add(root, CAS, "Sofa", 1, sofaNum=1, sofaID="_InitialView", mimeType="text", sofaString=text)
    _add(root, TCAS, "DocumentAnnotation", 2, sofa=1, begin=0, end=at(len(text)), language=article["language"])
    for number, (layer, start, end, said) in enumerate(rows, start=3):
        _add(root, OURS, layer, number, sofa=1, begin=at(start), end=at(end), **said)
    view = ElementTree.SubElement(root, f"{{{CAS}}}View", sofa="1")
    view.set("members", " ".join(map(str, range(2, 3 + len(rows)))))
    return root


def _places(text: str) -> Callable[[int], int]:
    """From places in Python's text to those in UTF-16, where some characters are two."""
    wide = [place for place, character in enumerate(text) if character > "\uffff"]
    return lambda place: place + bisect.bisect_left(wide, place)


def _type_system() -> ElementTree.Element:
    ElementTree.register_namespace("", TYPES)
    root = ElementTree.Element(_type("typeSystemDescription"))
    types = ElementTree.SubElement(root, _type("types"))
    for layer, features in LAYERS.items():
        one = ElementTree.SubElement(types, _type("typeDescription"))
        _say(one, name=f"{PACKAGE}.{layer}", description=layer, supertypeName="uima.tcas.Annotation")
        every = ElementTree.SubElement(one, _type("features"))
        for name, meaning in features.items():
            feature = ElementTree.SubElement(every, _type("featureDescription"))
            _say(feature, name=name, description=meaning, rangeTypeName="uima.cas.String")
    return root


def _say(parent: ElementTree.Element, **values: str) -> None:
    for name, value in values.items():
        ElementTree.SubElement(parent, _type(name)).text = value


def _type(name: str) -> str:
    return f"{{{TYPES}}}{name}"


def _add(root: ElementTree.Element, space: str, tag: str, number: int, /, **values: Any) -> None:
    # A character for each that XML 1.0 cannot hold, so that places stay.
    known = {name: ILLEGAL.sub("\ufffd", str(value)) for name, value in values.items() if value is not None}
    ElementTree.SubElement(root, f"{{{space}}}{tag}", {f"{{{XMI}}}id": str(number), **known})


def _put(root: ElementTree.Element, path: Path) -> None:
    ElementTree.indent(root)
    path.write_bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True))
