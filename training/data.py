"""The corpora as documents of one form, cut into windows of pieces with their labels.

Nothing here is shipped. `--data` names the folder; where each set is published is in `training/README.md`.
"""

from __future__ import annotations

import csv
import hashlib
import json
import random
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np

from kit import lexicon
from kit.actors.titles import given_names
from kit.tagger.attachment import within_reach
from kit.tagger.features import Pieces, split
from kit.text.layout import Layout

NAMES = ("person", "organization", "location", "misc")
CONLL = {"PER": "person", "ORG": "organization", "LOC": "location", "MISC": "misc"}
# The tag sets of the heads; O is 0, then B and I of each label.
HEADS = {
    "names": NAMES,
    "flat": ("source", "cue", "content"),
    "outer": ("content",),
    "parts": ("source", "cue"),
    "inner": ("content",),
    "refer": ("mention",),
}
WIDTH = {head: 1 + 2 * len(labels) for head, labels in HEADS.items()}
ALL = 0xFFFF


def words_of(text: str) -> set[str]:
    """The words of a list that is set as text."""
    return set(text.split())


# Weak labels for PolNeAR, which marks no kind: verbs that only report speech, and verbs that only report thought.
SAY = words_of(
    """
    say said says saying tell told tells telling add added adds adding announce announced announces announcing
    argue argued argues arguing claim claimed claims claiming state stated states stating note noted notes
    noting report reported reports write wrote writes written writing tweet tweeted tweets tweeting ask asked
    asks asking explain explained explains reply replied replies respond responded insist insisted insists warn
    warned warns warning declare declared declares acknowledge acknowledged admit admitted admits deny denied
    denies testify testified according promise promised vowed accuse accused criticize criticized blasted
    praised called urged demanded joked quipped recalled shouted argued slammed
    """
)
THINK = words_of(
    """
    think thinks thought thinking believe believes believed believing hope hopes hoped hoping want wants wanted
    wanting feel feels felt fear fears feared know knows knew known expect expects expected plan plans planned
    planning wish wishes wished intend intends intended consider considers considered understand understood
    worry worried worries love loves hate hates decide decided decides realize realized doubt doubts view views
    sees seen see saw prefer prefers support supports supported
    """
)


@dataclass(frozen=True)
class Quote:
    """One attribution: content parts, cue and source as spans, and its kind (speech, thought, or None: not known)."""

    contents: tuple[tuple[int, int], ...]
    cue: tuple[int, int] | None
    source: tuple[int, int] | None
    kind: str | None = None


@dataclass(frozen=True)
class Marked:
    """Words that may stand for an actor; `meant` holds places in the document's cast: () nobody named, None not marked.

    `quote` is the number of the quote whose source (or, where it has none, content) this is, else -1.
    """

    start: int
    end: int
    kind: int
    quote: int
    meant: tuple[int, ...] | None


@dataclass(frozen=True)
class Member:
    """An actor as the kit finds it in a text; `pronoun` is what its titles say, `hint` what its first name suggests."""

    type: str
    names: tuple[tuple[int, int], ...]
    pronoun: str = ""
    hint: str = ""


@dataclass(frozen=True)
class Doc:
    """A text and what is marked in it; `None` where a set does not mark something."""

    id: str
    text: str
    rule: str  # polnear, world, conll, mtsc, gap, persent
    names: tuple[tuple[int, int, str], ...] | None = None
    quotes: tuple[Quote, ...] | None = None
    targets: tuple[tuple[int, int, Any, str], ...] = ()  # start, end, 0 1 2 or the chances of each, id
    people: tuple[tuple[int, int], ...] = ()  # places whose words may be swapped for other names
    points: tuple[Marked, ...] = ()
    cast: tuple[Member, ...] = ()
    refers: tuple[tuple[int, int], ...] | None = None  # nominals that stand for somebody
    some: bool = False  # whether there may be more of these than are marked
    complete: bool = False  # whether `names` are all the names there are, with the labels of newswire
    extra: dict[str, Any] = field(default_factory=dict)


def held_back(key: str, share: float) -> bool:
    """Whether a document belongs to the held-back part; by its name alone, so that every run agrees."""
    return int(hashlib.sha256(key.encode()).hexdigest(), 16) % 10_000 < 10_000 * share


