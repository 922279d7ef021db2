"""Score the kit's reading of the world articles, through the code that users run.

    python -m training.world --data FOLDER --split dev              the shipped model
    python -m training.world --data FOLDER --split train --gold     its layer of rules alone, on marked quotes and names
    python -m training.world --data FOLDER --split train --out predictions.jsonl

The measures are those of the data's own scorer: quotes matched one to one at a token Jaccard of 0.5, names equal or one
within the other and ending alike.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from kit import actors, quotes, sentiment, tagger
from kit.actors.places import fold, places
from kit.tagger import Attribution, Name, Part, Reading

Row = dict[str, Any]
WORD = re.compile(r"\w+(?:['’-]\w+)*")
# Not from the kit's own lexicon, with which the yardstick would move.
TITLES = frozenset(
    "mr mrs ms dr sir lady lord president prime minister foreign senator sen rep gov governor prof professor "
    "judge justice "
    "the chief general gen captain king queen prince princess former vice".split()
)
LABELS = {"person": "person", "organization": "organization", "country": "location", "group": "misc"}
CAPITALS = re.compile(r"(?:[A-Z][\w’'-]*\w|U\.S\.|U\.K\.)(?: [A-Z][\w’'-]*\w)*")


def documents(folder: Path) -> Iterator[tuple[Row, str]]:
    """The marked articles and their texts."""
    for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        yield gold, (folder / "texts" / f"{gold['doc']}.txt").read_bytes().decode("utf-8")


# A name that begins small: "al-Qaeda", "@annlee", "annlee7"; not "the mayor", "his wife".
HANDLE = re.compile(r"\W?[\w-]*[A-Z\d@_]\S*")


def gold_reading(gold: Row, reading: Reading) -> Reading:
    """A reading without the model's errors: quotes and names as marked, places by their names."""
    text = reading.text
    spans: dict[tuple[int, int], str] = {}
    words = ((s, LABELS[a["type"]]) for a in gold["actors"] for s in [a["name"], *a["aliases"]])
    strings = {s: label for s, label in words if s[0].isupper() or HANDLE.fullmatch(s)}
    for s in sorted(strings, key=len, reverse=True):
        for match in re.finditer(r"(?<!\w)" + re.escape(s) + r"(?!\w)", text):
            if not any(a < match.end() and match.start() < b for a, b in spans):
                spans[match.span()] = strings[s]
    known = places()
    for match in CAPITALS.finditer(text):
        key = fold(match.group())
        label = "location" if key in known.country or key in known.seat or key in known.city else "misc"
        free = not any(a < match.end() and match.start() < b for a, b in spans)
        if free and (label == "location" or key in known.adjective or key in known.people):
            spans[match.span()] = label
    names = tuple(Name(a, b, label, 0.9) for (a, b), label in sorted(spans.items()))
    found = tuple(
        Attribution(
            tuple(Part(a, b, 0.9) for a, b in q["spans"]),
            (Part(*q["cue"], 0.9),) if q["cue"] else (),
            (Part(*q["speaker"], 0.9),) if q["speaker"] else (),
            q["kind"],
            0.9,
        )
        for q in gold["quotes"]
    )
    return replace(reading, names=names, attributions=found)


def spoken(gold: Row, reading: Reading) -> Iterator[tuple[list[str], list[Row]]]:
    """For each marked spoken quote that has a counterpart: who speaks as marked (none: nobody), and rows of `speakers`.

    Names and quotes are as marked, so that what is measured is who is behind the words.
    """
    text = reading.text
    reading = gold_reading(gold, reading)
    found = actors.resolve(reading, quotes.assemble(reading))
    given = [_tokens(text, q["spans"] or [[q["start"], q["end"]]]) for q in found.quotes]
    pairs = _matched([_tokens(text, q["spans"]) for q in gold["quotes"]], given)
    for i, q in enumerate(gold["quotes"]):
        if q["kind"] == "speech" and i in pairs:
            number = found.quotes[pairs[i]]["quote"]
            wanted = [name.strip() for name in q["name"].split(";")] if q["name"] else []
            yield wanted, [row for row in found.speakers if row["quote"] == number]


