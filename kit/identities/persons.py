"""Which persons of the articles of a corpus are one: full names by evidence, then the names that leave something open.

A form is a full name as it is written ("Hillary Rodham Clinton"), of one bearer: namesakes are two forms. Forms become
clusters where what counts for it is enough; a surname alone, and a form that several clusters could mean ("George
Bush"), go to the bearer whom their article means, one by one, or stay by themselves.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np

from kit import lexicon
from kit.actors.likeness import Name, called, likeness, parse
from kit.actors.places import fold
from kit.actors.titles import full_forms
from kit.identities.bearers import SURE, beside, meant, said, shares
from kit.identities.evidence import ENOUGH, SIGNS, Profile, contradict, signs, weigh
from kit.identities.standing import Alike, Ints, Standing

__all__ = ["BLOCK", "full_name", "gather"]

RARE = 0.05  # of the chief form's articles; rarer ones do not keep two clusters apart
STRAY = 10  # a word is a person's, whatever one article took it for, where persons have it so many times as often
MANY = 200  # full names in a corpus; of so many a surname that one person has is a rare one
BLOCK = 60  # forms of one surname that are all compared; of more, only those whose first names are alike
BOTH = 0.2  # of the articles of the rarer of two forms; where fewer name both, the text was read wrongly
COMPANY = "named with the same others"
ALIKE = 0.5  # log-odds an article, of whom it names beside the one form, given that it is the other's bearer
CLEAR = 1.5  # log-odds by which the one must be the likelier, for a name that two could mean to be no open one
RIVAL = 0.2  # a form is open where two that exclude each other both have so many of its own articles


@dataclass(slots=True)
class Form:
    """A full name as it is written, and the own actors called so that are one person's."""

    name: Name
    tag: str
    alike: list[int]
    profile: Profile = field(default_factory=Profile)
    others: set[Name] = field(default_factory=set)
    short: Counter[str] = field(default_factory=Counter)
    articles: set[int] = field(default_factory=set)

    @property
    def order(self) -> tuple[int, str, str]:
        """What decides between equals."""
        return -self.profile.n, str(self.name), self.tag


def full_name(name: str) -> Name:
    """The parts of a name; a prince's title is his first name, so that he is no other of the same."""
    found = parse(name)
    words = fold(name).split()
    if not found.first and len(words) > 1 and words[0] in lexicon.words("persons", "royal"):
        return found._replace(first=words[0])
    return found


def gather(standing: Standing, apart: Collection[tuple[str, str]] = (), others: Ints | None = None) -> Ints:
    """A number for each own actor, the same for those that are one person, -1 for all that are none.

    Parameters
    ----------
    apart
        Pairs of folded names that are not to be joined.
    others
        A number by own actor for all that are no persons, -1 for none: with whom persons stand together.
    """
    kept = {name for pair in apart for name in pair}
    forms, lone = _forms(standing, kept)
    blocks = _blocks(forms)
    pairs = _pairs(standing, forms, blocks)
    barred = _barred(forms, apart)
    opened = _opened(forms, pairs)
    cluster = _united(forms, pairs, opened, barred)
    node = np.full(len(standing.article), -1, dtype=np.int64)
    for at, form in enumerate(forms):
        if at not in opened:
            for one in form.alike:
                node[standing.alike[one].rows] = cluster[at]
    return _Open(standing, forms, cluster, opened, lone, apart, node, others).placed()


