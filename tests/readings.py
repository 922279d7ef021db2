"""Readings with names and quotes given by hand, so that a test of the layers above does not hang on how they are found.

Who is meant is for the model's linking head, so the vectors are the model's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from kit.tagger import Attribution, Name, Part, Reading, read
from kit.text.layout import Layout

Said = tuple[str, str | None, str | None]


def made(
    text: str,
    *,
    person: Iterable[str] = (),
    organization: Iterable[str] = (),
    location: Iterable[str] = (),
    misc: Iterable[str] = (),
    said: Iterable[Said] = (),
    kind: str = "speech",
) -> Reading:
    """A reading with these names, each wherever it stands, and these quotes: content, cue and source, in order."""
    spans: dict[tuple[int, int], str] = {}
    labels = {"person": person, "organization": organization, "location": location, "misc": misc}
    named = [(name, label) for label, names in labels.items() for name in names]
    for name, label in sorted(named, key=lambda pair: -len(pair[0])):
        for match in re.finditer(r"(?<!\w)" + re.escape(name) + r"(?!\w)", text):
            if not any(a < match.end() and match.start() < b for a, b in spans):
                spans[match.span()] = label
    names = tuple(Name(a, b, label, 0.9) for (a, b), label in sorted(spans.items()))
    found, at = [], 0
    for content, cue, source in said:
        start = text.index(content, at)
        at = start
        found.append(
            Attribution(
                (Part(start, start + len(content), 0.9),), near(text, cue, start), near(text, source, start), kind, 0.9
            )
        )
    read_ = read(text)
    return Reading(Layout(text), names, tuple(found), read_.nominals, read_.encoded)


def near(text: str, words: str | None, start: int) -> tuple[Part, ...]:
    """Where these words stand nearest to `start`."""
    if words is None:
        return ()
    at = min((m.start() for m in re.finditer(re.escape(words), text)), key=lambda at: abs(at - start))
    return (Part(at, at + len(words), 0.9),)
