"""What two persons' names have in common; the same question within an article and across a corpus.

How far likeness alone joins is another matter: within an article news names a person in full and then in short
(Bell 1991, ch. 9), so that any likeness here is enough (`people`); across articles all but the same name needs a
second sign (`evidence`).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from kit import lexicon
from kit.actors.places import fold
from kit.actors.titles import full_forms

__all__ = ["Name", "called", "likeness", "name_words", "near_spelling", "parse", "part", "same_first"]

WORD = re.compile(r"[\w'-]+")
# A nickname in marks or brackets between first name and surname: William "Bill" Clinton.
NICKNAME = re.compile(r"\s[\"'(\[]{1,2}([\w. -]+?)[\"')\]]{1,2}(?=\s)")
SLAVIC = ("sk", "ck", "zk", "ov", "ev", "in")  # stems of surnames that a woman has with an a
MARKS = str.maketrans("“”„‟«»‘‛", '""""""\'\'')


class Name(NamedTuple):
    """The parts of a person's name, folded; `first` is empty where it has one word only.

    `middle` are the words between, of which initials are given together ("h", "w" is "hw"); `nickname` is what stood
    in marks.
    """

    first: str
    middle: tuple[str, ...]
    last: str
    suffix: str
    nickname: str = ""

    @property
    def initials(self) -> str:
        """The first letters of the middle words: w, hw, r."""
        return "".join(word if at_once(word) else word[0] for word in self.middle)


def at_once(word: str) -> bool:
    """Whether a word is initials written together: "hw", "jd"."""
    return len(word) <= 2 and not any(letter in "aeiouy" for letter in word)


def name_words(name: str) -> tuple[tuple[str, ...], str]:
    """The words of a name, folded, and its suffix: ("donald", "trump"), "jr"."""
    words = WORD.findall(fold(name))
    words = [word[:-2] if word.endswith("'s") else word for word in words]
    suffix = ""
    if len(words) > 1 and words[0] in lexicon.words("persons", "royal"):
        del words[0]
    if len(words) > 1 and words[-1] in lexicon.words("persons", "suffix"):
        suffix = words.pop()
    return tuple(words), suffix


def parse(name: str) -> Name:
    """The parts of a name as it stands in a text."""
    plain = name.replace("’", "'").translate(MARKS)
    marked = NICKNAME.search(plain)
    nickname = fold(marked.group(1)) if marked else ""
    words, suffix = name_words(NICKNAME.sub("", plain) if marked else name)
    return part(words, suffix, nickname)


def part(words: tuple[str, ...], suffix: str, nickname: str = "") -> Name:
    """The parts of a name of these words."""
    if not words:
        return Name("", (), "", suffix)
    # Bill de Blasio, Marine Le Pen, Ludwig van Beethoven; but Van Morrison.
    particles = lexicon.words("grammar", "particle")
    start = len(words) - 1
    while start > 1 and words[start - 1] in particles:
        start -= 1
    if start == 1 and words[0] in particles - lexicon.words("grammar", "forename"):
        start = 0
    first = words[0] if start else ""
    middle = words[1:start]
    if len(first) > 1 and at_once(first):
        first, middle = first[0], (*first[1:], *middle)
    # A short form beside the name it is short for: "William Bill Clinton".
    if not nickname and len(middle) == 1 and middle[0] in full_forms() and same_first(first, middle[0]):
        nickname, middle = middle[0], ()
    return Name(first, middle, " ".join(words[start:]), suffix, nickname)


def sound(word: str) -> str:
    """A folded word as it sounds, roughly: mark of Marc, jon of John, an of Anne, filip of Phillip."""
    word = re.sub(r"c(?![ehiy])|ck", "k", word.replace("ph", "f").replace("y", "i"))
    word = re.sub(r"(.)\1e$", r"\1", re.sub(r"(?<=[^cst])h", "", word))
    return re.sub(r"(.)\1", r"\1", word)


def near_spelling(a: str, b: str) -> bool:
    """Whether two words are one spelled in two ways: Sergey and Sergei, Zelensky and Zelenskyy, Marc and Mark.

    Both sound alike, or one letter differs in words of five letters and more, two in words of eight and more, but not
    the first; a man's name and a woman's, Jarski and Jarska, are two.
    """
    if a == b or (min(len(a), len(b)) > 2 and sound(a) == sound(b)):
        return True
    if not a or not b or a[0] != b[0] or min(len(a), len(b)) < 5:
        return False
    if (a[-1] == "a") != (b[-1] == "a") and a.rstrip("aiy") == b.rstrip("aiy") and a.rstrip("aiy").endswith(SLAVIC):
        return False
    most = 2 if min(len(a), len(b)) >= 8 else 1
    return Levenshtein.distance(a, b, score_cutoff=most) <= most


def called(a: str, b: str) -> bool:
    """Whether one of two different first names is short for the other, or both are for a third."""
    forms = full_forms()
    return bool(forms.get(a, frozenset((a,))) & forms.get(b, frozenset((b,))))


def same_first(a: str, b: str) -> bool:
    """Whether two first names may be one: equal, an initial, a short form, or another spelling."""
    if a == b or near_spelling(a, b):
        return True
    if len(a) == 1 or len(b) == 1:
        return a[0] == b[0]
    return called(a, b)


def middles_agree(a: Name, b: Name) -> bool:
    """Whether the words between may be one person's: absent, the same, or initials of the same."""
    if not a.middle or not b.middle:
        return True
    short, long = sorted((a.middle, b.middle), key=len)
    if all(len(word) > 2 and word in long for word in short):
        return True
    return a.initials.startswith(b.initials) or b.initials.startswith(a.initials)


