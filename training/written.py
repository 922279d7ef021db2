"""Articles that were written for this project, with who speaks and who is meant marked in them as they were written.

    python -m training.written FILE …     # says what is wrong with the marks; nothing where all is well

Each file of `keys/written` holds articles of one desk; `keys/written.md` says how they are marked.
"""

from __future__ import annotations

import argparse
import re
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kit.actors.features import KINDS, kind_of
from training import data

KEYS = Path(__file__).parent / "keys" / "written"
ARTICLE = re.compile(r"^### *(.+)$", re.MULTILINE)
ACTOR = re.compile(r"^(person|organization|country|group) (\w+) = (.+)$")
OPENING = re.compile(r"\[([\w+]+)\|")
QUOTE = re.compile(r"\{(\d+)(?:([sc])| ([\w+]+)(\??))\|")
# What must stand in marks: "it" and "its" are marked where they stand for an actor.
PRONOUNS = re.compile(r"\b(?:he|she|they|him|his|her|hers|them|their|theirs)\b", re.IGNORECASE)
EDGES = " \n“”\"‘’'«»„"
NOBODY = "0"


@dataclass
class Marked:
    """An article without its marks, and the marks as places in it: `mentions` (start, end, ids), `quotes` by number."""

    name: str
    text: str = ""
    actors: dict[str, dict[str, Any]] = field(default_factory=dict)
    mentions: list[tuple[int, int, tuple[str, ...]]] = field(default_factory=list)
    quotes: dict[int, dict[str, Any]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


def parse(name: str, block: str) -> Marked:
    """One article: its actors, a line each, an empty line, its paragraphs with marks."""
    out = Marked(name)
    head, _, body = block.strip().partition("\n\n")
    for line in head.split("\n"):
        if not (found := ACTOR.match(line.strip())):
            out.faults.append(f"no actor: {line[:60]!r}")
            continue
        kind, key, strings = found.groups()
        first, *others = (s.strip() for s in strings.split(";"))
        out.actors[key] = {"name": first, "type": kind, "aliases": [s for s in others if s]}
    quotes: dict[int, dict[str, Any]] = defaultdict(lambda: {"spans": [], "cue": None, "speaker": None, "ids": None})
    opened: list[tuple[str, int, Any]] = []
    text, at = "", 0
    while at < len(body):
        if (found := OPENING.match(body, at)) or (found := QUOTE.match(body, at)):
            opened.append((body[at], len(text), found.groups()))
            at = found.end()
        elif body[at] in "[{":
            out.faults.append(f"no mark: {body[at : at + 40]!r}")
            at += 1
        elif body[at] in "]}":
            if not opened or opened[-1][0] != "[{"["]}".index(body[at])]:
                out.faults.append(f"closes nothing: {body[max(0, at - 40) : at + 1]!r}")
            else:
                _, start, groups = opened.pop()
                _close(out, quotes, text, start, groups)
            at += 1
        else:
            text += body[at]
            at += 1
    out.faults += [f"never closed: {text[start : start + 40]!r}" for _, start, _ in opened]
    out.text = text
    out.quotes = dict(sorted(quotes.items()))
    _check(out)
    return out


def _close(out: Marked, quotes: dict[int, dict[str, Any]], text: str, start: int, groups: tuple[Any, ...]) -> None:
    """What a closed mark says: a mention, or a part of a quote."""
    end = len(text)
    if len(groups) == 1:
        out.mentions.append((start, end, tuple(groups[0].split("+"))))
        return
    number, part, ids, thought = groups
    quote = quotes[int(number)]
    if part:
        name = "speaker" if part == "s" else "cue"
        if quote[name]:
            out.faults.append(f"quote {number}: two {name}s")
        quote[name] = (start, end)
        return
    while start < end and text[start] in EDGES:
        start += 1
    while end > start and text[end - 1] in EDGES:
        end -= 1
    quote["spans"].append((start, end))
    quote["ids"], quote["kind"] = tuple(ids.split("+")), "thought" if thought else "speech"


def _check(out: Marked) -> None:
    """What the marks lack or contradict, into `faults`."""
    known = {*out.actors, NOBODY}
    used = [("mention", ids) for _, _, ids in out.mentions] + [
        (f"quote {n}", q["ids"] or ()) for n, q in out.quotes.items()
    ]
    out.faults += [f"{where}: no actor {i!r}" for where, ids in used for i in ids if i not in known]
    out.faults += [f"quote {n}: no content" for n, q in out.quotes.items() if not q["spans"]]
    spans = [(s, e) for s, e, _ in out.mentions]
    for n, q in out.quotes.items():
        if q["cue"] and not q["speaker"]:
            out.faults.append(f"quote {n}: a cue without a speaker")
        if q["speaker"] and any(s <= q["speaker"][0] < e for s, e in q["spans"]):
            out.faults.append(f"quote {n}: its speaker stands in its content")
    for m in PRONOUNS.finditer(out.text):
        if not any(s <= m.start() and m.end() <= e and e - s < len(m[0]) + 3 for s, e in spans):
            out.faults.append(f"pronoun without a mark: {out.text[max(0, m.start() - 25) : m.end() + 15]!r}")
    for actor in out.actors.values():
        if not re.search(_alone(actor["name"]), out.text):
            out.faults.append(f"never named in full: {actor['name']}")
        for string in (actor["name"], *actor["aliases"]):
            for m in re.finditer(_alone(string), out.text):
                if not any(s <= m.start() and m.end() <= e for s, e in spans):
                    out.faults.append(f"name without a mark: {out.text[max(0, m.start() - 20) : m.end() + 20]!r}")


def _alone(string: str) -> str:
    """A pattern for a string that is no part of a word."""
    return rf"(?<!\w){re.escape(string)}(?!\w)"


def read_file(path: Path) -> list[Marked]:
    """The articles of a file, with their faults."""
    parts = ARTICLE.split(path.read_text(encoding="utf-8"))
    return [parse(f"{path.stem}-{name.strip()}", block) for name, block in zip(parts[1::2], parts[2::2], strict=True)]


def article(marked: Marked) -> data.Doc:
    """An article in the form of today's news (`data.read_world`)."""
    names = {key: actor["name"] for key, actor in marked.actors.items()}
    strings = {key: {actor["name"], *actor["aliases"]} for key, actor in marked.actors.items()}

    def behind(ids: tuple[str, ...]) -> list[str]:
        return [names[i] for i in ids if i in names]

    called, mentions = [], []
    for start, end, ids in sorted(marked.mentions):
        words = marked.text[start:end]
        if len(ids) == 1 and words in strings.get(ids[0], ()):
            called.append((start, end, marked.actors[ids[0]]["type"]))
        else:
            mentions.append({"start": start, "end": end, "names": behind(ids)})
    quotes = tuple(data.Quote(tuple(q["spans"]), q["cue"], q["speaker"], q["kind"]) for q in marked.quotes.values())
    gold = {
        "quotes": [
            {"name": "; ".join(behind(q["ids"])), "spans": q["spans"], "kind": q["kind"]}
            for q in marked.quotes.values()
        ],
        "actors": list(marked.actors.values()),
        "mentions": mentions,
        "exhaustive": "all",
    }
    people = tuple((s, e) for s, e, kind in called if kind == "person")
    return data.Doc(
        f"written-{marked.name}", marked.text, "world", tuple(called), quotes, people=people, extra={"gold": gold}
    )


def read() -> list[data.Doc]:
    """All that were written, in order; ValueError where marks are faulty."""
    found = [marked for path in sorted(KEYS.glob("*.txt")) for marked in read_file(path)]
    if faults := [f"{marked.name}: {fault}" for marked in found for fault in marked.faults]:
        raise ValueError(f"{len(faults)} faulty marks in keys/written, the first: {faults[0]}")
    return [article(marked) for marked in found]


def main() -> None:
    """Say what is wrong with the marks of some files."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("files", type=Path, nargs="+")
    for path in parser.parse_args().files:
        articles = read_file(path)
        for marked in articles:
            for fault in marked.faults:
                print(f"{marked.name}: {fault}")
        kinds = [kind_of(m.text[s:e], False) for m in articles for s, e, _ in m.mentions]
        print(
            f"{path.name}: {len(articles)} articles, {sum(len(m.text.split()) for m in articles)} words, "
            f"{sum(len(m.quotes) for m in articles)} quotes, {len(kinds)} mentions "
            f"({kinds.count(KINDS.index('nominal'))} names or nominals)"
        )


if __name__ == "__main__":
    main()
