"""The actors of one article from its names: persons, bodies, countries, places, groups and others."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from kit import lexicon
from kit.actors.bodies import body_words, group_bodies
from kit.actors.mentions import Mention, attached, people_of_party
from kit.actors.metonymy import acts, wills
from kit.actors.people import Person, group_people
from kit.actors.places import Places, cased, fold, larger_place, parties, places, unions
from kit.actors.titles import is_role

__all__ = ["Actor", "actors_of"]

CAUCASUS = re.compile(
    r"\bGeorgians?\b(?=\W+(?:president|prime|government|parliament|capital|opposition|dream|authorities))|"
    r"\bTbilisi\b|\bCaucasus\b",
    re.IGNORECASE,
)
# What comes before and after the items of a list, and does not stand around "Tripoli, Lebanon".
LISTED = re.compile(r"(?:, | and | or )$")
APART = re.compile(r",(?! (?:and |or )?[A-Z])|['’]s [a-z]|[.;:)”\"]|$")


@dataclass(slots=True)
class Actor:
    """One real person, body, country or place of an article."""

    type: str
    name: str
    mentions: list[Mention] = field(default_factory=list)
    country: str | None = None
    role: str | None = None
    affiliation: str | None = None
    gender: str = ""


def actors_of(text: str, mentions: list[Mention], speakers: Collection[tuple[int, int]]) -> list[Actor]:
    """The actors of an article in order of first mention; sets `actor` of each mention to its number.

    `speakers` are the offsets of the words that quotes are ascribed to.
    """
    known = places()
    actors: list[Actor] = []
    owners = [mention.owner for mention in mentions if mention.owner]
    people = group_people([*(mention for mention in mentions if mention.label == "person"), *owners])
    people = [person for person in people if _settle_owners(person)]
    actor_of: dict[int, Actor] = {}
    for person in people:
        actor_of[id(person)] = Actor("person", _plain(person.name), person.mentions, gender=person.gender)
    actors += actor_of.values()
    bodies = [mention for mention in mentions if mention.label == "organization"]
    by_words: dict[tuple[str, ...], Actor] = {}
    for body in group_bodies(text, bodies):
        actor = Actor("organization", _plain(body.name), body.mentions)
        for mention in body.mentions:
            by_words[body_words(mention.text)] = actor
        actors.append(actor)
    others: dict[tuple[str, str, str | None], Actor] = {}
    homes = _homes(text, mentions, known)
    willing = {fold(m.text) for m in mentions if m.label == "misc" and _kind(text, m, known, speakers)[0] == "group"}
    for mention in mentions:
        if mention.label in ("person", "organization"):
            continue
        kind, name, country = _kind(text, mention, known, speakers)
        if mention.label == "location" and (
            mention.start in homes or (kind == "place" and fold(mention.text) in homes)
        ):
            kind, name = "place", _plain(mention.text)
            country = homes.get(mention.start) or homes[fold(mention.text)]
        if kind == "other" and fold(name) in willing:
            kind = "group"
        union = by_words.get(body_words(name)) if kind == "organization" else None
        actor = union or others.setdefault(
            (kind, fold(name), country if kind == "place" else None), Actor(kind, name, country=country)
        )
        actor.mentions.append(mention)
    actors += others.values()
    for actor in actors:
        actor.mentions.sort(key=lambda mention: mention.start)
        actor.name = cased(actor.name, (_plain(mention.text) for mention in actor.mentions))
    actors.sort(key=lambda actor: actor.mentions[0].start)
    number_of = {id(actor): number for number, actor in enumerate(actors)}
    for person in people:
        for mention, bearers in person.shared:
            mention.among = tuple(number_of[id(actor_of[id(bearer)])] for bearer in bearers)
    for number, actor in enumerate(actors):
        for mention in actor.mentions:
            mention.actor = number
        if actor.type == "organization":
            actor.country = actor.country or _nation(actor.name, known)
    return actors


def _settle_owners(person: Person) -> bool:
    """Leave out the names in "Lee's campaign" that several bear; whether the person is named in any other way."""
    shared = {id(mention) for mention, _ in person.shared if mention.owns}
    person.shared = [(mention, bearers) for mention, bearers in person.shared if not mention.owns]
    person.mentions = [mention for mention in person.mentions if id(mention) not in shared]
    return " " in person.name or not all(mention.owns for mention in person.mentions)


def _kind(
    text: str, mention: Mention, known: Places, speakers: Collection[tuple[int, int]]
) -> tuple[str, str, str | None]:
    """Type, name and country of the actor behind a name of label location or misc."""
    key = fold(mention.text)
    if mention.label == "misc":
        if party := parties().get(key):
            return party["type"], party["name"], party["country"]
        # "Florida Republicans", whoever wrote of them: people of a party.
        if country := people_of_party(key):
            return "group", _plain(mention.text), country
        if key in known.adjective:
            country = known.adjective[key]
            return "country", known.name[country], country
        if key in known.people:
            return "group", _plain(mention.text), known.people[key]
        # "Russian-Iranian": the first of two; but an African-American is no country.
        one, *more = (known.adjective.get(part) for part in key.split("-"))
        if one and more and more[-1] not in (None, "USA"):
            return "country", known.name[one], one
        spoke = (mention.start, mention.end) in speakers or (mention.start - 4, mention.end) in speakers
        if attached(key.rsplit(" ", 1)[-1]) == "misc" or spoke or wills(text, mention.end):
            return "group", _plain(mention.text), None
        return "other", _plain(mention.text), None
    if key in known.country and not (key in known.state and not _abroad(text, mention, known)):
        country = known.country[key]
        return "country", known.name[country], country
    if key in unions() and acts(text, mention.start, mention.end, speakers):
        return "organization", unions()[key], None
    if key in known.seat and acts(text, mention.start, mention.end, speakers):
        country = known.seat[key]
        return "country", known.name[country], country
    home = known.seat.get(key) or known.region.get(key) or known.city.get(key)
    return "place", known.spelled.get(mention.text) or _plain(mention.text), home


def _homes(text: str, mentions: list[Mention], known: Places) -> dict[int | str, str]:
    """The country of places that a larger one follows: "Moscow, Idaho", by where the name stands and by the name.

    A capital is told so by a region, and by a country that no list goes on after: "London, Ontario", "Tripoli, Lebanon,
    where", but "Moscow, Iran and China".
    """
    homes: dict[int | str, str] = {}
    located = {mention.start for mention in mentions if mention.label == "location"}
    at_home: list[tuple[Mention, str]] = []
    for mention in mentions:
        key = fold(mention.text)
        if mention.label != "location" or key in known.state:
            continue
        own = known.seat.get(key) or known.country.get(key)
        larger = larger_place(text, mention.start, mention.end, own or known.city.get(key), located)
        if larger is None:
            continue
        country, region, end = larger
        listed = LISTED.search(text, max(0, mention.start - 5), mention.start) or not APART.match(text, end)
        if country == own:
            at_home.append((mention, country))
        elif region or not own or not listed:
            homes[mention.start] = country
            homes.setdefault(key, country)
    # "Dublin, Ohio, and Dublin, Ireland"
    return homes | {mention.start: country for mention, country in at_home if fold(mention.text) in homes}


def _abroad(text: str, mention: Mention, known: Places) -> bool:
    """Whether Georgia is the country: its people or capital stand in the text, or another country beside it."""
    if CAUCASUS.search(text):
        return True
    words = text[mention.end : mention.end + 40].split()[:2]
    office = any(is_role(word.strip(".,")) for word in words)
    if office and words[0].lower() not in lexicon.words("persons", "abroad"):
        return False
    around = re.findall(r"[A-Z]\w+", text[max(0, mention.start - 50) : mention.end + 50])
    return any(known.country.get(fold(word), "USA") != "USA" and fold(word) not in known.state for word in around)


def _nation(name: str, known: Places) -> str | None:
    """The country that a body's name begins or ends with: "Bank of Canada", "Russian Foreign Ministry"."""
    words = fold(name).split()
    for part in (" ".join(words[:2]), words[0] if words else "", " ".join(words[-2:]), words[-1] if words else ""):
        if part in known.state:
            return "USA"
        if found := known.country.get(part) or known.adjective.get(part):
            return found
    return None


def _plain(name: str) -> str:
    return " ".join(name.split())
