"""Teaches Punkt where sentences of news end, and measures it on sentences marked by hand.

    python -m training.sentences --data FOLDER               # writes kit/models/punkt.json
    python -m training.sentences --data FOLDER --evaluate    # boundaries of GUM train: precision, recall, F1

`FOLDER` holds `polnear/train/text/` and `conll2003/eng.train` to learn from and `gum/train/` to measure on; the README
says where each is published. Punkt learns from plain text: no boundary is marked in what it reads.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kit import lexicon
from kit.text import sentences as text

PARAMETERS = Path(__file__).parent.parent / "kit" / "models" / "punkt.json"
RARE = 3  # words seen less often say nothing reliable of how they are written

# What a few million words happen to hold must not decide on these.
OTHERS = "jr sr u.s u.n u.k e.u d.c a.m p.m vs v vol inc corp co ltd bros dept est approx jan feb aug sept oct nov dec"


def plain(folder: Path) -> Iterator[str]:
    """The texts that Punkt learns from."""
    for path in sorted((folder / "polnear" / "train" / "text").glob("*.txt")):
        yield path.read_text("utf-8")
    yield from conll(folder / "conll2003" / "eng.train")


def conll(path: Path) -> Iterator[str]:
    """Newswire in columns as running text; tables and headlines, which hold few small letters, are left out."""
    for block in path.read_text("utf-8").split("\n\n"):
        words = [line.split(" ")[0] for line in block.split("\n") if line]
        line = joined(words)
        if sum(map(str.islower, line)) > len(line) / 2:
            yield line


def joined(words: list[str]) -> str:
    """Tokens as a reader would have them."""
    line = ""
    for word in words:
        line += word if not line or word in (".", ",", "?", "!", ";", ":", ")", "'s", "n't", "%") else " " + word
    return line.replace("( ", "(").replace("$ ", "$")


def learn(folder: Path) -> dict[str, Any]:
    """Punkt's parameters as plain lists, in order."""
    from nltk.tokenize.punkt import PunktTrainer

    trainer = PunktTrainer(lang_vars=text.language())
    trainer.train("\n".join(plain(folder)), finalize=False)
    trainer.finalize_training()
    found = trainer.get_params()
    counts = trainer._type_fdist  # the only count of words that Punkt keeps
    contexts = {
        word: flags
        for word, flags in sorted(found.ortho_context.items())
        if counts[word] + counts[f"{word}."] >= RARE and flags
    }
    titles = map(str.lower, lexicon.words("abbreviations", "sentence"))
    return {
        "abbreviations": sorted({*found.abbrev_types, *titles, *OTHERS.split()}),
        "collocations": sorted(map(list, found.collocations)),
        "starters": sorted(found.sent_starters),
        "contexts": contexts,
    }


def gold(path: Path) -> tuple[str, set[int]]:
    """A document of GUM as one paragraph a block, and the offsets where its sentences end inside a paragraph."""
    paragraphs: list[list[str]] = []
    for block in path.read_text("utf-8").strip().split("\n\n"):
        lines = block.split("\n")
        words = next(line.removeprefix("# text = ") for line in lines if line.startswith("# text = "))
        if not paragraphs or any(line.startswith("# newpar") for line in lines):
            paragraphs.append([])
        paragraphs[-1].append(words)
    document, ends = "", set()
    for paragraph in paragraphs:
        for sentence in paragraph[:-1]:
            document += sentence
            ends.add(len(document))
            document += " "
        document += paragraph[-1] + "\n"
    return document, ends


def evaluate(folder: Path) -> dict[str, dict[str, float]]:
    """Boundaries inside paragraphs, by genre and together."""
    counts: dict[str, list[int]] = {}
    for path in sorted((folder / "gum" / "train").glob("*.conllu")):
        document, wanted = gold(path)
        last = {end for _, end in text.paragraphs(document)}
        found = {end for _, _, end in text.sentences(document)} - last
        for genre in (path.name.split("_")[1], "all"):
            into = counts.setdefault(genre, [0, 0, 0])
            for place, more in enumerate((len(found & wanted), len(found), len(wanted))):
                into[place] += more
    scores = {}
    for genre, (right, found_n, wanted_n) in sorted(counts.items()):
        precision, recall = right / max(found_n, 1), right / max(wanted_n, 1)
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        scores[genre] = {"precision": precision, "recall": recall, "f1": f1, "boundaries": wanted_n}
    return scores


def main() -> None:
    """Learn, or measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder of the training data")
    parser.add_argument("--evaluate", action="store_true", help="measure the shipped parameters instead")
    given = parser.parse_args()
    if given.evaluate:
        print(f"{'genre':<12}{'precision':>10}{'recall':>10}{'F1':>10}{'boundaries':>12}")
        for genre, row in evaluate(given.data).items():
            print(
                f"{genre:<12}{row['precision']:>10.3f}{row['recall']:>10.3f}{row['f1']:>10.3f}{row['boundaries']:>12}"
            )
        return
    parameters = learn(given.data)
    PARAMETERS.write_text(json.dumps(parameters, ensure_ascii=False, indent=0, sort_keys=True) + "\n", "utf-8")
    print(f"{PARAMETERS.name}: {len(parameters['abbreviations'])} abbreviations, {len(parameters['contexts'])} words")


if __name__ == "__main__":
    main()