def predict(reading: Reading) -> Row:
    """What the kit makes of a reading, in the scorer's form."""
    found = actors.resolve(reading, quotes.assemble(reading))
    sentences = [{"sentence": n, "start": s, "end": e} for n, (s, e) in enumerate(reading.layout.sentences)]
    rows = sentiment.score(reading, sentences, found.mentions, found.actors, found.quotes)
    starts = {row["mention"]: row for row in found.mentions}
    portrayal = [
        [starts[r["mention"]]["start"], starts[r["mention"]]["end"], r["actor"], r["voice_name"], r["score"]]
        for r in rows
    ]
    return resolved(found) | {"portrayal": portrayal}


def resolved(found: actors.Resolved) -> Row:
    """Who is who, in the scorer's form; without a portrayal."""
    return {
        "quotes": [
            {
                "spans": q["spans"] or [[q["start"], q["end"]]],
                "type": q["type"],
                "kind": q["kind"],
                "name": q["actor"],
                "speaker_type": q["speaker_type"],
                "cue_type": q["cue_type"],
            }
            for q in found.quotes
        ],
        "actors": [{"name": a["name"], "type": a["type"], "aliases": a["aliases"]} for a in found.actors],
        "mentions": [[m["start"], m["end"], m["actor"]] for m in found.mentions],
        "portrayal": [],
        "requests": [[r["start"], r["end"], r.get("actor"), r["outcome"]] for r in found.comment_requests],
    }


def _tokens(text: str, spans: list[list[int]]) -> frozenset[int]:
    return frozenset(m.start() for s, e in spans for m in WORD.finditer(text, s, e))


def _plain(name: str) -> tuple[str, ...]:
    words = re.sub(r"['’]s\b", "", str(name).lower()).replace(".", "").split()
    return tuple(w for w in words if w not in TITLES) or tuple(words)


def same(one: str | None, other: str | None, aliases: tuple[str, ...] | list[str] = ()) -> bool:
    """Whether two names are for one."""
    if one is None or other is None:
        return one is None and other is None
    a = _plain(one)
    return any(
        a == x or ((set(a) <= set(x) or set(x) <= set(a)) and a[-1] == x[-1]) for x in map(_plain, [other, *aliases])
    )


def _matched(gold: list[frozenset[int]], found: list[frozenset[int]]) -> dict[int, int]:
    pairs = sorted(
        ((len(g & p) / len(g | p), i, j) for i, g in enumerate(gold) for j, p in enumerate(found) if g & p),
        reverse=True,
    )
    out: dict[int, int] = {}
    for share, i, j in pairs:
        if share >= 0.5 and i not in out and j not in out.values():
            out[i] = j
    return out


