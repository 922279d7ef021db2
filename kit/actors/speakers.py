"""Of what sort a quote's speaker is: named, unnamed, a document or an outlet; and which actor stands behind it."""

from __future__ import annotations

import re
from typing import Any

from kit.actors.cast import Actor
from kit.actors.linker import Answer
from kit.actors.mentions import Mention
from kit.actors.places import fold, outlets
from kit.text.layout import Layout

__all__ = ["identify"]

Row = dict[str, Any]
WORD = re.compile(r"[\w.’'-]+")
DOCUMENTS = frozenset(
    "report statement letter study poll survey memo document documents filing complaint lawsuit suit indictment "
    "affidavit book paper "
    "article editorial email emails e-mail e-mails tweet post posts blog release transcript transcripts records "
    "record data research "
    "analysis review resolution bill law agreement treaty declaration notice note message messages text texts "
    "manifesto petition "
    "brief motion order ruling opinion verdict guidance guidelines website site page advertisement ad banner "
    "sign signs poster headline caption "
    "summary findings figures statistics estimates forecast forecasts assessment investigation audit census "
    "testimony deposition "
    "subpoena warrant charges papers files file book video recording tape tapes voicemail poll polls reports "
    "documents studies letters "
    "statements surveys memos constitution charter plan policy speech op-ed column ads placard placards slogan "
    "press-release dossier "
    "calculations readout communique communiqué brochure leaflet pamphlet slideshow presentation profile "
    "announcement handout bulletin".split()
)
OUTLET = re.compile(
    r"(?i)\b(?:times|post|journal|herald|tribune|gazette|chronicle|telegraph|mirror|daily|magazine|newspaper|"
    r"press|radio|tv"
    r"|television|broadcasting|news agency)\b"
)
PREPOSITIONS = frozenset(
    "of in on at to for by with from about against between into over under after before during without through like "
    "than as upon toward towards among behind near via despite including".split()
)
RELATIVE = frozenset(("who", "that", "which", "whom"))
PARTICIPLE = frozenset(
    "familiar close briefed signed released issued published conducted obtained seen given made filed posted "
    "written offering "
    "commissioned provided prepared based led run".split()
)


def identify(
    lines: Layout, actors: list[Actor], names: list[Mention], quotes: list[Row], answers: dict[int, Answer]
) -> None:
    """Set `actor` (a number, -1 for nobody named) and `speaker_type` of each quote.

    A source that is just a name is whoever bears it; all others are as linked.
    """
    alone = {(name.start, name.end): name.actor for name in names} | {(n.core, n.end): n.actor for n in names}
    sources = {
        (q["speaker_start"], q["speaker_end"]): a
        for n, a in answers.items()
        if (q := quotes[n]).get("speaker_start") is not None
    }
    for number, row in enumerate(quotes):
        place = (row.get("speaker_start", -1), row.get("speaker_end", -1))
        answer = answers.get(number) or sources.get(place)
        actor = alone.get(place, answer.actors[0] if answer and answer.actors else -1)
        row["actor"], row["speaker_type"] = actor, _sort(actors[actor]) if actor >= 0 else "unnamed"
        if place[0] >= 0 and _head(lines.text[slice(*place)]) in DOCUMENTS:
            row["speaker_type"] = "document"


def _sort(actor: Actor) -> str:
    """named, or outlet where the actor is one."""
    known = fold(actor.name) in outlets() or OUTLET.search(actor.name)
    return "outlet" if actor.type == "organization" and known else "named"


def _head(words: str) -> str:
    """The head noun of a noun phrase: the last word before its first preposition or comma."""
    head = ""
    for match in WORD.finditer(words):
        word = match.group().lower()
        if head and (word in PREPOSITIONS or word in RELATIVE or word in PARTICIPLE):
            break
        head = word.removesuffix("'s").removesuffix("’s").rstrip(".")
        if words[match.end() : match.end() + 1] == ",":
            break
    return head
