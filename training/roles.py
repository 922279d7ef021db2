"""How often the kit's roles are right: a sample of them to be marked by hand, and what the marks say.

    python -m training.roles --data FOLDER --out roles.csv     a hundred roles drawn at random, to be marked
    python -m training.roles --marks training/keys/roles.csv   the share that is right

A role is right where the sentence says it of this person, in these words or in more; `right` is yes or no. The sample
holds offsets and the kit's own short phrases, none of the articles' running text.
"""

from __future__ import annotations

import argparse
import csv
import random
import sys
from pathlib import Path

from kit import actors, quotes, tagger

FIELDS = ("doc", "start", "role", "name", "right")


def sample(folder: Path, articles: int, roles: int, seed: int) -> list[dict[str, str | int]]:
    """Roles drawn at random from articles drawn at random, in their order."""
    draw = random.Random(seed)
    found: list[dict[str, str | int]] = []
    for path in draw.sample(sorted(folder.glob("*.txt")), articles):
        reading = tagger.read(path.read_bytes().decode("utf-8"))
        for row in actors.resolve(reading, quotes.assemble(reading)).roles:
            if row["role"]:
                found.append(
                    {"doc": path.stem, "start": row["start"], "role": row["role"], "name": row["actor"], "right": ""}
                )
    return sorted(draw.sample(found, roles), key=lambda row: (row["doc"], row["start"]))


def main() -> None:
    """Draw, or count."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help="the folder that holds polnear/")
    parser.add_argument("--out", type=Path, help="where the sample goes")
    parser.add_argument("--articles", type=int, default=80)
    parser.add_argument("--roles", type=int, default=100)
    parser.add_argument("--seed", type=int, default=2)
    parser.add_argument("--marks", type=Path, help="a marked sample")
    options = parser.parse_args()
    if options.marks:
        with options.marks.open(encoding="utf-8", newline="") as lines:
            marks = [row["right"] for row in csv.DictReader(lines)]
        print(f"{marks.count('yes')} of {len(marks)} roles are right")
        return
    if not options.data or not options.out:
        sys.exit("training.roles: nothing to draw from; give --data and --out, or --marks")
    rows = sample(options.data / "polnear" / "train" / "text", options.articles, options.roles, options.seed)
    with options.out.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, FIELDS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    main()