def _forms(standing: Standing, kept: Collection[str]) -> tuple[list[Form], dict[tuple[str, str], list[int]]]:
    """The forms, and the own actors with one word only by that word (and suffix)."""
    by_name: dict[tuple[Name, str], list[int]] = defaultdict(list)
    lone: dict[tuple[str, str], list[int]] = defaultdict(list)
    parsed: dict[str, Name] = {}
    for at, alike in enumerate(standing.alike):
        if alike.type != "person":
            continue
        name = parsed.get(alike.name) or parsed.setdefault(alike.name, full_name(alike.name))
        tag = fold(alike.name) if kept and fold(alike.name) in kept else ""
        if name.first:
            by_name[name, tag].append(at)
        else:
            lone[name.last or fold(alike.name), name.suffix].append(at)
    forms = [
        Form(name, tag, members)
        for (name, tag), own in sorted(by_name.items())
        for members in _namesakes([standing.alike[at] for at in own], own)
    ]
    for form in forms:
        for at in form.alike:
            alike = standing.alike[at]
            form.profile.update(alike.profile())
            form.articles.update(standing.article[alike.rows].tolist())
            for other in alike.aliases:
                named = parsed.get(other) or parsed.setdefault(other, full_name(other))
                if named.first:
                    form.others.add(named)
                elif _short_for(named.last, form.name):
                    form.short[named.last] += alike.n
    return forms, lone


def _short_for(word: str, name: Name) -> bool:
    """Whether one word is a part of a name, or short for its first name."""
    return word in (name.first, name.nickname, *name.middle) or called(word, name.first)


def _namesakes(alike: Sequence[Alike], places: Sequence[int]) -> Iterator[list[int]]:
    """The own actors of one name, parted where what articles say of them cannot be said of one person."""
    cells: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, one in enumerate(alike):
        cells[one.country or "", one.pronouns or ""].append(at)
    if len(cells) < 2:
        yield list(places)
        return
    profiles = {}
    for cell, members in cells.items():
        profiles[cell] = Profile()
        for at in members:
            profiles[cell].update(alike[at].profile())
    # The cell that most articles have is the first person; each other joins whom it does not contradict.
    order = sorted(cells, key=lambda cell: (-profiles[cell].n, cell))
    n = sum(profile.n for profile in profiles.values())
    found: list[tuple[Profile, list[int]]] = []
    for cell in order:
        home = next((one for one in found if not contradict(one[0], profiles[cell], n)), None)
        if home is None:
            found.append((profiles[cell], list(cells[cell])))
        else:
            home[0].update(profiles[cell])
            home[1].extend(cells[cell])
    for _, members in found:
        yield sorted(places[at] for at in members)


def _blocks(forms: Sequence[Form]) -> dict[str, list[int]]:
    """Forms by surname."""
    blocks: dict[str, list[int]] = defaultdict(list)
    for at, form in enumerate(forms):
        blocks[form.name.last].append(at)
    return blocks


def _candidates(forms: Sequence[Form], blocks: dict[str, list[int]]) -> Iterator[tuple[int, int]]:
    """Pairs of forms that may be alike; each form is in few."""
    for block in blocks.values():
        if len(block) <= BLOCK:
            yield from combinations(block, 2)
            continue
        by_first: dict[str, list[int]] = defaultdict(list)
        for at in block:
            first = forms[at].name.first
            for word in {first, *full_forms().get(first, ()), first[0]}:
                by_first[word].append(at)
        for word, members in by_first.items():
            # Of one whole first name all, of one initial the initial with each.
            whole = [at for at in members if len(word) > 1 or len(forms[at].name.first) == 1]
            yield from ((a, b) for a, b in combinations(whole[:BLOCK], 2))
    # Another surname under the same first name: "Zelensky" and "Zelenskyy", "Debbie Wasserman (Schultz)".
    by_start: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, form in enumerate(forms):
        after = form.name.middle[0] if form.name.middle else form.name.last
        for start in {after[:3], form.name.last[:3]}:
            by_start[form.name.first, start].append(at)
    for members in by_start.values():
        for a, b in combinations(members[:BLOCK], 2):
            if forms[a].name.last != forms[b].name.last:
                yield a, b


