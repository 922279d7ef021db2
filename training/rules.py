"""What each rule of `kit.actors` is worth: one at a time is switched off, and the figures are taken again.

    python -m training.rules --data FOLDER [--only WORD ...] [--out training/rules.md]

A rule is a function or a pattern of the shipped code; here something that does nothing is put in its place, and the
shipped code knows nothing of it. Scored on all of world train: no machine fitted a rule to it, but the model was
trained on nine tenths of it, so that its errors are fewer there and only the difference counts. Beside it the tenth of
PolNeAR's articles with marked mentions that the model never saw, and those whose roles are marked in
`training/keys/roles.csv`. The tagger reads each text once; its readings are kept in `--kept`.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import pickle
import re
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import patch

from kit import actors, quotes, tagger
from kit.tagger import Reading
from training import data, evaluate, who, world

Row = dict[str, Any]
NEVER = re.compile(r"(?!)")
KEYS = Path(__file__).parent / "keys" / "roles.csv"


def _nothing(*_: Any, **__: Any) -> None:
    """In place of what finds or alters something."""


def _no(*_: Any, **__: Any) -> bool:
    return False


def _never() -> re.Pattern[str]:
    return NEVER


def _empty(make: Callable[[], Any], *_: Any, **__: Any) -> Any:
    return make()


def _same(at: int, *given: Any) -> Any:
    """In place of what gives back one of its arguments, altered."""
    return given[at]


def _uncut(reading: Reading) -> list[tagger.Name]:
    return sorted(reading.names, key=lambda name: (name.start, -name.end))


def _equal(a: str, b: str) -> bool:
    return a == b


@dataclass(frozen=True)
class Rule:
    """What it does, where it stands (`module.name` in `kit`), and what takes its place."""

    does: str
    at: str
    instead: Any
    late: bool = False  # whether it works after names and actors are found


RULES = (
    Rule(
        "what is set apart names nobody: bylines, credits, markup, addresses",
        "actors.mentions.set_apart",
        partial(_empty, list),
    ),
    Rule("a dateline's place is nowhere anybody acts", "actors.mentions.datelines", partial(_empty, list)),
    Rule("tables, fragments, the page's own words and shouts are no names", "actors.mentions.names_nobody", _no),
    Rule(
        "a word that the text has in small letters is no name", "actors.mentions.said_low", partial(_empty, frozenset)
    ),
    Rule("two names that the tagger took for one", "actors.mentions._parted", partial(_same, 0)),
    Rule("… two bodies or places", "actors.mentions.JOINT", NEVER),
    Rule("a party beside a name is another", "actors.mentions._beside_party", partial(_empty, list)),
    Rule("letters behind a name are no part of it", "actors.mentions.LETTERS", NEVER),
    Rule("a name that the tagger cut at a particle is one", "actors.mentions._whole", partial(_same, 1)),
    Rule("a nickname in marks is part of the name", "actors.mentions._nicknamed", partial(_same, 1)),
    Rule("an epithet is no part of a name", "actors.mentions._epithets", _nothing),
    Rule("a firm of two and what two were in are no persons", "actors.mentions._more_than_one", _nothing),
    Rule("a name ends with its paragraph", "actors.mentions._by_paragraph", lambda _, name: [name]),
    Rule("one string, one label", "actors.mentions._agree", _nothing),
    Rule("'s that belongs to the name", "actors.mentions._own_s", _nothing),
    Rule("Bill and Hillary Clinton", "actors.mentions._share_surnames", _nothing),
    Rule("a lone word that the tagger doubts is no person", "actors.mentions._doubt", _nothing),
    Rule("… nor is a work's title in marks", "actors.mentions._works", partial(_empty, set)),
    Rule("… nor is a hurricane", "actors.mentions._storms", partial(_empty, set)),
    Rule("… but a star Pavel is", "actors.mentions._introduced", _no),
    Rule("… nor is a city that something is in or from", "actors.mentions.WITHIN", NEVER),
    Rule("… nor is Port Harcourt", "actors.mentions._is_place", _no),
    Rule("a body's head makes a name a body's", "actors.mentions._heads_body", _no),
    Rule("Russia's foreign ministry is a body", "actors.mentions._state_body", _never),
    Rule("a title is part of the mention", "actors.mentions._entitle", _nothing),
    Rule("a name ends in no common noun", "actors.mentions.TAIL", NEVER),
    Rule("a king's number", "actors.mentions.NUMERAL", NEVER),
    Rule("Chancellor of the Exchequer Nigel Lawson", "actors.mentions.OFFICE", NEVER),
    Rule("Trump's campaign is the body", "actors.mentions.attached", _nothing),
    Rule("Moscow, Idaho", "actors.kinds._homes", partial(_empty, dict)),
    Rule("the Texas city of Paris", "actors.places.LEADING", NEVER),
    Rule("which Georgia", "actors.kinds._abroad", _no),
    Rule("a body's country is in its name", "actors.kinds._nation", _nothing),
    Rule("whoever wills is a group", "actors.kinds.wills", _no),
    Rule("a seat of government that acts is the country", "actors.kinds.acts", _no),
    Rule("a shouted name as another spells it", "actors.kinds.cased", partial(_same, 0)),
    Rule("acronyms", "actors.bodies.acronyms", partial(_empty, set)),
    Rule("a short form in brackets", "actors.bodies.PARENTHESIS", NEVER),
    Rule("near spellings are one surname", "actors.people.near_spelling", _equal),
    Rule("near spellings are one full name", "actors.likeness.near_spelling", _equal),
    Rule("short forms of first names alone", "actors.people.full_forms", partial(_empty, dict)),
    Rule("short forms of first names before a surname", "actors.likeness.called", _no),
    Rule("other middle names are another's", "actors.likeness.middles_agree", lambda *_: True),
    Rule("a title in short is the title", "actors.people.spelled_out", partial(_same, 0)),
    Rule("titles say he or she", "actors.people.Person.gender", ""),
    Rule("first names say he or she of a titled surname", "actors.people._likely", lambda _: ""),
    Rule("roles before the name", "actors.roles._before", _nothing),
    Rule("roles before a comma and the name", "actors.roles._lead", _nothing),
    Rule("roles after the name", "actors.roles._after", _nothing),
    Rule("is the director of", "actors.roles._is", _nothing),
    Rule("… of a body that is not named", "actors.roles.UNNAMED", NEVER),
    Rule("what somebody served as", "actors.roles.SERVES", NEVER),
    Rule("what somebody lives by", "actors.roles.LIVED_BY", ()),
    Rule("no role with a superlative", "actors.roles.SUPERLATIVE", NEVER),
    Rule("the Iranian government is the country", "actors.governed", _nothing, late=True),
    Rule("… as a speaker", "actors.speakers.governed", _nothing, late=True),
    Rule("speakers that a source joins", "actors.speakers.joined", partial(_empty, list), late=True),
    Rule("an unsure speaker is not named", "actors.speakers.SURE", 0.0, late=True),
    Rule("I, me, my in a quote", "actors._first_persons", partial(_empty, list), late=True),
    Rule(
        "an object is not its subject, nor the quoted one she",
        "actors.linker.unlike",
        lambda _, points, *__: [(set(), set()) for _ in points],
        late=True,
    ),
    Rule("the judge is the one who was named so", "actors.named_so", partial(_empty, dict), late=True),
    Rule("the driver, Ann Lee", "actors.speakers._described", _nothing, late=True),
    Rule("those named together as one candidate", "actors.linker.together", partial(_empty, list), late=True),
    Rule("mentions are linked twice", "actors.linker.ROUNDS", 1, late=True),
    Rule("a shared surname is hers who was named first", "actors.CLEARLY", -1.0, late=True),
    Rule("a nominal with its actor's own name is that name", "actors._held", _nothing, late=True),
    Rule("a nominal that is hardly one is not named", "actors.UNLIKELY", 0.0, late=True),
    Rule("who declined to comment said nothing", "quotes.assembling.refuses", _no, late=True),
    Rule("a letter is signed", "quotes.wholes.SIGNED", NEVER, late=True),
    Rule("a quote runs over paragraphs", "quotes.wholes._over_paragraphs", partial(_same, 1), late=True),
)


@dataclass
class Document:
    """A text as the tagger reads it, and what is marked in it."""

    reading: Reading
    world: Row | None = None
    marked: Row | None = None
    roles: list[Row] = field(default_factory=list)
    given: Reading | None = None  # the reading with names and quotes as marked


def kept(folder: Path, text: str) -> Reading:
    """The tagger's reading, of this text and this model read once."""
    name = hashlib.sha256(f"{tagger.MODEL_VERSION}{text}".encode()).hexdigest()[:24]
    path = folder / f"{name}.pickle"
    if path.exists():
        found: Reading = pickle.loads(path.read_bytes())
        return found
    reading = tagger.read(text)
    path.write_bytes(pickle.dumps(reading))
    return reading


