"""The names of an article, tidied: no titles, no possessives, one label for one string, and no man for his campaign."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain, pairwise

from kit import lexicon, tagger
from kit.actors.furniture import datelines, names_nobody, said_low, set_apart
from kit.actors.places import fold, forces, outlets, parties, places
from kit.actors.titles import full_forms, given_names, is_role
from kit.text.layout import Layout

__all__ = ["Mention", "attached", "is_party", "people_of_party", "tidy"]

TRIM = " \t\r\n\"“”‘’'`.,;:!?()[]{}<>–—-•*"
TOKEN = re.compile(r"\S+")
# Of lone words below this confidence one in five is a person's name, above it four in five (world train).
LEAST = 0.85
CALLED = 0.95  # a title alone is a name where the tagger is this sure: Prince, a singer
TAIL = re.compile(r"\s+([a-z]+)$")
JOINT = re.compile(r"([A-Z][^,]*?)( and | or |, |(?<=\w{3})/(?=\w{3}))([A-Z][^,]*)")
NEXT = re.compile(r"(['’]s?)?[ \u00a0]([\w-]+)")
# First name and nickname, in marks or brackets, and the surname.
NICKNAME = re.compile(
    r"[\w’'-]+(?:\s(?:[A-Z]\.|[\w’'-]+))?\s(?:[“\"‘']{1,2}[A-Z][\w.-]*(?: [\w.-]+)?[”\"’']{1,2}|"
    r"[(\[][“\"‘']?[A-Z][\w-]+[”\"’']?[)\]](?!\s[A-Z][\w’-]+\s(?!Jr|Sr)[A-Z]))\s([A-Z][\w’-]+)"
)
OPENED = re.compile(r"([A-Z][\w-]+)\s[“\"‘]$")
QUOTED = re.compile(r"“”|\"\"|‘’")
# Of kings and popes: John Paul *II*.
NUMERAL = re.compile(r" (?:I{2,3}|IV|VI{1,3}|IX|X(?:I{1,3}|IV|VI{0,3}|XI{0,3}))\b")
LEADING = re.compile(r"\S+\s+")
BOTH = re.compile(r"(?<=\w)[-–/](?=\w)")
WITHIN = re.compile(r"(?:\b[Ii]n|\bfrom|\bnear|\boutside)\s$")  # before a place
# Behind a person's name: Ann Lee *KC*, Ann Lee, *PhD*.
LETTERS = re.compile(r",?\s([A-Z][A-Za-z.]+)$")
OFFICE = re.compile(r"\b(\w+) of (?:the )?$")
BEFORE = re.compile(r"([\w.-]+)[ \u00a0]$")
BETWEEN = re.compile(r" (\w+) ")


@cache
def _state_body() -> re.Pattern[str]:
    """ "Russia's foreign ministry", "the US military": a body named by its country."""
    first, head = lexicon.pattern("nouns", "state_first"), lexicon.pattern("nouns", "state")
    return re.compile(rf"(?:['’]s)? (?:(?:{first}) )*(?:{head})\b")


@cache
def _own_s_and_verb() -> re.Pattern[str]:
    """A name's 's and the verb behind it, if any: it then owns nothing; a participle only before no noun."""
    return re.compile(
        rf"['’]s\b(\s(?:{lexicon.pattern('grammar', 'of_name')}|"
        rf"\w+ed\s(?:{lexicon.pattern('grammar', 'with_object')}|\w+\s\w+s)\b))?"
    )


def attached(word: str) -> str | None:
    """The label of a person's name and this word after it together: a body's, a place's, nobody's; None for others."""
    return lexicon.values("nouns", "after_person").get(word)


def is_party(word: str) -> bool:
    """Whether one word, folded, names a party or its people."""
    return " " not in word and word in parties()


def people_of_party(key: str) -> str:
    """The country of a party whose people a folded name ends with, "florida republicans"; empty for other names."""
    party = parties().get(key.rsplit(" ", 1)[-1], {})
    return party["country"] if party.get("type") == "group" else ""


def _is(kind: str, word: str) -> bool:
    return word in lexicon.words("persons", kind)


def _is_title(word: str) -> bool:
    return _is("courtesy", word) or _is("title", word)


def _addresses(word: str) -> bool:
    """Whether a person is called so before the name, and nothing else is: Mr, senator, actress; not midfielder."""
    return _is_title(word) or word in lexicon.values("persons", "pronoun")


@dataclass(slots=True)
class Mention:
    """A stretch of text that may stand for somebody.

    `title` is the courtesy, title or trade that stands before a name; the span holds it, `text` and `core`, the first
    character of the name proper, do not.
    """

    start: int
    end: int
    text: str
    kind: str
    label: str | None
    confidence: float
    title: str = ""
    actor: int = -1
    core: int = -1
    # Actors that bear the name as well: which is meant is for the linker to say.
    among: tuple[int, ...] = ()
    # The person's name in "Ann Lee's campaign", a mention by itself that is no place to link others to; `owns` is
    # set in that one.
    owner: Mention | None = None
    owns: bool = False


def tidy(reading: tagger.Reading) -> list[Mention]:
    """The article's names in order, with their final labels."""
    text, known = reading.text, places()
    found: list[Mention] = []
    low, apart, lines = said_low(text), set_apart(text), datelines(text)
    names = sorted(reading.names, key=lambda name: (name.start, -name.end))
    for name in chain.from_iterable(_by_paragraph(reading.layout, name) for name in names):
        mention = _trim(text, name)
        if mention and (not found or mention.start >= found[-1].end):
            if names_nobody(mention.text, low) or _lies_in(apart, mention):
                continue
            if mention.label == "location" and _lies_in(lines, mention):
                continue
            # "Prosecutors" that open a sentence, where the article has "prosecutors".
            key = fold(mention.text)
            if mention.label == "misc" and key in low and is_role(key) and not is_party(key):
                continue
            found.append(mention)
    found = _parted(_nicknamed(text, _whole(text, found)))
    _epithets(found, low)
    _more_than_one(found)
    _agree(found)
    _own_s(text, found)
    _share_surnames(text, found)
    _doubt(text, found)
    for at, mention in enumerate(found):
        if mention.label in ("location", "misc") and (match := _state_body().match(text, mention.end)):
            key = fold(mention.text)
            if (mention.label == "location" or key in known.adjective) and (
                at + 1 == len(found) or found[at + 1].start >= match.end()
            ):
                mention.end, mention.label = match.end(), "organization"
                mention.text = text[mention.start : mention.end]
    last = 0
    for mention in found:
        if mention.label == "person":
            _entitle(text, mention, last)
        last = mention.end
    return found