def count(gold: Row, text: str, found: Row, n: Counter[str]) -> None:
    """Add one article's counts to `n`."""
    alias = {a["name"]: a["aliases"] for a in gold["actors"]}
    marked, given = gold["quotes"], found["quotes"]
    pairs = _matched([_tokens(text, q["spans"]) for q in marked], [_tokens(text, q["spans"]) for q in given])
    left_out = {j for i, j in pairs.items() if marked[i]["kind"] != "speech"}
    left_out |= {j for j, q in enumerate(given) if q["kind"] == "thought" and j not in pairs.values()}
    n["p"] += len(given) - len(left_out)
    for i, q in enumerate(marked):
        if q["kind"] != "speech":
            continue
        n["g"] += 1
        if i not in pairs or given[pairs[i]]["kind"] == "thought":
            continue
        got = given[pairs[i]]
        n["tp"] += 1
        names = [y.strip() if y else None for x in q.get("names", [q["name"]]) for y in (x.split(";") if x else [None])]
        right = any(same(got["name"], y, alias.get(y or "", [])) for y in names)
        n["speaker"] += right
        n["type"] += got["type"] == q["type"]
        n["cue"] += got["cue_type"] == q["cue_type"]
        n["sort"] += got["speaker_type"] == q["speaker_type"]
    people = [a for a in gold["actors"] if a["type"] == "person"]
    for a in gold["actors"]:
        hit = any(x["type"] == a["type"] and same(x["name"], a["name"], a["aliases"]) for x in found["actors"])
        n["actors"] += 1
        n["actors right"] += hit
        n["persons"] += a["type"] == "person"
        n["persons right"] += hit and a["type"] == "person"
        for s in a["aliases"]:
            at = [m.start() for m in re.finditer(r"(?<!\w)" + re.escape(s) + r"(?!\w)", text)]
            names_at = [m.span() for m in re.finditer(re.escape(a["name"]), text)]
            at = [x for x in at if not any(y < x < z or (x == y and len(a["name"]) > len(s)) for y, z in names_at)]
            if at:
                n["aliases"] += 1
                n["aliases right"] += any(
                    same(who, a["name"], a["aliases"]) for y, z, who in found["mentions"] if any(y <= x < z for x in at)
                )
    for x in found["actors"]:
        if x["type"] == "person":
            n["persons given"] += 1
            n["persons given right"] += any(same(x["name"], a["name"], a["aliases"]) for a in people)
    for w in gold["who"]:
        n["who"] += 1
        n["who right"] += any(
            s <= w["start"] and e >= w["end"] and e - s <= 60 and same(who, w["name"], alias.get(w["name"], []))
            for s, e, who in found["mentions"]
        )
    for c in gold["portrayal"]:
        want = 1 if c["polarity"] == "positive" else -1
        rows = [
            r
            for r in found["portrayal"]
            if c["start"] <= r[0] < c["end"]
            and same(r[2], c["target"], alias.get(c["target"], []))
            and r[4] * want > 0.1
        ]
        n["portrayals"] += 1
        n["sign"] += bool(rows)
        n["voice"] += any(same(r[3], c["voice"], alias.get(c["voice"] or "", [])) for r in rows)
    n["requests"] += len(gold["requests"])
    n["requests given"] += len(found["requests"])
    n["requests right"] += sum(
        any(s < r["end"] and e > r["start"] for s, e, *_ in found["requests"]) for r in gold["requests"]
    )


def figures(n: Counter[str]) -> dict[str, float]:
    """The measures in per cent."""

    def share(a: str, b: str) -> float:
        return round(100 * n[a] / n[b], 1) if n[b] else float("nan")

    def f1(a: str, b: str, c: str) -> float:
        return round(200 * n[a] / (n[b] + n[c]), 1) if n[b] + n[c] else float("nan")

    return {
        "quote F1": f1("tp", "g", "p"),
        "end-to-end F1": f1("speaker", "g", "p"),
        "speaker of matched": share("speaker", "tp"),
        "type": share("type", "tp"),
        "cue type": share("cue", "tp"),
        "speaker type": share("sort", "tp"),
        "persons recall": share("persons right", "persons"),
        "persons precision": share("persons given right", "persons given"),
        "actors": share("actors right", "actors"),
        "aliases": share("aliases right", "aliases"),
        "who": share("who right", "who"),
        "portrayal sign": share("sign", "portrayals"),
        "portrayal sign and voice": share("voice", "portrayals"),
        "requests F1": f1("requests right", "requests", "requests given"),
    }


def main() -> None:
    """Read, score, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="the folder that holds world/")
    parser.add_argument("--split", default="dev", choices=("train", "dev"))
    parser.add_argument("--gold", action="store_true", help="names and quotes as marked, instead of the model's")
    parser.add_argument("--out", type=Path, help="write the predictions here, a line an article")
    options = parser.parse_args()
    n: Counter[str] = Counter()
    lines = []
    for gold, text in documents(options.data / "world" / options.split):
        reading = tagger.read(text)
        found = predict(gold_reading(gold, reading) if options.gold else reading)
        count(gold, text, found, n)
        lines.append(json.dumps({"doc": gold["doc"], **found}))
    for name, value in figures(n).items():
        print(f"{name:26} {value}")
    if options.out:
        options.out.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
