"""Names and quotes → mentions, actors, roles; who each speaker is."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache
from typing import Any

from kit import lexicon, tagger
from kit.actors.features import Candidate
from kit.actors.kinds import Actor, actors_of
from kit.actors.linker import Answer, link
from kit.actors.mentions import Mention, tidy
from kit.actors.nouns import SURE, named_so
from kit.actors.places import fold, slug
from kit.actors.points import Found, find_points, pronoun_of
from kit.actors.roles import SEAT, RoleFound, find_roles
from kit.actors.speakers import governed, heads, identify
from kit.actors.titles import given_names, kin
from kit.quotes.requests import find_requests
from kit.text.layout import Layout

__all__ = ["Resolved", "candidates", "named", "resolve"]

Row = dict[str, Any]
# "the Iranian and Russian foreign ministries for comment"
ASKED = re.compile(
    r"(?:(?:,| and| or|, and) [A-Z][\w’'-]+){0,3}(?: [a-z]+){1,2}(?= for\b)|(?:(?:,| and| or|, "
    r"and) [A-Z][\w’'-]+){1,3}(?= for\b)"
)
# Types of actors that a mention may stand for, and the label that such a mention has.
ACTING = {"person": "person", "organization": "organization", "country": "location", "group": "misc", "other": "misc"}


# A nominal's chance to stand for anybody, times that of this one, below which it is not named: held back, that
# costs one of 400 right mentions, and on dev it leaves out 23 of 80 that nobody marked.
UNLIKELY = 0.3
# Of the bearers of a surname the one named first is meant, unless another's chance is higher by so much (59 marked
# surnames of PolNeAR's training part, on which it was chosen: 95 % right; by chance alone 80, always the first 92).
CLEARLY = 0.8


@dataclass(frozen=True)
class Resolved:
    """The rows of one article that say who is who. `actor_id` is the article's own key until `across` joins them."""

    mentions: list[Row]
    actors: list[Row]
    quotes: list[Row]
    speakers: list[Row]
    roles: list[Row]
    comment_requests: list[Row]


def resolve(reading: tagger.Reading, quotes: list[Row]) -> Resolved:
    """Who the names, pronouns and speakers of one article stand for.

    Parameters
    ----------
    quotes
        The rows of `kit.quotes.assemble` for the same reading; they are not altered.
    """
    text = reading.text
    layout = reading.layout
    quotes = [dict(row) for row in quotes]
    names, actors, roles = named(reading, quotes)
    points = find_points(reading, names, quotes)
    answers = _linked(reading, points, actors, quotes)
    for at, actor in named_so(text, points, actors, roles).items():
        answers[at] = Answer((actor,), SURE, {actor: SURE})
    anaphors = []
    wider: list[tuple[Mention, int]] = []
    starts = [name.start for name in names]
    for point, answer in zip(points, answers, strict=True):
        if point.name is not None and answer.actors and answer.actors[0] != point.name.actor:
            actors[point.name.actor].mentions.remove(point.name)
            actors[answer.actors[0]].mentions.append(point.name)
            point.name.actor = answer.actors[0]
        state = governed(text, point.shown, actors, names) if point.shown and not point.pronoun else None
        if point.shown and (state or answer.actors):
            start, end = point.shown
            kind = "pronoun" if point.pronoun else "nominal"
            actor, sure = (state.actor, state.confidence) if state else (answer.actors[0], answer.confidence)
            # A mention counts once: "the Lund Port Union" is its name's, "a report by the Port Union" is none.
            if kind == "nominal" and not state and (own := _held(names, starts, point.shown, actor)):
                leads = own.end >= end - 2 and heads(text, own, point.shown) and "," not in text[start : own.start]
                wider += [(own, start)] if leads else []
                continue
            if kind == "nominal" and sure * point.likely < UNLIKELY:
                continue
            anaphors.append(Mention(start, end, text[start:end], kind, ACTING[actors[actor].type], sure, actor=actor))
    owners = [mention for actor in actors for mention in actor.mentions if mention.owns]
    mentions = sorted([*names, *anaphors, *owners], key=lambda mention: mention.start)
    linked = [((p.start, p.end), p.quote, answer) for p, answer in zip(points, answers, strict=True)]
    speakers = identify(layout, actors, names, quotes, linked)
    for name, start in wider:
        name.start = start
    mentions = sorted([*mentions, *_first_persons(layout, quotes, mentions)], key=lambda mention: mention.start)
    _pronouns(actors, mentions)
    return _rows(layout, actors, mentions, quotes, speakers, roles)