def _by_paragraph(layout: Layout, name: tagger.Name) -> Iterator[tagger.Name]:
    """A name that runs over the end of a paragraph, as the heading's and the text's."""
    first, last = layout.paragraph(name.start), layout.paragraph(name.end - 1)
    for start, end in layout.paragraphs[first : last + 1] if first < last else [(name.start, name.end)]:
        yield replace(name, start=max(start, name.start), end=min(end, name.end))


def _whole(text: str, mentions: list[Mention]) -> list[Mention]:
    """ "Omar bin Said al-Lund", which the tagger may have cut at the particle, is one name."""
    whole: list[Mention] = []
    for mention in mentions:
        last = whole[-1] if whole else mention
        between = BETWEEN.fullmatch(text, last.end, mention.start) if last.label == mention.label == "person" else None
        if between and between[1] in lexicon.words("grammar", "particle"):
            last.end, last.confidence = mention.end, min(last.confidence, mention.confidence)
            last.text = text[last.start : last.end]
        else:
            whole.append(mention)
    return whole


def _lies_in(spans: list[tuple[int, int]], mention: Mention) -> bool:
    """Whether a name lies within one of some stretches that are in order."""
    at = bisect_right(spans, (mention.start, len(spans) and spans[-1][1])) - 1
    return at >= 0 and mention.end <= spans[at][1]


def _full_names(mentions: list[Mention]) -> set[str]:
    """Persons' names of several words, folded and without "Jr."."""
    plain = {_unsuffixed(mention.text) for mention in mentions if mention.label == "person"}
    return {name for name in plain if " " in name}


def _unsuffixed(name: str) -> str:
    words = fold(name).split()
    return " ".join(words[:-1] if len(words) > 1 and _is("suffix", words[-1]) else words)


