"""What leaves for other tools comes back unchanged, runs nothing, and holds no more text than it should."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pandas as pd
import pytest

import kit
from kit import export, schema
from kit.by_hand import inert, original
from kit.errors import KitError
from kit.export.refi import _least
from kit.export.stata import _names
from tests.made_up import ANN, BEN, article, corpus

QDA = {"q": "urn:QDA-XML:project:1.0"}


@pytest.fixture(scope="module")
def written(three, tmp_path_factory):
    """Every form once, and those that can without texts."""
    there = tmp_path_factory.mktemp("export")
    return {
        (name, without): export.export(three, name, there / f"{name}-{without}", without_text=without)
        for name, form in export.FORMATS.items()
        for without in (False, True)
        if not (without and form.needs_text)
    }


def same(left, right):
    """The tables of two corpora, as lists of rows."""
    for name in schema.TABLES:
        a, b = getattr(left, name), getattr(right, name)
        pd.testing.assert_frame_equal(a.reset_index(drop=True), b.reset_index(drop=True), check_dtype=False)


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet"])
@pytest.mark.parametrize("without", [False, True], ids=["with text", "without text"])
def test_tables_come_back_as_they_left(form, without, written, three, three_articles):
    result = export.verify(written[form, without], three_articles)
    assert (result.found, result.missing, result.wrong) == (3, [], [])
    same(result.corpus, three)


@pytest.mark.parametrize("form", ["csv", "stata", "jsonl", "parquet", "xlsx", "brat", "conllu", "jsonld"])
def test_without_text_no_sentence_of_an_article_leaves(form, written):
    place = written[form, True]
    files = [place] if place.is_file() else sorted(place.iterdir())
    if form == "parquet":
        import duckdb

        whole = "".join(str(duckdb.sql(f"from '{file}'").fetchall()) for file in files if file.suffix == ".parquet")
    elif form == "xlsx":
        with zipfile.ZipFile(place) as archive:
            whole = "".join(archive.read(name).decode() for name in archive.namelist())
    else:
        whole = "".join(file.read_text(encoding="utf-8", errors="replace") for file in files)
    assert "accused the union of blackmail" not in whole.replace("\n", " ")


def test_verify_says_what_is_missing(written, three_articles):
    result = export.verify(written["csv", True], three_articles.head(1))
    assert (result.found, len(result.missing)) == (1, 2)
    assert len(result.corpus) == 1


def test_verify_refuses_a_folder_that_is_no_export(tmp_path, three_articles):
    with pytest.raises(KitError, match="not an export that can be verified; export as csv, jsonl, parquet"):
        export.verify(tmp_path, three_articles)


def test_no_passage_of_more_than_25_words_leaves(three, tmp_path):
    long = kit.annotate(
        pd.DataFrame(
            {"text": ['"' + "Word upon word is what we want to hear. " * 9 + '" said Ann Lee.'], "note": ["a " * 90]}
        ),
        progress=False,
    )
    place = export.export(long, "jsonl", tmp_path / "out", without_text=True)
    for path in place.glob("*.jsonl"):
        for line in path.read_text(encoding="utf-8").splitlines():
            for value in json.loads(line).values():
                assert not isinstance(value, str) or len(value.split()) <= 26 or path.stem == "columns"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "'=1", "''=1", "plain", "'tis", ""])
def test_a_formula_is_guarded_and_the_guard_comes_off(text):
    assert original(inert(text)) == text
    assert not inert(text).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_a_workbook_has_texts_and_no_formula(tmp_path):
    from openpyxl import load_workbook

    corpus = kit.annotate(pd.DataFrame({"text": ["=HYPERLINK(1)\x07"], "title": ["@cmd"]}), progress=False)
    sheet = load_workbook(export.export(corpus, "xlsx", tmp_path / "out.xlsx"))["articles"]
    cells = [cell for row in sheet.iter_rows(min_row=2) for cell in row if cell.value is not None]
    assert "f" not in {cell.data_type for cell in cells}
    assert {"=HYPERLINK(1)[U+0007]", "@cmd"} <= {cell.value for cell in cells}


def test_csv_is_read_by_the_standard_reader(written, three):
    with (written["csv", False] / "quotes.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["text"] for row in rows] == list(three.quotes.text)
    assert {row["table"] for row in csv.DictReader((written["csv", False] / "columns.csv").open())} == set(
        schema.TABLES
    )


def test_brat_spans_are_the_words_of_their_text(written, three):
    for path in written["brat", False].glob("*.ann"):
        text = path.with_suffix(".txt").read_bytes().decode()
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("T"):
                _, place, words = line.split("\t")
                parts = [list(map(int, part.split()[-2:])) for part in place.split(";")]
                assert " ".join(text[start:end] for start, end in parts) == words
                assert not any("\n" in text[start:end] for start, end in parts)
    assert len(list(written["brat", False].glob("*.ann"))) == len(three.articles)


def test_conllu_is_read_by_another_reader(written, three):
    conllu = pytest.importorskip("conllu")
    found = []
    for path in sorted(written["conllu", False].glob("*.conllu")):
        for sentence in conllu.parse(path.read_text(encoding="utf-8")):
            found += [token["misc"]["Actor"] for token in sentence if token["misc"] and "Actor" in token["misc"]]
            words = "".join(
                token["form"] + ("" if (token["misc"] or {}).get("SpaceAfter") == "No" else " ") for token in sentence
            )
            assert words.strip() == sentence.metadata["text"]
    assert "person:ann-lee" in found


def test_inception_gets_layers_and_the_words_that_are_marked(written, three):
    cassis = pytest.importorskip("cassis")
    place = written["inception", False]
    types = cassis.load_typesystem(place / "TypeSystem.xml")
    text = three.in_field("text")
    for key, words in zip(text.articles.article_id, text.articles.text, strict=True):
        cas = cassis.load_cas_from_xmi(place / f"{key}.xmi", typesystem=types)
        mentions, quotes = text.mentions[text.mentions.article_id == key], text.quotes[text.quotes.article_id == key]
        marked = cas.select("webanno.custom.Mention")
        assert cas.sofa_string == words
        assert [one.get_covered_text() for one in marked] == list(mentions.text)
        assert [one.actor_id or pd.NA for one in marked] == list(mentions.actor_id)
        said = {one.number: one.get_covered_text() for one in cas.select("webanno.custom.Quote")}
        assert said == dict(zip(quotes.quote.astype(str), quotes.text, strict=True))


def test_places_in_inception_are_those_of_utf_16_and_every_text_is_xml(tmp_path):
    cassis = pytest.importorskip("cassis")
    text = "🙂 Ann Lee\x07 said:\r\n\t“It 🙂 is” <so>."
    spans = [[text.index("“"), text.index("🙂", 5)], [text.index("is”"), text.index("is”") + 3]]
    quote = {"at": 0, "by": (ANN, BEN), "start": spans[0][0], "end": spans[1][1], "spans": spans}
    place = export.export(corpus([article(0, text)], [quote]), "inception", tmp_path / "out")
    types = cassis.load_typesystem(place / "TypeSystem.xml")
    (path,) = place.glob("*.xmi")
    cas = cassis.load_cas_from_xmi(path, typesystem=types)
    assert cas.sofa_string == text.replace("\x07", "\ufffd")
    told = [(one.number, one.get_covered_text(), one.actor_id) for one in cas.select("webanno.custom.Quote")]
    assert told == [("0", "“It ", f"{ANN} {BEN}"), ("0", "is”", f"{ANN} {BEN}")]


def test_a_refi_project_codes_passages_of_its_sources(written, three):
    with zipfile.ZipFile(written["qdpx", False]) as archive:
        project = ElementTree.fromstring(archive.read("project.qde"))
        codes = {code.get("guid"): code.get("name") for code in project.iterfind(".//q:Code", QDA)}
        said = []
        for source in project.iterfind(".//q:TextSource", QDA):
            text = archive.read("sources/" + source.get("plainTextPath").removeprefix("internal://")).decode()
            for passage in source.iterfind("q:PlainTextSelection", QDA):
                name = codes[passage.find("q:Coding/q:CodeRef", QDA).get("targetGUID")]
                if name == "said by Ann Lee":
                    said.append(text[int(passage.get("startPosition")) : int(passage.get("endPosition"))])
    quotes = three.quotes
    assert said == list(quotes.text[quotes.actor_id == "person:ann-lee"])


class TestARefiProject:
    """QDPX as NVivo, ATLAS.ti and MAXQDA read it."""

    @pytest.fixture
    def metadata(self):
        """Two articles with all kinds of metadata, in which one actor stands in both and another in one."""
        known = {"source": "Herald", "page": 3, "size": 0.5, "lead": True, "modified": pd.Timestamp(2024, 3, 1, 9, 30)}
        articles = [
            article(0, "Ann Lee met Ben Ito. It is so.", published=pd.Timestamp(2024, 3, 1), **known),
            article(1, "Ann Lee left. Ü.", published=pd.NaT, **known | {"page": 4}),
        ]
        quotes = [{"at": 0, "by": ANN, "start": 21, "end": 29}, {"at": 0, "by": BEN, "start": 21, "end": 29}]
        return corpus(articles, quotes, [{"at": 0, "of": ANN, "score": 0.9}, {"at": 0, "of": BEN, "score": -0.9}])

    @staticmethod
    def project(made, place, **options):
        with zipfile.ZipFile(export.export(made, "qdpx", place, **options)) as archive:
            return archive.read("project.qde")

    @pytest.mark.parametrize("corpus_of", ["metadata", "three"])
    def test_is_what_the_standard_says(self, corpus_of, request, tmp_path):
        lxml = pytest.importorskip("lxml.etree")
        schema_of_refi = lxml.XMLSchema(lxml.parse(Path(__file__).with_name("refi_qda.xsd")))
        project = self.project(request.getfixturevalue(corpus_of), tmp_path / "out.qdpx")
        schema_of_refi.assertValid(lxml.fromstring(project))

    def test_has_a_tree_of_codes_and_every_code_that_is_used(self, metadata, tmp_path):
        project = ElementTree.fromstring(self.project(metadata, tmp_path / "out.qdpx"))
        tree = {
            top.get("name"): [inner.get("name") for inner in top.iterfind("q:Code", QDA)]
            for top in project.iterfind("q:CodeBook/q:Codes/q:Code", QDA)
        }
        assert tree == {
            "Actors": ["person"],
            "Quotes": ["said by Ann Lee", "said by Ben Ito"],
            "Sentiment": ["in the article's own words", "in the words of those quoted"],
        }
        known = {code.get("guid") for code in project.iterfind(".//q:Code[@isCodable='true']", QDA)}
        assert {one.get("targetGUID") for one in project.iterfind(".//q:CodeRef", QDA)} <= known

    def test_has_a_code_of_their_own_for_actors_in_articles_enough(self, metadata, tmp_path):
        project = ElementTree.fromstring(self.project(metadata, tmp_path / "out.qdpx", min_articles=2))
        names = [code.get("name") for code in project.iterfind(".//q:Code[@isCodable='true']", QDA)]
        assert names[:3] == ["Ann Lee", "said by Ann Lee", "said by others"]
        assert "Ben Ito" not in names
        with pytest.raises(KitError, match="min_articles=2: only for qdpx"):
            export.export(metadata, "csv", tmp_path / "out", min_articles=2)

    def test_has_no_more_codes_for_actors_than_can_be_used(self):
        many = pd.DataFrame({"articles": [9, 8, *[2] * 150, *[1] * 2_000]})
        assert _least(many) == 2
        assert _least(pd.DataFrame({"articles": [1] * 200})) == 1

    def test_holds_what_is_known_of_an_article_as_variables_of_their_types(self, metadata, tmp_path):
        project = ElementTree.fromstring(self.project(metadata, tmp_path / "out.qdpx"))
        kinds = {one.get("name"): one.get("typeOfVariable") for one in project.iterfind(".//q:Variable", QDA)}
        assert {name: kinds[name] for name in ("source", "published", "modified", "page", "size", "lead")} == {
            "source": "Text",
            "published": "Date",
            "modified": "DateTime",
            "page": "Integer",
            "size": "Float",
            "lead": "Boolean",
        }
        pages = [value.text for value in project.iterfind(".//q:IntegerValue", QDA)]
        assert {"3", "4"} <= set(pages)

    @pytest.mark.parametrize(
        ("column", "values"),
        [
            ("published", [pd.Timestamp(2024, 3, 1), pd.Timestamp(2024, 3, 2, 10, 20)]),
            ("size", [1e-5, float("inf")]),
            ("size", [-2e22, 3.0]),
            ("lead", [True, pd.NA]),
        ],
        ids=["a day among times", "a small number and none", "a large number", "yes or not known"],
    )
    def test_writes_every_value_as_the_standard_wants_it(self, column, values, tmp_path):
        lxml = pytest.importorskip("lxml.etree")
        schema_of_refi = lxml.XMLSchema(lxml.parse(Path(__file__).with_name("refi_qda.xsd")))
        made = corpus([article(at, f"Ann Lee left. {at}", **{column: value}) for at, value in enumerate(values)], [])
        project = self.project(made, tmp_path / "out.qdpx")
        schema_of_refi.assertValid(lxml.fromstring(project))

    def test_is_read_by_another_reader(self, three, tmp_path):
        class Reader(pytest.importorskip("qdpxlib").QDPXFile):
            def _split_codings_by_sentence(self):
                """Passages stay as they are coded."""

        place = export.export(three, "qdpx", tmp_path / "out.qdpx")
        read = Reader(str(place), filter_std=None)
        assert {"Ann Lee", "said by Ann Lee", "negative, in the words of those quoted"} <= set(read.codes.values())
        said = [words for _, words, _, _, labels in read.codings if "said by Ann Lee" in labels]
        quotes = three.quotes
        assert [words[:20] for words in said] == list(quotes.text[quotes.actor_id == "person:ann-lee"].str[:20])


def test_a_workbook_is_a_table_to_be_filtered_in_every_sheet(written):
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(written["xlsx", False].read_bytes()))
    for sheet in book:
        filters = [table.autoFilter.ref for table in sheet.tables.values()] or [sheet.auto_filter.ref]
        assert filters == [sheet.dimensions], sheet.title
    (table,) = book["quotes"].tables.values()
    assert [column.name for column in table.tableColumns] == [cell.value for cell in book["quotes"][1]]


def test_stata_reads_labels_and_every_text(three, tmp_path):
    place = export.export(three, "stata", tmp_path / "out")
    with pd.read_stata(place / "quotes.dta", iterator=True) as reader:
        labels, rows = reader.variable_labels(), reader.read()
    assert labels["speaker"] == schema.QUOTES.meanings["speaker"][:80]
    assert list(rows["text"]) == list(three.quotes["text"])
    assert all(len(label) <= 80 for label in labels.values())
    assert len(pd.read_stata(place / "articles.dta")) == 3


@pytest.mark.parametrize("columns", [["a b", "a_b", "2x"], ["é" * 40, "é" * 41]])
def test_stata_gets_names_that_it_takes(columns):
    names = list(_names(columns).values())
    assert len(set(names)) == len(names)
    assert all(name.isidentifier() and len(name) <= 32 for name in names)


def test_r_is_told_what_each_column_is_and_means(written):
    script = (written["csv", False] / "read.R").read_text(encoding="utf-8")
    for name, table in schema.TABLES.items():
        for column in table.columns:
            assert f"attr({name}[['{column}']], 'label') <- '" in script
    assert re.sub(r"\\.", "", script).count("'") % 2 == 0


def test_web_annotations_select_their_words(written, three):
    collection = json.loads(written["jsonld", False].read_text(encoding="utf-8"))
    texts = {f"urn:sha256:{row.text_sha256}": row.text for row in _articles(written).itertuples()}
    text = three.in_field("text")
    assert collection["total"] == len(text.mentions) + len(text.quotes)
    for item in collection["first"]["items"]:
        place, words = item["target"]["selector"]
        assert texts[item["target"]["source"]][place["start"] : place["end"]] == words["exact"]


def test_every_form_names_each_who_speaks(tmp_path):
    text = "Ann Lee met Ben Ito. It is so."
    made = corpus(
        [article(0, text, title="Rain")], [{"at": 0, "by": (ANN, BEN), "start": 21, "end": 30, "text": text[21:30]}]
    )
    brat = (export.export(made, "brat", tmp_path / "brat") / f"{0:016d}.ann").read_text()
    assert f"\t{ANN} {BEN}\n" in brat
    conllu = (export.export(made, "conllu", tmp_path / "conllu") / f"{0:016d}.conllu").read_text()
    assert f"Speaker={ANN},{BEN}" in conllu
    items = json.loads(export.export(made, "jsonld", tmp_path / "out.jsonld").read_text())["first"]["items"]
    assert [body["source"] for body in items[-1]["body"][1:]] == [f"urn:kit:{ANN}", f"urn:kit:{BEN}"]
    with zipfile.ZipFile(export.export(made, "qdpx", tmp_path / "out.qdpx")) as archive:
        project = ElementTree.fromstring(archive.read("project.qde"))
    codes = {code.get("guid"): code.get("name") for code in project.iterfind(".//q:Code", QDA)}
    given = [codes[one.get("targetGUID")] for one in project.iterfind(".//q:CodeRef", QDA)]
    assert {"said by Ann Lee", "said by Ben Ito"} <= set(given)


def _articles(written):
    return pd.read_csv(written["csv", False] / "articles.csv", dtype=str)


@pytest.mark.parametrize("form", ["csv", "stata", "jsonl", "brat", "conllu", "inception", "qdpx", "jsonld"])
def test_two_exports_are_the_same(form, three, written, tmp_path):
    again = export.export(three, form, tmp_path / "again")
    first = written[form, False]
    pairs = [(first, again)] if first.is_file() else [(path, again / path.name) for path in first.iterdir()]
    assert all(left.read_bytes() == right.read_bytes() for left, right in pairs)


@pytest.mark.parametrize(
    ("to", "options", "message"),
    [
        ("word", {}, "word: no such format; choose one of csv, xlsx"),
        ("qdpx", {"without_text": True}, "qdpx: always contains the texts; choose another format"),
    ],
)
def test_what_cannot_be_exported_is_said(to, options, message, three, tmp_path):
    with pytest.raises(KitError, match=message):
        export.export(three, to, tmp_path / "out", **options)


def test_nothing_that_is_there_is_overwritten(three, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("mine")
    with pytest.raises(KitError, match="already exists; name a folder that does not"):
        export.export(three, "csv", tmp_path / "out")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["mine.txt"]
