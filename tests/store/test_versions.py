"""Rules of an article and rules of the join: what each voids, and what it leaves alone."""

from __future__ import annotations

import json
import shutil
import warnings
from pathlib import Path

import pandas as pd
import pytest

import kit
from kit.identities import across
from kit.pipeline import work
from kit.store import answers, versions
from kit.store.folder import writing
from tests.test_corpus import assert_same
from tests.test_imports import graph

PACKAGE = Path(kit.__file__).parent


@pytest.fixture(scope="module")
def package(tmp_path_factory):
    """A copy of the package without its models, to be changed."""
    copy = tmp_path_factory.mktemp("changed") / "kit"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("models", "__pycache__"))
    (copy / "models").mkdir()
    (copy / "models" / "heads.npz").write_bytes(b"weights")
    return copy


@pytest.mark.parametrize(
    ("changed", "article", "join"),
    [
        ("identities/across.py", False, True),
        ("store/keys.py", False, True),
        ("identities/persons.py", False, True),
        ("actors/likeness.py", True, True),
        ("actors/people.py", True, False),
        ("actors/roles.py", True, False),
        ("lexicon/persons.csv", True, True),
        ("quotes/cues.py", True, False),
        ("sentiment.py", True, False),
        ("pipeline/one_article.py", True, False),
        ("models/heads.npz", True, False),
        ("identities/aliases.py", False, False),
        ("store/relations.py", False, False),
        ("measures/voices.py", False, False),
    ],
)
def test_a_change_is_one_of_an_articles_rules_or_of_the_join(package, changed, article, join):
    def now():
        versions.rules_version.cache_clear()
        versions.join_version.cache_clear()
        return versions.rules_version(package), versions.join_version(package)

    before, path = now(), package / changed
    with path.open("ab") as stream:
        stream.write(b"\n# changed\n")
    after = now()
    assert (before[0] != after[0], before[1] != after[1]) == (article, join)


@pytest.mark.parametrize("name", [*versions.ARTICLE, *versions.JOIN])
def test_every_file_of_the_rules_is_there(name):
    assert (PACKAGE / name).exists() or (PACKAGE / f"{name}.py").is_file()


def test_what_the_join_asks_counts_as_its_rules():
    arrows = graph(PACKAGE)
    rules = [f"kit.{name.replace('/', '.')}" for name in versions.JOIN]
    asked = {one for rule in rules for one in arrows.get(rule, ())} - {"kit.schema", "kit.store.database"}
    # The label of a name and its words are an article's own; of `bodies` the join takes the words alone.
    asked -= {"kit.actors.mentions"}
    assert not [one for one in asked if not any(one == rule or one.startswith(f"{rule}.") for rule in rules)]


@pytest.fixture
def another_join(monkeypatch):
    """From now on actors are joined by another rule, under another version."""
    real = across.join

    def shouted(own, aliases=None, held=None):
        links, joined, ids = real(own, aliases, held)
        louder = links.assign(name=links["name"].astype(str).str.upper())
        return across.Joined(louder, joined.assign(name=joined["name"].str.upper()), ids)

    def change():
        monkeypatch.setattr(across, "join", shouted)
        monkeypatch.setattr(answers, "join_version", lambda: "another")

    return change


def read(corpus: kit.Corpus) -> kit.Corpus:
    """The same corpus in memory: its files may be replaced."""
    return kit.Corpus({name: getattr(corpus, name) for name in kit.schema.TABLES})


def test_another_join_makes_the_links_of_a_folder_anew_when_it_is_opened(tmp_path, three_articles, another_join):
    before = read(kit.annotate(three_articles, out=tmp_path, progress=False))
    another_join()
    with pytest.warns(UserWarning, match="its actors were joined by another kit's rules, and are now by this one's"):
        opened = kit.open(tmp_path)
    assert list(opened.actors["name"]) == list(before.actors["name"].str.upper())
    assert set(opened.mentions["actor"].dropna()) <= set(opened.actors["name"])
    for name in ("articles", "skipped", "sentences"):
        pd.testing.assert_frame_equal(getattr(opened, name), getattr(before, name))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert_same(kit.open(tmp_path), opened)


def test_another_join_neither_refuses_a_folder_nor_reads_an_article_again(
    tmp_path, three_articles, another_join, monkeypatch
):
    kit.annotate(three_articles, out=tmp_path / "out", cache=tmp_path / "cache", progress=False)
    another_join()
    monkeypatch.setattr(work, "annotate_text", None)
    grown = kit.annotate(three_articles, out=tmp_path / "out", cache=False, progress=False)
    assert grown.actors["name"].str.isupper().all()
    assert_same(kit.annotate(three_articles, cache=tmp_path / "cache", progress=False), grown)


def test_an_unchanged_join_leaves_the_tables_where_they_are(tmp_path, three_articles):
    kit.annotate(three_articles, out=tmp_path, progress=False)
    before = (tmp_path / "corpus.json").stat().st_mtime_ns
    kit.annotate(three_articles, out=tmp_path, progress=False)
    kit.open(tmp_path)
    assert (tmp_path / "corpus.json").stat().st_mtime_ns == before


def test_joined_again_by_the_same_rule_the_tables_are_the_same(tmp_path, three_articles):
    """Order, what was left out, and the aliases stay as they were."""
    german = "Der Bundestag hat am Mittwoch über das neue Gesetz beraten, und die Opposition stimmte dagegen. " * 3
    articles = pd.concat([pd.DataFrame({"text": [german, ""], "path": ["de.txt", "empty.txt"]}), three_articles])
    aliases = pd.DataFrame({"name": ["Ann Lee"], "alias": ["Tom Reed"]})
    whole = read(kit.annotate(articles, out=tmp_path, aliases=aliases, progress=False))
    manifest = json.loads((tmp_path / "corpus.json").read_text())
    (tmp_path / "corpus.json").write_text(json.dumps(manifest | {"join": "another"}))
    with pytest.warns(UserWarning, match="joined by another kit's rules"):
        assert_same(kit.open(tmp_path), whole)
    assert json.loads((tmp_path / "corpus.json").read_text()) == manifest


def test_a_folder_that_another_process_writes_is_joined_in_memory(tmp_path, three_articles, another_join):
    kit.annotate(three_articles, out=tmp_path, progress=False)
    manifest = (tmp_path / "corpus.json").read_bytes()
    another_join()
    with writing(tmp_path), pytest.warns(UserWarning, match="joined by another kit's rules"):
        opened = kit.open(tmp_path)
    assert opened.actors["name"].str.isupper().all()
    assert not opened.unfinished
    assert (tmp_path / "corpus.json").read_bytes() == manifest