def documents(folder: Path, readings: Path) -> Iterator[Document]:
    """All that is scored."""
    for gold, text in world.documents(folder / "world" / "train"):
        reading = kept(readings, text)
        yield Document(reading, world=gold, given=world.gold_reading(gold, reading))
    marks = who.read_marks(folder)
    with KEYS.open(encoding="utf-8", newline="") as lines:
        roles = list(csv.DictReader(lines))
    keys = Counter(row["doc"] for row in roles)
    for doc in data.read_polnear(folder, "train"):
        marked = marks[doc.id] if doc.id in marks and who.held_polnear(doc.id) else None
        if marked or doc.id in keys:
            yield Document(
                kept(readings, doc.text), marked=marked, roles=[row for row in roles if row["doc"] == doc.id]
            )


def named(document: Document) -> str:
    """Names, actors and roles before anything is linked: where a rule alters none of them, no figure alters."""
    readings = [document.reading, *([document.given] if document.given else [])]
    return repr([actors.named(reading, quotes.assemble(reading)) for reading in readings])


def count(document: Document) -> Counter[Any]:
    """The counts behind the figures, of one document."""
    n: Counter[Any] = Counter()
    reading = document.reading
    found = actors.resolve(reading, quotes.assemble(reading))
    if gold := document.world:
        world.count(gold, reading.text, world.resolved(found), n)
        alias = {a["name"]: a["aliases"] for a in gold["actors"]}
        for wanted, rows in world.spoken(gold, reading):
            got = rows[0]["actor"]
            n["spoken"] += 1
            n["spoken right"] += (
                any(world.same(got, x, alias.get(x, [])) for x in wanted if got) if wanted else got is None
            )
    if marked := document.marked:
        aliases = {a["name"]: a.get("aliases", []) for a in [*marked["actors"], *marked.get("mentioned", [])]}
        rows_ = {"actors": found.actors, "mentions": found.mentions, "quotes": found.quotes}
        n += evaluate.meant_counts(reading.text, marked["mentions"], aliases, rows_)
    have = {(str(row["start"]), row["role"], row["actor"]) for row in found.roles}
    for row in document.roles:
        n["roles", row["right"]] += (row["start"], row["role"], row["name"]) in have
    return n


