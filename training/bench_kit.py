"""Speed and memory of the kit, and whether its numbers hold: what `make bench` prints and writes to reports/bench.json.

    python -m training.bench_kit                        # the sample articles: annotate, import, report
    python -m training.bench_kit --scale --data FOLDER  # 100, 1,000 and 10,000 articles, and how the cost grows
    python -m training.bench_kit --page docs/scale.md --machine WORDS --data FOLDER --replay  # the same, into that page

`--data` is a folder of articles as text (default: seeds/), repeated with altered text until there are enough. With
`--replay` the engine reads each original once and its repetitions get the same rows: what is left is the cost of
everything but the engine, in minutes. Each figure is measured in a process of its own.
"""

from __future__ import annotations

import argparse
import inspect
import json
import math
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from training import bench_numbers

ROOT = Path(__file__).parent.parent
SIZES = (100, 1_000, 10_000)
JOINED = (5_000, 21_577)  # articles; as many as the Reuters-21578 collection has
KIT = "from kit.cli import main; main()"
MARKS = ("<!-- figures -->", "<!-- end of figures -->")  # of docs/scale.md
STEEP = 1.1  # slope in log-log above which a cost grows too fast
RUN = "from training.bench_kit import {0}; import json, sys; print(json.dumps({0}(*json.loads(sys.argv[1]))))"


def alone(function: str, *given: Any) -> dict[str, Any]:
    """The answer of a function of this module, called in a new process, with its seconds and peak memory."""
    begun = time.perf_counter()
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])}
    done = subprocess.run(
        [sys.executable, "-c", RUN.format(function), json.dumps(given)],
        env=environment,
        stdout=subprocess.PIPE,
        check=True,
        text=True,
    )
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return {"seconds": time.perf_counter() - begun} | answer


def peak() -> dict[str, float]:
    """Megabytes at most, of this process and of the largest of its workers, and the seconds all of them computed."""
    import resource

    unit = 2**20 if sys.platform == "darwin" else 2**10
    own, others = resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN
    used = [resource.getrusage(who) for who in (own, others)]
    return {
        "cpu_seconds": sum(one.ru_utime + one.ru_stime for one in used),
        "peak_mb": resource.getrusage(own).ru_maxrss / unit,
        "worker_mb": resource.getrusage(others).ru_maxrss / unit,
    }


def dealt_anew(folder: str) -> dict[str, float]:
    """False alarms in a corpus whose outlets are dealt by chance."""
    import kit

    return bench_numbers.dealt_anew(kit.open(folder))


def originals(folder: str) -> list[dict[str, Any]]:
    """The articles that are repeated."""
    import kit

    return [
        {"text": row["text"], "source": row.get("source"), "path": row.get("path")}
        for row in kit.formats.stream(folder)
    ]


def repeated(articles: list[dict[str, Any]], n: int) -> Iterator[dict[str, Any]]:
    """So many articles of so many months; each repetition ends in a line of its own."""
    for number in range(n):
        article = articles[number % len(articles)]
        turn = number // len(articles)
        source = article["source"] or f"Outlet {number % 7}"
        published = f"20{10 + turn % 10}-{1 + number % 12:02d}-{1 + number % 28:02d}"
        text = f"{article['text']}\n\nThis is the printing number {turn} of it." if turn else article["text"]
        yield article | {"text": text, "source": source, "published": published, "path": f"{number}.txt"}


def annotate(folder: str, n: int, out: str, cache: str | None, workers: int) -> dict[str, Any]:
    """Annotate so many articles into a folder."""
    import kit

    articles = originals(folder)
    if cache is None:
        kit.find_quotes(articles[0]["text"])  # the model is loaded once, whatever the number of articles
    count = 0

    def flow() -> Iterator[dict[str, Any]]:
        nonlocal count
        for article in repeated(articles, n):
            count += len(article["text"].split())
            yield article

    begun = time.perf_counter()
    corpus = kit.annotate(flow(), out=out, cache=cache or False, workers=workers, progress=False)
    seconds = time.perf_counter() - begun
    size = sum(path.stat().st_size for path in Path(out).rglob("*") if path.is_file())
    told = {"articles": len(corpus), "words": count, "seconds": seconds, "words_per_second": count / seconds}
    return told | {"bytes_per_article": size / len(corpus)} | peak()