SHARES = {"polnear": 0.08, "world": 0.1, "conll": 0.04, "mtsc": 0.1}


def divide(docs: Iterable[Doc]) -> tuple[list[Doc], list[Doc]]:
    """Documents to train on, and those held back to choose and calibrate with."""
    train: list[Doc] = []
    held: list[Doc] = []
    for doc in docs:
        (held if held_back(doc.extra.get("article", doc.id), SHARES[doc.rule]) else train).append(doc)
    return train, held


def read_polnear(folder: Path, part: str) -> list[Doc]:
    """PolNeAR: one document an article; where several readers marked it, the first by file name."""
    docs = []
    for path in sorted((folder / "polnear" / part / "text").glob("*.txt")):
        text = path.read_bytes().decode("utf-8")
        marks = sorted((folder / "polnear" / part / "attributions").glob(glob_safe(path.stem) + "_????.ann"))
        if marks:
            docs.append(
                Doc(path.stem, text, "polnear", quotes=tuple(read_brat(marks[0].read_bytes().decode("utf-8"), text)))
            )
    return docs


def glob_safe(name: str) -> str:
    """A file name with what a glob would take for a pattern in brackets."""
    return re.sub(r"([\[\]*?])", r"[\1]", name)


def read_brat(marks: str, text: str) -> Iterator[Quote]:
    """The attributions of a brat file: one an event, parts joined; an event without content is none."""
    spans: dict[str, list[tuple[int, int]]] = {}
    events = []
    for line in marks.split("\n"):
        if match := re.match(r"(T\d+)\t(\S+) ([\d ;]+)(?:\t|$)", line):
            spans[match[1]] = [(int(a), int(b)) for a, b in (piece.split() for piece in match[3].split(";"))]
        elif match := re.match(r"E\d+\t(.*)", line):
            events.append([role.split(":") for role in match[1].split()])
    for event in events:
        parts: dict[str, list[tuple[int, int]]] = {"Content": [], "Cue": [], "Source": []}
        for role, name in event:
            parts.get(re.sub(r"\d+$", "", role), []).extend(spans.get(name, []))
        contents = tuple(sorted(set(parts["Content"])))
        if not contents:
            continue
        cue = hull(parts["Cue"])
        source = hull(parts["Source"])
        words = set(re.findall(r"\w+", text[slice(*cue)].lower())) if cue else set()
        kind = "speech" if words & SAY else "thought" if words & THINK else None
        yield Quote(contents, cue, source, kind)


