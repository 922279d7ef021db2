"""Every figure of the model card, from the shipped files through the code that users run.

    python -m training.evaluate --data FOLDER [--part dev|held] [--task quotes ...] [--dump FOLDER] [--json FILE]

One function a task; each gives rows (method, figure, value, low, high, n): per cent, with 95 % intervals from
resampling documents (Efron & Tibshirani 1993, percentile). `dev`: PolNeAR dev, CoNLL testa, world dev, and the
held-back tenth of NewsMTSC. `held`: the documents of every train part that were held back to choose and calibrate
with.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

import kit.tagger as tagger
from kit.pipeline.one_article import annotate_text
from training import data, who
from training import world as world_articles
from training.data import words_of

Row = dict[str, Any]
Counts = Counter[Any]

WORD = re.compile(r"\w+(?:['’\-]\w+)*")
PRON = words_of(
    """
    i me my we us our he him his she her they them their it its you your who whom whose that which this these
    those one himself herself themselves itself someone anyone everyone nobody he's she's they're i'm we're he’s
    she’s they’re i’m we’re
    """
)
STOP = words_of(
    """
    a an the of to in on at by for from with and or nor but as than 's its his her their my our your some any
    all many most several one two other another such own former current mr mrs ms dr sir then also
    """
)
# Reported speech proper, by the cue: without beliefs, feelings and intentions. Not from the kit's own lexicon, with
# which the yardstick would move.
SAY = words_of(
    """
    say said says saying tell told tells telling add added adds adding according announce announced announces
    announcing argue argued argues arguing claim claimed claims claiming state stated states stating note noted
    notes noting report reported reports reporting write wrote writes written writing tweet tweeted tweets
    tweeting ask asked asks asking explain explained explains explaining reply replied replies respond responded
    suggest suggested suggests suggesting insist insisted insists warn warned warns warning declare declared
    declares acknowledge acknowledged acknowledges admit admitted admits conclude concluded concludes deny
    denied denies testify testified
    """
)


def rows(
    method: str,
    figures: dict[str, Callable[[Counts], float]],
    counts: Sequence[Counts],
    sizes: dict[str, Any],
    seed: int = 0,
) -> list[Row]:
    """One row a figure: its value over all documents, and its interval over resampled ones."""
    keys = sorted({k for c in counts for k in c}, key=str)
    table = np.array([[c[k] for k in keys] for c in counts], dtype=float)
    rng = np.random.default_rng(seed)
    draws = rng.multinomial(len(counts), np.full(len(counts), 1 / len(counts)), size=1000) @ table
    totals = [Counter(dict(zip(keys, row, strict=True))) for row in np.vstack([table.sum(0), draws])]
    out = []
    for name, figure in figures.items():
        values = [100 * figure(t) for t in totals]
        low, high = np.percentile(values[1:], [2.5, 97.5])
        n = sizes.get(name, len(counts))
        out.append(
            {
                "method": method,
                "figure": name,
                "value": round(values[0], 1),
                "low": round(float(low), 1),
                "high": round(float(high), 1),
                "n": int(totals[0][n]) if n in totals[0] else int(n) if isinstance(n, int) else 0,
            }
        )
    return out


def share(a: Any, b: Any) -> Callable[[Counts], float]:
    """One count over another."""
    return lambda c: c[a] / c[b] if c[b] else 0.0


def f1(right: Any, predicted: Any, gold: Any) -> Callable[[Counts], float]:
    """Harmonic mean of precision and recall."""
    return lambda c: 2 * c[right] / (c[predicted] + c[gold]) if c[predicted] + c[gold] else 0.0


def quoted_letters(text: str) -> bytearray:
    """1 where a letter lies between double quotation marks; a quote left open ends with its paragraph."""
    inside = bytearray(len(text))
    for line in re.finditer(r"[^\n]+", text):
        begin, stop = line.span()
        i, opened = begin, None
        while i < stop:
            sign, width, opens = text[i], 1, None
            if sign in "“„«":
                opens = True
            elif sign in "”»":
                opens = False
            elif text[i : i + 2] in ("``", "''"):
                width, opens = 2, sign == "`" or opened is None
            elif sign == '"':
                before = text[i - 1] if i > begin else " "
                after = text[i + 1] if i + 1 < stop else " "
                if before.isspace() or before in "([—–-/":
                    opens = not after.isspace() or opened is None
                else:
                    opens = after.isalnum() and opened is None
            if opens and opened is None:
                opened = i + width
            elif opens is False and opened is not None:
                inside[opened:i] = b"\1" * (i - opened)
                opened = None
            i += width
        if opened is not None:
            inside[opened:stop] = b"\1" * (stop - opened)
    return inside


class Tokens:
    """A text in word tokens; a span owns a token if it covers at least half of its letters."""

    def __init__(self, text: str) -> None:
        self.spans = [m.span() for m in WORD.finditer(text)]
        self.low = [text[a:b].lower() for a, b in self.spans]
        self.start = np.array([a for a, _ in self.spans])
        self.end = np.array([b for _, b in self.spans])
        inside = quoted_letters(text)
        self.quoted = [inside[a] for a, _ in self.spans]

    def of(self, spans: Iterable[tuple[int, int]]) -> frozenset[int]:
        covered: Counter[int] = Counter()
        for s, e in set(spans):
            for i in range(int(np.searchsorted(self.end, s, "right")), int(np.searchsorted(self.start, e, "left"))):
                covered[i] += min(e, self.end[i]) - max(s, self.start[i])
        return frozenset(i for i, n in covered.items() if 2 * n >= self.end[i] - self.start[i])

    def kind(self, tokens: frozenset[int]) -> str:
        part = sum(self.quoted[i] for i in tokens) / len(tokens) if tokens else 0
        return "direct" if part >= 0.5 else "mixed" if part else "indirect"


Quoted = tuple[frozenset[int], frozenset[int], frozenset[int]]


def one_to_one(
    gold: Sequence[frozenset[int]], found: Sequence[frozenset[int]], tie: Callable[[int, int], float] = lambda i, j: 0
) -> dict[int, int]:
    """Pairs by falling Jaccard, none below a half."""
    pairs = sorted(
        (-len(g & p) / len(g | p), -tie(i, j), i, j) for i, g in enumerate(gold) for j, p in enumerate(found) if g & p
    )
    matched: dict[int, int] = {}
    used = set()
    for jaccard, _, i, j in pairs:
        if jaccard <= -0.5 and i not in matched and j not in used:
            matched[i] = j
            used.add(j)
    return matched


def right_source(gold: frozenset[int], found: frozenset[int], low: Sequence[str]) -> bool:
    """Whether a predicted source is the gold's: a content word of it at the same place; or both are empty."""
    if not gold:
        return not found
    both = gold & found
    bare = all(low[t] in STOP - PRON for t in gold) or all(low[t] in PRON for t in gold)
    return bool(both) if bare else any(low[t] not in STOP for t in both)


