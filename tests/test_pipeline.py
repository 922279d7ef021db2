"""The whole pass: one article or many, in memory or into a folder, alone or spread over processes."""

from __future__ import annotations

import dataclasses
import inspect
import io
import json
import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
import time

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kit
from kit import schema
from kit.errors import CorpusError, KitError, LoadError, MeasureError
from kit.pipeline import cache, intake, one_article, work
from kit.pipeline.options import Options
from kit.text import layout
from tests.test_corpus import assert_same

ANNOTATED = ("sentences", "mentions", "quotes", "speakers", "sentiment", "roles", "comment_requests")
JOINED = {"actor_id", "actor", "voice", "voice_name"}


def many(n: int) -> pd.DataFrame:
    """Small articles that differ."""
    texts = [
        f'"We have {i} ships," said Ann Lee{i % 3} of the Harbor Union on day {i}.\n\nTom Reed left.' for i in range(n)
    ]
    return pd.DataFrame(
        {"text": texts, "title": [f"Title {i}" for i in range(n)], "source": ["a", "b"] * (n // 2) + ["a"] * (n % 2)}
    )


def own_rows(corpus: kit.Corpus, key: str) -> dict[str, list]:
    """What an article's rows are but for what joins it to others."""
    rows = {}
    for name in ANNOTATED:
        table = getattr(corpus, name)
        table = table[table["article_id"] == key].drop(columns=[c for c in table if c in JOINED])
        rows[name] = table.astype(object).where(table.notna(), None).to_dict("records")
    return rows


@pytest.fixture
def script(tmp_path):
    """Run a script as a process of its own, as a user would; without a main guard."""

    def start(code: str) -> subprocess.Popen:
        path = tmp_path / "script.py"
        path.write_text(textwrap.dedent(code))
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        return subprocess.Popen(
            [sys.executable, str(path)],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            # Where the suite itself runs in the background, its shell has Ctrl-C ignored by all that it starts.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )

    return start


def test_articles_keep_their_columns_and_get_ids(three, three_articles):
    assert list(three.articles["desk"].dropna()) == ["labour", "money"]
    assert list(three.articles["text"]) == list(three_articles["text"])
    assert list(three.articles["position"]) == [0, 1, 2]
    assert three.articles["article_id"].str.fullmatch("[0-9a-f]{16}").all()


def test_a_table_without_text_is_an_error():
    with pytest.raises(LoadError, match="no column 'text'; it has title"):
        kit.annotate(pd.DataFrame({"title": ["A"]}))
    with pytest.raises(LoadError, match="no article with text"):
        kit.annotate(pd.DataFrame({"text": ["", None]}))
    with pytest.raises(LoadError, match="no article with text"):
        kit.annotate([])


@settings(max_examples=15)
@given(
    texts=st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60), min_size=1, max_size=4)
)
def test_any_text_can_be_annotated(texts):
    """Whatever the text, every span slices back to it."""
    whole = pd.DataFrame({"text": [f'{text} "{text}" said Ann Lee.' for text in texts]})
    corpus = kit.annotate(whole, cache=False, progress=False)
    known = dict(zip(corpus.articles["article_id"], corpus.articles["text"], strict=True))
    assert "the pass failed" not in " ".join(corpus.skipped["reason"])
    for table in (corpus.mentions, corpus.quotes):
        spans = zip(table["article_id"], table["start"], table["end"], strict=True)
        assert [known[key][start:end] for key, start, end in spans] == list(table["text"])


def test_rows_of_an_article_do_not_depend_on_its_neighbours(three, three_articles):
    """Alone, among others, in any order, its rows are the same."""
    backwards = kit.annotate(three_articles[::-1], cache=False, progress=False)
    for row, key in enumerate(three.articles["article_id"]):
        alone = kit.annotate(three_articles[row : row + 1], cache=False, progress=False)
        assert own_rows(alone, key) == own_rows(three, key) == own_rows(backwards, key)


def test_actors_depend_on_the_set_of_articles_only(three, three_articles):
    backwards = kit.annotate(three_articles[::-1], progress=False)
    pd.testing.assert_frame_equal(backwards.actors, three.actors)


def test_articles_may_come_one_by_one(three, three_articles):
    rows = three_articles.astype(object).where(three_articles.notna(), None).to_dict("records")
    assert_same(kit.annotate(iter(rows), progress=False), three)


def test_the_same_article_twice_is_one(three_articles):
    rows = three_articles.astype(object).where(three_articles.notna(), None).to_dict("records")
    assert len(kit.annotate(iter([*rows, *rows]), progress=False)) == 3


def test_an_article_too_long_is_kept_and_not_annotated():
    corpus = kit.annotate(pd.DataFrame({"text": ["word " * 500_000, "Ann Lee left."]}), progress=False)
    assert len(corpus) == 2
    assert corpus.skipped["reason"].str.contains("2,500,000 characters long").sum() == 1


def test_any_language_is_annotated_when_asked_for():
    german = "Der Bundestag hat am Mittwoch über das neue Gesetz beraten, und die Opposition stimmte dagegen. " * 3
    articles = pd.DataFrame({"text": [german]})
    assert len(kit.annotate(articles, progress=False).sentences) == 0
    assert len(kit.annotate(articles, any_language=True, progress=False).sentences) > 0


def test_one_article_that_trips_a_rule_stops_no_other(monkeypatch):
    def trips(text):
        raise ZeroDivisionError("a rule") if "ships" in text else StopIteration

    monkeypatch.setattr(
        work, "annotate_text", lambda text: trips(text) if "5 ships" in text else one_article.annotate_text(text)
    )
    corpus = kit.annotate(many(8), cache=False, progress=False)
    assert corpus.sql("select count(distinct article_id) as n from sentences").n[0] == 7
    assert list(corpus.skipped["reason"]) == [
        "not annotated: the pass failed on it (ZeroDivisionError: a rule); please report it"
    ]


def test_the_one_liners_take_a_text():
    text = '"We are proud of our port," said Ann Lee, the president.\n\nAnn Lee left.'
    assert list(kit.find_quotes(text)["speaker"].str[:7]) == ["Ann Lee"]
    assert "Ann Lee" in list(kit.find_actors(text)["name"])
    found = kit.sentiment_towards(text, "Ann Lee")
    assert list(zip(found["start"], found["end"], strict=True)) == [(33, 40), (58, 65)]
    assert set(found["label"]) <= {"negative", "neutral", "positive"}


def test_sentiment_towards_takes_lists_and_places():
    found = kit.sentiment_towards(["Lee won.", "Reed lost.", "Nobody."], ["Lee", (0, 4), "Lee"])
    assert list(zip(found["item"], found["text"], strict=True)) == [(0, "Lee"), (1, "Reed")]
    with pytest.raises(MeasureError, match="2 texts and 1 targets"):
        kit.sentiment_towards(["a", "b"], ["a"])
    with pytest.raises(MeasureError, match="not a place in a text of 4 characters"):
        kit.sentiment_towards("Lee.", (2, 9))


def test_what_was_annotated_before_is_not_again(three_articles, tmp_path, monkeypatch):
    first = kit.annotate(three_articles, cache=tmp_path, progress=False)
    monkeypatch.setattr(work, "annotate_text", None)
    assert_same(kit.annotate(three_articles, cache=tmp_path, progress=False), first)
    monkeypatch.undo()
    assert_same(kit.annotate(three_articles, cache=False, progress=False), first)


def test_damaged_cache_entries_are_made_again(three_articles, tmp_path):
    first = kit.annotate(three_articles, cache=tmp_path, progress=False)
    (path,) = tmp_path.glob("rows-*.sqlite")
    with sqlite3.connect(path) as connection:
        connection.execute("update rows set data = substr(data, 1, 20)")
    connection.close()
    assert_same(kit.annotate(three_articles, cache=tmp_path, progress=False), first)
    path.write_bytes(b"no database" * 1000)
    assert_same(kit.annotate(three_articles, cache=tmp_path, progress=False), first)
    assert_same(kit.annotate(three_articles, cache=tmp_path, progress=False), first)


def test_a_cache_that_cannot_be_written_costs_only_time(three_articles, tmp_path):
    (tmp_path / "file").write_text("in the way")
    kit.annotate(three_articles, cache=tmp_path / "file", progress=False)


def test_caches_of_old_versions_are_forgotten(tmp_path):
    for number in range(5):
        (tmp_path / f"rows-{number}.sqlite").write_bytes(b"")
    with cache.Cache(str(tmp_path)):
        pass
    assert len(list(tmp_path.glob("rows-*.sqlite"))) == cache.KEPT


def test_the_cache_lies_where_the_system_says(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache.cache_folder() == tmp_path / "kit"


def test_into_a_folder_is_the_same_as_in_memory(tmp_path):
    articles = many(200).assign(number=range(200), empty=None)
    whole = kit.annotate(articles, progress=False)
    assert_same(kit.annotate(articles, out=tmp_path / "out", progress=False), whole)
    assert len(list((tmp_path / "out" / "batches").iterdir())) == 2
    assert_same(kit.open(tmp_path / "out"), whole)


def test_a_folder_grows_by_what_is_new_and_keeps_what_is_gone(tmp_path, monkeypatch):
    articles = many(80)
    kit.annotate(articles[:70], out=tmp_path, cache=False, progress=False)
    seen = []
    real = one_article.annotate_text
    monkeypatch.setattr(work, "annotate_text", lambda text: seen.append(text) or real(text))
    grown = kit.annotate(articles, out=tmp_path, cache=False, progress=False)
    assert len(seen) == 10
    assert_same(grown, kit.annotate(articles, progress=False))
    with pytest.warns(
        UserWarning, match=r"5 articles in it are no longer in the input and stay; prune=True \(--prune\)"
    ):
        fewer = kit.annotate(articles[5:], out=tmp_path, cache=False, progress=False)
    assert len(fewer) == 80
    assert list(fewer.articles["title"][-5:]) == [f"Title {i}" for i in range(5)]
    pruned = kit.annotate(articles[5:], out=tmp_path, cache=False, progress=False, prune=True)
    assert_same(pruned, kit.annotate(articles[5:], progress=False))


def test_what_is_newly_known_of_an_article_replaces_what_was(tmp_path):
    articles = many(10)
    kit.annotate(articles, out=tmp_path, progress=False)
    better = articles.assign(title="Better", desk="new")
    assert_same(kit.annotate(better, out=tmp_path, progress=False), kit.annotate(better, progress=False))


def test_further_columns_may_be_of_any_kind(tmp_path):
    """Names that differ in case only, values that differ in kind from batch to batch."""
    rows = [
        {"text": f"Text {i}.", "Title": f"t{i}", "mixed": i if i < 200 else "many", "tags": ["a", "b"], "share": i / 2}
        for i in range(300)
    ]
    whole = kit.annotate(pd.DataFrame(rows), progress=False)
    stored = kit.annotate(iter(rows), out=tmp_path, progress=False)
    assert [str(whole.articles[name].dtype) for name in ("Title_", "mixed", "tags", "share")] == [
        "string",
        "string",
        "string",
        "Float64",
    ]
    assert list(stored.articles["mixed"]) == list(whole.articles["mixed"])
    assert [str(dtype) for dtype in stored.articles[whole.articles.columns].dtypes] == list(
        map(str, whole.articles.dtypes)
    )


def test_files_are_streamed_into_a_folder_as_load_reads_them(tmp_path):
    source = tmp_path / "articles"
    source.mkdir()
    for row in many(5).itertuples():
        (source / f"{row.Index}.txt").write_text(row.text)
    (source / "empty.txt").write_text("")
    with pytest.warns(UserWarning, match="left out"):
        whole = kit.read_corpus(source, progress=False)
    assert_same(kit.read_corpus(source, out=tmp_path / "out", progress=False), whole)


def test_a_folder_that_is_something_else_is_refused(tmp_path, three, three_articles):
    (tmp_path / "thesis.doc").write_text("all my work")
    with pytest.raises(CorpusError, match=r"not a corpus but holds thesis.doc; name a new or an empty folder"):
        kit.annotate(three_articles, out=tmp_path, progress=False)
    three.save(tmp_path / "saved")
    with pytest.raises(CorpusError, match="was written by save and cannot be extended"):
        kit.annotate(three_articles, out=tmp_path / "saved", progress=False)
    kit.annotate(three_articles, out=tmp_path / "out", progress=False)
    with pytest.raises(CorpusError, match="holds the batches of an annotation; save into another folder"):
        three.save(tmp_path / "out")
    with pytest.raises(CorpusError, match="s3://bucket/corpus: not a folder"):
        kit.annotate(three_articles, out="s3://bucket/corpus", progress=False)
    with pytest.raises(CorpusError, match="cannot be written"):
        kit.annotate(three_articles, out=tmp_path / "thesis.doc" / "out", progress=False)


def test_other_rules_do_not_grow_a_corpus(tmp_path, three_articles):
    kit.annotate(three_articles, out=tmp_path, progress=False)
    manifest = json.loads((tmp_path / "corpus.json").read_text())
    (tmp_path / "corpus.json").write_text(json.dumps(manifest | {"rules": "others"}))
    with pytest.raises(CorpusError, match="annotated by another version of the rules"):
        kit.annotate(three_articles, out=tmp_path, progress=False)
    assert len(kit.open(tmp_path)) == 3


def test_aliases_join_names(tmp_path, three_articles):
    table = tmp_path / "aliases.csv"
    table.write_text("name,alias\nAnn Lee,Tom Reed\n")
    kit.annotate(three_articles, out=tmp_path / "out", progress=False)
    joined = kit.annotate(three_articles, aliases=table, progress=False)
    assert_same(kit.read_corpus(tmp_path / "out", aliases=table), joined)


def test_the_record_of_options_is_what_annotate_takes():
    given = inspect.signature(kit.annotate).parameters
    taken = {name: one.default for name, one in given.items() if one.kind is inspect.Parameter.KEYWORD_ONLY}
    assert {field.name: field.default for field in dataclasses.fields(Options)} == taken


def test_a_full_disk_is_said_and_what_is_finished_is_kept(tmp_path, monkeypatch):
    calls = []
    real = work.write_batch

    def full(*given):
        calls.append(given)
        if len(calls) > 1:
            raise OSError(28, "No space left on device")
        return real(*given)

    monkeypatch.setattr(work, "write_batch", full)
    with pytest.raises(
        CorpusError, match="No space left on device; finished batches are kept, free some space"
    ) as caught:
        kit.annotate(many(200), out=tmp_path, progress=False)
    assert caught.value.exit_code == 1
    opened = kit.open(tmp_path)
    assert opened.unfinished
    assert len(opened) == 128
    assert "is not finished" in repr(opened)
    monkeypatch.undo()
    assert_same(kit.annotate(many(200), out=tmp_path, progress=False), kit.annotate(many(200), progress=False))


def test_a_folder_in_use_is_refused_with_the_holder(tmp_path, script, three_articles):
    holder = script(f"""
        import time
        from pathlib import Path
        from kit.store.folder import writing
        with writing(Path({str(tmp_path / "out")!r})):
            print("held", flush=True)
            time.sleep(60)
    """)
    assert holder.stdout.readline() == b"held\n"
    with pytest.raises(CorpusError, match=f"process {holder.pid} is writing it; wait until it ends, or stop it"):
        kit.annotate(three_articles, out=tmp_path / "out", progress=False)
    holder.kill()
    holder.communicate()
    kit.annotate(three_articles, out=tmp_path / "out", progress=False)


def run_of(folder, n: int = 260, workers: int = 1) -> str:
    return f"""
        import sys; sys.path.insert(0, {str(os.path.dirname(os.path.dirname(__file__)))!r})
        import kit
        from tests.test_pipeline import many
        kit.annotate(many({n}), out={str(folder)!r}, workers={workers}, cache=False, progress=False)
        print("done")
    """


def killed_at(script, folder, seconds: float, workers: int) -> None:
    run = script(run_of(folder, workers=workers))
    time.sleep(seconds)
    run.kill()
    run.communicate()


def test_killed_it_goes_on_and_ends_the_same(tmp_path, script):
    killed_at(script, tmp_path / "out", 2.0, 1)
    resumed = kit.annotate(many(260), out=tmp_path / "out", progress=False)
    assert_same(resumed, kit.annotate(many(260), progress=False))


@pytest.mark.slow
@pytest.mark.parametrize("tenths", [8, 10, 12, 14, 16, 18, 20, 23, 26, 30])
def test_killed_at_any_moment_it_goes_on_and_ends_the_same(tmp_path, script, tenths):
    killed_at(script, tmp_path / "out", tenths / 10, 1 + tenths % 4 // 2)
    if (tmp_path / "out" / "corpus.json").exists():
        kit.open(tmp_path / "out")
    resumed = kit.annotate(many(260), out=tmp_path / "out", progress=False)
    assert_same(resumed, kit.annotate(many(260), progress=False))


def test_processes_give_the_same_without_a_main_guard(tmp_path, script):
    run = script(run_of(tmp_path / "out", n=60, workers=2))
    told, wrong = run.communicate()
    assert (told, run.returncode) == (b"done\n", 0), wrong
    assert_same(kit.open(tmp_path / "out"), kit.annotate(many(60), progress=False))


def test_an_article_that_kills_its_process_twice_is_left_out(monkeypatch):
    from kit.pipeline import processes

    deadly = """import os, sys; sys.path.append(sys.argv[1])
from kit.pipeline import processes, work
real = work.annotate_text
work.annotate_text = lambda text: os._exit(9) if "have 3 ships" in text else real(text)
processes.serve()"""
    monkeypatch.setattr(processes, "START", deadly)
    corpus = kit.annotate(many(7), workers=2, cache=False, progress=False)
    assert len(corpus) == 7
    assert list(corpus.skipped["reason"]) == [
        "not annotated: the process that worked on it ended 2 times (exit code 9); try it alone, or split it"
    ]
    assert corpus.sql("select count(distinct article_id) as n from sentences").n[0] == 6


def test_a_worker_that_does_not_start_is_said(monkeypatch):
    from kit.pipeline import processes

    monkeypatch.setattr(processes, "START", "raise SystemExit(3)")
    with pytest.raises(KitError, match=r"workers: a process did not start \(exit code 3\)"):
        kit.annotate(many(3), workers=2, progress=False)
    with pytest.raises(KitError, match="workers: 0; give a number of processes"):
        kit.annotate(many(3), workers=0, progress=False)


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_who_is_one_does_not_hang_on_order_processes_or_batches(monkeypatch):
    """Surnames alone, initials, namesakes and campaigns, with two outlets and two months."""
    texts = [
        *(f'"We won day {day}," said Mayor Ann Lee of Lund. Lee left.' for day in range(6)),
        'Lee\'s campaign began. "It is late," Lee said.',
        "Ann B. Lee, the mayor of Lund, met Tom Reed.",
        "Ann Lee, the footballer from Sweden, scored. She smiled.",
        "Reed and Lee met. The Lee campaign agreed.",
        "Ann Lee's campaign said that Tom Reed, the senator, was wrong.",
    ]
    days = pd.to_datetime([f"2024-0{1 + at % 2}-1{at % 9}" for at in range(len(texts))])
    articles = pd.DataFrame({"text": texts, "source": ["a", "b", "b"] * 3 + ["a", "b"], "published": days})
    one = kit.annotate(articles, cache=False, progress=False)
    monkeypatch.setattr(intake, "ARTICLES_A_BATCH", 3)
    mixed = articles.sample(frac=1, random_state=2)
    for options in ({"workers": 1}, {"workers": 2}):
        other = kit.annotate(mixed, cache=False, progress=False, **options)
        for name, key in (("actors", ["actor_id"]), ("mentions", ["article_id", "start", "end"])):
            tables = (getattr(corpus, name).sort_values(key, ignore_index=True) for corpus in (one, other))
            pd.testing.assert_frame_equal(*tables)


@pytest.mark.parametrize("workers", [1, 2])
def test_ctrl_c_stops_at_once_and_keeps_what_is_finished(tmp_path, script, workers):
    """No batch is finished after it, but one that another process was about to hand over."""

    def finished() -> int:
        return len(list(tmp_path.glob("out/batches/[0-9a-f]*")))

    run = script(run_of(tmp_path / "out", n=4000, workers=workers))
    limit = time.monotonic() + 300
    while not finished() and time.monotonic() < limit:
        time.sleep(0.05)
    before = finished()
    run.send_signal(signal.SIGINT)
    run.communicate()
    assert 0 < before <= finished() < before + workers
    opened = kit.open(tmp_path / "out")
    assert opened.unfinished
    assert 0 < len(opened) < 4000


def test_a_text_is_laid_out_once(monkeypatch):
    found = []
    for name in ("sentences", "paragraphs", "quotation"):
        whole = getattr(layout, name)
        monkeypatch.setattr(layout, name, lambda *given, name=name, whole=whole: found.append(name) or whole(*given))
    one_article.annotate_text('"We have ships," said Ann Lee of the Harbor Union.\n\nTom Reed left. He was late.')
    assert sorted(found) == ["paragraphs", "quotation", "sentences"]


def test_rows_and_tables_agree_on_types_after_the_cache(three):
    for name in schema.TABLES:
        schema.TABLES[name].check(getattr(three, name))


def page(words: str, address: str) -> bytes:
    """A web page as a server sends it, with a script that must not run nor be read."""
    head = f"<head><title>News</title><link rel='canonical' href='{address}'></head>"
    body = f"<html>{head}<body><article>{words}</article><script>alert(1)</script></body></html>"
    return f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{body}".encode()


def test_a_web_archive_is_streamed_into_a_folder(tmp_path):
    """Of pages, pictures, errors and copies only the articles stay, and what was left out is counted by reason."""
    warcio = pytest.importorskip("warcio.warcwriter")
    sentence = (
        "The mayor, Ann Lee, said on Monday that the port of the city would be closed for {} days by the strike. "
    )
    words = ["".join(f"<p>{sentence.format(100 * n + i)}</p>" for i in range(8)) for n in (1, 2)]
    answers = [
        ("https://news.example/1", page(words[0], "https://news.example/1")),
        ("https://news.example/1?again", page(words[0], "https://news.example/1")),
        ("https://news.example/2", page(words[1], "https://news.example/2")),
        ("https://news.example/gone", page(words[1], "https://news.example/gone").replace(b"200 OK", b"404 Not Found")),
        ("https://news.example/a.png", b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG"),
        ("https://news.example/bad", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<" + b"\x00<div" * 500),
    ]
    path = tmp_path / "CC-NEWS.warc.gz"
    with path.open("wb") as stream:
        writer = warcio.WARCWriter(stream, gzip=True)
        for address, answer in answers:
            record = writer.create_warc_record(address, "response", payload=io.BytesIO(answer), http_headers=None)
            writer.write_record(record)
    corpus = kit.read_corpus(path, out=tmp_path / "out", progress=False)
    assert sorted(corpus.articles["url"]) == ["https://news.example/1", "https://news.example/2"]
    assert "alert" not in " ".join(corpus.articles["text"])
    assert len(corpus.sentences) == 16
    told = " ".join(corpus.skipped["reason"])
    assert "404" in told or "status" in told


def test_a_relative_source_is_looked_for_in_the_folder_above_too(tmp_path, monkeypatch):
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.txt").write_text("Ann Lee said that the port will close.")
    (tmp_path / "notebooks").mkdir()
    monkeypatch.chdir(tmp_path / "notebooks")
    assert len(kit.read_corpus("articles", progress=False, cache=False).articles) == 1
    with pytest.raises(kit.KitError, match="nowhere"):
        kit.read_corpus("nowhere", progress=False, cache=False)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("Ann Lee left.", r"^annotate: found str, not a table of articles; kit.read_corpus\('articles/'\) reads files"),
        ({"text": "Ann Lee left."}, "annotate: found dict, not a table of articles"),
        (["Ann Lee left."], "annotate: item 1 is str, not an article; give dicts with a 'text'"),
        (7, "annotate: found int, not a table"),
    ],
)
def test_what_is_no_table_of_articles_is_said_to_be_none(given, message):
    with pytest.raises(LoadError, match=message):
        kit.annotate(given, progress=False)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: kit.find_quotes(None), "find_quotes: found NoneType, not text; "),
        (lambda: kit.find_actors(["Ann Lee left."]), "find_actors: found list, not text; "),
        (lambda: kit.sentiment_towards(5, "Lee"), "sentiment_towards: found int, not text; "),
        (lambda: kit.sentiment_towards([None], ["Lee"]), "sentiment_towards: found NoneType, not text; "),
        (lambda: kit.read_corpus(pd.DataFrame()), "read_corpus: found DataFrame, not a path; "),
        (lambda: kit.read_corpus(""), "read_corpus: found '', not a path; "),
        (lambda: kit.open(5), "open: found int, not a folder; "),
        (lambda: kit.sample(pd.DataFrame()), "sample: found DataFrame, not a Corpus; "),
        (lambda: kit.export.export("seeds/", "csv", "out"), "export: found str, not a Corpus; "),
        (lambda: kit.report(pd.DataFrame()), "report: found DataFrame, not a Corpus; "),
        (lambda: kit.measures.in_words("share_of_voice"), "in_words: found str, not a table; "),
        (lambda: kit.plots.figure(None), "figure: found NoneType, not a table; "),
        (lambda: kit.plots.share_of_voice(5), "plots: found int, not a table; "),
    ],
)
def test_what_is_of_another_kind_than_is_asked_for_is_said_in_a_line(call, message):
    with pytest.raises(kit.KitError, match=f"^{message}[^\n]+$"):
        call()


def test_metadata_of_a_saved_corpus_are_refused_rather_than_left_aside(tmp_path, three):
    three.save(tmp_path / "corpus")
    with pytest.raises(LoadError, match=r"^metadata: .* is a saved corpus, which has its own; give it where"):
        kit.read_corpus(tmp_path / "corpus", metadata=tmp_path / "metadata.csv")


def test_a_corpus_is_opened_with_a_file_of_aliases(tmp_path, three):
    three.save(tmp_path / "corpus")
    with pytest.raises(LoadError, match="no such file"):
        kit.open(tmp_path / "corpus", aliases=tmp_path / "no-aliases.csv")
