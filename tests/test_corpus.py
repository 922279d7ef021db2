"""The Corpus: tables, questions, parts, saving and opening."""

from __future__ import annotations

import json

import pandas as pd
import pytest

import kit
from kit import schema
from kit.errors import CorpusError, MeasureError, SchemaError
from kit.schema import SCHEMA_VERSION


def assert_same(left, right):
    """Every table of two corpora is the same, to the type of each column."""
    for name in schema.TABLES:
        pd.testing.assert_frame_equal(getattr(left, name), getattr(right, name), obj=name)


def test_every_table_is_as_the_schema_says(three):
    for name, table in schema.TABLES.items():
        table.check(getattr(three, name))


def test_every_span_is_its_text(seeds):
    found = seeds.sql(
        'select m.text, substr(a.text, m.start + 1, m."end" - m.start) as words from mentions m join articles a '
        "using (article_id) union all "
        'select q.text, substr(a.text, q.start + 1, q."end" - q.start) from quotes q join articles a using (article_id)'
    )
    texts = dict(zip(seeds.articles["article_id"], seeds.articles["text"], strict=True))
    assert len(found)
    for table in (seeds.mentions, seeds.quotes):
        spans = zip(table["article_id"], table["start"], table["end"], strict=True)
        assert [texts[key][start:end] for key, start, end in spans] == list(table["text"])


def test_whatever_is_referred_to_exists(three):
    pairs = [
        ("mentions", "actor_id", "actors"),
        ("quotes", "actor_id", "actors"),
        ("speakers", "actor_id", "actors"),
        ("speakers", "quote", "quotes"),
        ("sentiment", "actor_id", "actors"),
        ("sentiment", "voice", "actors"),
        ("roles", "actor_id", "actors"),
        ("comment_requests", "actor_id", "actors"),
        ("sentiment", "mention", "mentions"),
        ("sentiment", "sentence", "sentences"),
        ("sentiment", "quote", "quotes"),
    ]
    for table, column, other in pairs:
        keys = schema.TABLES[other].key
        left = getattr(three, table).dropna(subset=[column])
        known = set(getattr(three, other)[list(keys)].itertuples(index=False, name=None))
        wanted = left[[column] if len(keys) == 1 else ["article_id", column]].itertuples(index=False, name=None)
        assert set(wanted) <= known, f"{table}.{column}"


def test_names_of_actors_stand_beside_their_ids(three):
    names = dict(zip(three.actors["actor_id"], three.actors["name"], strict=True))
    for table in (three.mentions, three.quotes, three.speakers, three.sentiment):
        known = table.dropna(subset=["actor_id"])
        assert [names[key] for key in known["actor_id"]] == list(known["actor"])


def test_one_actor_in_two_articles_has_one_id(three):
    found = three.sql("select count(distinct article_id) as n from mentions where actor = 'Tom Reed'")
    assert found.n[0] == 2


def test_sql_answers_with_types_that_know_missing(three):
    found = three.sql("select source, count(*) as n, avg(position) as mean from articles group by 1 order by 1")
    assert list(map(str, found.dtypes)) == ["string", "Int64", "Float64"]
    assert found["source"].isna().sum() == 1


def test_sql_takes_parameters(three):
    found = three.sql("select title from articles where source = $source", {"source": "Daily Post"})
    assert list(found["title"]) == ["Port workers vote to strike"]


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("select mood from quotes", 'sql: .*"mood" not found'),
        ("select mood from quotes", "sql: .*mood.* not found.*; quotes has article_id, field, quote, start.*, speaker"),
        ("select * from moods", "sql: .*moods does not exist.*; the tables are articles, skipped, sentences"),
        ("selec", "sql: Parser Error"),
    ],
    ids=["column", "columns there are", "table", "no SQL"],
)
def test_what_sql_does_not_understand_is_said(three, query, told):
    with pytest.raises(MeasureError, match=told):
        three.sql(query)


def test_sql_knows_no_variables_of_the_caller(three):
    mine = pd.DataFrame({"a": [1]})
    assert len(mine)
    with pytest.raises(MeasureError, match="mine does not exist"):
        three.sql("from mine")


def test_where_gives_the_articles_their_rows_and_their_actors(three):
    part = three.where("source = 'Morning Star'")
    assert list(part.articles["title"]) == ["Bank of England holds rates"]
    assert set(part.mentions["article_id"]) == set(part.articles["article_id"])
    row = part.actors.set_index("name").loc["Tom Reed"]
    whole = three.actors.set_index("name").loc["Tom Reed"]
    assert (row["articles"], whole["articles"]) == (1, 2)
    assert row["mentions"] < whole["mentions"]
    assert "Ann Lee" not in set(part.actors["name"])


def test_parts_have_parts(three):
    part = three.where("published is not null").where("desk = 'labour'")
    assert list(part.articles["source"]) == ["Daily Post"]
    assert part.sql("select count(*) as n from articles").n[0] == 1


def test_a_part_may_be_empty(three):
    part = three.where("false")
    assert [len(getattr(part, name)) for name in schema.TABLES if name != "skipped"] == [0] * 10
    assert [str(dtype) for dtype in part.quotes.dtypes] == [str(dtype) for dtype in three.quotes.dtypes]
    assert "Corpus of 0 articles" in repr(part)


def test_a_wrong_condition_names_the_columns(three):
    with pytest.raises(MeasureError, match=r"where: .*moods.*; the columns are article_id, position, .*desk"):
        three.where("moods = 1")


