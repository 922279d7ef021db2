"""Who is meant: marked mentions of whole articles and of GAP, beside the actors that the kit itself finds in them.

    python -m training.who --data FOLDER --out FILE     # the casts, once: about two minutes

The linking head chooses among the actors that the kit finds, so it is taught on these and not on the marked ones: a
marked name is looked for among them, and where it is not there, nobody is the right answer.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from kit import actors, quotes, tagger
from kit.actors.features import CONTENT, KINDS, Candidate, Compared, Point, compare, kind_of, together, told
from kit.actors.places import fold
from kit.actors.points import find_points
from kit.actors.titles import given_names
from kit.text.layout import Layout
from training import data, made, restored, written


def found_in(text: str) -> dict[str, Any]:
    """What the kit finds in a text.

    `cast`: of each actor type, names, roles, what pronoun its titles or first name suggest; `mentions`: start and end
    of each pronoun and nominal.
    """
    reading = tagger.read(text)
    rows = quotes.assemble(reading)
    names, cast, roles = actors.named(reading, rows)
    return {
        "cast": [
            {
                "type": one.type,
                "names": [list(name) for name in one.names],
                "called": sorted({m.text for m in cast[number].mentions} | {cast[number].name}),
                "pronoun": one.pronoun,
                "hint": one.hint,
                "roles": [[role.start, role.end] for role in roles if role.person == number and role.role],
            }
            for number, one in actors.candidates(cast).items()
        ],
        "mentions": [[p.start, p.end] for p in find_points(reading, names, rows) if p.quote < 0 and p.name is None],
    }


def plain(name: str) -> str:
    """A name without title, marks and capitals."""
    name = re.sub(
        r"(?i)^(the|mr|mrs|ms|dr|sen|rep|gov|president|senator|governor)\.? ",
        "",
        re.sub(r"[^\w'’. -]", " ", name).strip(),
    )
    return re.sub(r"\s+", " ", name).casefold()


def same(called: Iterable[str], wanted: Iterable[str]) -> bool:
    """Whether two lists of names are one actor's: a name in common, or one that ends in the other."""
    got, names = {plain(c) for c in called}, {plain(w) for w in wanted}
    if got & names:
        return True
    return any(g and n and (g.endswith(" " + n) or n.endswith(" " + g)) for g in got for n in names)


def meant(names: Sequence[str], aliases: dict[str, list[str]], found: list[dict[str, Any]]) -> tuple[int, ...] | None:
    """The places of marked names in a cast; () for nobody, None where a mark says no more than "(the outlet)"."""
    if any(n.startswith("(") for n in names):
        return None
    out: list[int] = []
    for name in names:
        called = [{plain(c) for c in m["called"]} for m in found]
        full = [i for i, c in enumerate(called) if plain(name) in c]
        others = {plain(n) for n in aliases.get(name, [])}
        alias = [i for i, c in enumerate(called) if c & others]
        # A surname that two bear is an alias of both: the fuller match stands.
        out += full or sorted(alias, key=lambda i: -len(called[i] & others))[:1]
        if not full and not alias:
            out += [i for i, m in enumerate(found) if same(m["called"], [name])][:1]
    return tuple(dict.fromkeys(out))


def with_cast(
    doc: data.Doc, found: list[dict[str, Any]], points: list[data.Marked], refers: tuple[tuple[int, int], ...] | None
) -> data.Doc:
    """The document with its cast and marked mentions, in order; of two at one place, the one with a quote stays."""
    best: dict[tuple[int, int], data.Marked] = {}
    for p in points:
        old = best.get((p.start, p.end))
        if old is None or (old.quote < 0 <= p.quote) or (old.meant is None and p.meant is not None):
            best[p.start, p.end] = replace(
                p,
                quote=max(p.quote, old.quote if old else -1),
                meant=p.meant if p.meant is not None or old is None else old.meant,
            )
    kept = tuple(sorted(best.values(), key=lambda p: (p.start, p.end)))
    return replace(
        doc,
        points=kept,
        cast=tuple(data.Member(m["type"], tuple(map(tuple, m["names"])), m["pronoun"], m["hint"]) for m in found),
        people=doc.people or tuple(tuple(n) for m in found if m["type"] == "person" for n in m["names"]),
        refers=refers,
        extra=doc.extra | {"roles": [(i, *role) for i, m in enumerate(found) for role in m.get("roles", ())]},
    )