def _marks(forms: Sequence[Form], blocks: dict[str, list[int]], a: int, b: int) -> list[str]:
    """Which signs two forms show, but for company."""
    one, other = forms[a], forms[b]
    marks = signs(one.profile, other.profile)
    if one.name in other.others or other.name in one.others:
        marks.append("an article uses both names for one")
    if len(one.articles & other.articles) > BOTH * min(len(one.articles), len(other.articles)):
        marks.append("an article names both")
    block = blocks[one.name.last][:BLOCK]
    if all(likeness(one.name, forms[at].name) or likeness(other.name, forms[at].name) for at in block):
        marks.append(f"nobody else {'of many ' if len(forms) >= MANY else ''}has the surname")
    return marks


def _pairs(standing: Standing, forms: Sequence[Form], blocks: dict[str, list[int]]) -> list[tuple[float, int, int]]:
    """Pairs of forms that evidence makes one, the surest first."""
    found = []
    fellows = _Fellows(standing, forms)
    for a, b in dict.fromkeys((min(pair), max(pair)) for pair in _candidates(forms, blocks)):
        one, other = forms[a], forms[b]
        kind = likeness(one.name, other.name)
        # The same name twice is of namesakes.
        if kind is None or (kind == "same" and one.name == other.name and one.tag == other.tag):
            continue
        marks = _marks(forms, blocks, a, b)
        score = weigh(kind, marks)
        if ENOUGH - SIGNS[COMPANY] <= score < ENOUGH and fellows.alike(a, b):
            score += SIGNS[COMPANY]
        if score >= ENOUGH:
            found.append((score, a, b))
    found.sort(key=lambda pair: (-pair[0], -min(forms[pair[1]].profile.n, forms[pair[2]].profile.n), pair[1:]))
    return found


def _barred(forms: Sequence[Form], apart: Collection[tuple[str, str]]) -> set[tuple[int, int]]:
    """Pairs of forms that the user keeps apart."""
    by_tag: dict[str, list[int]] = defaultdict(list)
    for at, form in enumerate(forms):
        if form.tag:
            by_tag[form.tag].append(at)
    pairs = [(a, b) for one, other in apart for a in by_tag[one] for b in by_tag[other]]
    return {*pairs, *((b, a) for a, b in pairs)}


def _opened(forms: Sequence[Form], pairs: Iterable[tuple[float, int, int]]) -> dict[int, list[int]]:
    """Forms that two could mean who exclude each other, "George Bush", and all those they could mean."""
    near: dict[int, dict[int, float]] = defaultdict(dict)
    for score, a, b in pairs:
        near[a][b] = near[b][a] = score
    out = {}
    for at, others in near.items():
        many = [b for b in others if forms[b].profile.n >= RIVAL * forms[at].profile.n]
        rivals = ((a, b) for a, b in combinations(many[:BLOCK], 2) if abs(others[a] - others[b]) < CLEAR)
        if any(_exclude(forms[a], forms[b]) for a, b in rivals):
            # Of two open ones that could each be the other, the one that says more is meant.
            out[at] = [b for b in others if _says(forms[b].name) >= _says(forms[at].name)]
    return {at: [b for b in others if b not in out] for at, others in out.items()}


def _says(name: Name) -> tuple[int, int]:
    return len(name.middle) + bool(name.suffix), len(name.first)


def _exclude(one: Form, other: Form) -> bool:
    """Whether two forms cannot be one person's: by name, or because they are namesakes' of one name."""
    return likeness(one.name, other.name) is None or (one.name == other.name and one.tag == other.tag)


