"""How well headlines are read: the names and speakers of 200 marked ones, and of 100 marked after the rules.

    python -m training.headlines --data FOLDER

`training/keys/headlines.md` says how they were drawn and marked. FOLDER holds `polnear/metadata.csv` and the texts;
each headline is read with its article's text, as the kit reads it.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
from collections import Counter
from pathlib import Path
from typing import Any

from kit.pipeline.headline import annotate_title
from kit.pipeline.one_article import annotate_text

KEYS = Path(__file__).parent / "keys"
SETS = {"headlines.jsonl": "the 200 that rules were written by", "headlines_fresh.jsonl": "the 100 marked after them"}
SCORED = ("person", "organization")


def marked(key: Path, data: Path) -> list[tuple[str, str, dict[str, Any]]]:
    """Title, text and marks of each headline; one that is not the marked one, by its hash, is an error."""
    with (data / "polnear" / "metadata.csv").open(encoding="utf-8", newline="") as file:
        titles = {row["path"]: row["title"] for row in csv.DictReader(file)}
    out = []
    for line in key.read_text(encoding="utf-8").splitlines():
        marks = json.loads(line)
        title = titles[marks["path"]]
        if hashlib.sha256(title.encode()).hexdigest()[:16] != marks["sha256"]:
            raise SystemExit(f"{marks['path']}: its title is not the one that was marked; use the same metadata.csv")
        out.append((title, (data / "polnear" / marks["path"]).read_bytes().decode("utf-8"), marks))
    return out


def touching(one: list[int], other: list[int]) -> int:
    """How many characters two spans share."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def same_words(one: list[int], other: list[int]) -> bool:
    """Whether two contents share half of the longer one."""
    return 2 * touching(one, other) >= max(one[1] - one[0], other[1] - other[0])


def score(rows: dict[str, list[dict[str, Any]]], marks: dict[str, Any], counts: Counter[str]) -> list[str]:
    """Add one headline's hits, false findings and misses to the counts; give what was wrong."""
    wrong = []
    wanted = {(s, e, label) for s, e, label in marks["names"]}
    found = {(m["start"], m["end"], m["label"]) for m in rows["mentions"] if m["kind"] == "name"}
    found = {name for name in found if name[2] in SCORED}
    counts["names right"] += len(wanted & found)
    counts["names found"] += len(found)
    counts["names marked"] += len(wanted)
    wrong += [f"name missed {name}" for name in sorted(wanted - found)]
    wrong += [f"name wrong {name}" for name in sorted(found - wanted)]
    left = list(rows["quotes"])
    for quote in sorted(marks["quotes"], key=lambda q: not q["counted"]):
        # What may or may not be called a quote is neither right nor wrong.
        same = [q for q in left if same_words([q["start"], q["end"]], quote["content"])]
        if not quote["counted"]:
            same += [q for q in left if q not in same and touching([q["start"], q["end"]], quote["content"])]
            same += [q for q in left if q not in same and (quote["speaker"] and said_by(q, quote["speaker"]))]
            left = [q for q in left if q not in same]
            continue
        right = [q for q in same if said_by(q, quote["speaker"])]
        counts["speakers marked"] += 1
        counts["speakers right"] += bool(right)
        counts["speakers found"] += bool(right)
        left = [q for q in left if q not in right[:1]]
        if not right:
            wrong.append(f"speaker missed {quote['content']}")
    false = [q for q in left if q.get("speaker_start") is not None and q["kind"] == "speech"]
    counts["speakers found"] += len(false)
    wrong += [f"speaker wrong ({q['speaker_start']}, {q['speaker_end']})" for q in false]
    return wrong


def said_by(quote: dict[str, Any], speaker: list[int]) -> bool:
    """Whether a quote's speaker stands in the marked words, or they in it."""
    if quote.get("speaker_start") is None:
        return False
    return touching([quote["speaker_start"], quote["speaker_end"]], speaker) > 0


def report(counts: Counter[str], what: str) -> str:
    """Precision, recall and F1, in hundredths."""
    right, found, there = (counts[f"{what} {sort}"] for sort in ("right", "found", "marked"))
    precision, recall, f1 = right / max(found, 1), right / max(there, 1), 2 * right / max(found + there, 1)
    return f"{what}: precision {precision:.1%}, recall {recall:.1%}, F1 {f1:.1%} ({there} marked)"


def main() -> None:
    """Read the marked headlines and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="the folder of the corpora")
    parser.add_argument("--wrong", action="store_true", help="list what was wrong in the 200, by article and place")
    arguments = parser.parse_args()
    for name, what in SETS.items():
        counts: Counter[str] = Counter()
        for title, text, marks in marked(KEYS / name, arguments.data):
            for problem in score(annotate_title(title, annotate_text(text), text), marks, counts):
                if arguments.wrong and name == "headlines.jsonl":
                    print(f"{marks['path']}: {problem}")
        print(f"{what}\n  {report(counts, 'names')}\n  {report(counts, 'speakers')}")


if __name__ == "__main__":
    main()