def nominals(text: str, spans: Iterable[tuple[int, int]], found: list[dict[str, Any]]) -> tuple[tuple[int, int], ...]:
    """Those of the marked spans that are nominals: no pronoun, no name; of nested ones the outermost."""
    persons = [tuple(n) for m in found if m["type"] == "person" for n in m["names"]]
    names = {tuple(n) for m in found for n in m["names"]}
    out: list[tuple[int, int]] = []
    for s, e in sorted(set(spans), key=lambda x: (x[0], -x[1])):
        words = text[s:e]
        if KINDS[kind_of(words, False)] != "nominal" or words.lower() in (
            "i",
            "we",
            "you",
            "me",
            "us",
            "my",
            "our",
            "all",
            "both",
        ):
            continue
        if (s, e) in names or any(b == e or (s <= b < e and text[b : b + 1] == ",") for a, b in persons if a >= s):
            continue
        if words[:1].isupper() and all(w[:1].isupper() for w in words.split()) and words.split()[0].lower() != "the":
            continue
        if out and s < out[-1][1]:
            continue
        out.append((s, e))
    return tuple(out)


def link_world(doc: data.Doc, found: list[dict[str, Any]]) -> data.Doc:
    """An article of today's news with who its marked mentions, speakers and unattributed quotes are."""
    gold = doc.extra["gold"]
    aliases = {a["name"]: list(a.get("aliases", [])) for a in [*gold["actors"], *gold.get("mentioned", [])]}
    points: list[data.Marked] = []
    for number, (q, row) in enumerate(zip(doc.quotes or (), gold["quotes"], strict=True)):
        names = [n.strip() for n in row["name"].split(";")] if row["name"] else []
        who = meant(names, aliases, found)
        if q.source:
            points.append(data.Marked(*q.source, kind_of(doc.text[slice(*q.source)], True), number, who))
        elif q.cue is None:
            points.append(data.Marked(q.contents[0][0], q.contents[-1][1], CONTENT, number, who))
    for m in gold.get("mentions", []):
        points.append(
            data.Marked(
                m["start"],
                m["end"],
                kind_of(doc.text[m["start"] : m["end"]], False),
                -1,
                meant(m["names"], aliases, found),
            )
        )
    some = bool(gold.get("partial"))
    spans = [(p.start, p.end) for p in points if p.kind != CONTENT]
    refers = nominals(doc.text, spans, found) if some or gold.get("exhaustive") == "all" else None
    return replace(with_cast(doc, found, points, refers), some=some)


def link_polnear(doc: data.Doc, found: list[dict[str, Any]], marked: dict[str, Any]) -> data.Doc:
    """An article of PolNeAR with who its marked speakers, pronouns and nominals are."""
    aliases = {a["name"]: list(a.get("aliases", [])) for a in marked["actors"]}
    points = []
    sources = {(m["start"], m["end"]): m for m in marked["mentions"] if m.get("source")}
    used: set[tuple[int, int]] = set()
    for number, q in enumerate(doc.quotes or ()):
        if not q.source:
            continue
        hit = next((k for k in sources if k[0] < q.source[1] and q.source[0] < k[1]), None)
        if hit:
            used.add(hit)
        who = meant(sources[hit]["names"], aliases, found) if hit else None
        points.append(data.Marked(*q.source, kind_of(doc.text[slice(*q.source)], True), number, who))
    for m in marked["mentions"]:
        if (m["start"], m["end"]) not in used:
            words = doc.text[m["start"] : m["end"]]
            points.append(
                data.Marked(
                    m["start"], m["end"], kind_of(words, bool(m.get("source"))), -1, meant(m["names"], aliases, found)
                )
            )
    spans = [(m["start"], m["end"]) for m in marked["mentions"]]
    # Where only some nominals are marked, the others say nothing against being one.
    return replace(with_cast(doc, found, points, nominals(doc.text, spans, found)), some=bool(marked.get("partial")))


def link_unmarked(doc: data.Doc, found: list[dict[str, Any]]) -> data.Doc:
    """A PolNeAR article without marked mentions, for `training.hidden`; sources that begin with a name are known."""
    persons = {tuple(n): i for i, m in enumerate(found) if m["type"] == "person" for n in m["names"]}
    points = []
    for number, q in enumerate(doc.quotes or ()):
        if q.source:
            start, end = q.source
            who = [i for (s, e), i in persons.items() if s == start and e <= end and DESCRIBED.match(doc.text, e, end)]
            kind = kind_of(doc.text[start:end], True)
            points.append(data.Marked(start, end, kind, number, tuple(who[:1]) or None))
    return with_cast(doc, found, points, None)