def fill(folder: str, n: int, cache: str) -> dict[str, Any]:
    """Read each original once, and give its repetitions the same rows in the cache."""
    from kit.pipeline import work
    from kit.pipeline.cache import Cache

    articles = originals(folder)
    words = sum(len(article["text"].split()) for article in articles[:n])
    begun = time.perf_counter()
    with Cache(cache) as kept:
        rows = [kept.get(a["text"]) or kept.put(a["text"], work.encoded(a["text"])) for a in articles[:n]]
    seconds = time.perf_counter() - begun
    with Cache(cache) as kept:
        for number, article in enumerate(repeated(articles, n)):
            if number >= len(articles):
                kept.put(article["text"], rows[number % len(articles)])
    return {"words": words, "engine_words_per_second": words / seconds}


def measures(corpus_folder: str) -> dict[str, Any]:
    """Seconds of each measure over a corpus, with its defaults."""
    import kit

    corpus = kit.open(corpus_folder)
    actor = kit.measures.foremost(corpus)
    told: dict[str, float] = {}
    cpu: dict[str, float] = {}
    for name in kit.measures.__all__:
        function = getattr(kit.measures, name)
        takes = list(inspect.signature(function).parameters) if inspect.isfunction(function) else []
        if not takes or takes[0] != "corpus":
            continue
        given = {"actor": actor} if "actor" in takes else {"by": "source"} if "by" in takes else {}
        begun, computed = time.perf_counter(), time.process_time()
        try:
            function(corpus, **given)
        except (kit.KitError, TypeError):  # needs what only a user knows
            continue
        told[name] = time.perf_counter() - begun
        cpu[name] = time.process_time() - computed
    return {"measures": told, "measures_cpu": cpu} | peak()


def report(source: str, out: str) -> dict[str, Any]:
    """Seconds of `kit report`."""
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-c", KIT, "report", source, "--out", out, "--quiet"], check=True, cwd=ROOT)
    return {"report_seconds": time.perf_counter() - begun, "report_cpu_seconds": peak()["cpu_seconds"]}