def test_a_corpus_shows_what_it_holds_and_what_was_left_out(three_articles):
    german = "Der Bundestag hat am Mittwoch über das neue Gesetz beraten, und die Opposition stimmte dagegen. " * 3
    articles = pd.concat([three_articles, pd.DataFrame({"text": [german], "path": ["<b>de.txt</b>"]})])
    corpus = kit.annotate(articles, progress=False)
    assert "Corpus of 4 articles, 2024-03-01 to 2024-04-02" in repr(corpus)
    assert "its language is de" in repr(corpus)
    assert "&lt;b&gt;de.txt" in corpus._repr_html_()
    assert "<b>de" not in corpus._repr_html_()
    left = corpus.articles.loc[corpus.articles["language"] == "de", "article_id"].iloc[0]
    assert left not in set(corpus.sentences["article_id"])
    assert left in set(corpus.skipped["item"])


def test_tables_are_made_of_frames(three):
    again = kit.Corpus({name: getattr(three, name) for name in schema.TABLES})
    assert_same(again, three)
    assert again.sql("select count(*) as n from mentions").n[0] == len(three.mentions)


def test_quotes_alone_tell_their_one_speaker(three):
    again = kit.Corpus({"quotes": three.quotes, "articles": three.articles})
    assert list(again.speakers["speaker"]) == [0] * len(three.quotes)
    pd.testing.assert_series_equal(again.speakers["actor_id"], three.quotes["actor_id"])


def test_the_first_speaker_is_the_one_of_the_quote(seeds):
    of = seeds.speakers[seeds.speakers["speaker"] == 0].set_index(["article_id", "quote"])
    quotes = seeds.quotes.set_index(["article_id", "quote"])
    columns = ["actor_id", "actor", "speaker_type"]
    pd.testing.assert_frame_equal(of[columns].sort_index(), quotes[columns].sort_index())


def test_an_unknown_table_or_column_is_an_error(three):
    with pytest.raises(MeasureError, match="no table 'moods'"):
        kit.Corpus({"moods": three.actors})
    with pytest.raises(SchemaError, match="quotes: no column 'name'"):
        kit.Corpus({"quotes": three.actors})
    with pytest.raises(AttributeError, match="a corpus has no 'moods'"):
        three.moods  # noqa: B018


def test_saved_and_opened_it_is_the_same(three, tmp_path):
    folder = tmp_path / "with space, 'quote' and é"
    three.save(folder)
    assert_same(kit.open(folder), three)
    assert_same(kit.read_corpus(folder), three)


def test_a_part_is_saved_alone(three, tmp_path):
    part = three.where("source is null")
    part.save(tmp_path)
    assert_same(kit.open(tmp_path), part)


def test_saving_replaces_what_was_saved_before(three, tmp_path):
    three.save(tmp_path)
    part = kit.open(tmp_path).where("source = 'Daily Post'")
    part.save(tmp_path)
    assert list(kit.open(tmp_path).articles["source"]) == ["Daily Post"]
    assert len(list(tmp_path.glob("tables-*"))) == 1


def test_other_files_are_not_saved_over(three, tmp_path):
    (tmp_path / "thesis.doc").write_text("all my work")
    with pytest.raises(CorpusError, match="holds other files; save into a new or an empty folder"):
        three.save(tmp_path)


def test_a_folder_that_is_no_corpus_is_not_opened(tmp_path):
    with pytest.raises(CorpusError, match=r"not a corpus; make one with `kit annotate"):
        kit.open(tmp_path)
    with pytest.raises(CorpusError, match="no such folder"):
        kit.open(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"format": 99}, "of format 99, but this kit reads 1"),
        ({"schema": 99}, f"made by schema 99, this kit has {SCHEMA_VERSION}"),
        ({"model": "old"}, "made by model old"),
    ],
    ids=["format", "schema", "model"],
)
def test_a_corpus_of_another_version_is_refused(three, tmp_path, change, told):
    three.save(tmp_path)
    manifest = json.loads((tmp_path / "corpus.json").read_text())
    (tmp_path / "corpus.json").write_text(json.dumps(manifest | change))
    with pytest.raises(CorpusError, match=told):
        kit.open(tmp_path)


@pytest.mark.parametrize("damage", ["{", "[]", '{"form": 1}', ""], ids=["cut", "a list", "other", "empty"])
def test_a_damaged_manifest_is_said(three, tmp_path, damage):
    three.save(tmp_path)
    (tmp_path / "corpus.json").write_text(damage)
    with pytest.raises(CorpusError, match=r"corpus.json: damaged"):
        kit.open(tmp_path)


def test_a_truncated_table_is_said(three, tmp_path):
    three.save(tmp_path)
    (path,) = tmp_path.glob("tables-*/quotes.parquet")
    path.write_bytes(path.read_bytes()[:100])
    with pytest.raises(CorpusError, match="damaged"):
        kit.open(tmp_path)


def test_duplicates_are_grouped(three_articles):
    wire = three_articles["text"][0]
    copies = pd.DataFrame(
        {
            "text": [wire, wire.replace("the mayor", "mayor of the city"), wire + "\nCopyright Wire Service."],
            "source": list("abc"),
        }
    )
    corpus = kit.annotate(pd.concat([copies, three_articles[1:]], ignore_index=True), progress=False)
    groups = corpus.duplicates()
    assert list(groups["articles"]) == [3, 3, 3]
    assert groups["group"].nunique() == 1
    unique = corpus.unique()
    assert len(unique) == 3
    assert list(unique.articles["source"].dropna()) == ["a", "Morning Star"]


def test_without_duplicates_unique_is_the_corpus_itself(three):
    assert len(three.duplicates()) == 0
    assert three.unique() is three
