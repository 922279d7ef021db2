"""brat standoff: names and quotes as text-bound annotations, speakers as relations, portrayal as an attribute.

https://brat.nlplab.org/standoff.html. A span that is interrupted, or runs over a line's end, has several fragments.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from kit.export.frames import Frames

__all__ = ["write"]

CONFIGURATION = """[entities]
Person
Organization
Location
Misc
Other
Quote
Thought
Cue
Speaker
[relations]
SpokenBy\tArg1:Quote|Thought, Arg2:<ENTITY>
ReportedBy\tArg1:Quote|Thought, Arg2:Cue
[events]
[attributes]
Portrayed\tArg:<ENTITY>, Value:negative|neutral|positive
Voice\tArg:<ENTITY>, Value:own|quoted
Type\tArg:Quote|Thought, Value:direct|indirect|mixed
"""


def write(found: Frames, place: Path) -> None:
    """Fill the folder."""
    (place / "annotation.conf").write_text(CONFIGURATION, encoding="utf-8")
    mentions, quotes, sentiment = found.rows("mentions"), found.rows("quotes"), found.rows("sentiment")
    speakers = found.speakers()
    for article in found.articles():
        key = article["article_id"]
        if article["text"] is not None:
            _put(place / f"{key}.txt", article["text"])
        lines = _Lines(article["text"])
        judged = {row["mention"]: row for row in sentiment.get(key, [])}
        spoken = {row["quote"]: speakers.get((key, row["quote"]), []) for row in quotes.get(key, [])}
        lines.add(mentions.get(key, []), quotes.get(key, []), spoken, judged)
        _put(place / f"{key}.ann", "".join(f"{line}\n" for line in lines.lines))


def _put(path: Path, text: str) -> None:
    # Untranslated: on Windows each line end would be one character more, and every offset after it wrong.
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(text)


class _Lines:
    """The annotations of one article; each kind is counted by itself."""

    def __init__(self, text: str | None) -> None:
        self.text = text
        self.lines: list[str] = []
        self.counts = dict.fromkeys("TRA#", 0)

    def add(
        self,
        mentions: list[dict[str, Any]],
        quotes: list[dict[str, Any]],
        speakers: dict[int, list[str | None]],
        judged: dict[int, Any],
    ) -> None:
        for row in mentions:
            name = self._span((row["label"] or "other").capitalize(), [[row["start"], row["end"]]], row["text"])
            if row["actor_id"]:
                self._line("#", f"AnnotatorNotes {name}\t{row['actor_id']}")
            if (judgement := judged.get(row["mention"])) and judgement["label"]:
                self._line("A", f"Portrayed {name} {judgement['label']}")
                self._line("A", f"Voice {name} {judgement['voice_kind']}")
        for row in quotes:
            spans = row["spans"] or [[row["start"], row["end"]]]
            quote = self._span("Thought" if row["kind"] == "thought" else "Quote", spans, row["text"])
            if row["type"]:
                self._line("A", f"Type {quote} {row['type']}")
            if known := [actor_id for actor_id in speakers[row["quote"]] if actor_id]:
                self._line("#", f"AnnotatorNotes {quote}\t{' '.join(known)}")
            for kind, relation, part in (("Speaker", "SpokenBy", "speaker"), ("Cue", "ReportedBy", "cue")):
                if row[f"{part}_start"] is not None:
                    other = self._span(kind, [[row[f"{part}_start"], row[f"{part}_end"]]], row[part])
                    self._line("R", f"{relation} Arg1:{quote} Arg2:{other}")

    def _span(self, kind: str, spans: list[list[int]], words: str | None) -> str:
        # Without the text nobody knows where its lines end, so the span stays whole.
        if self.text is None:
            where = ";".join(f"{start} {end}" for start, end in spans)
            return self._line("T", f"{kind} {where}\t{' '.join((words or '').split())}")
        fragments = [piece for start, end in spans for piece in _pieces(self.text, start, end)]
        where = ";".join(f"{start} {end}" for start, end in fragments)
        return self._line("T", f"{kind} {where}\t{' '.join(self.text[start:end] for start, end in fragments)}")

    def _line(self, kind: str, rest: str) -> str:
        self.counts[kind] += 1
        name = f"{kind}{self.counts[kind]}"
        self.lines.append(f"{name}\t{rest}")
        return name


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The parts of a span between line ends, which brat does not let a fragment run over."""
    return [(start + m.start(), start + m.end()) for m in re.finditer(r"[^\r\n]+", text[start:end])] or [(start, end)]