def _epithets(mentions: list[Mention], low: Collection[str]) -> None:
    """ "Trust Ann Lee" and "Crook Lee" where the article has "Ann Lee", "On Lund" where it has "Lund".

    The first word is no part of the name.
    """
    names = {fold(mention.text) for mention in mentions}
    full = _full_names(mentions)
    firsts: dict[str, set[str]] = defaultdict(set)
    for name in full:
        firsts[name.rsplit(" ", 1)[-1]].add(name.split()[0])
    for mention in mentions:
        words = _unsuffixed(mention.text).split()
        rest = " ".join(words[1:])
        if rest in names and words[0] in lexicon.words("grammar", "preposition"):
            _cut_first(mention)
            continue
        if mention.label != "person" or len(words) < 2 or words[0] in given_names() or words[0] in full_forms():
            continue
        # "Osama bin Laden" is no "bin Laden" whom somebody calls names.
        if words[1] in lexicon.words("grammar", "particle"):
            continue
        # "MEC Reed" where the article has "Ann Reed"; but JD Vance is called so.
        called = words[0] in low or (mention.text.split()[0].isupper() and len(words[0]) > 2)
        if (len(words) > 2 and rest in full) or (len(words) == 2 and called and firsts[rest] - {words[0]}):
            _cut_first(mention)


def _cut_first(mention: Mention) -> None:
    """Leave out the first word of a name."""
    after = LEADING.match(mention.text)
    cut = after.end() if after else 0
    mention.start = mention.core = mention.start + cut
    mention.text = mention.text[cut:]


def _nicknamed(text: str, mentions: list[Mention]) -> list[Mention]:
    """ "Dwayne “Rocky” Delgado", which the tagger may have cut at the nickname, is one name."""
    whole: list[Mention] = []
    for mention in mentions:
        # The name before the nickname may not have been taken for one.
        opened = OPENED.search(text, max(0, mention.start - 30), mention.start) if mention.label == "person" else None
        first = whole[-1].end if whole else 0
        if opened and opened.start(1) >= first and not is_role(opened[1]) and NICKNAME.match(text, opened.start(1)):
            mention.start = opened.start(1)
        last = whole[-1] if whole else mention
        named = NICKNAME.match(text, last.start) if last.label == "person" else None
        if named and last is not mention and last.end < mention.end and mention.start <= named.start(1):
            if mention.label == "person":
                last.end = mention.end
        elif not named or last is mention or mention.start >= max(last.end, named.end()):
            whole.append(mention)
    for mention in whole:
        named = NICKNAME.match(text, mention.start) if mention.label == "person" else None
        if named and any(mark in text[mention.start : mention.end] for mark in '“"‘(['):
            mention.end = max(mention.end, named.end())
        mention.text = text[mention.start : mention.end] if named else mention.text
    return whole


def _more_than_one(mentions: list[Mention]) -> None:
    """ "Reed & Lee" is a firm, and "Reed-Lee" what both were in, where each of them is named."""
    persons = _full_names(mentions)
    known = persons | {name.rsplit(" ", 1)[-1] for name in persons}
    for mention in mentions:
        if mention.label == "person" and " & " in mention.text:
            mention.label = "organization"
        elif mention.label == "person" and len(both := BOTH.split(fold(mention.text))) > 1 and known.issuperset(both):
            mention.label = "misc"


def _starts(text: str, name: str) -> Iterator[int]:
    """Where a name stands as words of its own."""
    at = text.find(name)
    while at >= 0:
        around = text[at - 1 : at] if at else "", text[at + len(name) : at + len(name) + 1]
        if not any(one.isalnum() or one == "_" for one in around):
            yield at
        at = text.find(name, at + 1)


def _own_s(text: str, mentions: list[Mention]) -> None:
    """ "McDonald's said": the 's is the name's where that never stands without it, and once so before a verb."""
    own, own_s = set(), _own_s_and_verb()
    # Of a person's whole name the 's is never a part: "Donald Trump's been here".
    may = [m for m in mentions if m.label in ("organization", "misc") or (m.label == "person" and " " not in m.text)]
    for name in {mention.text for mention in may}:
        if f"{name}'s" in text or f"{name}’s" in text:
            # No pattern of its own for each name: to compile them took a sixth of the reading.
            found = [own_s.match(text, at + len(name)) for at in _starts(text, name)]
            if all(found) and any(match and match.group(1) for match in found):
                own.add(name)
    for mention in may:
        if mention.text in own:
            mention.end += 2
            mention.text, mention.label = text[mention.start : mention.end], "organization"


def _parted(mentions: list[Mention]) -> list[Mention]:
    """Two names that the tagger took for one: "Netflix or Spotify", "London, Ontario", "Iowa Republican"."""
    alone = {mention.text for mention in mentions}
    parted: list[Mention] = []
    for mention in mentions:
        match = None if mention.owner else JOINT.fullmatch(mention.text)
        if match and (mention.label == "location" or _are_two(match, alone, mention.label == "person")):
            parted += [_piece(mention, *match.span(group), mention.label) for group in (1, 3)]
        else:
            parted += _beside_party(mention, alone) or [mention]
    return parted