def likeness(a: Name, b: Name) -> str | None:
    """In what way two names may be one person's; None where they may not.

    Returns
    -------
    str or None
        same: but for case and accents. middle: one has more between ("Hillary Rodham Clinton"). nickname: "Bernie",
        "Bernard". initial: "B. Sanders". spelling: of one word, "Sergei", "Sergey". part: one is the other's
        beginning ("Debbie Wasserman", "Debbie Wasserman Schultz"). suffix: one has none. None: another surname or
        first name, other middle words (George W. and George H. W. Bush), two generations (Jr. and III).
    """
    if a.suffix and b.suffix and a.suffix != b.suffix:
        return None
    kind = _words(a, b)
    return "suffix" if kind and a.suffix != b.suffix else kind


def _goes_by(first: str, name: Name) -> bool:
    """Whether a first name is, or is short for, another word of a name: a nickname in marks, or one in the middle."""
    return any(
        first == word or (len(word) > 2 and called(first, word)) for word in (name.nickname, *name.middle) if word
    )


def _written(name: Name) -> list[str]:
    return [name.first, *name.middle, *name.last.split()]


def _words(a: Name, b: Name) -> str | None:
    if not a.first or not b.first:
        return "same" if (a.first, a.last) == (b.first, b.last) else None
    if a.last != b.last:
        if a.first == b.first and near_spelling(a.last, b.last) and middles_agree(a, b):
            return "spelling"
        short, long = sorted((_written(a), _written(b)), key=len)
        return "part" if len(short) > 1 and long[: len(short)] == short else None
    if a.first == b.first:
        return ("same" if a.middle == b.middle else "middle") if middles_agree(a, b) else None
    kind = "nickname" if min(len(a.first), len(b.first)) > 1 else "initial"
    if called(a.first, b.first):
        return kind if middles_agree(a, b) else None
    # "Ted Cruz" and "Rafael Edward Cruz"; "William (Bill) Clinton".
    if _goes_by(a.first, b) or _goes_by(b.first, a):
        return kind
    if not middles_agree(a, b):
        return None
    if len(a.first) == 1 or len(b.first) == 1:
        return "initial" if a.first[0] == b.first[0] else None
    return "spelling" if near_spelling(a.first, b.first) else None