def figures(n: Counter[Any]) -> dict[str, float]:
    """Per cent; of roles the right ones of the sample less the wrong ones."""
    of_world = world.figures(n)
    return {
        "end-to-end": of_world["end-to-end F1"],
        "speaker": 100 * n["spoken right"] / max(1, n["spoken"]),
        **{key: of_world[key] for key in ("persons recall", "persons precision", "actors", "aliases", "who")},
        "mentions": 100 * n["all", "ok"] / max(1, n["all", "n"]),
        "roles": n["roles", "yes"] - n["roles", "no"],
    }


def worth(docs: Sequence[Document], rules: Sequence[Rule]) -> Iterator[str]:
    """A table in Markdown, line by line: for each rule in how many documents it alters anything, and what it adds."""
    base = [count(document) for document in docs]
    before = [named(document) for document in docs]
    whole = figures(sum(base, Counter()))
    yield f"| rule | articles of {len(docs)} | " + " | ".join(whole) + " |"
    yield "| --- |" + " ---: |" * (len(whole) + 1)
    yield "| all | | " + " | ".join(f"{value:.1f}" for value in whole.values()) + " |"
    for rule in rules:
        with patch(f"kit.{rule.at}", rule.instead):
            alters = [rule.late or named(document) != b for document, b in zip(docs, before, strict=True)]
            counts = [count(document) if alter else n for document, alter, n in zip(docs, alters, base, strict=True)]
        less = figures(sum(counts, Counter()))
        changed = sum(a != b for a, b in zip(counts, base, strict=True)) if rule.late else sum(alters)
        adds = (whole[key] - less[key] for key in whole)
        cells = (f"{value:+.2f}" if abs(value) > 0.004 else "" for value in adds)
        yield f"| {rule.does} (`{rule.at.split('.', 1)[1]}`) | {changed} | " + " | ".join(cells) + " |"


def main() -> None:
    """Read, switch off, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="the folder that holds world/ and polnear/")
    parser.add_argument("--only", nargs="*", help="rules whose place or words hold one of these")
    parser.add_argument("--kept", type=Path, default=Path(tempfile.gettempdir()) / "kit-rules", help="for readings")
    parser.add_argument("--out", type=Path, help="write the table here")
    options = parser.parse_args()
    options.kept.mkdir(parents=True, exist_ok=True)
    docs = list(documents(options.data, options.kept))
    rules = [r for r in RULES if not options.only or any(word in r.does or word in r.at for word in options.only)]
    lines = []
    for line in worth(docs, rules):
        lines.append(line)
        print(line, flush=True)
    if options.out:
        options.out.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")


HEAD = """# What each rule is worth

Made by `python -m training.rules`. Points that a figure has more with the rule than without it; empty: none. Roles: how
many of the marked sample are right, less those that are wrong. "speaker" is given quotes and names as marked.

"""


if __name__ == "__main__":
    main()
