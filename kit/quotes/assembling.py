"""Attributions → rows of `quotes`: whole quotes in order, with how each was said, but not yet who the speaker is."""

from __future__ import annotations

from typing import Any

from kit import tagger
from kit.quotes.cues import cue_type, is_negated
from kit.quotes.relays import addressee, parents, relayed, withheld
from kit.quotes.wholes import Whole, whole_quotes
from kit.text.layout import Layout

__all__ = ["assemble"]

Row = dict[str, Any]


def assemble(reading: tagger.Reading) -> list[Row]:
    """Rows of `quotes` but for who the speaker is: one a whole quote, in order of `start`."""
    lines = reading.layout
    wholes = whole_quotes(reading, lines)
    rows = [_row(lines, number, whole) for number, whole in enumerate(wholes)]
    for row, parent in zip(rows, parents([(r["start"], r["end"], r.get("cue_start")) for r in rows]), strict=True):
        row["parent"] = parent
    for row in rows:
        row["via"] = relayed(lines, rows, row)
    return rows


def _row(lines: Layout, number: int, whole: Whole) -> Row:
    text = lines.text
    start, end = whole.parts[0][0], whole.parts[-1][1]
    counts = [lines.share_quoted(*part) for part in whole.parts]
    words, within = sum(n for n, _ in counts), sum(n for _, n in counts)
    row: Row = {
        "quote": number,
        "start": start,
        "end": end,
        "text": text[start:end],
        "spans": [list(part) for part in whole.parts] if len(whole.parts) > 1 else None,
        "kind": whole.kind,
        "type": "direct" if 2 * within >= words > 0 and within else "mixed" if within else "indirect",
        "cue_type": "think" if whole.kind == "thought" and whole.cue is None else "say",
        "negated": False,
        "anonymous": False,
        "confidence": round(whole.confidence, 4),
    }
    if whole.cue is not None:
        first, last = whole.cue
        row |= {"cue": text[first:last], "cue_start": first, "cue_end": last, "cue_type": cue_type(text[first:last])}
        row["negated"] = is_negated(lines, first)
        row["addressee"] = addressee(lines, whole)
    if whole.source is not None:
        first, last = whole.source
        row |= {"speaker": text[first:last], "speaker_start": first, "speaker_end": last}
        row["anonymous"], row["reason"] = withheld(lines, first, last)
    return row