def compare(tokens: Tokens, gold: Sequence[Quoted], found: Sequence[Quoted]) -> Counts:
    """The counts of one document: contents, cues and sources as (content, cue, source) token sets."""
    gold = [g for g in gold if g[0]]
    found = [p for p in found if p[0]]
    c: Counts = Counter()
    for k, part in enumerate(("content", "cue", "source")):
        g = frozenset().union(*(x[k] for x in gold))
        p = frozenset().union(*(x[k] for x in found))
        c[part, "tp"] += len(g & p)
        c[part, "g"] += len(g)
        c[part, "p"] += len(p)
    pairs = one_to_one([g[0] for g in gold], [p[0] for p in found], lambda i, j: len(gold[i][2] & found[j][2]))
    exact = Counter(p[0] for p in found)
    c["p"] += len(found)
    c["g"] += len(gold)
    matched = set(pairs.values())
    for j, p in enumerate(found):
        c["p", tokens.kind(p[0])] += 1
        c["p ok", tokens.kind(p[0])] += j in matched
    for i, g in enumerate(gold):
        kind = tokens.kind(g[0])
        kinds = [kind] + ["speech"] * (kind != "direct" and any(tokens.low[t] in SAY for t in g[1]))
        same = exact[g[0]] > 0
        exact[g[0]] -= same
        c["exact"] += same
        c["overlap"] += i in pairs
        for k in kinds:
            c["g", k] += 1
            c["overlap", k] += i in pairs
        if i in pairs:
            ok = right_source(g[2], found[pairs[i]][2], tokens.low)
            c["end"] += ok
            if g[2]:
                c["attributed"] += 1
                c["attributed ok"] += ok
    return c