def hull(spans: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """From the first start to the last end; a cue or source in several near pieces is read as one."""
    if not spans:
        return None
    start, end = min(spans)[0], max(e for _, e in spans)
    return (start, end) if end - start <= sum(e - s for s, e in spans) + 40 else max(spans, key=lambda s: s[1] - s[0])


def read_conll(folder: Path, part: str) -> list[Doc]:
    """CoNLL-2003: one document an article, a line a sentence, tokens set as a newspaper would set them.

    `extra["tokens"]` holds, for each sentence of the file, the spans of its tokens in the text.
    """
    docs: list[Doc] = []
    sentences: list[list[list[str]]] = []
    number = 0

    def close() -> None:
        if sentences:
            docs.append(conll_doc(f"{part}-{len(docs)}", sentences))
            sentences.clear()

    sentence: list[list[str]] = []
    for line in [*(folder / "conll2003" / f"eng.{part}").read_text(encoding="utf-8").split("\n"), ""]:
        columns = line.split()
        if not columns or columns[0] == "-DOCSTART-":
            if sentence:
                sentences.append(sentence)
                number += 1
                sentence = []
            if columns:
                close()
        else:
            sentence.append([columns[0], columns[-1]])
    close()
    return docs


def conll_doc(name: str, sentences: Sequence[Sequence[Sequence[str]]]) -> Doc:
    """One article from its tokens and IOB1 tags."""
    text, names, tokens = "", [], []
    for sentence in sentences:
        if text:
            text += "\n"
        spans: list[tuple[int, int]] = []
        inside = False
        for i, (token, _) in enumerate(sentence):
            before = sentence[i - 1][0] if i else ""
            if token == '"':
                inside = not inside
            glued = (
                not i
                or token in {".", ",", ";", ":", "?", "!", ")", "]", "%"}
                or token.startswith("'")
                or token == "n't"
                or (token == '"' and not inside)
                or before in {"(", "[", "$"}
                or (before == '"' and inside)
            )
            text += "" if glued else " "
            spans.append((len(text), len(text) + len(token)))
            text += token
        tokens.append(spans)
        start, label = None, None
        for i, tag in enumerate([t for _, t in sentence] + ["O"]):
            prefix, _, kind = tag.partition("-")
            if start is not None and (prefix in "OB" or kind != label):
                names.append((spans[start][0], spans[i - 1][1], CONLL[str(label)]))
                start = None
            if prefix != "O" and start is None:
                start, label = i, kind
    people = tuple((s, e) for s, e, label in names if label == "person")
    return Doc(f"conll-{name}", text, "conll", names=tuple(names), people=people, extra={"tokens": tokens})


def read_mtsc(folder: Path) -> list[Doc]:
    """NewsMTSC: one document a sentence; `extra["article"]` groups those of one article."""
    docs = []
    for line in (folder / "newsmtsc" / "train.jsonl").read_text(encoding="utf-8").split("\n"):
        if not line.strip():
            continue
        item = json.loads(line)
        text = item["sentence_normalized"]
        targets = tuple(
            (t["from"], t["to"], {2: 0, 4: 1, 6: 2}[int(t["polarity"])], t["Input.gid"]) for t in item["targets"]
        )
        # primary_gid is set, article, sentence, target, start, end, joined by underscores.
        article = re.match(r"(.*?_\d+_\d+)_", item["primary_gid"])
        docs.append(
            Doc(
                item["primary_gid"],
                text,
                "mtsc",
                targets=targets,
                people=people_of(text, targets),
                extra={"article": article[1] if article else item["primary_gid"]},
            )
        )
    return docs


def read_soft(path: Path) -> list[Doc]:
    """Sentences that a teacher marked (`training.teacher`): one document a sentence, its labels are chances."""
    docs = []
    for i, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        item = json.loads(line)
        text = item["text"]
        targets = tuple((s, e, tuple(chances), f"soft-{i}-{s}") for s, e, *chances in item["targets"])
        docs.append(Doc(f"soft-{i}", text, "mtsc", targets=targets, people=people_of(text, targets)))
    return docs


STANCE = Path(__file__).parent / "keys" / "stance.jsonl"
STANCES = "-0+"


def read_stance(folder: Path) -> tuple[list[Doc], list[Doc]]:
    """Articles in which readers marked how mentions are portrayed (`keys/stance.md`): to learn from, and held back."""
    texts = {doc.id: doc.text for doc in (*read_polnear(folder, "train"), *read_world(folder, "train"))}
    texts |= {doc.id: doc.text for doc in read_persent(folder)}
    train: list[Doc] = []
    held: list[Doc] = []
    for line in STANCE.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text = texts[row["doc"]]
        targets = tuple((s, e, _agreed(said), "") for s, e, said in row["targets"])
        doc = Doc(row["doc"], text, "mtsc", targets=targets, people=people_of(text, targets))
        (held if row["held"] else train).append(doc)
    return train, held


def _agreed(said: str) -> int | tuple[float, ...]:
    """The class that all readers gave, or the share of them that gave each; neither where nobody is meant (x)."""
    if said == "x":
        return 0.0, 1.0, 0.0
    return STANCES.index(said[0]) if len({*said}) == 1 else tuple(said.count(x) / len(said) for x in STANCES)


def people_of(text: str, targets: Iterable[tuple[int, int, Any, str]]) -> tuple[tuple[int, int], ...]:
    """Which targets are names, whose words may be swapped for others."""
    return tuple((s, e) for s, e, _, _ in targets if text[s:e][:1].isupper() and text[s:e].lower() not in PRONOUNS)


def read_persent(folder: Path) -> list[Doc]:
    """The half of PerSenT's development articles that may be learned from; the other half is left to be judged on."""
    with (folder / "persent" / "dev.csv").open(encoding="utf-8", newline="") as lines:
        rows = {row["DOCUMENT_INDEX"]: row for row in csv.DictReader(lines)}
    return [
        Doc(f"persent-{number}", row["DOCUMENT"], "persent", extra={"entity": row["TARGET_ENTITY"]})
        for number, row in rows.items()
        if learned_persent(number)
    ]


def learned_persent(number: str) -> bool:
    """Whether an article of PerSenT, by its DOCUMENT_INDEX, belongs to the half that is learned from."""
    return int(hashlib.sha256(number.encode()).hexdigest(), 16) % 2 == 0


PRONOUNS = words_of("he she they his her their him them i we it its who the")


def read_world(folder: Path, part: str) -> list[Doc]:
    """Today's news, as marked for this project; names as far as they are marked."""
    docs = []
    for line in (folder / "world" / part / "gold.jsonl").read_text(encoding="utf-8").split("\n"):
        if not line.strip():
            continue
        gold = json.loads(line)
        text = (folder / "world" / part / "texts" / f"{gold['doc']}.txt").read_bytes().decode("utf-8")
        quotes = tuple(
            Quote(
                tuple((s, e) for s, e in q["spans"]),
                settle(q["cue"], q["spans"], (q["cue"] or q["spans"][0])[0], text),
                settle(q["speaker"], q["spans"], (q["cue"] or q["spans"][0])[0], text),
                q["kind"],
            )
            for q in gold["quotes"]
        )
        names: dict[tuple[int, int], str] = {}
        strings: dict[str, list[str]] = {}
        for actor in gold["actors"]:
            strings[actor["name"]] = [actor["name"], *actor["aliases"]]
            for string in strings[actor["name"]]:
                words = string.split()
                if (
                    not words
                    or not all(w[0].isupper() or w.lower() in SMALL for w in words)
                    or not words[0][0].isupper()
                ):
                    continue
                for match in re.finditer(r"(?<!\w)" + re.escape(string) + r"(?!\w)", text):
                    names[match.span()] = actor["type"]
        longest = tuple(
            (s, e, t)
            for (s, e), t in sorted(names.items())
            if not any(a <= s and e <= b and (a, b) != (s, e) for a, b in names)
        )
        targets = []
        for case in gold["portrayal"]:
            found = [
                m.span()
                for string in strings.get(case["target"], [case["target"]])
                for m in re.finditer(r"(?<!\w)" + re.escape(string) + r"(?!\w)", text[case["start"] : case["end"]])
            ]
            if found:
                s, e = min(found, key=lambda span: (span[0], -span[1]))
                targets.append(
                    (
                        s + case["start"],
                        e + case["start"],
                        2 if case["polarity"] == "positive" else 0,
                        f"{gold['doc']}-{case['start']}",
                    )
                )
        people = tuple((s, e) for s, e, t in longest if t == "person")
        docs.append(
            Doc(f"world-{gold['doc']}", text, "world", longest, quotes, tuple(targets), people, extra={"gold": gold})
        )
    return docs


def settle(
    span: Sequence[int] | None, contents: Sequence[Sequence[int]], near: int, text: str
) -> tuple[int, int] | None:
    """The span where it can be meant: marks were found as strings, so a short "he" may lie inside a word or a quote.

    Of the places where the same words stand alone and outside the content, the nearest to the cue.
    """
    if not span:
        return None
    start, end = span

    def fits(s: int, e: int) -> bool:
        whole = not (text[s - 1 : s].isalnum() or text[e : e + 1].isalnum())
        return whole and not any(a <= s < b for a, b in contents)

    if fits(start, end):
        return start, end
    low = max(0, near - 300)
    found = [m.span() for m in re.finditer(re.escape(text[start:end]), text[low : near + 300])]
    found = [(s + low, e + low) for s, e in found if fits(s + low, e + low)]
    return min(found, key=lambda x: abs(x[0] - near)) if found else (start, end)


SMALL = words_of("of the and for de la del al bin ibn van von der den el da di du dos le")


def mover(edits: Sequence[tuple[int, int, str]]) -> Callable[[tuple[int, int]], tuple[int, int]]:
    """Where a span of a text stands once pieces of it are replaced; `edits`, in order, are start, end and new words."""
    starts, shifts = [], []
    shift = 0
    for s, e, new in edits:
        starts.append((s, e, shift, len(new)))
        shift += len(new) - (e - s)
        shifts.append((e, shift))
    ends = np.array([e for e, _ in shifts])
    moved = np.array([0] + [d for _, d in shifts])

    def move(at: int, closing: bool) -> int:
        i = int(np.searchsorted(ends, at, side="right"))
        if i < len(starts):
            s, e, before, size = starts[i]
            if s < at < e:
                return s + before + (size if closing else 0)
        return at + int(moved[i])

    return lambda pair: (move(pair[0], False), move(pair[1], True))


def rewrite(doc: Doc, edits: Sequence[tuple[int, int, str]]) -> Doc:
    """The document with pieces of its text replaced, and everything marked in it moved along."""
    if not edits:
        return doc
    edits = sorted(edits)
    out, last = [], 0
    for s, e, new in edits:
        out += [doc.text[last:s], new]
        last = e
    out.append(doc.text[last:])
    span = mover(edits)
    quotes = None
    if doc.quotes is not None:
        quotes = tuple(
            Quote(
                tuple(span(c) for c in q.contents),
                span(q.cue) if q.cue else None,
                span(q.source) if q.source else None,
                q.kind,
            )
            for q in doc.quotes
        )
    return replace(
        doc,
        text="".join(out),
        names=None if doc.names is None else tuple((*span((s, e)), label) for s, e, label in doc.names),
        quotes=quotes,
        targets=tuple((*span((s, e)), p, i) for s, e, p, i in doc.targets),
        people=tuple(span(p) for p in doc.people),
        points=tuple(
            replace(p, **dict(zip(("start", "end"), span((p.start, p.end)), strict=True))) for p in doc.points
        ),
        cast=tuple(replace(m, names=tuple(span(n) for n in m.names)) for m in doc.cast),
        refers=None if doc.refers is None else tuple(span(r) for r in doc.refers),
    )


class NamePool:
    """New names: words of names seen in training, and words made by a chain of letters from them.

    The made ones keep the model from knowing people by heart: what it must learn is how a name stands in a sentence.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self.words = sorted({w for w in words if w[:1].isupper() and w.isalpha() and len(w) > 2})
        self.next: dict[str, list[str]] = {}
        self.given: dict[str, list[str]] = {}
        for word in self.words:
            letters = "^^" + word.lower() + "$"
            for i in range(len(letters) - 2):
                self.next.setdefault(letters[i : i + 2], []).append(letters[i + 2])

    def first(self, pronoun: str, rng: random.Random) -> str:
        """A first name whose bearers are called by this pronoun."""
        if pronoun not in self.given:
            self.given[pronoun] = sorted(
                n.capitalize() for n, p in given_names().items() if p == pronoun and n.isalpha()
            )
        return rng.choice(self.given[pronoun])

    def word(self, rng: random.Random) -> str:
        """One word of a name."""
        if rng.random() < 0.4:
            return rng.choice(self.words)
        made = "^^"
        while len(made) < 14:
            letter = rng.choice(self.next[made[-2:]])
            if letter == "$":
                break
            made += letter
        return made[2:].capitalize() if len(made) > 4 else rng.choice(self.words)


def swap_names(doc: Doc, pool: NamePool, rng: random.Random, share: float = 0.7) -> Doc:
    """The document with the words of its people's names replaced, each by the same new word throughout."""
    new: dict[str, str] = {}
    keep: set[str] = set()
    edits = []
    keep_as_is = SMALL | lexicon.words("persons", "title") | lexicon.words("persons", "courtesy")
    for s, e in doc.people:
        for match in re.finditer(r"[^\W\d_]{3,}", doc.text[s:e]):
            word = match.group()
            if not word[0].isupper() or word.lower() in keep_as_is:
                continue
            key = word.lower()
            if key not in new and key not in keep:
                if rng.random() < share:
                    pronoun = given_names().get(key)
                    new[key] = pool.first(pronoun, rng) if pronoun else pool.word(rng)
                else:
                    keep.add(key)
    if not new:
        return doc
    for match in re.finditer(r"[^\W\d_]{3,}", doc.text):
        word = match.group()
        made = new.get(word.lower())
        if made and word[0].isupper():
            edits.append((*match.span(), made.upper() if word.isupper() else made))
    return rewrite(doc, edits)


@dataclass
class Example:
    """A document in pieces, with the tags each word may have (a bit a tag), and spans in words."""

    doc: Doc
    pieces: Pieces
    allowed: dict[str, np.ndarray]
    quotes: list[tuple[list[tuple[int, int]], tuple[int, int] | None, tuple[int, int] | None, str | None]]
    targets: list[tuple[int, int, Any]]


def prepare(doc: Doc, tokenizer: Any) -> Example:
    """Pieces and labels of a document."""
    pieces = split(Layout(doc.text), tokenizer)
    n = len(pieces.first)

    def words(span: tuple[int, int] | None) -> tuple[int, int] | None:
        if span is None:
            return None
        i = int(np.searchsorted(pieces.end, span[0], side="right"))
        j = int(np.searchsorted(pieces.start, span[1], side="left"))
        return (i, j) if i < j else None

    allowed: dict[str, np.ndarray] = {}
    if doc.rule == "conll" or doc.complete:
        tags = np.ones(n, dtype=np.uint16)
        for s, e, label in doc.names or ():
            put(tags, words((s, e)), 1 + 2 * NAMES.index(label))
        allowed["names"] = tags
    elif doc.rule == "world":
        allowed["names"] = partial_names(doc, pieces, words)
    quotes = []
    for q in doc.quotes or ():
        contents = [c for c in map(words, q.contents) if c]
        cue, source = words(q.cue), words(q.source)
        # Marks at the ends carry nothing; without them both sets agree and spans are easier to learn.
        contents = [c for c in (trim(c, doc.text, pieces) for c in merge(contents, doc.text, pieces)) if c]
        if contents:
            quotes.append((contents, cue, source, q.kind))
    if doc.rule == "polnear":
        tags = np.ones(n, dtype=np.uint16)
        for contents, *_ in quotes:
            for c in contents:
                put(tags, c, 5)
        for _, cue, source, _ in quotes:
            put(tags, source, 1)
            put(tags, cue, 3)
        allowed["flat"] = tags
    elif doc.rule == "world":
        outer, inner, parts = (np.ones(n, dtype=np.uint16) for _ in range(3))
        spans = sorted((c for contents, *_ in quotes for c in contents), key=lambda c: (c[0], -c[1]))
        reach = deep = -1
        for c in spans:
            if c[0] >= reach:
                put(outer, c, 1)
                reach = c[1]
            elif c[0] >= deep:
                put(inner, c, 1)
                deep = c[1]
        for _, cue, source, _ in quotes:
            put(parts, source, 1)
            put(parts, cue, 3)
        allowed |= {"outer": outer, "inner": inner, "parts": parts}
        # Made-up narrative, where nobody is reported, holds aims and orders that the broad rule would mark: half a say.
        if not doc.complete or held_back(doc.id, 0.5):
            allowed["flat"] = partial_flat(doc, pieces, outer, parts)
    if doc.refers is not None:
        tags = np.ones(n, dtype=np.uint16)
        for s, e in sorted(doc.refers, key=lambda r: r[0] - r[1]):
            put(tags, words((s, e)), 1)
        allowed["refer"] = tags
    for head, tags in allowed.items():
        if head != "names" and (head != "flat" or doc.rule == "polnear"):
            repair(tags)
    if doc.some and doc.refers is not None:
        allowed["refer"] = opened(allowed["refer"])
    targets = [(*w, p) for s, e, p, _ in doc.targets if (w := words((s, e)))]
    return Example(doc, pieces, allowed, quotes, targets)


def words_of_span(pieces: Pieces, span: tuple[int, int]) -> tuple[int, int]:
    """The words that a span of characters touches: first, and after the last."""
    i = int(np.searchsorted(pieces.end, span[0], side="right"))
    return i, max(i, int(np.searchsorted(pieces.start, span[1], side="left")))


def partial_flat(doc: Doc, pieces: Pieces, outer: np.ndarray, parts: np.ndarray) -> np.ndarray:
    """What the narrow rule of today's news says for the broad head, and leaves open where the two rules differ.

    The broad rule takes the conjunction into a content and an apposition into a source, and marks more of thought.
    """
    n = len(outer)
    words = [doc.text[s:e].lower() for s, e in zip(pieces.start.tolist(), pieces.end.tolist(), strict=True)]
    opens = pieces.features[pieces.first, 1] >= 2
    tags = np.ones(n, dtype=np.uint16)
    begin = 0
    for i in range(1, n + 1):
        if i == n or opens[i] or words[i - 1] in (".", "!", "?"):
            if any(w in THINK for w in words[begin:i]):
                tags[begin:i] = 0x7F
            begin = i
    spoken = outer != 1
    kept = np.where(spoken, 1, parts)
    repair(kept)
    tags[kept != 1] = kept[kept != 1]
    tags[outer == 2] = 1 << 5
    tags[outer == 4] = 1 << 6
    for i in np.flatnonzero(outer == 2).tolist():
        if i and words[i - 1] in JOINING and tags[i - 1] == 1:
            tags[i - 1] = 1 | 1 << 5
            tags[i] |= 1 << 6
    for i in range(1, n):
        if words[i] == "," and tags[i] == 1 and kept[i - 1] in (1 << 1, 1 << 2):
            for j in range(i, min(n, i + 16)):
                if tags[j] != 1 or opens[j]:
                    break
                tags[j] = 1 | 1 << 2
    return tags


JOINING = words_of("that to of for whether if how what why")


def put(tags: np.ndarray, span: tuple[int, int] | None, tag: int) -> None:
    """Set B and I of a tag over a span of words."""
    if span:
        tags[span[0]] = 1 << tag
        tags[span[0] + 1 : span[1]] = 1 << (tag + 1)


def repair(tags: np.ndarray) -> None:
    """Let what another mark cut in two begin anew after it."""
    for i in range(len(tags)):
        tag = int(tags[i]).bit_length() - 1
        if tag and tag % 2 == 0 and i and int(tags[i - 1]) not in (1 << tag, 1 << (tag - 1)):
            tags[i] = 1 << (tag - 1)


def opened(tags: np.ndarray) -> np.ndarray:
    """The same where other spans may be as well: what is not marked may be anything but the rest of a marked one."""
    free = tags == 1
    after = np.zeros_like(free)
    after[1:] = free[1:] & ~free[:-1]
    return np.where(after, 0b011, np.where(free, 0b111, tags)).astype(tags.dtype)


EDGE = set("\"“”„«»‘’'`‹›,;. \n")


def trim(span: tuple[int, int], text: str, pieces: Pieces) -> tuple[int, int] | None:
    """The span without quotation marks and stops at its ends."""
    i, j = span
    while i < j and set(text[pieces.start[i] : pieces.end[i]]) <= EDGE:
        i += 1
    while i < j and set(text[pieces.start[j - 1] : pieces.end[j - 1]]) <= EDGE:
        j -= 1
    return (i, j) if i < j else None


def merge(spans: Sequence[tuple[int, int]], text: str, pieces: Pieces) -> list[tuple[int, int]]:
    """Parts with nothing but marks between them, joined."""
    out: list[tuple[int, int]] = []
    for i, j in sorted(spans):
        if (
            out
            and i >= out[-1][1]
            and all(set(text[pieces.start[k] : pieces.end[k]]) <= EDGE for k in range(out[-1][1], i))
        ):
            out[-1] = (out[-1][0], j)
        elif not out or i >= out[-1][1]:
            out.append((i, j))
    return out


def partial_names(doc: Doc, pieces: Pieces, words: Any) -> np.ndarray:
    """Tags that the marked actors leave possible: an unmarked capital may be any name, a small word none."""
    text = doc.text
    shape = pieces.features[pieces.first, 0]
    capital = np.isin(shape, (1, 2, 3, 4, 6, 9, 8)) | np.array(
        [text[s:e].lower() in SMALL | {".", "-", "'", "’", "&"} for s, e in zip(pieces.start, pieces.end, strict=True)],
        dtype=bool,
    )
    tags = np.where(capital, ALL, 1).astype(np.uint16)
    kinds = {
        "person": ("person",),
        "organization": ("organization",),
        "country": ("location", "misc"),
        "group": ("misc", "organization", "location"),
    }
    for s, e, kind in doc.names or ():
        span = words((s, e))
        if not span:
            continue
        i, j = span
        options = kinds[kind] if kind != "organization" or j - i > 1 else ("organization", "location", "misc")
        begin = sum(1 << (1 + 2 * NAMES.index(k)) for k in options)
        goes_on = begin << 1
        loose = i > 0 and tags[i - 1] == ALL and pieces.features[pieces.first[i - 1], 0] in (1, 2, 3, 4)
        tags[i] = begin | (goes_on if loose else 0)
        tags[i + 1 : j] = goes_on
    return tags


@dataclass
class Window:
    """A run of words of one document, as one input of the encoder, and what is known about it."""

    ids: np.ndarray
    features: np.ndarray
    first: np.ndarray
    allowed: dict[str, np.ndarray]
    targets: list[tuple[int, int, Any]]
    links: dict[str, Any] | None
    group: Any = None  # on the first of several windows of one text: who its mentions stand for


def window(example: Example, begin: int, size: int, rng: random.Random | None) -> tuple[Window, int]:
    """The window of at most `size` pieces from word `begin` on; and the word after its last one."""
    p = example.pieces
    edge = np.append(p.first, len(p.ids))
    stop = max(begin + 1, int(np.searchsorted(edge, edge[begin] + size, side="right")) - 1)
    a, b = edge[begin], edge[stop]
    allowed = {head: tags[begin:stop] for head, tags in example.allowed.items()}
    targets = [(i - begin, j - begin, t) for i, j, t in example.targets if begin <= i and j <= stop]
    links = None
    if example.doc.quotes is not None:
        links = link_labels(example, begin, stop, rng)
    return Window(p.ids[a:b], p.features[a:b], p.first[begin:stop] - a, allowed, targets, links), stop


def link_labels(example: Example, begin: int, stop: int, rng: random.Random | None) -> dict[str, Any]:
    """Spans of the window with candidates for each link and which is right; jittered, for predicted spans are."""

    def inside(span: tuple[int, int] | None) -> tuple[int, int] | None:
        return (span[0] - begin, span[1] - begin) if span and begin <= span[0] and span[1] <= stop else None

    def jitter(span: tuple[int, int]) -> tuple[int, int]:
        if rng is None or rng.random() > 0.15:
            return span
        i, j = span[0] + rng.choice((-1, 0, 1)), span[1] + rng.choice((-1, 0, 1))
        return (i, j) if 0 <= i < j <= stop - begin else span

    fragments: list[tuple[int, int]] = []
    of_fragment: list[tuple[int, int]] = []  # index of its cue and of its source; -1: none, -2: outside the window
    cues: dict[tuple[int, int], int] = {}
    sources: dict[tuple[int, int], int] = {}
    of_cue: dict[int, int] = {}
    kinds: list[tuple[int, int, int]] = []
    for contents, cue, source, kind in example.quotes:
        c, s = inside(cue), inside(source)
        if c and rng is not None and rng.random() < 0.04:
            c = None
            cue = None
        ci = cues.setdefault(c, len(cues)) if c else (-2 if cue else -1)
        si = sources.setdefault(s, len(sources)) if s else (-2 if source else -1)
        if ci >= 0:
            of_cue[ci] = si
        for content in contents:
            piece = inside(content)
            if piece:
                if kind and ci >= 0:
                    kinds.append((len(fragments), ci, int(kind == "thought")))
                fragments.append(piece)
                of_fragment.append((ci, si))
    words = example.pieces
    spans = {
        "content": [jitter(f) for f in fragments],
        "cue": [jitter(c) for c in cues],
        "source": [jitter(s) for s in sources],
    }
    view = slice(begin, stop)
    text = example.doc.text
    context = (
        words.features[words.first[view]],
        [text[s:e] for s, e in zip(words.start[view], words.end[view], strict=True)],
    )
    out: dict[str, Any] = {"spans": spans, "kinds": kinds}
    gold = {
        "content-cue": [c for c, _ in of_fragment],
        "content-source": [s for _, s in of_fragment],
        "cue-source": [of_cue.get(i, -2) for i in range(len(cues))],
    }
    for name, right in gold.items():
        one, other = name.split("-")
        index, phi = within_reach(spans[one], spans[other], spans["content"], context)
        target = np.full(len(right), -100, dtype=np.int64)
        for i, r in enumerate(right):
            if r == -1:
                target[i] = index.shape[1]
            elif r >= 0 and (hit := np.flatnonzero(index[i] == r)).size:
                target[i] = hit[0]
        out[name] = (index, phi, target)
    return out
