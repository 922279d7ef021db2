"""Train and judge the scorer of who "he" is, on GUM.

    python -m training.coref --data FOLDER              five-fold cross-validation over the documents, then the scorer
    python -m training.coref --data FOLDER --judge      cross-validation only

GUM's texts and marks are under CC BY-NC-SA and others by genre: what is trained from them may not be used commercially,
so the scorer has a file of its own, `kit/models/coref.npz`. The pronouns marked in the world articles' train part are
added to each fold's training. Names come from the kit's own tagger, so the figures include what it misses.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kit import actors, quotes, tagger
from kit.actors.anaphora import FIRST, find_anaphors, pronoun_gender
from kit.actors.cast import cast
from kit.actors.coreference import FEATURES, PATH, Scene, Scorer, resolve_anaphors, walk
from kit.actors.mentions import Mention, tidy
from kit.actors.roles import find_roles
from training.world import documents as world_documents
from training.world import same

Floats = NDArray[np.float32]
P12 = frozenset("i me my mine myself we us our ours ourselves you your yours yourself yourselves".split())
NEWS = ("news", "interview")
HIDDEN = 12
FOLDS = 5


@dataclass
class Marked:
    """A document: its text, and per entity the heads of its named mentions and the mentions to resolve."""

    name: str
    text: str
    genre: str
    heads: dict[str, list[tuple[int, int]]]
    targets: list[tuple[int, int, str, str]]


@dataclass
class Case:
    """One document as the scorer sees it."""

    marked: Marked
    scene: Scene
    right: dict[tuple[int, int], set[int]]
    anaphors: list[Mention]


def gum(folder: Path) -> Iterator[Marked]:
    """GUM's documents: CoNLL-U with `Entity=` in MISC; paragraphs parted by an empty line."""
    for path in sorted(folder.glob("*.conllu")):
        for block in re.split(r"(?m)^(?=# newdoc id = )", path.read_text(encoding="utf-8")):
            if head := re.match(r"# newdoc id = (\S+)", block):
                yield _parse(head[1], block)


def _parse(name: str, block: str) -> Marked:
    text = ""
    tokens: list[tuple[int, int, str, str]] = []
    mentions: list[dict[str, Any]] = []
    open_: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for sentence in re.split(r"\n\s*\n", block):
        words = re.search(r"(?m)^# text = (.*)$", sentence)
        if not words:
            continue
        if text:
            text += "\n\n" if re.search(r"(?m)^# newpar", sentence) else " "
        at = len(text)
        text += words[1]
        for line in sentence.split("\n"):
            column = line.split("\t")
            if len(column) != 10 or not column[0].isdigit():
                continue
            start = text.find(column[1], at)
            start, end = (start, start + len(column[1])) if start >= 0 else (at, at)
            at = end
            number = len(tokens)
            tokens.append((start, end, column[1], column[3]))
            misc = dict(pair.split("=", 1) for pair in column[9].split("|") if "=" in pair)
            for opening, single, closing in re.findall(r"\(([^()]+)(\)?)|([^()]+)\)", misc.get("Entity", "")):
                if opening:
                    f = opening.split("-")
                    mention = {"entity": re.sub(r"\[.*", "", f[0]), "type": f[1], "least": f[5] if len(f) > 5 else "1"}
                    mention |= {"link": f[6] if len(f) > 6 else "", "first": number, "last": number}
                    mentions.append(mention)
                    if not single:
                        open_[mention["entity"]].append(mention)
                else:
                    entity = re.sub(r"\[.*", "", closing)
                    if open_[entity]:
                        open_[entity].pop()["last"] = number
    heads: dict[str, list[tuple[int, int]]] = defaultdict(list)
    rest = []
    for m in mentions:
        if m["type"] != "person":
            continue
        head = min(max(m["first"] + int(m["least"].split(",")[0]) - 1, m["first"]), m["last"])
        start, end, word, tag = tokens[head]
        if tag == "PROPN":
            heads[m["entity"]].append((start, end))
        one = m["first"] == m["last"]
        if one and tag in ("PRON", "DET"):
            kind = "pron12" if word.lower() in P12 else "pron3"
        elif tag == "NOUN" and m["link"] not in ("appos", "pred"):
            kind = "nominal"
        else:
            continue
        rest.append((tokens[m["first"]][0], tokens[m["last"]][1], kind, m["entity"]))
    targets = [target for target in rest if target[3] in heads]
    return Marked(name, text, name.split("_")[1], dict(heads), targets)