def quoted(tokens: Tokens, a: tagger.Attribution) -> Quoted:
    """An attribution as token sets."""
    contents, cues, sources = (tokens.of((p.start, p.end) for p in part) for part in (a.contents, a.cues, a.sources))
    return contents, cues, sources


QUOTE_FIGURES: dict[str, Callable[[Counts], float]] = {
    "content token F1": f1(("content", "tp"), ("content", "p"), ("content", "g")),
    "content exact F1": f1("exact", "p", "g"),
    "content overlap F1": f1("overlap", "p", "g"),
    "direct recall": share(("overlap", "direct"), ("g", "direct")),
    "mixed recall": share(("overlap", "mixed"), ("g", "mixed")),
    "indirect recall": share(("overlap", "indirect"), ("g", "indirect")),
    "speech recall": share(("overlap", "speech"), ("g", "speech")),
    "direct precision": share(("p ok", "direct"), ("p", "direct")),
    "mixed precision": share(("p ok", "mixed"), ("p", "mixed")),
    "indirect precision": share(("p ok", "indirect"), ("p", "indirect")),
    "attribution accuracy": share("attributed ok", "attributed"),
    "end-to-end F1": f1("end", "p", "g"),
    "source token F1": f1(("source", "tp"), ("source", "p"), ("source", "g")),
    "cue token F1": f1(("cue", "tp"), ("cue", "p"), ("cue", "g")),
}


def quotes(folder: Path, part: str = "dev", dump: Path | None = None) -> list[Row]:
    """Contents, cues and sources in PolNeAR, as `score_quotes` counts them; also by publisher."""
    docs = data.divide(data.read_polnear(folder, "train"))[1] if part == "held" else data.read_polnear(folder, part)
    counts, lines = [], []
    for doc in docs:
        tokens = Tokens(doc.text)
        reading = tagger.read(doc.text)
        gold = [
            (tokens.of(q.contents), tokens.of([q.cue] if q.cue else []), tokens.of([q.source] if q.source else []))
            for q in doc.quotes or ()
        ]
        counts.append(compare(tokens, gold, [quoted(tokens, a) for a in reading.attributions]))
        spans = lambda parts: [[p.start, p.end] for p in parts]  # noqa: E731
        lines.append(
            {
                "doc": doc.id,
                "quotes": [
                    {"content": spans(a.contents), "cue": spans(a.cues), "speaker": spans(a.sources)}
                    for a in reading.attributions
                ],
            }
        )
    write(dump, f"quotes-{part}.jsonl", lines)
    sizes = {name: ("g", name.split()[0]) for name in QUOTE_FIGURES if "recall" in name} | {
        name: ("p", name.split()[0]) for name in QUOTE_FIGURES if "precision" in name
    }
    sizes |= {"attribution accuracy": "attributed"}
    out = rows("quotes", QUOTE_FIGURES, counts, {name: sizes.get(name, "g") for name in QUOTE_FIGURES})
    for outlet in sorted({d.id.split("_")[0] for d in docs}):
        some = [c for c, d in zip(counts, docs, strict=True) if d.id.split("_")[0] == outlet]
        out += rows(
            f"quotes in {outlet}",
            {k: QUOTE_FIGURES[k] for k in ("content overlap F1", "end-to-end F1")},
            some,
            {"content overlap F1": "g", "end-to-end F1": "g"},
        )
    return out