def own_actors(n: int, an_article: int = 15) -> Any:
    """A table of made-up own actors of so many articles, as `kit.identities.across.join` takes it.

    Persons in full, with an initial, and by surname alone, bodies and places; few are in most articles, most in one.
    """
    import numpy as np
    import pandas as pd

    from kit.identities.across import COLUMNS

    rng = np.random.default_rng(0)
    sounds = [a + b + c for a in "bdgklmnprst" for b in "aeiou" for c in ("n", "r", "l", "s", "")]

    def words(count: int, length: int) -> list[str]:
        picked = rng.integers(0, len(sounds), (count, length))
        return ["".join(sounds[at] for at in row).capitalize() for row in picked]

    rows = n * an_article
    first, last, body = words(400, 2), words(max(50, n // 3), 3), words(max(50, n // 2), 4)
    people = list(zip((rng.zipf(1.3, n) % 400).tolist(), rng.integers(0, len(last), n).tolist(), strict=True))
    who, which = (rng.zipf(1.4, rows) % n).tolist(), rng.random(rows).tolist()
    roles = ("president", "senator", "analyst", "minister", "chairman", "spokesman", "trader", "economist")
    made = []
    for at, (person, kind) in enumerate(zip(who, which, strict=True)):
        one, other = (names[number] for names, number in zip((first, last), people[person], strict=True))
        name = f"{one} {other}" if kind < 0.25 else f"{one} {other[0]}. {other}" if kind < 0.3 else other
        name = name if kind < 0.45 else f"{body[person % len(body)]} Board" if kind < 0.8 else body[person % len(body)]
        label = "person" if kind < 0.45 else "organization" if kind < 0.8 else "place"
        role = roles[person % len(roles)] if kind < 0.15 else None
        article = at // an_article
        day = pd.Timestamp("1987-02-01") + pd.Timedelta(days=article % 240)
        told = (role, None, "USA" if kind < 0.1 else None, "he" if kind < 0.12 else None, other if kind < 0.3 else None)
        made.append((f"{article:016x}", f"own:{at % an_article}", label, name, *told, 2, f"Outlet {article % 7}", day))
    table = pd.DataFrame(made, columns=list(COLUMNS))
    shared = [name for name in COLUMNS if name not in ("mentions", "published")]
    return table.astype(dict.fromkeys(shared, "category"))


def joined(n: int) -> dict[str, Any]:
    """Seconds, computing seconds and megabytes that joining the actors of so many articles takes."""
    from kit.identities.across import join

    table = own_actors(n)
    before, begun, computed = peak()["peak_mb"], time.perf_counter(), time.process_time()
    found = join(table)
    told = {"join_articles": n, "join_actors": len(table), "join_found": len(found.actors)}
    times = {"join_seconds": time.perf_counter() - begun, "join_cpu_seconds": time.process_time() - computed}
    return told | times | {"join_mb_before": before, "join_mb": peak()["peak_mb"]}


def import_seconds() -> float:
    """Of `import kit`, beyond what Python itself takes to start; the least of five."""

    def least(code: str) -> float:
        times = []
        for _ in range(5):
            begun = time.perf_counter()
            subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)
            times.append(time.perf_counter() - begun)
        return min(times)

    return least("import kit") - least("pass")


def plain(folder: str, place: Path) -> dict[str, Any]:
    """The figures of every `make bench`."""
    count = len(originals(folder))
    told = alone("annotate", folder, max(count, 20), str(place / "plain"), None, 1)
    told["import_seconds"] = import_seconds()
    few, many = (alone("joined", n) for n in JOINED)
    told |= {name: value for name, value in many.items() if name.startswith("join")}
    grown = math.log(many["join_actors"] / few["join_actors"])
    told["join_slope"] = math.log(many["join_cpu_seconds"] / few["join_cpu_seconds"]) / grown
    os.environ["XDG_CACHE_HOME"] = str(place / "cache")
    for turn in ("first", "second"):
        told[f"report_{turn}_seconds"] = alone("report", folder, str(place / "pages"))["report_seconds"]
    return told


def scale(folder: str, place: Path, *, replay: bool, workers: int) -> list[dict[str, Any]]:
    """The figures at each size."""
    rows = []
    for n in SIZES:
        cache = str(place / "replay") if replay else None
        read = alone("fill", folder, n, cache) if cache else {}
        out = str(place / f"corpus-{n}")
        row = alone("annotate", folder, n, out, cache, workers)
        row |= {name: value for name, value in read.items() if name.startswith("engine")}
        asked = alone("measures", out)
        row |= {"measures": asked["measures"], "measures_cpu": asked["measures_cpu"]}
        row |= {name: v for name, v in alone("report", out, str(place / f"pages-{n}")).items() if "report" in name}
        rows.append(row)
        print_table([row])
    return rows


def slopes(rows: list[dict[str, Any]]) -> dict[str, float]:
    """Of the cost in log-log, between the two largest sizes: 1 is in step with the articles.

    Computing time rather than time on the clock, which depends on what else the machine does.
    """
    small, large = rows[-2:]
    grown = math.log(large["articles"] / small["articles"])
    costs = {name: (small[name], large[name]) for name in ("cpu_seconds", "peak_mb", "report_cpu_seconds")}
    costs |= {
        f"measure {name}": (small["measures_cpu"][name], large["measures_cpu"][name]) for name in large["measures_cpu"]
    }
    costs["bytes"] = tuple(row["bytes_per_article"] * row["articles"] for row in (small, large))  # type: ignore[assignment]
    return {name: math.log(after / before) / grown for name, (before, after) in costs.items()}


def print_table(rows: list[dict[str, Any]]) -> None:
    """Figures of one run in a column each."""
    for name in dict.fromkeys(name for row in rows for name in row if not name.startswith("measures")):
        print(f"{name.replace('_', ' '):<28}" + "".join(f"{row.get(name, float('nan')):>14,.1f}" for row in rows))


def page_table(rows: list[dict[str, Any]], machine: str, replay: bool) -> str:
    """What `docs/scale.md` says of one run: articles, seconds, memory and bytes."""
    left = ", with the engine's answers taken from a cache, so that all but the engine is measured" if replay else ""
    sizes = [f"{row['articles']:,} articles" for row in rows]
    costs = {
        "words": ("words", "{:,.0f}"),
        "cpu_seconds": ("seconds of computing, to annotate", "{:,.1f}"),
        "seconds": ("seconds on the clock, to annotate", "{:,.1f}"),
        "peak_mb": ("peak memory, MB", "{:,.0f}"),
        "bytes_per_article": ("bytes on disk, an article", "{:,.0f}"),
        "report_cpu_seconds": ("seconds of computing, to report", "{:,.1f}"),
    }
    lines = [
        f"One run on {machine}{left}:",
        "",
        f"| | {' | '.join(sizes)} | slope in log-log |",
        f"| --- |{' ---: |' * (len(rows) + 1)}",
    ]
    grown = slopes(rows)
    for name, (told, form) in costs.items():
        steep = grown.get("bytes" if name == "bytes_per_article" else name)
        cells = [form.format(row[name]) for row in rows]
        lines.append(f"| {told} | {' | '.join(cells)} | {'' if steep is None else f'{steep:.2f}'} |")
    slowest = sorted(rows[-1]["measures_cpu"], key=lambda name: -rows[-1]["measures_cpu"][name])[:5]
    for name in slowest:
        cells = [f"{row['measures_cpu'][name]:.2f}" for row in rows]
        lines.append(f"| `{name}`, seconds of computing | {' | '.join(cells)} | {grown[f'measure {name}']:.2f} |")
    return "\n".join(lines)


def main() -> None:
    """Measure, print, and write reports/bench.json."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scale", action="store_true", help="also how the cost grows up to 10,000 articles")
    parser.add_argument("--replay", action="store_true", help="with --scale: all but the engine's cost")
    parser.add_argument("--workers", type=int, default=1, help="with --scale: local processes")
    parser.add_argument("--data", default=str(ROOT / "seeds"), help="folder of articles as text")
    parser.add_argument("--marked", help="folder that holds polnear/, for the coverage of corrected numbers")
    parser.add_argument("--corpus", nargs="*", default=[], help="with --marked: annotated corpora of its articles")
    parser.add_argument("--work", type=Path, help="keep what is made in this folder")
    parser.add_argument("--page", type=Path, help="only growth, written between the marks of this page")
    parser.add_argument("--machine", default="this machine", help="with --page: the machine, in words")
    given = parser.parse_args()
    place = given.work or Path(tempfile.mkdtemp())
    try:
        if given.page:
            rows = scale(given.data, place, replay=given.replay, workers=given.workers)
            text = given.page.read_text("utf-8")
            before, after = text.split(MARKS[0])[0], text.split(MARKS[1])[1]
            inside = f"{MARKS[0]}\n\n{page_table(rows, given.machine, given.replay)}\n\n{MARKS[1]}"
            given.page.write_text(before + inside + after, "utf-8")
            return
        told: dict[str, Any] = {"plain": plain(str(ROOT / "seeds"), place)}
        print_table([told["plain"]])
        told["false_alarms"] = bench_numbers.simulated()
        if given.marked and given.corpus:
            told["dealt_anew"] = dealt_anew(given.corpus[0])
            told["coverage"] = bench_numbers.coverage(given.corpus, given.marked)
        if given.scale:
            told["scale"] = scale(given.data, place, replay=given.replay, workers=given.workers)
            told["slopes"] = slopes(told["scale"])
            for name, seconds in told["scale"][-1]["measures"].items():
                print(f"{name:<28}{seconds:>14.2f} s")
            for name, slope in told["slopes"].items():
                print(f"slope of {name:<28}{slope:>8.2f}{'  too steep' if slope > STEEP else ''}")
        (ROOT / "reports").mkdir(exist_ok=True)
        (ROOT / "reports" / "bench.json").write_text(json.dumps(told, indent=1) + "\n", "utf-8")
    finally:
        if not given.work:
            shutil.rmtree(place, ignore_errors=True)


if __name__ == "__main__":
    main()