def world(folder: Path) -> Iterator[Marked]:
    """The marked pronouns of the world articles, in the same form."""
    for gold, text in world_documents(folder):
        heads: dict[str, list[tuple[int, int]]] = {}
        for actor in gold["actors"]:
            if actor["type"] == "person":
                spans = [m.span() for s in [actor["name"], *actor["aliases"]] for m in re.finditer(re.escape(s), text)]
                heads[actor["name"]] = [(end - 1, end) for _, end in spans]
        targets = []
        for who in gold["who"]:
            words = text[who["start"] : who["end"]]
            kind = "pron3" if " " not in words else "nominal"
            name = next((n for n in heads if same(n, who["name"])), None)
            if name:
                targets.append((who["start"], who["end"], kind, name))
        yield Marked(gold["doc"], text, "world", heads, targets)


def prepare(marked: Marked) -> Case:
    """Read a document with the kit and find which of its persons are right for each target."""
    reading = tagger.read(marked.text)
    rows = quotes.assemble(reading)
    lines = reading.layout
    names = tidy(reading)
    spoken = frozenset((q["speaker_start"], q["speaker_end"]) for q in rows if q.get("speaker_start") is not None)
    people = cast(marked.text, names, spoken)
    persons = [m for m in names if people[m.actor].type == "person"]
    roles = find_roles(marked.text, persons, [m for m in names if people[m.actor].type != "person"])
    scene = actors.scene_of(lines, persons, {i: a.gender for i, a in enumerate(people) if a.gender}, roles, rows)
    holders = sorted((m.start, m.end, m.actor) for m in persons)
    entity: dict[str, set[int]] = {
        key: {actor for start, end, actor in holders for s, e in spans if start <= s and e <= end}
        for key, spans in marked.heads.items()
    }
    right: dict[tuple[int, int], set[int]] = {}
    found = {(m.start, m.end): m for m in find_anaphors(lines, names) if m.text.lower() not in FIRST}
    for start, end, kind, key in marked.targets:
        if kind == "pron12":
            continue
        right[start, end] = entity[key]
        near = [span for span in found if span[0] < end and start < span[1] and kind == "nominal"]
        for span in near:
            del found[span]
        words = marked.text[start:end]
        label = "pronoun" if kind == "pron3" else "nominal"
        found[start, end] = Mention(start, end, words, label, "person", 0.0)
    return Case(marked, scene, right, [found[span] for span in sorted(found)])


Example = tuple[Floats, NDArray[np.bool_]]


def examples(case: Case) -> list[Example]:
    """Features of the candidates and which are right, walking the text with the right answers known.

    Twice, as when the scorer is used: first with the genders that titles give, then with those the pronouns give.
    """
    out: list[Example] = []

    def answer(mention: Mention, persons: list[int], features: Floats) -> int:
        wanted = case.right.get((mention.start, mention.end))
        if not wanted:
            return -1
        mask = np.array([person in wanted for person in persons], dtype=bool)
        if mask.any() and not mask.all():
            out.append((features, mask))
        return next((person for person in persons if person in wanted), -1)

    told: dict[int, str] = {}
    for mention in case.anaphors:
        if (gender := pronoun_gender(mention.text)) in ("he", "she"):
            told.update(dict.fromkeys(case.right.get((mention.start, mention.end), ()), gender))
    walk(case.scene, case.anaphors, answer)
    walk(replace(case.scene, gender=told | case.scene.gender), case.anaphors, answer)
    return out