def names(folder: Path, part: str = "dev", dump: Path | None = None) -> list[Row]:
    """Names in CoNLL-2003: right when both ends and the label agree."""
    docs = data.divide(data.read_conll(folder, "train"))[1] if part == "held" else data.read_conll(folder, "testa")
    short = {v: k for k, v in data.CONLL.items()}
    counts, lines, sent = [], [], 0
    for doc in docs:
        found = tagger.read(doc.text).names
        c: Counts = Counter()
        gold_all = {(s, e, label) for s, e, label in doc.names or ()}
        for tokens in doc.extra["tokens"]:
            low, high = tokens[0][0], tokens[-1][1]
            pred = set()
            for n in found:
                inside = [i for i, (s, e) in enumerate(tokens) if s < n.end and n.start < e]
                if inside and low <= n.start < high:
                    pred.add((inside[0], inside[-1] + 1, short[n.label]))
            at_start, at_end = {s: i for i, (s, _) in enumerate(tokens)}, {e: i + 1 for i, (_, e) in enumerate(tokens)}
            gold = {(at_start[s], at_end[e], short[label]) for s, e, label in gold_all if low <= s < high}
            for label in ("ALL", *short.values()):
                g = {x for x in gold if label in ("ALL", x[2])}
                p = {x for x in pred if label in ("ALL", x[2])}
                c[label, "tp"] += len(g & p)
                c[label, "g"] += len(g)
                c[label, "p"] += len(p)
            lines.append({"sent": sent, "ents": sorted(pred)})
            sent += 1
        counts.append(c)
    write(dump, f"names-{part}.jsonl", lines)
    figures = {
        f"{label} F1": f1((key, "tp"), (key, "p"), (key, "g"))
        for label, key in (("entity", "ALL"), *((v, k) for k, v in data.CONLL.items()))
    }
    sizes = {f"{label} F1": (key, "g") for label, key in (("entity", "ALL"), *((v, k) for k, v in data.CONLL.items()))}
    return rows("names", figures, counts, sizes)


def macro(group: str) -> Callable[[Counts], float]:
    """F1, the mean over the three classes."""

    def figure(c: Counts) -> float:
        scores = []
        for k in range(3):
            g = sum(c[group, k, j] for j in range(3))
            p = sum(c[group, j, k] for j in range(3))
            scores.append(2 * c[group, k, k] / (g + p) if g + p else 0.0)
        return sum(scores) / 3

    return figure


def calibration_error(chances: np.ndarray, right: np.ndarray, bins: int = 15) -> float:
    """Expected calibration error in equal bins (Naeini et al., AAAI 2015; Guo et al., ICML 2017)."""
    which = np.minimum((chances * bins).astype(int), bins - 1)
    return float(
        sum(
            abs(chances[which == b].mean() - right[which == b].mean()) * (which == b).mean()
            for b in range(bins)
            if (which == b).any()
        )
    )


def sentiment_scores(folder: Path) -> tuple[list[data.Doc], list[np.ndarray]]:
    """The held-back tenth, split by article, and the probabilities of each document's targets."""
    docs = data.divide(data.read_mtsc(folder))[1]
    return docs, [tagger.read(d.text).sentiment([(s, e) for s, e, _, _ in d.targets]) for d in docs]