def _united(
    forms: Sequence[Form],
    pairs: Iterable[tuple[float, int, int]],
    opened: Collection[int],
    barred: Collection[tuple[int, int]],
) -> list[int]:
    """The cluster of each form: the surest pairs first, none with two names that exclude each other."""
    members: dict[int, list[int]] = {at: [at] for at in range(len(forms))}
    root = list(range(len(forms)))
    chief = {at: at for at in range(len(forms))}
    for _, a, b in pairs:
        if a in opened or b in opened or root[a] == root[b]:
            continue
        one, other = sorted((root[a], root[b]))
        # What stands once beside a chief form is as often a wrong reading as a name.
        often = [
            [at for at in members[side] if forms[at].profile.n > RARE * forms[chief[side]].profile.n]
            for side in (one, other)
        ]
        if any(_exclude(forms[x], forms[y]) for x in often[0] for y in often[1]) or any(
            (x, y) in barred for x in members[one] for y in members[other]
        ):
            continue
        chief[one] = min(chief[one], chief.pop(other), key=lambda at: forms[at].order)
        for at in members.pop(other):
            root[at] = one
            members[one].append(at)
    return root


class _Open:
    """The names that leave something open, and the clusters that they may mean."""

    def __init__(
        self,
        standing: Standing,
        forms: list[Form],
        cluster: list[int],
        opened: dict[int, list[int]],
        lone: dict[tuple[str, str], list[int]],
        apart: Collection[tuple[str, str]],
        node: Ints,
        others: Ints | None,
    ) -> None:
        self.standing, self.forms, self.cluster = standing, forms, cluster
        self.opened, self.lone, self.node = opened, lone, node
        self.apart = {*apart, *((b, a) for a, b in apart)}
        self.profile: dict[int, Profile] = defaultdict(Profile)
        self.tags: dict[int, set[str]] = defaultdict(set)
        self.suffix: dict[int, set[str]] = defaultdict(set)
        surnames: dict[str, set[int]] = defaultdict(set)
        short: dict[str, Counter[int]] = defaultdict(Counter)
        for at, form in enumerate(forms):
            if at in opened:
                continue
            who = cluster[at]
            self.profile[who].update(form.profile)
            self.tags[who].add(form.tag)
            self.suffix[who].add(form.name.suffix)
            for word in {form.name.last, form.name.last.rsplit(" ", 1)[-1]}:
                surnames[word].add(who)
            for word, n in form.short.items():
                short[word][who] += n
        self.surnames, self.short = surnames, short
        self.levels = _Levels(standing, node)
        self.companions = _Companions(standing, node, others)

    def placed(self) -> Ints:
        """Give each open name its bearer, or a cluster of its own that all have who are called so."""
        count = len(self.forms)
        for (word, suffix), members in sorted(self.lone.items()):
            known = {who: 1.0 for who in self.surnames.get(word, ()) if not suffix or suffix in self.suffix[who]}
            for who, n in self.short.get(word, {}).items():
                known.setdefault(who, min(1.0, n / self.profile[who].n))
            self._place(members, known, count)
            count += 1
        for word, members in sorted(self._strays().items()):
            known = dict.fromkeys(self.surnames[word], 1.0)
            persons = sum(self.levels.of_all(who) for who in known)
            if persons >= STRAY * sum(self.standing.alike[at].n for at in members):
                self._place(members, known, -1)
        for at, others in self.opened.items():
            self._place(self.forms[at].alike, {self.cluster[b]: 1.0 for b in others}, self.cluster[at])
        return self.node

    def _strays(self) -> dict[str, list[int]]:
        """Surnames alone that an article did not take for a person's."""
        found: dict[str, list[int]] = defaultdict(list)
        for at, alike in enumerate(self.standing.alike):
            if alike.type in ("other", "organization") and (word := fold(alike.name)) in self.surnames:
                found[word].append(at)
        return found

    def _place(self, members: Sequence[int], known: dict[int, float], itself: int) -> None:
        for at in members:
            alike = self.standing.alike[at]
            name = fold(alike.name)
            bearers = {
                who: usage
                for who, usage in known.items()
                if not any((name, tag) in self.apart for tag in self.tags[who])
            }
            if not bearers:
                self.node[alike.rows] = itself
                continue
            told = alike.profile()
            odds = {who: said(told, self.profile[who]) for who in bearers}
            for row in alike.rows.tolist():
                self.node[row] = self._bearer(row, bearers, odds, itself)

    def _bearer(self, row: int, bearers: dict[int, float], odds: dict[int, float], itself: int) -> int:
        article = int(self.standing.article[row])
        odds = {one: odds[one] + self.companions.odds(article, one, self.profile[one].n) for one in bearers}
        who, sure = meant(shares(self.levels.of(article, bearers)), odds)
        return who if who >= 0 and sure >= SURE else itself


