"""Which names of an article are one person.

Full names first; then surnames, first names and initials go to the full name they can only mean. Follows the
observation that the first mention in news is the fullest (Bell 1991, The Language of News Media, ch. 9).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from kit import lexicon
from kit.actors.likeness import likeness, name_words, near_spelling, part
from kit.actors.mentions import Mention
from kit.actors.places import fold
from kit.actors.titles import full_forms, given_names, spelled_out

__all__ = ["Person", "group_people"]


@dataclass(slots=True)
class Person:
    """One person of an article: the words of the fullest name, and the mentions that are names."""

    words: tuple[str, ...]
    suffix: str
    name: str
    mentions: list[Mention] = field(default_factory=list)
    # Names among them that others bear as well, with all who do.
    shared: list[tuple[Mention, list[Person]]] = field(default_factory=list)

    @property
    def gender(self) -> str:
        """The pronoun that the titles of its names call for; empty where none says."""
        gendered = lexicon.values("persons", "pronoun")
        return next((gendered[m.title] for m in self.mentions if m.title in gendered), "")


def _same(words: tuple[str, ...], suffix: str, person: Person) -> bool:
    """Whether a name of several words is another form of a person's."""
    return suffix == person.suffix and likeness(part(words, suffix), part(person.words, suffix)) is not None


def _surname(words: tuple[str, ...]) -> str:
    """The surname of a name of several words: "van dyke", "trump"."""
    return part(words, "").last


def _new(index: _Index, alone: dict[str, Person], word: str, person: Person) -> Person:
    """One of whom only a surname is known."""
    alone[word] = person
    index.persons.append(person)
    return person


def _likely(person: Person) -> str:
    """The pronoun that nearly always goes with a person's first name."""
    return given_names().get(person.words[0], "") if len(person.words) > 1 else ""


class _Index:
    """Persons by every word of their names, so that each name is compared with few."""

    def __init__(self) -> None:
        self.persons: list[Person] = []
        self.by_last: dict[str, list[Person]] = defaultdict(list)
        self.by_first: dict[str, list[Person]] = defaultdict(list)
        self.by_start: dict[str, list[Person]] = defaultdict(list)
        self.by_handle: dict[str, list[Person]] = defaultdict(list)
        self.by_middle: dict[str, list[Person]] = defaultdict(list)

    def add(self, person: Person) -> None:
        self.persons.append(person)
        self.by_start[person.words[-1][:3]].append(person)
        self.by_handle["".join(person.words)].append(person)
        self.file(person, person.words)

    def file(self, person: Person, words: tuple[str, ...]) -> None:
        # A surname of several words is found by all of them as well: "van Dyke"; and by the first of two: "Reyes Lund".
        between = ((self.by_middle, word) for word in words[1:-1] if len(word) > 2)
        ends = ((self.by_last, words[-1]), (self.by_last, _surname(words)), (self.by_first, words[0]))
        for lookup, word in (*ends, *between):
            if not any(person is other for other in lookup[word]):
                lookup[word].append(person)

    def like(self, words: tuple[str, ...]) -> list[Person]:
        """Persons that share the last word or the first."""
        return [*self.by_last[words[-1]], *(p for p in self.by_first[words[0]] if p.words[-1] != words[-1])]