def _piece(mention: Mention, start: int, end: int, label: str | None) -> Mention:
    """A part of a name, from and to places in its text, as a name of its own."""
    at = mention.start + start
    return replace(mention, start=at, end=mention.start + end, text=mention.text[start:end], label=label, core=at)


def _beside_party(mention: Mention, alone: Collection[str]) -> list[Mention]:
    """ "Iowa Republican" is a place and a party, "GOP Israel" too; [] for a name that holds no party's word so.

    What stands beside the party is a name where it is known or stands alone as well: "Presumptive" is none.
    """
    words, known = mention.text.split(" "), places()
    first, last = fold(words[0]), fold(words[-1])
    if mention.label == "person" or mention.owner or len(words) < 2:
        return []
    behind = last in parties() and parties()[last]["type"] == "organization"
    if behind:
        at = len(mention.text) - len(words[-1])
        party, rest = (at, len(mention.text)), (0, at - 1)
    elif is_party(first):
        party, rest = (0, len(words[0])), (len(words[0]) + 1, len(mention.text))
    else:
        return []
    name = mention.text[slice(*rest)]
    key = fold(name)
    people = key in known.adjective or key in known.people
    place = any(key in names for names in (known.country, known.state, known.region, known.city))
    if behind and known.adjective.get(key, "USA") != "USA":
        return []  # the Irish Republican
    named = people or place or key in outlets() or name in alone
    if not behind and not named:
        return []  # the Republican Jewish Coalition
    label = "misc" if people else "location" if place else "organization"
    pieces = [_piece(mention, *party, "misc"), *([_piece(mention, *rest, label)] if named else [])]
    return sorted(pieces, key=lambda piece: piece.start)


def _are_two(match: re.Match[str], alone: set[str], persons: bool) -> bool:
    """Whether "and" joins bodies and not a body's words: both stand alone or are outlets, or the second has "The"."""
    one, joint, other = match.groups()
    if joint != " and " or persons:
        return joint == "/" or (joint == " or " and not persons)
    papers = outlets()
    single = " " not in one + other and one != other
    return (
        (one in alone and other in alone)
        or (single and (one in alone or other in alone))
        or (fold(one) in papers and fold(other) in papers)
        or other.startswith("The ")
    )


def _share_surnames(text: str, mentions: list[Mention]) -> None:
    """ "Bill and Hillary Clinton": the first has the surname of the second, unless he had another before."""
    surnames = {name.rsplit(" ", 1)[-1] for name in _full_names(mentions)}
    called: dict[str, set[str]] = defaultdict(set)
    # A prince has no surname to share.
    royal = {fold(m.text).rsplit(" ", 1)[-1] for m in mentions if _is("royal", m.title)}
    for one, other in pairwise(mentions):
        if one.label == other.label == "person" and text[one.end : other.start] in (" and ", " & "):
            first, last = fold(one.text), fold(other.text).split()[-1]
            others = called[first] and last not in called[first]
            if first in given_names() and first not in surnames | royal and " " in other.text and not others:
                one.text = f"{one.text} {other.text.split()[-1]}"
        if one.label == "person" and " " in one.text:
            words = fold(one.text).split()
            called[words[0]].add(words[-1])


def _doubt(text: str, mentions: list[Mention]) -> None:
    """A lone word without title that the tagger is not sure of is seldom a person: news introduces people in full.

    Nor is one that is a capital, a country, a city that something is in or from, or most titles, and what only stands
    in quotation marks is a film or a book.
    """
    full: set[str] = set()
    sure: dict[str, float] = {}
    works = _works(text, mentions) | _storms(text, mentions)
    within = {fold(m.text) for m in mentions if WITHIN.search(text, max(0, m.start - 9), m.start)}
    for mention in mentions:
        if mention.label == "person" and fold(mention.text) in works:
            mention.label = "misc"
        if mention.label == "person" and not mention.title and _is_place(fold(mention.text)):
            mention.label = "location"
        if mention.label == "person":
            words = fold(mention.text).split()
            if len(words) > 1:
                full.update(words)
            else:
                told = _addresses(mention.title) and not _is_title(words[0])
                sure[words[0]] = max(sure.get(words[0], 0.0), 1.0 if told else mention.confidence)
    for mention in mentions:
        key = fold(mention.text)
        seat = key in places().seat or key in places().country or (key in within and key in places().city)
        if mention.label != "person" or key in full:
            continue
        least = 1.0 if seat else CALLED if _is_title(key) else LEAST
        if sure.get(key, 1.0) < least and not _introduced(text, mention):
            mention.label = "location" if seat else "misc"


