"""Web Annotations (W3C, https://www.w3.org/TR/annotation-model/): one JSON-LD collection of all names and quotes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from kit.export.frames import Frames

__all__ = ["write"]

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32  # characters before and after a passage, by which it is found again in a changed text


def write(found: Frames, place: Path) -> None:
    """Write the file."""
    mentions, quotes, sentiment = found.rows("mentions"), found.rows("quotes"), found.rows("sentiment")
    speakers = found.speakers()
    items: list[dict[str, Any]] = []
    for article in found.articles():
        key = article["article_id"]
        judged = {row["mention"]: row for row in sentiment.get(key, [])}
        for row in mentions.get(key, []):
            bodies = [_tag(row["label"], "classifying")] if row["label"] else []
            if row["actor_id"]:
                bodies.append(
                    {"type": "SpecificResource", "purpose": "identifying", "source": f"urn:kit:{row['actor_id']}"}
                )
            if (judgement := judged.get(row["mention"])) and judgement["label"]:
                bodies.append(_tag(f"portrayed:{judgement['label']}", "assessing"))
            # An annotation without a body would be a highlight, of which nobody knew why it is there.
            items.append(_item(article, f"m{row['mention']}", bodies or [_tag(row["kind"], "classifying")], row))
        for row in quotes.get(key, []):
            bodies = [_tag("quote" if row["kind"] != "thought" else "thought", "classifying")]
            # An interrupted quote has one selector from its first word to its last; what of it was spoken stands in the
            # body.
            if row["spans"]:
                bodies.append(_tag(row["said"], "describing"))
            bodies += [
                {"type": "SpecificResource", "purpose": "identifying", "source": f"urn:kit:{actor_id}"}
                for actor_id in speakers.get((key, row["quote"]), [])
                if actor_id
            ]
            items.append(_item(article, f"q{row['quote']}", bodies, row))
    page = {"id": "urn:kit:annotations:1", "type": "AnnotationPage", "startIndex": 0, "items": items}
    collection = {
        "@context": CONTEXT,
        "id": "urn:kit:annotations",
        "type": "AnnotationCollection",
        "label": f"Names and quotes in {found.about['articles']} articles",
        "generator": {"id": "urn:kit", "type": "Software", "name": found.about["made_by"]},
        "total": len(items),
        "first": page,
    }
    place.write_text(json.dumps(collection, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _tag(value: str, purpose: str) -> dict[str, str]:
    return {"type": "TextualBody", "purpose": purpose, "value": value, "format": "text/plain"}


def _item(article: dict[str, Any], name: str, bodies: list[dict[str, str]], row: dict[str, Any]) -> dict[str, Any]:
    text, start, end = article["text"], row["start"], row["end"]
    selectors: list[dict[str, Any]] = [{"type": "TextPositionSelector", "start": start, "end": end}]
    if text is not None:
        around = {"prefix": text[max(0, start - AROUND) : start], "suffix": text[end : end + AROUND]}
        selectors.append({"type": "TextQuoteSelector", "exact": text[start:end], **around})
    return {
        "id": f"urn:kit:{article['article_id']}:{name}",
        "type": "Annotation",
        "motivation": "identifying" if name.startswith("m") else "classifying",
        "body": bodies,
        # The text's hash is the only name of it that holds anywhere: its file may lie elsewhere, and its page change.
        "target": {"source": f"urn:sha256:{article['text_sha256']}", "selector": selectors},
    }
