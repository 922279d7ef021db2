"""The names of outlets taken apart: article, words, place, edition; and what addresses and abbreviations stand for."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from kit import lexicon
from kit.formats.reading.bylines import OUTLET, PAPER, host_of

__all__ = [
    "PLAIN",
    "Name",
    "common",
    "countries",
    "is_host_of",
    "is_initials",
    "is_short",
    "label_of",
    "labels",
    "parsed",
    "parts",
    "places",
    "shortens",
]

ARTICLES = frozenset("the der die das le la les el il lo gli los las de het o os a as den det".split())
SMALL = frozenset("of and the for de la le du der des die das del di e y und et".split())
# A part of a host that says which of an outlet's pages it is.
SECTION = re.compile(
    r"^(?:www\d?|m|mobile|amp|edition|news|rss|feeds?|online|beta|eu|us|uk|en|international)\.(?=.*\.)"
)
SECOND_LEVEL = re.compile(r"^(.+)\.(co|com|org|net|ac|gov|gob|or|ne)\.([a-z]{2})$")
GENERIC_ENDING = frozenset("com org net news info eu tv co media press".split())
EDITION = re.compile(
    r"(?:\s*[,;:–—-]\s*|\s+)(?:(?:first|second|final|late|early|city|metro|main|national|international|regional|state"
    r"|eastern|western|global|print|online|digital|web|morning|evening|weekend|sunday|saturday|all[- ]round|u\.?s\.?"
    r"|u\.?k\.?|europe(?:an)?|asian?|american|australian?|\d(?:st|nd|rd|th)?)\s+)*(?:edition|ausgabe|édition|edición"
    r"|edizione|editie)(?:\s+(?:nationale|nacional|\d+))?$",
    re.IGNORECASE,
)
# What a database says of how it has an outlet, in brackets.
HOLDING = re.compile(
    r"^(?:online|print|web(?:site)?|digital|blogs?|abstracts?|english|newspaper|magazine|full ?text|pre-?\d{4}.*"
    r"|\d{4}\s?[–-]\s?(?:\d{4}|current)?.*|inkl\.? .*|.*\b(?:edition|ausgabe|édition|edición|edizione|editie))$",
    re.IGNORECASE,
)
SITE = re.compile(
    r"(?<=\w{3})\.(?:com|org|net|co\.uk|de|at|ch|fr|be|nl|es|it|pt|pl|se|no|dk|fi)$", re.IGNORECASE
)  # Le Monde.fr
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]$")
# Besides the words of outlets' names in bylines; without accents.
COMMON = re.compile(
    r"^(?:nation|citizen|age|mercury|metro|local|week|state|republic|people|capital|enterprise|advocate|democrat|leader"
    r"|reporter|bee|world|morning|evening|sunday|saturday|weekend|national|business|financial|monitor|patriot|union"
    r"|register|advertiser|free|city|county|daily|public|tageszeitung|morgen|abend|zeit|welt|bild|kurier|tag|woche"
    r"|temps|croix|soir|matin|parisien|libre|voix|mundo|pueblo|pais|nacion|razon|vanguardia|giornale|stampa|tempo|jour)$"
)
SHORTEST = 3  # letters of an abbreviation; of two too many outlets are short
PLAIN = frozenset(("london", "uk", "u.k.", "united kingdom", "england", "britain", "great britain"))


@dataclass(frozen=True)
class Name:
    """A printed source, taken apart; `words` without article, place and edition, `host` only of an address."""

    printed: str
    article: str = ""
    words: tuple[str, ...] = ()
    place: str = ""
    bare: bool = True  # no edition was said
    host: str = ""

    @property
    def core(self) -> str:
        """The words as one, for names are written with and without blanks and hyphens."""
        return "".join(self.words)

    @property
    def ways(self) -> tuple[tuple[str, ...], ...]:
        """The words of which initials may be taken: with an article (Los Angeles), without, and without small ones."""
        with_article = (self.article, *self.words) if self.article not in ("", "the") else self.words
        return self.words, tuple(word for word in self.words if word not in SMALL), with_article

    @property
    def elsewhere(self) -> bool:
        """One of many that are called so, and not the one that is meant where nothing is said."""
        return bool(self.place) and self.place not in PLAIN and common(self.words)


def parsed(printed: str) -> Name:
    """A source as a file prints it, taken apart."""
    line = " ".join(printed.split())
    if host := host_of(line):
        # `www.edition.cnn.com`: one after the other.
        while (less := SECTION.sub("", host)) != host:
            host = less
        return Name(printed, host=host)
    place, bare = "", True
    while found := BRACKETS.search(line):
        inner = found[1].strip()
        if HOLDING.match(inner):
            bare = False
        else:
            place = inner.casefold()
        line = line[: found.start()]
    if (less := EDITION.sub("", line)) != line and less:
        line, bare, place = less, False, "" if place not in places() else place
    line, bare = SITE.sub("", line), bare and not SITE.search(line)
    # "washington-post" and "U.S. News & World Report": marks are apart, but within an abbreviation.
    folded = line.casefold().translate(UMLAUTS)
    folded = "".join(c for c in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(c))
    folded = re.sub(r"(?<=\b\w)\.(?=\w\b)|['’]", "", folded.replace("&", " and "))
    words = re.findall(r"\w+", folded)
    article = ""
    # "LA Times" has no article.
    if len(words) > 1 and words[0] in ARTICLES and (line.isupper() or not line.split()[0].isupper()):
        article, words = words[0], words[1:]
    elif re.match(r"[ld]['’]\w", line.casefold()):
        article = line[0].casefold()
    return Name(printed, article, tuple(words), place, bare)


def label_of(host: str) -> tuple[str, bool]:
    """What an address is called, without its ending, and whether the ending is of no country."""
    if found := SECOND_LEVEL.match(host):
        label, anywhere = found[1], False
    else:
        label, _, ending = host.rpartition(".")
        anywhere = ending in GENERIC_ENDING
    return label.replace("-", ""), anywhere


def labels(name: Name) -> set[str]:
    """What the address of an outlet of this name may be called."""
    if not name.words:
        return set()
    initials = {
        "".join(word[0] for word in words[:n]) + "".join(words[n:])
        for words in name.ways
        for n in range(1, len(words) + (len(words) >= SHORTEST))
    }
    return {name.article + name.core, name.core} | {label for label in initials if len(label) >= SHORTEST}


def is_host_of(host: str, name: Name) -> bool:
    """`washingtonpost.com`, `nytimes.com` or `spiegel.de` for the outlet of this name."""
    label, anywhere = label_of(host)
    if name.article and label == name.article + name.core:
        # lemonde.fr, theguardian.com; but a paper elsewhere may be called The Guardian, too.
        return anywhere or not common(name.words) or name.article != "the"
    if label == name.core:
        return (anywhere or len(name.words) > 1 or name.article not in ("", "the")) and not common(name.words)
    return not name.place and is_initials(label, name)


def is_initials(label: str, name: Name) -> bool:
    """`nytimes`, `wsj`, `latimes`: the first letters of the first words, and the rest in full or none of it."""
    return label not in (name.core, name.article + name.core) and label in labels(name)


def is_short(name: Name) -> bool:
    """A word in capitals or with capitals inside it, or one before words: NYT, WaPo, NYTimes, LA Times, N.Y. Post."""
    line = name.printed.replace(".", "")
    inner = re.match(r"[^\W\d_]{3,12}$|[A-Z]{2,3}(?: [A-Z][a-z]+){1,2}$", line)
    return bool(inner) and not name.article and sum(letter.isupper() for letter in line) > 1


def shortens(short: Name, other: Name) -> bool:
    """Whether each part of an abbreviation begins a word of the name, in order, and all of its words are begun."""
    begun = parts(short)
    return any(len(begun) == len(words) > 1 and all(map(str.startswith, words, begun)) for words in other.ways)


def parts(short: Name) -> list[str]:
    """What each capital of an abbreviation begins, in lower case."""
    return [part.casefold() for part in re.findall(r"[^\W\d_a-z][a-z]*", short.printed.replace(".", ""))]


def common(words: tuple[str, ...]) -> bool:
    """Whether many outlets are called so: The Guardian, Daily News, The Star."""
    return all(bool(OUTLET.fullmatch(word) or PAPER.fullmatch(word) or COMMON.match(word)) for word in words)


@cache
def countries() -> dict[str, str]:
    """Country names, in lower case."""
    named = {row["word"].casefold(): row["country"] for row in lexicon.rows("countries") if row["kind"] == "name"}
    return named | {place: "GBR" for place in PLAIN if place != "london"}


@cache
def places() -> dict[str, str]:
    """Towns and countries by name, in lower case, with the country each is in."""
    return {row["name"].casefold(): row["country"] for row in lexicon.rows("cities")} | countries()