class _Levels:
    """In how many articles each person is named in full: in the corpus, the month, the outlet in that month."""

    def __init__(self, standing: Standing, node: Ints) -> None:
        self._standing = standing
        rows = np.flatnonzero(node >= 0)
        where = standing.article[rows]
        who, month, outlet = (part.tolist() for part in (node[rows], standing.month[where], standing.outlet[where]))
        self._counts: list[Counter[tuple[int, ...]]] = [
            Counter(zip(*parts, strict=True)) for parts in ((who,), (who, month), (who, month, outlet))
        ]

    def of_all(self, bearer: int) -> int:
        """In how many articles of the corpus a person is named in full."""
        return self._counts[0][bearer,]

    def of(self, article: int, bearers: dict[int, float]) -> list[dict[int, float]]:
        """The counts of these at each level, times how often each is called so where named."""
        month, outlet = int(self._standing.month[article]), int(self._standing.outlet[article])
        parts = ((), (month,), (month, outlet))[: 1 if month < 0 else 2 if outlet < 0 else 3]
        return [
            {who: usage * counts[who, *part] for who, usage in bearers.items()}
            for part, counts in zip(parts, self._counts, strict=False)
        ]


class _Companions:
    """Whom articles name together."""

    def __init__(self, standing: Standing, node: Ints, others: Ints | None) -> None:
        self._standing = standing
        apart = int(node.max(initial=-1)) + 1
        self._node = node.copy() if others is None else np.where((node < 0) & (others >= 0), others + apart, node)
        kept = np.flatnonzero(self._node >= 0)
        pairs = np.unique(np.stack([self._node[kept], standing.article[kept]], 1), axis=0)
        self._pairs = pairs
        self._everywhere = np.bincount(pairs[:, 0], minlength=int(self._node.max(initial=-1)) + 1).tolist()
        self._among: dict[int, Counter[int]] = {}

    def _here(self, article: int) -> set[int]:
        rows = self._standing.rows_of(article)
        return {one for one in self._node[rows.start : rows.stop].tolist() if one >= 0}

    def odds(self, article: int, bearer: int, n: int, without: Collection[int] = ()) -> float:
        """Log-odds of the company in an article, given that it names this bearer."""
        among = self._among.get(bearer)
        if among is None:
            begin, end = np.searchsorted(self._pairs[:, 0], [bearer, bearer + 1])
            among = self._among[bearer] = Counter()
            for other in self._pairs[begin:end, 1].tolist():
                among.update(self._here(other))
        here = self._here(article) - {bearer, *without}
        return beside(sorted(here), among, n, self._everywhere, len(self._standing.articles))


class _Fellows:
    """Whom the articles of a form name beside it."""

    def __init__(self, standing: Standing, forms: Sequence[Form]) -> None:
        node = np.full(len(standing.article), -1, dtype=np.int64)
        for number, form in enumerate(forms):
            for at in form.alike:
                node[standing.alike[at].rows] = number
        self._forms = forms
        self._companions = _Companions(standing, node, None)

    def alike(self, a: int, b: int) -> bool:
        """Whether the articles of the rarer name whom those of the other name."""
        rare, often = sorted((a, b), key=lambda at: (self._forms[at].profile.n, at))
        articles = sorted(self._forms[rare].articles)[:BLOCK]
        n = self._forms[often].profile.n
        return sum(self._companions.odds(one, often, n, (rare,)) for one in articles) >= ALIKE * len(articles)
