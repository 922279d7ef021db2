"""The site says what is true: its code runs, its tutorials are in its contents, each public name has a place."""

from __future__ import annotations

import contextlib
import io
import json
import re
import runpy
import shutil
from pathlib import Path

import pandas as pd
import pytest

import kit
from kit.measures.records import MEASURES

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
BLOCK = re.compile(r"^```python\n(.*?)^```$", re.DOTALL | re.MULTILINE)
# The five questions are asked for their answers in tests/test_questions.py.
PAGES = [page for page in sorted(DOCS.glob("*.md")) if page.stem != "questions" and BLOCK.search(page.read_text())]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_code_of_a_page_runs_in_order_and_says_something(page, tmp_path, monkeypatch):
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        for code in BLOCK.findall(page.read_text(encoding="utf-8")):
            exec(compile(code, page.name, "exec"), names)
    assert out.getvalue().strip()


def test_each_tutorial_is_in_the_contents_and_keeps_no_output():
    contents = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    tutorials = sorted((DOCS / "tutorials").glob("*.ipynb"))
    assert tutorials
    for tutorial in tutorials:
        assert f"tutorials/{tutorial.name}" in contents
        cells = json.loads(tutorial.read_text(encoding="utf-8"))["cells"]
        assert not [cell for cell in cells if cell.get("outputs")]


def test_each_public_name_stands_in_the_api():
    made = runpy.run_path(str(DOCS / "measures.py"))["on_page_markdown"]
    page = made((DOCS / "api.md").read_text(encoding="utf-8"))
    told = set(re.findall(r"^::: kit\.([\w.]+)$", page, re.MULTILINE))
    public = set(kit.__all__) - {"measures", "plots", "KitError"}
    assert public - told == set()
    assert {f"measures.{name}" for name in MEASURES if name in kit.measures.__all__} - told - {
        "measures.agreement"
    } == set()


def test_the_articles_of_the_tutorials_have_an_outlet_and_a_day():
    articles = kit.load(DOCS / "corpus")
    assert len(articles) == 61
    assert articles[["source", "published", "title"]].notna().all(axis=None)
    assert not articles.attrs["skipped"]


def test_what_was_read_by_hand_stands_in_the_articles_of_the_tutorials():
    articles = kit.load(DOCS / "corpus").set_index("article_id")["text"]
    reading = pd.read_csv(DOCS / "tutorials" / "read_by_hand.csv")
    places = zip(reading["article_id"], reading["start"], reading["end"], strict=True)
    assert [articles[article][start:end] for article, start, end in places] == reading["words"].tolist()
    assert set(reading["article_id"]) == set(articles.index)
    assert reading["speaker"].notna().all()


def test_each_public_measure_is_explained_with_its_methods():
    page = (DOCS / "methods.md").read_text(encoding="utf-8")
    public = {name for name in kit.measures.__all__ if name[0].islower()} - {"in_words"}
    assert [name for name in sorted(public) if f"`{name}`" not in page] == []
    # What is put in as the site is built has a place to go.
    assert page.count("<!-- rests on -->") == page.count("<!-- errors -->") == 1