def fit(data: list[Example], seed: int = 0, epochs: int = 60, decay: float = 1e-3, batch: int = 64) -> Scorer:
    """Adam on the log probability of the right candidates; the mean of the weights over the last half."""
    rng = np.random.default_rng(seed)
    most, width = max(len(x) for x, _ in data), len(FEATURES)
    x = np.zeros((len(data), most, width))
    right, there = np.zeros((len(data), most)), np.zeros((len(data), most))
    for i, (features, mask) in enumerate(data):
        x[i, : len(features)], right[i, : len(mask)], there[i, : len(mask)] = features, mask, 1
    w = [rng.normal(0, 0.3, (width, HIDDEN)), np.zeros(HIDDEN), rng.normal(0, 0.3, HIDDEN)]
    first, second, total = ([np.zeros_like(part) for part in w] for _ in range(3))
    n, step = 0, 0
    for epoch in range(epochs):
        order = rng.permutation(len(data))
        for at in range(0, len(order), batch):
            some = order[at : at + batch]
            hidden = np.tanh(x[some] @ w[0] + w[1])
            score = hidden @ w[2] - 1e4 * (1 - there[some])
            odds = np.exp(score - score.max(1, keepdims=True))
            p = odds / odds.sum(1, keepdims=True)
            good = p * right[some]
            g = (p - good / np.maximum(good.sum(1, keepdims=True), 1e-12)) / len(some)
            back = g[..., None] * w[2] * (1 - hidden**2)
            grads = [
                np.einsum("bcf,bch->fh", x[some], back) + decay * w[0],
                back.sum((0, 1)),
                np.einsum("bch,bc->h", hidden, g) + decay * w[2],
            ]
            step += 1
            rate = 1e-2 * (1 - epoch / epochs)
            for k in range(3):
                first[k] = 0.9 * first[k] + 0.1 * grads[k]
                second[k] = 0.999 * second[k] + 0.001 * grads[k] ** 2
                w[k] -= rate * (first[k] / (1 - 0.9**step)) / (np.sqrt(second[k] / (1 - 0.999**step)) + 1e-8)
        if epoch >= epochs // 2:
            total, n = [t + part for t, part in zip(total, w, strict=True)], n + 1
    inner, bias, outer = (np.asarray(t / n, dtype=np.float32) for t in total)
    return Scorer(inner, bias, outer)


def judge(case: Case, scorer: Scorer, count: Counter[tuple[str, str]]) -> dict[str, Any]:
    """Resolve a document and count what is right, by genre and kind; the answers as a line of predictions."""
    resolve_anaphors(case.scene, case.anaphors, scorer)
    given = {(m.start, m.end): m.actor for m in case.anaphors}
    for start, end, kind, _ in case.marked.targets:
        if kind == "pron12":
            continue
        right = given.get((start, end), -1) in case.right[start, end]
        for genre in (case.marked.genre, "news and interview" if case.marked.genre in NEWS else "others"):
            for sort in (kind, "all"):
                count[f"{genre} {sort}", "n"] += 1
                count[f"{genre} {sort}", "right"] += right
    answers = []
    for mention in case.anaphors:
        if mention.actor >= 0:
            named = [name for name in case.scene.names if name.actor == mention.actor]
            before = [name for name in named if name.end <= mention.start]
            best = before[-1] if before else named[0]
            answers.append({"start": mention.start, "end": mention.end, "antecedent": [best.start, best.end]})
    return {"doc": case.marked.name, "mentions": answers}


def main() -> None:
    """Cross-validate, print, train on all, save."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="the folder that holds gum/ and world/")
    parser.add_argument("--judge", action="store_true", help="cross-validation only")
    parser.add_argument("--out", type=Path, help="write the answers of cross-validation here, a line a document")
    options = parser.parse_args()
    cases = [prepare(marked) for marked in gum(options.data / "gum" / "train")]
    more = [prepare(marked) for marked in world(options.data / "world" / "train")]
    beside = [example for case in more for example in examples(case)]
    data = [examples(case) for case in cases]
    count: Counter[tuple[str, str]] = Counter()
    given: list[dict[str, Any]] = []
    order = np.random.default_rng(0).permutation(len(cases))
    for fold in range(FOLDS):
        held = set(order[fold::FOLDS].tolist())
        scorer = fit([e for i, found in enumerate(data) if i not in held for e in found] + beside)
        given += [judge(cases[i], scorer, count) for i in held]
    for name in sorted({name for name, _ in count}):
        n, right = count[name, "n"], count[name, "right"]
        print(f"{name:28} {n:5d} {100 * right / n:5.1f}")
    if options.out:
        options.out.write_text("".join(json.dumps(line) + "\n" for line in given), encoding="utf-8")
    if not options.judge:
        scorer = fit([e for found in data for e in found] + beside)
        np.savez(PATH, inner=scorer.inner, bias=scorer.bias, outer=scorer.outer)
        print(f"written to {PATH}")


if __name__ == "__main__":
    main()
