"""Quotes by rules over spaCy's parse, in the manner of the BBC's Citron: what the kit is compared with.

A cue is a verb of saying; its source is its subject, its content the clause that it governs or the words in quotation
marks that it stands beside. A pronoun or a surname as source is resolved to the nearest full name of a person before
it. Citron itself (Pickup 2020, github.com/bbc/citron) learns these three steps from PARC 3.0, which is not free; the
rules here are as simple as its description, and not its code. Runs in the peers' environment, without the kit.
"""

from __future__ import annotations

import re
from typing import Any

__all__ = ["quotes"]

CUES = frozenset(
    """accuse acknowledge add admit agree allege announce answer argue ask assert call claim comment complain concede
    conclude confirm contend criticize declare demand deny describe disclose emphasize estimate explain express insist
    mention note observe pledge praise predict promise propose recall reject remark reply report respond reveal say
    state stress suggest tell testify thank think urge vow warn write""".split()
)
QUOTED = re.compile(r'["“]([^"“”]+)["”]')


def quotes(doc: Any) -> list[list[Any]]:
    """The quotes of a parsed text.

    Parameters
    ----------
    doc
        A spaCy `Doc` with parse and entities.

    Returns
    -------
    list
        `[start, end, speaker]` each, in characters; the speaker is "" where no person's name was found.
    """
    persons = [entity for entity in doc.ents if entity.label_ == "PERSON"]
    marks = [(found.start(1), found.end(1)) for found in QUOTED.finditer(doc.text)]
    found: dict[tuple[int, int], str] = {}
    for token in doc:
        if token.lemma_.lower() not in CUES or token.pos_ not in ("VERB", "AUX"):
            continue
        source = next((child for child in token.children if child.dep_ in ("nsubj", "nsubjpass")), None)
        if source is None:
            continue
        speaker = _named(source, persons)
        sentence = token.sent
        # Quoted words beside the cue go before the clause that the parser hung on it.
        beside = [mark for mark in marks if mark[0] < sentence.end_char + 2 and mark[1] > sentence.start_char - 2]
        clauses = [child for child in token.children if child.dep_ in ("ccomp", "xcomp")]
        spans = beside or [(doc[c.left_edge.i].idx, c.right_edge.idx + len(c.right_edge)) for c in clauses]
        for span in spans:
            found.setdefault(span, speaker)
    return [[start, end, speaker] for (start, end), speaker in sorted(found.items())]


def _named(source: Any, persons: list[Any]) -> str:
    """The full name that a source stands for, or "" where there is none."""
    inside = [person for person in persons if source.left_edge.i <= person.start <= source.right_edge.i]
    before = [person for person in persons if person.start <= source.i]
    if inside:
        last = inside[0].text.split()[-1]
        return next((p.text for p in before if p.text.split()[-1] == last and " " in p.text), inside[0].text)
    if source.pos_ == "PRON":
        return str(next((person.text for person in reversed(before)), ""))
    return ""