def _held(names: list[Mention], starts: list[int], place: tuple[int, int], actor: int) -> Mention | None:
    """The last name of this actor in these words; `starts` are those of `names`."""
    first, last = bisect_left(starts, place[0]), bisect_left(starts, place[1])
    found = (n for n in reversed(names[first:last]) if n.actor == actor and not n.owns and n.end <= place[1])
    return next(found, None)


def named(reading: tagger.Reading, quotes: list[Row]) -> tuple[list[Mention], list[Actor], list[RoleFound]]:
    """The names of an article in order, whom they name, and what is said of these, before any mention is linked.

    Parameters
    ----------
    quotes
        The rows of `kit.quotes.assemble` for the same reading.
    """
    names = tidy(reading)
    spoken = frozenset((q["speaker_start"], q["speaker_end"]) for q in quotes if q.get("speaker_start") is not None)
    actors = actors_of(reading.text, names, spoken)
    persons = [m for m in names if actors[m.actor].type == "person"]
    roles = find_roles(reading.text, persons, [m for m in names if actors[m.actor].type != "person"])
    _describe(actors, roles)
    return names, actors, roles


def candidates(actors: list[Actor], told: dict[int, int] | None = None) -> dict[int, Candidate]:
    """The actors that a mention may stand for, by their place in the list.

    A name that several bear says nothing, but where `told` has whose it is, by its start.
    """
    shared = told or {}
    theirs = defaultdict(list)
    for m in (m for actor in actors for m in actor.mentions if m.among and m.start in shared):
        theirs[shared[m.start]].append((m.start, m.end))
    found = {}
    for number, actor in enumerate(actors):
        if actor.type in ACTING:
            first = next((fold(m.text.split()[0]) for m in actor.mentions if " " in m.text), "")
            hint = given_names().get(first, "") if actor.type == "person" else ""
            names = [(m.start, m.end) for m in actor.mentions if not m.among and not m.owns]
            found[number] = Candidate(actor.type, sorted(names + theirs[number]), actor.gender, hint)
    return found


def _linked(reading: tagger.Reading, points: list[Found], actors: list[Actor], quotes: list[Row]) -> list[Answer]:
    """Whom each mention stands for: places in `actors`. First whose each name is that several bear, then the others."""
    spans = [(q["start"], q["end"]) for q in quotes]

    def asked(known: dict[int, Candidate]) -> list[Answer]:
        places = list(known)
        return [
            Answer(
                tuple(places[a] for a in answer.actors),
                answer.confidence,
                {places[a]: p for a, p in answer.chances.items()},
            )
            for answer in link(reading, points, list(known.values()), spans)
        ]

    answers = asked(candidates(actors))
    shared = {p.start: _bearer(p.name, actors, a) for p, a in zip(points, answers, strict=True) if p.name is not None}
    if not shared:
        return answers
    again = asked(candidates(actors, {start: answer.actors[0] for start, answer in shared.items()}))
    return [a if p.name is None else shared[p.start] for p, a in zip(points, again, strict=True)]


def _bearer(name: Mention, actors: list[Actor], answer: Answer) -> Answer:
    """Whose a name is that several bear: whoever is named first, unless another is clearly likelier."""
    chances = {a: answer.chances.get(a, 0.0) for a in name.among}
    first = min(chances, key=lambda a: min((m.start for m in actors[a].mentions if not m.among), default=name.start))
    likeliest = max(chances, key=lambda a: (chances[a], a == first))
    one = likeliest if chances[likeliest] - chances[first] > CLEARLY else first
    return Answer((one,), min(1.0, chances[one]), answer.chances)


@cache
def _own() -> re.Pattern[str]:
    """I, me, my, mine, myself."""
    mine = "|".join(sorted(word for word in lexicon.words("grammar", "first") if word.startswith("m")))
    return re.compile(rf"(?<![\w-])(?:I|(?i:{mine}))(?![\w-])")


def _first_persons(layout: Layout, quotes: list[Row], mentions: list[Mention]) -> list[Mention]:
    """ "I", "me" and "my" inside of a quote whose speaker is known."""
    direct = [q for q in quotes if q["actor"] >= 0 and q["type"] != "indirect"]
    taken = {mention.start for mention in mentions}
    owner: dict[int, Mention] = {}
    for quote in sorted(direct, key=lambda q: (q["start"], -q["end"])):
        for found in _own().finditer(layout.text, quote["start"], quote["end"]):
            (start, end), sure, actor = found.span(), quote["confidence"], quote["actor"]
            if layout.quotation(start) >= 0 and start not in taken:
                owner[start] = Mention(start, end, found.group(), "pronoun", "person", sure, actor=actor)
    return list(owner.values())