def link_found(doc: data.Doc, found: list[dict[str, Any]], places: Iterable[Sequence[int]]) -> data.Doc:
    """The same with every pronoun and nominal that the kit finds, for a larger reader to say whom they stand for."""
    doc = link_unmarked(doc, found)
    points = [data.Marked(s, e, kind_of(doc.text[s:e], False), -1, None) for s, e in places]
    return with_cast(doc, found, [*doc.points, *points], None)


# A name that is the whole of a source, or has nothing but a description behind it.
DESCRIBED = re.compile(r"$|, | who | of | from | \(")


def gap_doc(row: dict[str, str]) -> data.Doc:
    """A snippet of GAP; its cast and its pronoun come with `link_gap`."""
    return data.Doc(f"gap-{row['ID']}", row["Text"], "gap", extra={"row": row})


def link_gap(doc: data.Doc, found: list[dict[str, Any]]) -> data.Doc:
    """A GAP snippet: its pronoun, and A, B or neither of them (then: any other, or nobody)."""
    row = doc.extra["row"]
    found = [dict(m) for m in found]
    at: dict[str, int] = {}
    for x in "AB":
        s = int(row[f"{x}-offset"])
        e = s + len(row[x])
        hits = [(min(e, b) - max(s, a), i) for i, m in enumerate(found) for a, b in m["names"] if a < e and b > s]
        if hits:
            at[x] = max(hits)[1]
        else:
            found.append(
                {
                    "type": "person",
                    "names": [[s, e]],
                    "called": [row[x]],
                    "pronoun": "",
                    "hint": given_names().get(fold(row[x].split()[0]), ""),
                }
            )
            at[x] = len(found) - 1
    s = int(row["Pronoun-offset"])
    right = [at[x] for x in "AB" if row[f"{x}-coref"] == "TRUE"]
    others = [] if right else [i for i, m in enumerate(found) if m["type"] == "person" and i not in at.values()]
    point = data.Marked(s, s + len(row["Pronoun"]), kind_of(row["Pronoun"].lower(), False), -1, tuple(right))
    doc = with_cast(doc, found, [point], None)
    # Neither of the two: whoever else is named, or nobody.
    return replace(doc, extra={"row": row, "any": others} if not right else {"row": row})


def held_polnear(name: str) -> bool:
    """The tenth of `who.jsonl` that is scored and never trained on."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % 10 == 0


# Who is meant in further articles of PolNeAR's training part and PerSenT's learned half, marked for this project:
# places and names, not the texts.
FURTHER = Path(__file__).parent / "keys" / "who.jsonl"


def read_marks(folder: Path) -> dict[str, dict[str, Any]]:
    """The marks of `who.jsonl` by document."""
    return _by_document(folder / "polnear" / "who.jsonl")


def _by_document(path: Path) -> dict[str, dict[str, Any]]:
    return {row["doc"]: row for row in map(json.loads, path.read_text(encoding="utf-8").splitlines())}


def read_gap(folder: Path, part: str) -> list[data.Doc]:
    """The snippets of GAP's development or validation part."""
    with (folder / "gap" / f"gap-{part}.tsv").open(encoding="utf-8", newline="") as lines:
        return [gap_doc(row) for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)]


def held(folder: Path, found: Callable[[data.Doc], list[dict[str, Any]]]) -> list[data.Doc]:
    """The held-back articles with marked mentions: today's news, and the tenth of PolNeAR's."""
    marks = read_marks(folder)
    world = data.divide(data.read_world(folder, "train"))[1]
    polnear = [d for d in data.read_polnear(folder, "train") if d.id in marks and held_polnear(d.id)]
    return [link_world(d, found(d)) for d in world] + [link_polnear(d, found(d), marks[d.id]) for d in polnear]


