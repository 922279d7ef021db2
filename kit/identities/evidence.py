"""What counts for and against two names, or a name and a person, being one across articles.

Weights are log-odds, added up (naive Bayes; Fellegi & Sunter 1969, A Theory for Record Linkage): names that are
alike begin with `LIKENESS`, each second sign adds its `SIGNS`, and at `ENOUGH` they are one. Spelling alone, a
nickname alone or an initial alone never get there.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kit import lexicon
from kit.actors.places import fold
from kit.actors.titles import role_fields

__all__ = ["ENOUGH", "LIKENESS", "SIGNS", "Profile", "contradict", "signs", "weigh"]

ENOUGH = 1.0
# How far names that are alike so (`kit.actors.likeness`) are one person's, before anything else is known.
LIKENESS = {
    "same": 4.0,
    "middle": 2.0,
    "nickname": 0.0,
    "initial": -0.5,
    "spelling": -0.5,
    "part": -0.5,
    "suffix": -0.5,
}
SIGNS = {
    "an article uses both names for one": 4.0,
    "an article names both": -6.0,
    "the same role": 1.5,
    "roles of different fields": -1.5,
    "the same affiliation": 1.0,
    "the same country": 0.7,
    "different countries": -1.5,
    "different pronouns": -3.0,
    "named with the same others": 1.0,
    "nobody else has the surname": 0.5,
    "nobody else of many has the surname": 1.0,
}
# Against two articles' bearers of exactly one name being one. There are about NAMESAKE as many namesakes as persons.
NAMESAKE = 0.04
CONTRADICTIONS = {"countries": 2.2, "fields": 1.6, "roles": 0.8, "pronouns": 2.3}
AGREEMENTS = {"roles": 2.0, "affiliations": 2.0}
MOST = 4  # articles of the rarer namesake that count in full
ROLE = re.compile(r"[^\W\d_]{4,}")


@dataclass(slots=True)
class Profile:
    """What articles say of those who bear a name: each thing with the number of articles that say it."""

    n: int = 0
    roles: Counter[str] = field(default_factory=Counter)
    fields: Counter[str] = field(default_factory=Counter)
    affiliations: Counter[str] = field(default_factory=Counter)
    countries: Counter[str] = field(default_factory=Counter)
    pronouns: Counter[str] = field(default_factory=Counter)

    def add(
        self, role: str | None, affiliation: str | None, country: str | None, pronouns: str | None, n: int = 1
    ) -> None:
        """Take in what `n` articles say."""
        self.n += n
        if role:
            words = role_words_of(role)
            self.roles.update(dict.fromkeys(words, n))
            self.fields.update(dict.fromkeys(fields_of(words), n))
        for told, counter in ((affiliation, self.affiliations), (country, self.countries), (pronouns, self.pronouns)):
            if told:
                counter[fold(told)] += n

    def update(self, other: Profile) -> None:
        """Take in another's."""
        self.n += other.n
        for name in ("roles", "fields", "affiliations", "countries", "pronouns"):
            getattr(self, name).update(getattr(other, name))


def role_words_of(role: str) -> frozenset[str]:
    """The words of a role that say what somebody is, in the singular."""
    words = (word.removesuffix("s") for word in ROLE.findall(role.lower()))
    vague = lexicon.words("persons", "vague") | lexicon.words("grammar", "vague")
    return frozenset(word for word in words if word not in vague)


def fields_of(words: Iterable[str]) -> frozenset[str]:
    """The fields of life that role words belong to: politics, sport."""
    known = role_fields()
    return frozenset(known[word] for word in words if word in known)


def _commonest(counted: Mapping[str, int]) -> str | None:
    return max(counted, key=lambda value: (counted[value], value), default=None)


def _other_pronouns(a: Profile, b: Profile) -> bool:
    """Whether the one is mostly "she", the other mostly "he"; "they" is said of either."""
    one, other = (_commonest({word: p.pronouns[word] for word in ("he", "she") if p.pronouns[word]}) for p in (a, b))
    return bool(one and other and one != other)


def signs(a: Profile, b: Profile) -> list[str]:
    """Which of `SIGNS` two profiles show."""
    found = []
    if a.roles and b.roles:
        if a.roles.keys() & b.roles.keys():
            found.append("the same role")
        elif a.fields and b.fields and not a.fields.keys() & b.fields.keys():
            found.append("roles of different fields")
    if a.affiliations.keys() & b.affiliations.keys():
        found.append("the same affiliation")
    one, other = _commonest(a.countries), _commonest(b.countries)
    if one and other:
        if one == other:
            found.append("the same country")
        elif one not in b.countries and other not in a.countries:
            found.append("different countries")
    if _other_pronouns(a, b):
        found.append("different pronouns")
    return found


def weigh(kind: str, found: Iterable[str]) -> float:
    """Log-odds that names alike in this way, with these signs, are one person's."""
    return LIKENESS[kind] + sum(SIGNS[sign] for sign in found)


def contradict(a: Profile, b: Profile, n: int) -> bool:
    """Whether what articles say of two bearers of exactly one name, which `n` articles have, makes them namesakes.

    The more articles speak of the one, the less likely is that one of few is somebody else (a Chinese restaurant
    process: the share of newcomers falls with the number of those who are known), and the more must contradict.
    """
    against = 0.0
    one, other = _commonest(a.countries), _commonest(b.countries)
    if one and other and one != other and not a.countries.keys() & b.countries.keys():
        against += CONTRADICTIONS["countries"]
    if a.roles and b.roles:
        if a.roles.keys() & b.roles.keys():
            against -= AGREEMENTS["roles"]
        elif a.fields and b.fields and not a.fields.keys() & b.fields.keys():
            against += CONTRADICTIONS["fields"]
        else:
            against += CONTRADICTIONS["roles"]
    if a.affiliations.keys() & b.affiliations.keys():
        against -= AGREEMENTS["affiliations"]
    if _other_pronouns(a, b):
        against += CONTRADICTIONS["pronouns"]
    few = min(a.n, b.n)
    return math.log(NAMESAKE / max(n - few, 1)) + against * math.sqrt(min(max(few, 1), MOST)) > 0
