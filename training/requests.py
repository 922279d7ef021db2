"""Judge who is said to have been asked for comment, on 150 sentences of PolNeAR train marked by hand, half traps.

    python -m training.requests --data FOLDER

`training/keys/comment_requests.csv` holds where each sentence stands and its outcome, empty for a trap; the sentences
themselves are read from the data folder.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from pathlib import Path

from kit.quotes.requests import find_requests

KEYS = Path(__file__).parent / "keys" / "comment_requests.csv"


def main() -> None:
    """Print precision, recall and agreement on the outcome, and every miss."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="the folder that holds polnear/")
    options = parser.parse_args()
    n: Counter[str] = Counter()
    with KEYS.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            path = options.data / "polnear" / "train" / "text" / f"{row['doc']}.txt"
            text = path.read_bytes().decode("utf-8")[int(row["start"]) : int(row["end"])]
            found = find_requests(text, [(0, len(text))], [])
            outcome = found[0].outcome if found else ""
            n["marked"] += bool(row["outcome"])
            n["found"] += bool(outcome)
            n["right"] += bool(outcome and row["outcome"])
            n["outcome"] += bool(outcome) and outcome == row["outcome"]
            if outcome != row["outcome"]:
                print(f"{row['outcome'] or 'none'} read as {outcome or 'none'}: {' '.join(text.split())[:150]}")
    print(f"precision {100 * n['right'] / n['found']:.1f}  recall {100 * n['right'] / n['marked']:.1f}")
    print(f"outcome right of those {100 * n['outcome'] / n['right']:.1f}  marked {n['marked']}  found {n['found']}")


if __name__ == "__main__":
    main()