def linked(folder: Path, casts: Path) -> dict[str, list[data.Doc]]:
    """The documents with marked mentions, to train on, and held back: lists world, marked, gap, hidden, found, held."""
    kept = json.loads(casts.read_text(encoding="utf-8")) if casts.exists() else {}
    fresh = False

    def read(doc: data.Doc) -> dict[str, Any]:
        nonlocal fresh
        if doc.id not in kept:
            kept[doc.id], fresh = found_in(doc.text), True
        out: dict[str, Any] = kept[doc.id]
        return out

    def found(doc: data.Doc) -> list[dict[str, Any]]:
        out: list[dict[str, Any]] = read(doc)["cast"]
        return out

    given = read_marks(folder)
    marks = _by_document(FURTHER) | given
    today = [*data.divide(data.read_world(folder, "train"))[0], *data.divide(written.read())[0]]
    polnear = [
        d for d in data.read_polnear(folder, "train") if d.id in marks and not (d.id in given and held_polnear(d.id))
    ]
    ours = [d for d in polnear if not data.held_back(d.id, data.SHARES["polnear"])]
    others = [d for d in data.divide(data.read_polnear(folder, "train"))[0] if d.id not in marks]
    out = {
        "world": [link_world(d, found(d)) for d in [*today, *restored.read(folder, marks)]],
        "marked": [link_polnear(d, found(d), marks[d.id]) for d in ours],
        "gap": [link_gap(d, found(d)) for d in read_gap(folder, "development")],
        "hidden": [link_unmarked(d, found(d)) for d in others],
        "found": [link_found(d, found(d), read(d)["mentions"]) for d in others],
        "held": held(folder, found),
    }
    if fresh:
        casts.parent.mkdir(parents=True, exist_ok=True)
        casts.write_text(json.dumps(kept), encoding="utf-8")
    return out


def link_made(row: dict[str, Any], number: int) -> data.Doc:
    """A made-up text (`training.made`) as a document: all is marked in it, so its cast is known without the kit."""
    text = row["text"]
    row = row | {"quotes": [q for q in row["quotes"] if q["spans"]]}
    quotes = tuple(
        data.Quote(
            tuple(map(tuple, q["spans"])),
            tuple(q["cue"]) if q["cue"] else None,
            tuple(q["speaker"]) if q["speaker"] else None,
            q["kind"],
        )
        for q in row["quotes"]
    )
    names = tuple((s, e, label) for s, e, label in row["names"])
    found: list[dict[str, Any]] = []
    for actor in row["actors"]:
        strings = {actor["name"], *actor["aliases"]}
        spans = [[s, e] for s, e, _ in names if text[s:e] in strings]
        first = fold(actor["name"].split()[0])
        person = actor["type"] == "person"
        found.append(
            {
                "type": actor["type"],
                "names": spans,
                "called": sorted(strings),
                "pronoun": "",
                "hint": given_names().get(first, "") if person else "",
            }
        )
    # A surname that two bear says nothing by itself: it is a mention to be linked, and nobody's name.
    bearers = Counter(w for a in row["actors"] if a["type"] == "person" for w in set(a["name"].split()[1:]))
    shared = {w for w, n in bearers.items() if n > 1}
    for actor in found:
        if actor["type"] == "person":
            actor["names"] = [n for n in actor["names"] if text[n[0] : n[1]] not in shared]
    found_ = [f for f in found if f["names"]]
    place = {a["name"]: found_.index(f) for a, f in zip(row["actors"], found, strict=True) if f["names"]}

    def behind(names: Iterable[str]) -> tuple[int, ...]:
        return tuple(place[n] for n in names if n in place)

    points = []
    for n, (q, marked) in enumerate(zip(quotes, row["quotes"], strict=True)):
        who = behind(x.strip() for x in (marked["name"] or "").split(";"))
        if q.source:
            points.append(data.Marked(*q.source, kind_of(text[slice(*q.source)], True), n, who))
        elif q.cue is None:
            points.append(data.Marked(q.contents[0][0], q.contents[-1][1], CONTENT, n, who))
    for m in row["mentions"]:
        points.append(
            data.Marked(m["start"], m["end"], kind_of(text[m["start"] : m["end"]], False), -1, behind(m["names"]))
        )
    doc = data.Doc(
        f"made-{number}",
        text,
        "world",
        names,
        quotes,
        tuple((s, e, t, f"made-{number}-{s}") for s, e, t in row["targets"]),
        complete=True,
    )
    return with_cast(doc, found_, points, nominals(text, [(m["start"], m["end"]) for m in row["mentions"]], found_))


def read_made(marked: dict[str, list[data.Doc]], n: int = 4000) -> list[data.Doc]:
    """Made-up texts, whose quotes in part hold what was said in today's news; without the headlines, which it skips."""
    said: dict[str, list[str]] = {"direct": [], "indirect": []}
    for doc in marked["world"]:
        for q in doc.extra["gold"]["quotes"]:
            if q.get("type") in said and len(q["spans"]) == 1:
                words = doc.text[q["spans"][0][0] : q["spans"][0][1]]
                if 4 <= len(words.split()) <= 30:
                    said[q["type"]].append(words)
    return [link_made(row, i) for i, row in enumerate(made.generate(n, 1, said)) if row["rule_kind"] != "headline"]