def sentiment(folder: Path, part: str = "dev", dump: Path | None = None) -> list[Row]:
    """Sentiment towards targets in the held-back tenth of NewsMTSC's train: one target in the sentence, or several."""
    docs, scores = sentiment_scores(folder)
    by_article: dict[str, Counts] = {}
    lines, chances, right = [], [], []
    for doc, p in zip(docs, scores, strict=True):
        c = by_article.setdefault(doc.extra["article"], Counter())
        group = "several" if len(doc.targets) > 1 else "one"
        for (_, _, gold, name), row in zip(doc.targets, p, strict=True):
            got = int(row.argmax())
            for g in (group, "all"):
                c[g, gold, got] += 1
                c[g, "n"] += 1
                c[g, "ok"] += gold == got
            lines.append({"id": name, "label": got - 1})
            chances.append(float(row.max()))
            right.append(gold == got)
    write(dump, "sentiment.jsonl", lines)
    figures: dict[str, Callable[[Counts], float]] = {f"macro-F1, {g}": macro(g) for g in ("one", "several", "all")} | {
        "accuracy": share(("all", "ok"), ("all", "n"))
    }
    out = rows(
        "sentiment",
        figures,
        list(by_article.values()),
        {f"macro-F1, {g}": (g, "n") for g in ("one", "several", "all")} | {"accuracy": ("all", "n")},
    )
    error = 100 * calibration_error(np.array(chances), np.array(right))
    rng = np.random.default_rng(0)
    drawn = [rng.integers(0, len(chances), len(chances)) for _ in range(300)]
    errors = [100 * calibration_error(np.array(chances)[i], np.array(right)[i]) for i in drawn]
    low, high = np.percentile(errors, [2.5, 97.5])
    out.append(
        {
            "method": "sentiment",
            "figure": "calibration error",
            "value": round(error, 1),
            "low": round(float(low), 1),
            "high": round(float(high), 1),
            "n": len(chances),
        }
    )
    return out


def world(folder: Path, part: str = "dev", dump: Path | None = None) -> list[Row]:
    """Spoken quotes in today's news; who is behind the words is not the tagger's to say."""
    docs = data.divide(data.read_world(folder, "train"))[1] if part == "held" else data.read_world(folder, "dev")
    counts, lines = [], []
    for doc in docs:
        tokens = Tokens(doc.text)
        reading = tagger.read(doc.text)
        found = [tokens.of((p.start, p.end) for p in a.contents) for a in reading.attributions]
        gold = doc.extra["gold"]["quotes"]
        pairs = one_to_one([tokens.of(map(tuple, q["spans"])) for q in gold], found)
        thought = {j for i, j in pairs.items() if gold[i]["kind"] != "speech"}
        thought |= {j for j, a in enumerate(reading.attributions) if a.kind == "thought" and j not in pairs.values()}
        c: Counts = Counter({"p": len(found) - len(thought)})
        for i, q in enumerate(gold):
            if q["kind"] == "speech":
                c["g"] += 1
                c["g", q["type"]] += 1
                ok = i in pairs and reading.attributions[pairs[i]].kind != "thought"
                c["tp"] += ok
                c["tp", q["type"]] += ok
        counts.append(c)
        lines.append(
            {
                "doc": doc.id.removeprefix("world-"),
                "quotes": [
                    {
                        "spans": [[p.start, p.end] for p in a.contents],
                        "kind": a.kind,
                        "type": tokens.kind(f),
                        "name": None,
                        "speaker_type": "named",
                        "cue_type": "say",
                    }
                    for a, f in zip(reading.attributions, found, strict=True)
                ],
            }
        )
    write(dump, f"world-{part}.jsonl", lines)
    figures = {
        "quote F1": f1("tp", "p", "g"),
        "quote recall": share("tp", "g"),
        "quote precision": share("tp", "p"),
    } | {f"{k} recall": share(("tp", k), ("g", k)) for k in ("direct", "mixed", "indirect")}
    return rows(
        "quotes of today",
        figures,
        counts,
        {k: ("g", k.split()[0]) if k.split()[0] in ("direct", "mixed", "indirect") else "g" for k in figures},
    )