def group_people(mentions: list[Mention]) -> list[Person]:
    """The persons of an article in order of first mention; sets `actor` of each mention to its number."""
    index = _Index()
    split = [name_words(mention.text) for mention in mentions]
    # "Van Dyke" is a surname alone where a Jason Van Dyke is, else somebody's whole name.
    surnames = {_surname(words) for words, _ in split if len(words) > 2}
    lone = [len(words) < 2 or " ".join(words) in surnames for words, _ in split]
    for mention, (words, suffix), short in zip(mentions, split, lone, strict=True):
        if short:
            continue
        person = next((p for p in index.like(words) if _same(words, suffix, p)), None)
        if person is None:
            person = Person(words, suffix, mention.text)
            index.add(person)
        elif len(words) > len(person.words) or (
            len(words) == len(person.words) and len(words[0]) > len(person.words[0]) == 1
        ):
            index.file(person, words)
            person.words, person.name = words, mention.text
        person.mentions.append(mention)
    full = list(index.persons)
    gender = {id(p): p.gender for p in full}
    first = {id(p): p.mentions[0].start for p in full}
    alone: dict[str, Person] = {}
    courtesy = {spelled_out(title) for title in lexicon.words("persons", "courtesy")}
    # The offices that stand before each surname alone.
    offices: dict[str, set[str]] = defaultdict(set)
    for mention, (words, _), short in zip(mentions, split, lone, strict=True):
        if short and mention.title:
            offices[" ".join(words)] |= {spelled_out(mention.title)} - courtesy
    order = sorted(range(len(mentions)), key=lambda at: mentions[at].start)
    for at in order:
        mention, (words, suffix) = mentions[at], split[at]
        if not words:
            words = (fold(mention.text),)
        if not lone[at]:
            continue
        word = " ".join(words)
        fitting = _bearers(index, word, suffix) or ([alone[word]] if word in alone else [])
        wanted = lexicon.values("persons", "pronoun").get(mention.title, "")
        if not fitting:
            person = next((p for p in index.by_start[word[:3]] if near_spelling(word, p.words[-1])), None)
            person = person or _new(index, alone, word, Person(words, suffix, mention.text))
        elif wanted and all(gender[id(p)] not in ("", wanted) for p in fitting):
            # "Mrs Reed" beside a Mr Reed is another, of whom no more is said.
            known = f"{mention.title.capitalize()} {mention.text}"
            person = alone.get(known) or _new(index, alone, known, Person(words, suffix, known))
        else:
            if office := spelled_out(mention.title):
                # Who is so titled with the full name, else (of an office) who holds no other, else (of "Mr") whom the
                # text never calls by an office.
                held = [_titles(p.mentions) for p in fitting]
                holders = [p for p, titles in zip(fitting, held, strict=True) if office in titles]
                others = offices[word] if office in courtesy else frozenset.union(*held) - courtesy
                holders = holders or [p for p, titles in zip(fitting, held, strict=True) if titles.isdisjoint(others)]
                fitting = holders if len(holders) == 1 else fitting
            if wanted:
                # "Mrs Lee" is no Tom Lee: by his titles, else by his first name.
                certain = [p for p in fitting if gender[id(p)] == wanted]
                possible = [p for p in fitting if gender[id(p)] in ("", wanted)]
                fitting = certain or [p for p in possible if _likely(p) in ("", wanted)] or possible
            # Whoever bears the name second is told apart each time, by first name or title.
            person = min(fitting, key=lambda p: first[id(p)])
            if len(fitting) > 1:
                person.shared.append((mention, fitting))
        person.mentions.append(mention)
        first.setdefault(id(person), mention.start)
        gender[id(person)] = gender.get(id(person)) or wanted
        if " " not in person.name and " " in mention.text:
            person.name = mention.text
    index.persons.sort(key=lambda p: min(m.start for m in p.mentions))
    for number, person in enumerate(index.persons):
        person.mentions.sort(key=lambda m: m.start)
        for mention in person.mentions:
            mention.actor = number
    return index.persons


def _titles(mentions: list[Mention]) -> frozenset[str]:
    """What stands before a person's name where it is given in full."""
    return frozenset(spelled_out(m.title) for m in mentions if " " in m.text and m.title)


def _bearers(index: _Index, word: str, suffix: str) -> list[Person]:
    """Persons whom a name of one word may mean: by surname, first name, handle, else a word between."""
    for lookup in (index.by_last, index.by_first, index.by_handle, index.by_middle):
        key = word.strip("_") if lookup is index.by_handle else word
        fitting = [p for p in lookup.get(key, ()) if not suffix or p.suffix == suffix]
        if fitting:
            return fitting
    forms = full_forms().get(word, ())
    return [p for form in forms for p in index.by_first.get(form, ())]
