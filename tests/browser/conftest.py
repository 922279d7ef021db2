"""Chromium, axe-core and the HTML checker; left out only where there is no Chromium, never in CI."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import kit
from tests.made_up import two_papers
from tests.test_reporting import FINDING, sample_report, write

ROOT = Path(__file__).parents[2]
MODULES = ROOT / "node_modules"
QUIETLY = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
WORD = "Ununterbrochen" * 40
LINK = f"https://example.org/{'path/' * 60}?{'q' * 200}"
LINE = "Der Hafen bleibt auch in dieser Woche geschlossen. " * 20_000  # a megabyte, not English: kept, not annotated


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder needs a browser."""
    there = shutil.which("chromium")
    for item in items:
        if Path(__file__).parent in Path(item.fspath).parents:
            item.add_marker("browser")
            if there is None and "CI" not in os.environ:
                item.add_marker(pytest.mark.skip(reason="no chromium; apt-get install chromium"))


@pytest.fixture(scope="session")
def modules() -> Path:
    """axe-core and vnu-jar, installed once as `package-lock.json` says."""
    if not (MODULES / "axe-core" / "axe.min.js").exists() or not (MODULES / "vnu-jar").exists():
        subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"], cwd=ROOT, check=True)
    return MODULES


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A headless Chromium."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=QUIETLY)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of the sample article."""
    return sample_report(tmp_path_factory)[0]


@pytest.fixture(scope="session")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report that compares two papers, with rows enough to search and sort."""
    there = tmp_path_factory.mktemp("papers")
    cells = {
        "listed": "import pandas as pd; rows = corpus.articles[['source', 'article_id']]\n"
        "rows.attrs = {'by': 'source', 'caption': 'Articles.'}; kit.plots.table(rows)",
        "voices": "kit.plots.figure(kit.measures.share_of_voice(corpus, by='source'))",
    }
    kit.report(two_papers(24), out=there / "out", notebooks=write(there / "notebooks", **cells), quiet=True)
    return there / "out"


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report of articles that try to break it, with a notebook that shows them in every way a notebook can."""
    there = tmp_path_factory.mktemp("hostile")
    articles = pd.DataFrame(
        {
            "text": [
                LINE,
                f'"{WORD}," said Ann Lee of {LINK}. {WORD} met {LINK}.',
                '"We won\u202eers\u200b," said Tom Reed.\x00\x0b\ufffe <img src=x onerror="document.title=\'run\'">',
                "אמר דוד לוי כי הנמל ייפתח מחר.",
                "No one speaks here.",
            ],
            "title": ["A long one", WORD, "<script>document.title='run'</script>", "נמל", "'\"><svg onload=alert(1)>"],
            "url": [
                "javascript:document.title='run'",
                LINK,
                "file:///etc/passwd",
                'https://example.org/"onclick=x',
                None,
            ],
            "source": ["</style><script>document.title='run'</script>", LINK, "A" * 200, None, "C"],
            "published": ["2024-03-01", "2024-03-01", None, "2024-03-02", "2024-04-02"],
        }
    )
    corpus = kit.annotate(articles, progress=False)
    cells = {
        "voices": "kit.plots.figure(kit.measures.share_of_voice(corpus))",
        "named": "kit.plots.figure(kit.measures.frequency(corpus, by='source'))",
        "listed": "kit.plots.table(kit.measures.contents(corpus))",
        "words": FINDING,
        "foreign": "display(corpus.articles[['title', 'source', 'url']]); print('<b>plain</b>')\n"
        "import IPython.display as d; display(d.HTML('<script>document.title=1</script><h1>x<table><td>y'))\n"
        "display(d.Markdown('[x](javascript:alert(1)) <iframe src=x>')); display(d.Javascript('document.title=1'))\n"
        'display(d.SVG(data=\'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"></svg>\'))',
    }
    kit.report(corpus, out=there / "out", notebooks=write(there / "notebooks", **cells), quiet=True, by="source")
    return there / "out"