def spans_of_quotes(doc: data.Doc) -> list[tuple[int, int]]:
    """Start and end of each quote, in the order of the document's quotes."""
    return [(min(s for s, _ in q.contents), max(e for _, e in q.contents)) for q in doc.quotes or ()]


def asked(doc: data.Doc) -> tuple[list[Point], list[Candidate]]:
    """A document's mentions, and who they may stand for."""
    points = [Point(p.start, p.end, p.kind, p.quote) for p in doc.points]
    return points, [Candidate(m.type, m.names, m.pronoun, m.hint) for m in doc.cast]


def compared(doc: data.Doc) -> tuple[Compared, list[Point], list[tuple[int, int]], Any, dict[tuple[int, ...], int]]:
    """A document's mentions against its cast, with nothing known yet; and the places of those named together."""
    lines = Layout(doc.text)
    points, cast = asked(doc)
    spans = spans_of_quotes(doc)
    joint = together(doc.text, lines.sentences, cast)
    places = {key: len(cast) + i for i, (key, _) in enumerate(joint)}
    found = compare(lines, points, [*cast, *(candidate for _, candidate in joint)])
    return found, points, spans, lines, places


# What the engine takes into a source and the marks of today's news do not: a relative clause, an apposition, a place.
TAIL = re.compile(r",? (?:who|which|of|from|at|in|an?|the|his|her|its)\b[^.;:!?,“”\"\n]{3,70}(?=[,.])")


def widened(doc: data.Doc, rng: random.Random, share: float = 0.3) -> data.Doc:
    """The document with some sources as wide as the engine finds them: with what describes the speaker after them."""
    taken = [span for q in doc.quotes or () for span in (*q.contents, q.cue) if span]
    taken += [(p.start, p.end) for p in doc.points]

    def wide(p: data.Marked) -> data.Marked:
        if p.quote < 0 or p.kind == CONTENT or rng.random() > share:
            return p
        tail = TAIL.match(doc.text, p.end)
        if tail is None or any(s < tail.end() and p.end < e for s, e in taken):
            return p
        return replace(p, end=tail.end())

    return replace(doc, points=tuple(wide(p) for p in doc.points))


def teach(doc: data.Doc, base: Any, rng: random.Random) -> Compared:
    """What the head is shown of the other mentions: nothing, a third of the time, or who they are, with mistakes."""
    found, points, spans, lines, places = base
    if rng.random() < 0.35:
        return found
    known: list[int | None] = []
    wrong = rng.choice((0.0, 0.1, 0.25))
    for p in doc.points:
        if p.meant is None:
            known.append(None)
        elif rng.random() < wrong:
            known.append(rng.randrange(-1, len(doc.cast)) if doc.cast else -1)
        else:
            known.append(places.get(tuple(sorted(p.meant)), p.meant[0]) if p.meant else -1)
    return told(found, lines, points, known, spans)


def targets(doc: data.Doc, found: Compared, places: dict[tuple[int, ...], int]) -> list[list[int]]:
    """The right columns of each mention: candidates, or the last one for nobody; [] where it cannot be said."""
    k = found.actor.shape[1]
    out = []
    for i, p in enumerate(doc.points):
        if p.meant is None:
            out.append([])
            continue
        whole = places.get(tuple(sorted(p.meant)), -1)
        right = [j for j in range(k) if found.actor[i, j] == whole >= 0]
        right = right or [j for j in range(k) if found.actor[i, j] in p.meant]
        if not p.meant:
            other = doc.extra.get("any")
            right = [k] if other is None else [k, *(j for j in range(k) if found.actor[i, j] in other)]
        out.append(right)
    return out


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    for name, docs in linked(args.data, args.out).items():
        points = [p for d in docs for p in d.points]
        meant = Counter("not marked" if p.meant is None else "named" if p.meant else "nobody" for p in points)
        kinds = Counter(KINDS[p.kind] for p in points)
        print(
            f"{name}: {len(docs)} documents, {dict(meant)}, {dict(kinds)}, "
            f"{sum(len(d.refers or ()) for d in docs)} nominals"
        )


if __name__ == "__main__":
    main()
