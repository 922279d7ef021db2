"""The names of a title, told by what its text calls somebody.

Headlines Set Like This tell no name by its capitals, and are too short to tell it otherwise. Words that the text writes
small are made small before a title is read, and what the text calls somebody is looked for in the title first; a body
is one of those that the text names. Where a text begins with its title again, that is no evidence of itself.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

from kit import lexicon, tagger
from kit.actors.mentions import attached
from kit.actors.places import fold
from kit.actors.titles import given_names, is_role

__all__ = ["as_in_sentences", "names_of"]

Row = dict[str, Any]
Forms = dict[str, Counter[str]]
LETTERS = 4  # a word of so many is set small in a sentence, where it is no name
WORD = re.compile(r"[^\W\d_]+")
COMPOUND = re.compile(r"^(?:anti|pro|ex|non|pre|post|never)-", re.IGNORECASE)


def as_in_sentences(title: str, words: str) -> str:
    """A title Set Like This with those words small that its text writes small, as the tagger is used to; as long."""
    if not _capitals(title):
        return title
    written = Counter(WORD.findall(_body(title, words)))

    def small(match: re.Match[str]) -> str:
        word, low = match[0], match[0].lower()
        # Lengths are compared because a few letters have a longer small form, and every offset after one would be
        # wrong.
        known = written[low] > written[word] or low in _little()
        return low if match.start() and known and len(low) == len(word) else word

    return WORD.sub(small, title)


def names_of(reading: tagger.Reading, text: dict[str, list[Row]], words: str) -> tuple[tagger.Name, ...]:
    """The names of a title: what the text calls somebody, and those found in the title that are none of these.

    Parameters
    ----------
    reading
        That of the title.
    text, words
        What was found in the article's text, and the text.
    """
    title, body = reading.text, _body(reading.text, words)
    forms = _forms(text["mentions"], len(words) - len(body))
    read = [_proper(title, name) for name in reading.names]
    called = list(_called(title, forms, body, {title[name.start : name.end] for name in read}))
    firsts = {fold(form.split()[0]) for form, known in forms.items() if known["person"] and " " in form}
    kept = []
    for name in read:
        form = title[name.start : name.end]
        over = [one for one in called if one.start < name.end and name.start < one.end]
        # "Donald Trump", where the text has Trump alone; not "Hacker Guccifer".
        first = fold(form.split()[0]) if name.label == "person" and " " in form else ""
        if (first in firsts or first in given_names()) and any(
            one.label == "person" and one.end == name.end for one in over
        ):
            called = [one for one in called if one not in over]
            kept.append(name)
        elif not over and _stands(name.label, form, body, capitals=_capitals(title)):
            kept.append(name)
    return tuple(sorted((_as_body(title, name) for name in (*called, *kept)), key=lambda name: name.start))


def _called(title: str, forms: Forms, body: str, found: set[str]) -> Iterator[tagger.Name]:
    """Where a title has a name of the text, or a part of a person's there, with the text's label."""
    # Headlines in capitals name the same people.
    forms = {form.upper(): known for form, known in forms.items()} | forms
    there = [form for form in forms if len(form) > 1 and form in title]
    if not there:
        return
    pattern = "|".join(re.escape(form) for form in sorted(there, key=lambda form: (-len(form), form)))
    for match in re.finditer(rf"(?<!\w)(?:{pattern})(?!\w)", title):
        form = match[0]
        # "Young Voters Stay Home", of whom Cathy Young writes.
        if " " in form or form in found or not _is_small(form, body):
            label, n = max(forms[form].items(), key=lambda one: (one[1], one[0]))
            yield tagger.Name(*match.span(), label, n / max(1, forms[form].total()))


def _forms(mentions: list[Row], first: int) -> Forms:
    """What the text calls somebody from this character on, with the labels that it has there."""
    forms: Forms = {}
    for row in mentions:
        if row["kind"] == "name" and row["start"] >= first:
            form = " ".join(row["text"].split())
            form = _untitled(form) if row["label"] == "person" else form
            forms.setdefault(form, Counter())[row["label"]] += 1
    for form, known in list(forms.items()):
        if known["person"] and " " in form:
            given, *_, last = form.split()
            for alone in (last, given) if fold(given) in given_names() else (last,):
                forms.setdefault(alone, Counter())["person"] += known["person"]
    # "Lee campaign" names Lee.
    compound = [form for form in forms if " " in form and form.rpartition(" ")[0] in forms]
    for form in compound:
        last = form.rpartition(" ")[2]
        if attached(last.lower()) or is_role(last):
            del forms[form]
    return forms


def _stands(label: str, form: str, body: str, *, capitals: bool) -> bool:
    """Whether what a title alone takes for a name may be one: no body, nor one word for a person that no text has."""
    if label == "organization" or (capitals and _is_small(form, body)):
        return False
    return label != "person" or " " in form or bool(re.search(rf"(?<!\w){re.escape(form)}(?!\w)", body))


def _untitled(form: str) -> str:
    """A person's name without what stands before it: "Vice President Joe Biden", "Sen. Sanders"."""
    first, _, rest = form.partition(" ")
    return _untitled(rest) if rest and is_role(first.rstrip(".")) else form


def _proper(title: str, name: tagger.Name) -> tagger.Name:
    """A name of the title without what it is compounded with (Ex-CIA), and a person's without the role before it."""
    form = COMPOUND.sub("", title[name.start : name.end])
    form = _untitled(form) if name.label == "person" else form
    return replace(name, start=name.end - len(form))


def _as_body(title: str, name: tagger.Name) -> tagger.Name:
    """An abbreviation that stands for one body is one: GOP, G.O.P."""
    form = title[name.start : name.end].replace(".", "")
    return replace(name, label="organization") if form.isupper() and form.lower() in _bodies() else name


def _body(title: str, words: str) -> str:
    """A text without those lines at its beginning that only say its title again."""
    letters, end = re.sub(r"[\W_]+", "", title).casefold(), 0
    for line in re.finditer(r".*\n?", words[: 2 * len(title) + 200]):
        if re.sub(r"[\W_]+", "", line[0]).casefold() not in letters:
            break
        end = line.end()
    return words[end:]


def _capitals(title: str) -> bool:
    """Whether words begin with capitals that are no names."""
    words = [word for word in WORD.findall(title)[1:] if len(word) >= LETTERS]
    return bool(2 * sum(word[0].isupper() for word in words) > len(words))


def _is_small(form: str, body: str) -> bool:
    """Whether a text writes a word small that its title sets with a capital, and is then no name."""
    return " " not in form and bool(re.search(rf"(?<!\w){re.escape(form.lower())}(?!\w)", body))


@cache
def _little() -> frozenset[str]:
    """Words that no name begins with, whether a text has them or not."""
    grammar = (lexicon.words("grammar", kind) for kind in ("small", "preposition", "determiner", "helping"))
    return frozenset().union(*grammar, (word for word, of in lexicon.values("grammar", "pronoun").items() if of))


@cache
def _bodies() -> frozenset[str]:
    return frozenset(row["word"] for row in lexicon.rows("bodies") if row["type"] == "organization")
