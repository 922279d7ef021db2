"""Quote-part spans → quotes, each with the words of its speaker."""

from __future__ import annotations

from typing import Any

import pandas as pd

from kit import schema, tagger

__all__ = ["assemble", "find_quotes"]

Row = dict[str, Any]


def assemble(reading: tagger.Reading) -> list[Row]:
    """Rows of `quotes` but for who the speaker is: one a whole quote, in order of `start`."""
    text = reading.text
    rows: list[Row] = []
    for number, found in enumerate(reading.attributions):
        start, end = found.contents[0].start, found.contents[-1].end
        row: Row = {
            "quote": number,
            "start": start,
            "end": end,
            "text": text[start:end],
            "spans": [[part.start, part.end] for part in found.contents] if len(found.contents) > 1 else None,
            "kind": found.kind,
            "type": "direct" if text[max(0, start - 1) : start] in ('"', "“") else "indirect",
            "cue_type": "say",
            "negated": False,
            "anonymous": False,
            "confidence": found.confidence,
        }
        if found.cues:
            cue_start, cue_end = found.cues[0].start, found.cues[-1].end
            row |= {"cue": text[cue_start:cue_end], "cue_start": cue_start, "cue_end": cue_end}
        if found.sources:
            first, last = found.sources[0].start, found.sources[-1].end
            row |= {"speaker": text[first:last], "speaker_start": first, "speaker_end": last}
        rows.append(row)
    return rows


def find_quotes(text: str) -> pd.DataFrame:
    """The `quotes` table of one text, without `article_id`."""
    from kit.actors import resolve

    reading = tagger.read(text)
    return schema.QUOTES.frame(resolve(reading, assemble(reading)).quotes, without=("article_id",))