def _is_place(key: str) -> bool:
    """Whether a folded name of several words is a place's: Port Harcourt; but a Don Carlos is somebody."""
    known, first = places(), key.split(" ")[0]
    listed = key in known.city or key in known.seat or key in known.region
    return listed and " " in key and first not in given_names()


def _works(text: str, mentions: list[Mention]) -> set[str]:
    """Names of two words and more that a text has once, and that in quotation marks; and "My Dad"."""
    once = Counter(fold(mention.text) for mention in mentions)
    owned = lexicon.values("grammar", "article")
    return {
        key
        for mention in mentions
        if " " in (key := fold(mention.text))
        and (
            owned.get(key.split()[0]) == "possessive"
            or (
                once[key] == 1
                and QUOTED.fullmatch(
                    text[max(0, mention.start - 1) : mention.start] + text[mention.end : mention.end + 1]
                )
            )
        )
    }


def _storms(text: str, mentions: list[Mention]) -> set[str]:
    """ "Hurricane Ann", and Ann ever after: names of storms, folded."""
    storms: set[str] = set()
    for mention in mentions:
        before = BEFORE.search(text, max(0, mention.start - 20), mention.start)
        first, *rest = fold(mention.text).split() or [""]
        if before and before[1][0].isupper() and before[1].lower() in lexicon.words("nouns", "storm"):
            storms.add(fold(mention.text))
        elif rest and first in lexicon.words("nouns", "storm"):
            storms |= {fold(mention.text), " ".join(rest)}
    return storms


def _introduced(text: str, mention: Mention) -> bool:
    """Whether what somebody is stands right before a name: "star Pavel"."""
    before = BEFORE.search(text, max(0, mention.start - 20), mention.start)
    return before is not None and before.group(1).islower() and is_role(before.group(1))


def _entitle(text: str, mention: Mention, last: int) -> None:
    """Take the titles right before a person's name into the mention: "Mr. Trump", "Vice President Joe Biden"."""
    while (before := BEFORE.search(text, max(last, mention.start - 20), mention.start)) and before.group(1)[
        0
    ].isupper():
        word = before.group(1).rstrip(".").lower()
        if not (_is("courtesy", word) or _is("styled", word)):
            break
        mention.start = before.start()
        # A prince is called so: no surname would tell him from another of his first name.
        if _is("royal", word) and " " not in mention.text:
            mention.text = text[mention.start : mention.end]


def _trim(text: str, name: tagger.Name) -> Mention | None:
    """One name without what stands around it; None where nothing is left."""
    start, end = name.start, name.end
    # "Intercept analysis": a name does not end in a common noun; but "Harris campaign", "Communist party" are bodies.
    while (tail := TAIL.search(text, start, end)) and tail.start() > start:
        called = name.label != "person" and text[start].isupper()
        if called and (attached(tail[1]) == "organization" or _heads_body(tail[1])):
            break
        end = tail.start()
    while start < end and text[start] in TRIM:
        start += 1
    while end > start and text[end - 1] in TRIM and not (text[end - 1] == "." and _abbreviated(text[start:end])):
        end -= 1
    if end - start > 2 and text[end - 2] in "'’" and text[end - 1] in "sS":
        end -= 2
    # The bracket of "Ann Lee (D)" may be left open.
    if (bracket := text.find(" (", start, end)) > 0 and text.find(")", bracket, end) < 0:
        end = bracket
    title, label = "", name.label
    if label == "person":
        while (after := LETTERS.search(text, start, end)) and _is("letters", after[1].replace(".", "").lower()):
            if " " not in text[start : after.start()]:
                break
            end = after.start()
        end = numeral.end() if (numeral := NUMERAL.match(text, end)) else end
        start, title = _proper(text, start, end)
        if not title and (before := BEFORE.search(text, max(0, start - 20), start)):
            word = before.group(1).rstrip(".").lower()
            title = word if _addresses(word) or (before.group(1)[0].isupper() and is_role(word)) else ""
    if start >= end or not any(c.isalnum() for c in text[start:end]) or text[start:end].startswith("of "):
        return None
    # "Rep. in Congress": a title that no name follows.
    if text[end : end + 1] == "." and text[start:end] in lexicon.words("abbreviations", "role"):
        return None
    # "Never Trump", "Team Clinton": whoever is called after one is not that one.
    first, *more = fold(text[start:end]).split() or [""]
    label = "misc" if label == "person" and more and first in lexicon.words("page", "movement") else label
    following = NEXT.match(text, end) if label == "person" else None
    body = attached(following.group(2).lower()) if following else None
    if following and body == "nobody" and not following.group(1):
        return None
    # "Trump's campaign" is the body, and names him; "Trump's family" and "Trump's hotel" are his.
    if following and body and (not following.group(1) or following.group(2) in lexicon.words("nouns", "owned")):
        owner = None
        if following.group(1):
            owner = Mention(start, end, text[start:end], "name", label, name.confidence, title, core=start, owns=True)
        words = f"{text[start:end]} {following.group(2)}"
        end, label, title = following.end(), body, ""
        return Mention(
            start, end, words, "nominal" if owner else "name", label, name.confidence, core=start, owner=owner
        )
    return Mention(start, end, text[start:end], "name", label, name.confidence, title, core=start)