HE = re.compile(r"(?i)^(he|him|his|himself|she|her|hers|herself)$")
THEY = re.compile(r"(?i)^(they|them|their|theirs|themselves|it|its|itself)$")
MEANT_FIGURES = ("all", "named", "nobody", "he, she", "they, it", "nominal", "speaker")


def meant_counts(
    text: str, marks: Sequence[Row], aliases: dict[str, list[str]], found: Mapping[str, Sequence[Row]]
) -> Counts:
    """How many marked mentions of one article have the right actor, or rightly none; as `score_links` counts them.

    `found` holds the article's rows of `actors`, `mentions` and `quotes`.
    """
    called = {a["actor_id"]: [a["name"], *a["aliases"]] for a in found["actors"]}
    spans = [(m["start"], m["end"], m["actor_id"], False) for m in found["mentions"]]
    spans += [
        (q["speaker_start"], q["speaker_end"], q["actor_id"], True)
        for q in found["quotes"]
        if q.get("speaker_start") is not None
    ]
    c: Counts = Counter()
    linked: list[tuple[frozenset[str], str]] = []
    for number, mark in enumerate(marks):
        if "(the outlet)" in mark["names"]:
            continue
        start, end, source = mark["start"], mark["end"], bool(mark.get("source"))
        words = text[start:end]
        kind = "he, she" if HE.match(words) else "they, it" if THEY.match(words) else "speaker" if source else "nominal"
        hits = [
            (min(e, end) - max(s, start), speaker == source, s - e, actor or "")
            for s, e, actor, speaker in spans
            if s < end and e > start
        ]
        actor = max(hits)[3] if hits else ""
        got = called.get(actor)
        if mark["names"]:
            linked.append((frozenset(mark["names"]), actor or f"none {number}"))
            ok = got is not None and any(who.same(got, [n, *aliases.get(n, [])]) for n in mark["names"])
        else:
            ok = got is None
        for k in ("all", "named" if mark["names"] else "nobody", kind):
            c[k, "n"] += 1
            c[k, "ok"] += ok
    for m in found["mentions"]:
        # One that holds the name itself is not linked, but read.
        if m["kind"] != "nominal" or any(name in m["text"] for name in called[m["actor_id"]]):
            continue
        c["given", "n"] += 1
        c["given", "ok"] += any(
            2 * (min(m["end"], mark["end"]) - max(m["start"], mark["start"])) > m["end"] - m["start"]
            and any(who.same(called[m["actor_id"]], [n, *aliases.get(n, [])]) for n in mark["names"])
            for mark in marks
        )
    wanted, given, both = (Counter(x) for x in ([g for g, _ in linked], [f for _, f in linked], linked))
    for g, f in linked:
        c["b3", "n"] += 1
        c["b3", "precision"] += both[g, f] / given[f]  # type: ignore[assignment]
        c["b3", "recall"] += both[g, f] / wanted[g]  # type: ignore[assignment]
    return c


def b_cubed(c: Counts) -> float:
    """B³ F1 of the named mentions, each cluster an actor (Bagga & Baldwin 1998); one without an actor is by itself."""
    p, r = c["b3", "precision"], c["b3", "recall"]
    return 2 * p * r / (p + r) / c["b3", "n"] if p + r else 0.0


def speaker_answers(docs: Iterable[data.Doc]) -> list[list[tuple[bool, bool, float, int]]]:
    """For each article and marked spoken quote: is the first speaker right, are all; its confidence; how many speak."""
    out = []
    for doc in docs:
        alias = {a["name"]: a["aliases"] for a in doc.extra["gold"]["actors"]}
        rows_ = []
        for wanted, found in world_articles.spoken(doc.extra["gold"], tagger.read(doc.text)):
            got = [row["actor"] for row in found]

            def is_(one: str | None, name: str, alias: dict[str, list[str]] = alias) -> bool:
                return one is not None and world_articles.same(one, name, alias.get(name, []))

            first = any(is_(got[0], name) for name in wanted) if wanted else got[0] is None
            each = len(got) == len(wanted) and all(any(is_(one, name) for one in got) for name in wanted)
            rows_.append((first, each if wanted else first, found[0]["confidence"], len(wanted)))
        out.append(rows_)
    return out