def _describe(actors: list[Actor], roles: list[RoleFound]) -> None:
    """Give each person the fullest role found, kin and then party and state last, its body and its country."""

    def rank(found: RoleFound) -> tuple[bool, bool, int]:
        role = found.role or ""
        return bool(SEAT.match(role)), role.lower().rsplit(" ", 1)[-1] in kin(), -len(role)

    for role in sorted(roles, key=rank):
        actor = actors[role.person]
        if role.role and actor.role is None:
            actor.role = role.role
        if role.body is not None:
            body = actors[role.body.actor]
            if actor.affiliation is None and body.type in ("organization", "country", "group"):
                actor.affiliation = body.name
            if actor.country is None and body.type in ("country", "organization", "place"):
                actor.country = body.country
        for word in (role.role or "").lower().split():
            actor.gender = actor.gender or lexicon.values("persons", "pronoun").get(word, "")


def _pronouns(actors: list[Actor], mentions: list[Mention]) -> None:
    """The pronoun that the text uses for each person: the one of most mentions, each by how sure it is."""
    counts: dict[int, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for mention in mentions:
        if mention.kind == "pronoun" and mention.actor >= 0 and (gender := pronoun_of(mention.text)):
            counts[mention.actor][gender] += mention.confidence
    for number, actor in enumerate(actors):
        actor.gender = max(counts[number], key=counts[number].__getitem__) if number in counts else ""


def _rows(
    layout: Layout,
    actors: list[Actor],
    mentions: list[Mention],
    quotes: list[Row],
    speakers: list[Row],
    roles: list[RoleFound],
) -> Resolved:
    """The tables' rows; each actor gets its readable key."""
    keys = _keys(actors)
    mentions = [m for m in mentions if m.actor >= 0]
    mention_rows = [
        {
            "mention": number,
            "start": m.start,
            "end": m.end,
            "text": layout.words_at(m.start, m.end),
            "kind": m.kind,
            "label": m.label,
            "actor_id": keys[m.actor],
            "actor": actors[m.actor].name,
            "confidence": round(m.confidence, 4),
        }
        for number, m in enumerate(mentions)
    ]
    count = Counter(m.actor for m in mentions)
    actor_rows = [
        {
            "actor_id": keys[number],
            "name": actor.name,
            "type": actor.type,
            "role": actor.role,
            "affiliation": actor.affiliation,
            "country": actor.country,
            "pronouns": actor.gender or None,
            "aliases": sorted({" ".join(m.text.split()) for m in actor.mentions} - {actor.name}),
            "mentions": count[number],
        }
        for number, actor in enumerate(actors)
    ]
    for row in (*quotes, *speakers):
        number = row.pop("actor")
        row["actor_id"], row["actor"] = (keys[number], actors[number].name) if number >= 0 else (None, None)
    role_rows: list[Row] = []
    seen: set[tuple[int, int]] = set()
    for role in roles:
        if (role.person, role.start) in seen:
            continue
        seen.add((role.person, role.start))
        body = actors[role.body.actor].name if role.body is not None else None
        role_rows.append(
            {
                "actor_id": keys[role.person],
                "actor": actors[role.person].name,
                "start": role.start,
                "end": role.end,
                "role": role.role,
                "affiliation": body,
            }
        )
    requests = _requests(layout, actors, keys, mentions)
    return Resolved(mention_rows, actor_rows, quotes, speakers, role_rows, requests)


def _keys(actors: list[Actor]) -> list[str]:
    """person:vladimir-putin, organization:swp; a number where two would be one."""
    keys: list[str] = []
    seen: Counter[str] = Counter()
    for actor in actors:
        key = f"{actor.type}:{slug(actor.name)}"
        seen[key] += 1
        keys.append(key if seen[key] == 1 else f"{key}-{seen[key]}")
    return keys


def _requests(layout: Layout, actors: list[Actor], keys: list[str], mentions: list[Mention]) -> list[Row]:
    """Rows of `comment_requests`."""
    starts = [m.start for m in mentions]
    rows = []
    for request in find_requests(layout.text, layout.sentences, layout.quoted):
        first, last = request.asked
        near = mentions[bisect_left(starts, first) : bisect_left(starts, last)]
        near = [
            m for m in near if m.end <= last and actors[m.actor].type in ("person", "organization", "country", "group")
        ]
        row: Row = {"start": request.start, "end": request.end, "outcome": request.outcome, "asked": None}
        if near:
            chosen = near[0]
            listed = ASKED.match(layout.text, chosen.end, last)
            row |= {
                "actor_id": keys[chosen.actor],
                "actor": actors[chosen.actor].name,
                "asked": layout.text[chosen.start : listed.end() if listed else chosen.end],
            }
        rows.append(row)
    return rows