def _abbreviated(name: str) -> bool:
    """Whether the full stop at the end belongs to the name: U.S., Inc., Jr."""
    last = name.split()[-1]
    return last.count(".") > 1 or last[:-1].capitalize() in lexicon.words("abbreviations", "name")


def _proper(text: str, start: int, end: int) -> tuple[int, str]:
    """Where a person's name proper begins, and the title before it: after "Florida Sen.", "Republican", "Mr."."""
    tokens = list(TOKEN.finditer(text, start, end))
    words = [match.group().strip(TRIM).lower() for match in tokens]
    last = len(words) - 1
    while last > 0 and _is("suffix", words[last]):
        last -= 1
    known, before, first, title = places(), lexicon.words("page", "before_person"), 0, ""
    for at in range(last):
        word, left = words[at], last - at
        titled = _is_title(word) or (word.endswith("s") and _is("title", word[:-1]))
        called = left > 1 and word not in given_names()
        called_so = called and is_role(word) and len(words[at + 1]) > 1
        if called_so or (titled and (at == first or not _is("royal", word))):
            first, title = at + 1, word
        elif at == first and (is_party(word) or word in before or (called and word in known.adjective)):
            first += 1
    # "Chancellor of the Exchequer Nigel Lawson": the first word is the office's.
    office = OFFICE.search(text, max(0, start - 40), start) if first == 0 and last > 1 else None
    if office and _is("title", office.group(1).lower()):
        first, title = 1, office.group(1).lower()
    return tokens[first].start(), title


def _heads_body(key: str) -> bool:
    """Whether a folded name is a body's by its head: "Royal Lund Hospital", "Church of Lund"."""
    bodies = lexicon.words("nouns", "body")
    return key.rsplit(" ", 1)[-1] in bodies or (" of " in key and key.split(" ", 1)[0] in bodies)


def _agree(mentions: list[Mention]) -> None:
    """Give one string one label: the one with most confidence behind it, knowledge of places first."""
    known, papers = places(), outlets()
    votes: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    surnames: dict[str, float] = defaultdict(float)
    for mention in mentions:
        key = fold(mention.text)
        votes[key][mention.label or "misc"] += mention.confidence
        if mention.label == "person" and " " in key:
            surnames[key.rsplit(" ", 1)[1]] += 1
    for mention in mentions:
        key = fold(mention.text)
        counts = votes[key]
        if key in surnames and " " not in key and counts["person"] > 0:
            counts["person"] += surnames[key]
        label = max(counts, key=lambda label: (counts[label], label))
        if is_party(key) or people_of_party(key):
            label = "misc"
        elif (
            (key in forces() and label != "person")
            or (label in ("location", "misc") and _heads_body(key) and key not in known.country)
            or (key in papers and label != "organization" and not (label == "person" and key in surnames))
        ):
            label = "organization"
        elif label != "person" or counts["person"] < 0.8 * sum(counts.values()):
            if key in known.country or (key in known.seat and label != "person"):
                label = "location"
            elif key in known.adjective or key in known.people:
                label = "misc"
            elif label in ("location", "misc") and key in surnames:
                label = label if key in known.city or key in known.region else "person"
        mention.label = label