def speakers(folder: Path, part: str = "dev", dump: Path | None = None) -> list[Row]:
    """Who is behind the words, names and quotes given: today's news, the marked speaker or rightly nobody."""
    docs = data.divide(data.read_world(folder, "train"))[1] if part == "held" else data.read_world(folder, "dev")
    counts = []
    for answers in speaker_answers(docs):
        c: Counts = Counter()
        for first, each, _, n in answers:
            for k in ("right speaker", "named" if n else "nobody", *(("speak together",) if n > 1 else ())):
                c[k, "n"] += 1
                c[k, "ok"] += each if k == "speak together" else first
        counts.append(c)
    figures = ("right speaker", "named", "nobody", "speak together")
    some = {k: share((k, "ok"), (k, "n")) for k in figures if any(c[k, "n"] for c in counts)}
    return rows("speaker, quote given", some, counts, {k: (k, "n") for k in figures})


def marked_articles(folder: Path, part: str) -> dict[str, list[tuple[str, Row]]]:
    """Articles of which every mention is marked, with the marks: today's news, and the tenth of PolNeAR's."""
    world_docs = data.divide(data.read_world(folder, "train"))[1] if part == "held" else data.read_world(folder, "dev")
    marks = who.read_marks(folder)
    polnear = [d for d in data.read_polnear(folder, "train") if d.id in marks and who.held_polnear(d.id)]
    return {
        "today's news": [(d.text, d.extra["gold"]) for d in world_docs if d.extra["gold"]["exhaustive"] == "all"],
        "US politics": [(d.text, marks[d.id]) for d in polnear],
    }


def mentions_right(text: str, gold: Row) -> Counts:
    """The counts of `meant_counts` of one article, as the kit annotates it."""
    aliases = {a["name"]: a.get("aliases", []) for a in [*gold["actors"], *gold.get("mentioned", [])]}
    return meant_counts(text, gold["mentions"], aliases, annotate_text(text))


def meant(folder: Path, part: str = "dev", dump: Path | None = None) -> list[Row]:
    """Whom pronouns, nominals and speakers stand for: today's news, the tenth of the marked PolNeAR articles, GAP.

    `dev` is world dev, `held` the tenth of its train; the tenth of PolNeAR and GAP's validation part are in both.
    """
    out: list[Row] = []
    for name, docs in marked_articles(folder, part).items():
        counts = [mentions_right(text, gold) for text, gold in docs]
        figures = {k: share((k, "ok"), (k, "n")) for k in MEANT_FIGURES if any(c[k, "n"] for c in counts)}
        figures["B³ F1"] = b_cubed
        sizes = {k: (k, "n") for k in MEANT_FIGURES} | {"B³ F1": ("b3", "n"), "nominals given a name": ("given", "n")}
        # PolNeAR's marks leave some nominals out.
        if name == "today's news":
            figures["nominals given a name"] = share(("given", "ok"), ("given", "n"))
        out += rows(f"who, {name}", figures, counts, sizes)
    counts = []
    for doc in who.read_gap(folder, "validation"):
        found = annotate_text(doc.text)["mentions"]
        row = doc.extra["row"]

        def actor(start: int, words: str, found: Sequence[Row] = found) -> str | None:
            hits = [m for m in found if m["start"] < start + len(words) and m["end"] > start]
            best = max(hits, key=lambda m: min(m["end"], start + len(words)) - max(m["start"], start), default=None)
            return best["actor_id"] if best else None

        pronoun = actor(int(row["Pronoun-offset"]), row["Pronoun"])
        c = Counter()
        sex = "feminine" if row["Pronoun"].lower() in ("she", "her", "hers") else "masculine"
        for x in "AB":
            said = pronoun is not None and pronoun == actor(int(row[f"{x}-offset"]), row[x])
            right = row[f"{x}-coref"] == "TRUE"
            for k in ("F1", f"F1, {sex}"):
                c[k, "tp"] += said and right
                c[k, "p"] += said
                c[k, "g"] += right
        counts.append(c)
    figures = {k: f1((k, "tp"), (k, "p"), (k, "g")) for k in ("F1", "F1, feminine", "F1, masculine")}
    return out + rows("who, GAP", figures, counts, {k: (k, "g") for k in figures})


