"""Who wrote an article and which outlet printed it, as fields give them: names, without what stands around them.

A byline says "By Ann Lee in Brussels, Reuters": the author is Ann Lee. A body that signs alone ("Reuters", "The
Associated Press") is the author as it stands.
"""

from __future__ import annotations

import re
from functools import cache
from urllib.parse import urlsplit

from kit import lexicon

__all__ = ["author_of", "host_of", "names_outlet", "outlet_of"]

BY = re.compile(r"^(?:(?:written|reported|posted|published|words|story|text)\s+)?by\b[\s:]+", re.IGNORECASE)
# In other languages the word begins surnames, too: only in front of two names, and where it begins the line.
FROM = re.compile(r"^(?i:von|par|por|door|af|av)\s+(?=[^\W\d_a-z][\w.'’-]*\s+(?:[^\W\d_]+\s+){0,2}[^\W\d_a-z])")
PARTICLES = re.compile(r"^von\s+(?:der|dem|den|und|zu)\b", re.IGNORECASE)
ADDRESS = re.compile(r"\S+@\S+\.\w+|https?://\S+|www\.\S+|(?<!\w)@\w+")
# "in Brussels", "in New York and Paris", "at the United Nations": capitals only, so that no name's part is taken.
PLACE = re.compile(r"\s*,?\s+(?:in|at)\s+(?:the\s+)?[^\W\d_a-z][\w.'’-]*(?:[\s,]+(?!and\b)[^\W\d_a-z][\w.'’-]*)*")
CONTRIBUTED = re.compile(r"[;.,]\s[^;.]*\bcontribut(?:ed|ing)\b.*$")
# Of those who write, in German and French; the English words stand in `kit/lexicon/page.csv`.
FOREIGN_JOB = r"redakteur(?:in)?|korrespondent(?:in)?|envoyée? spéciale?|correspondante?"
OUTLET = re.compile(
    r"\b(?:times|post|news|herald|tribune|journal|gazette|guardian|telegraph|chronicle|press|observer|magazine|daily"
    r"|media|wire|agency|network|today|radio|television|\w+\.(?:com|org|net|co|de|fr|uk|eu))\b",
    re.IGNORECASE,
)
# Words of outlets' names that are surnames and things as well, so that they count only where an outlet is expected.
PAPER = re.compile(
    r"\b(?:courier|express|mirror|globe|mail|standard|record|argus|sentinel|dispatch|examiner|inquirer|bulletin|echo"
    r"|star|sun|independent|review|weekly|zeitung|anzeiger|nachrichten|tagblatt|presse|monde|figaro|gazzetta|gazeta"
    r"|corriere|país|diario|jornal|dagblad|krant|volkskrant)\b",
    re.IGNORECASE,
)
SITE = re.compile(r"^(?:https?://)?(?:www\d?\.)?((?:[\w-]+\.)+[a-z]{2,12})(?:[/:?#].*)?$", re.IGNORECASE)


def author_of(byline: str, source: str | None = None) -> str | None:
    """The names of a byline; None where it holds none, as an address does."""
    line = " ".join(byline.split())
    if re.fullmatch(r"https?://\S+|www\.\S+", line):
        return None
    line = BY.sub("", ADDRESS.sub(" ", CONTRIBUTED.sub("", line)))
    if not PARTICLES.match(line):
        line = FROM.sub("", line)
    line = PLACE.sub("", line) if len(line.split()) > 2 else line
    names = [
        name.strip(" ,;|/·•–—-")
        for name in re.split(r"\s*(?:[|;·•]|\s[–—-]\s|(?<=\w)/(?=\w))\s*|\s+for\s+(?=the\b|[A-Z])", line)
    ]
    kept = [person for name in names if (person := _without_bodies(name, source))]
    if kept:
        return "; ".join(dict.fromkeys(kept))
    # A body that signs alone is the author.
    return next((name for name in names if name), None)


def _without_bodies(name: str, source: str | None) -> str:
    """`Ann Lee, Political Editor, Reuters` without what is no person behind the first name."""
    parts = [part for part in re.split(r"\s*,\s*", name) if part]
    kept = [part for part in parts if not _is_body(part, source)]
    return ", ".join(kept)


@cache
def _signs() -> re.Pattern[str]:
    """A body that articles are signed with, and nothing else."""
    return re.compile(rf"^(?:the\s+)?(?:{lexicon.pattern('page', 'signs')})$", re.IGNORECASE)


@cache
def _job() -> re.Pattern[str]:
    """What those who write are, behind their names."""
    return re.compile(rf"\b(?:{lexicon.pattern('page', 'job')}|{FOREIGN_JOB})\b", re.IGNORECASE)


def _is_body(part: str, source: str | None) -> bool:
    if _signs().match(part) or _job().search(part):
        return True
    if source and part.casefold() == source.casefold():
        return True
    # "Emily Post" and "Bill Press" are people.
    return bool(OUTLET.search(part)) and (len(part.split()) != 2 or part.casefold().startswith("the "))


def names_outlet(text: str) -> bool:
    """True for a few words that read as an outlet's name: `The Harbour Times`, `Post`, `harbour.example.com`."""
    words = text.split()
    known = OUTLET.search(text) or PAPER.search(text)
    return 0 < len(words) < 6 and len(text) < 50 and bool(known) and not re.search(r"\d", text)


def host_of(address: str) -> str | None:
    """The host that an address or a bare host name gives, without `www.`; None where it is neither."""
    if "://" in address:
        try:
            return (urlsplit(address).hostname or "").removeprefix("www.") or None
        except ValueError:
            return None
    match = SITE.match(address.strip())
    return match.group(1).casefold() if match else None


def outlet_of(name: str) -> str | None:
    """An outlet's name as it is printed; an address as its host."""
    name = " ".join(name.split()).strip(" ,;|")
    if name.startswith(("http://", "https://")):
        return host_of(name)
    return name or None
