"""Attributions → rows of `quotes`: whole quotes in order, with how each was said, but not yet who the speaker is."""

from __future__ import annotations

from typing import Any

from kit import tagger
from kit.quotes.addressees import addressee, relayed_by
from kit.quotes.cues import cue_type, is_negated
from kit.quotes.requests import refuses
from kit.quotes.wholes import Whole, parents, whole_quotes
from kit.quotes.withheld import withheld
from kit.text.layout import Layout

__all__ = ["assemble"]

Row = dict[str, Any]


def assemble(reading: tagger.Reading) -> list[Row]:
    """Rows of `quotes` but for who the speaker is: one a whole quote, in order of `start`.

    A column that a row has no value for (the cue of a quote without one, say) is absent from it. Who declined to
    comment said nothing: that is a row of `comment_requests`.
    """
    layout = reading.layout
    wholes = (whole for whole in whole_quotes(reading) if not _declined(layout, whole))
    rows = [_row(layout, number, whole) for number, whole in enumerate(wholes)]
    for row, parent in zip(rows, parents([(r["start"], r["end"], r.get("cue_start")) for r in rows]), strict=True):
        # Of all rows before the next loop, which asks of a quote who speaks in the one that holds it.
        row["parent"] = parent
    for row in rows:
        row["via"] = relayed_by(layout, rows, row)
    return rows


def _declined(layout: Layout, whole: Whole) -> bool:
    start = whole.parts[0][0]
    return whole.cue is not None and layout.quotation(start) < 0 and refuses(layout.text, whole.cue[0], start)


def _row(layout: Layout, number: int, whole: Whole) -> Row:
    text = layout.text
    start, end = whole.parts[0][0], whole.parts[-1][1]
    counts = [layout.share_quoted(*part) for part in whole.parts]
    words, within = sum(n for n, _ in counts), sum(n for _, n in counts)
    row: Row = {
        "quote": number,
        "start": start,
        "end": end,
        "text": layout.words_at(start, end),
        "said": " … ".join(text[first:last] for first, last in whole.parts),
        "spans": [list(part) for part in whole.parts] if len(whole.parts) > 1 else None,
        "kind": whole.kind,
        "type": "direct" if 2 * within >= words > 0 and within else "mixed" if within else "indirect",
        # Without a cue only the model says what kind it is.
        "cue_type": "think" if whole.kind == "thought" and whole.cue is None else "say",
        "negated": False,
        "anonymous": False,
        "confidence": round(whole.confidence, 4),
    }
    if whole.cue is not None:
        first, last = whole.cue
        row |= {"cue": layout.words_at(first, last), "cue_start": first, "cue_end": last}
        row["cue_type"] = cue_type(text[first:last])
        row["negated"] = is_negated(layout, first)
        row["addressee"] = addressee(layout, whole)
    if whole.source is not None:
        first, last = whole.source
        row |= {"speaker": layout.words_at(first, last), "speaker_start": first, "speaker_end": last}
        row["anonymous"], row["reason"] = withheld(layout, first, last)
    return row