def line(row: Row) -> str:
    """A row as it is printed."""
    interval = f"[{row['low']:5.1f}, {row['high']:5.1f}]"
    return f"{row['method']:24} {row['figure']:22} {row['value']:6.1f}  {interval}  n {row['n']}"


def write(folder: Path | None, name: str, lines: Sequence[Any]) -> None:
    """One JSON object a line, if there is a folder to write to."""
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")


@cache
def judged(folder: Path) -> list[tuple[np.ndarray, np.ndarray]]:
    """The held-back articles of `keys/stance.jsonl`: of each mention the class that readers gave it, and its chances.

    Shapes (mentions,) and (mentions, 3); mentions on which two readers differ are left out.
    """
    out = []
    for doc in data.read_stance(folder)[1]:
        agreed = [(s, e, gold) for s, e, gold, _ in doc.targets if isinstance(gold, int)]
        chances = tagger.read(doc.text).sentiment([(s, e) for s, e, _ in agreed])
        out.append((np.array([gold for *_, gold in agreed], dtype=int), chances))
    return out


def stance(folder: Path, part: str = "dev", dump: Path | None = None) -> list[Row]:
    """Portrayals in whole articles as readers marked them, in the held-back quarter of `keys/stance.jsonl`.

    A label is what the kit tells: none where it abstains. Mentions were drawn for marking by what a model said of them,
    so they hold more portrayals than all mentions do.
    """
    least = tagger.abstention()
    by_article = []
    for marks, chances in judged(folder):
        c: Counts = Counter()
        for gold, row in zip(marks.tolist(), chances, strict=True):
            got = int(row.argmax())
            c["all", gold, got] += 1
            told = row.max() >= least
            for k, name in ((2, "favourable"), (0, "unfavourable")):
                c[name, "given"] += told and got == k
                c[name, "marked"] += gold == k
                c[name, "right"] += told and got == gold == k
        by_article.append(c)
    sides = ("favourable", "unfavourable")
    figures: dict[str, Callable[[Counts], float]] = {"macro-F1": macro("all")}
    for name in sides:
        figures[f"{name} precision"] = share((name, "right"), (name, "given"))
        figures[f"{name} recall"] = share((name, "right"), (name, "marked"))
    sizes: dict[str, Any] = {f"{name} precision": (name, "given") for name in sides}
    sizes |= {f"{name} recall": (name, "marked") for name in sides}
    sizes["macro-F1"] = sum(len(marks) for marks, _ in judged(folder))
    return rows("stance", figures, by_article, sizes)


TASKS = {
    "quotes": quotes,
    "names": names,
    "sentiment": sentiment,
    "stance": stance,
    "world": world,
    "meant": meant,
    "speakers": speakers,
}


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--part", choices=("dev", "held"), default="dev")
    parser.add_argument("--task", nargs="+", choices=sorted(TASKS), default=sorted(TASKS))
    parser.add_argument(
        "--dump", type=Path, help="write predictions here, a file a task, in the form that the scorers read"
    )
    parser.add_argument("--json", type=Path, help="write the rows here")
    args = parser.parse_args()
    found = []
    for task in args.task:
        for row in TASKS[task](args.data, args.part, args.dump):
            print(line(row), flush=True)
            found.append(row)
    if args.json:
        args.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
