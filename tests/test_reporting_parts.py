"""The parts of a page, each by itself: parameters, Markdown, tables, pictures, outputs of other libraries, paths."""

from __future__ import annotations

import base64
import csv
import io
import sys
from pathlib import Path

import lxml.html
import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

import kit
from kit.errors import ReportError
from kit.measures.sentences import Sentences, Unasked
from kit.reporting import articles, copy_notebooks, find_notebooks, foreign, kinds, pages, parameters, prose, provenance
from kit.reporting.cells import Page, shown, some_of_each
from kit.reporting.download import csv_of
from kit.reporting.leads import Leads, kept
from kit.reporting.notebooks import sort_out
from kit.reporting.page import answered
from kit.reporting.scrub import Scrub, as_given
from kit.views import Annotated
from kit.views.outputs import EVIDENCE, FIGURE, IN_WORDS, TABLE
from kit.views.table import Link, table_html

PNG = base64.b64encode(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x08\x00\x00\x00\x04" + b"\0" * 20).decode()
CELL = """source: str = "seeds/"  # files, folders or a saved corpus
by: str | None = None  # compare along this column
top: int = 15  # speakers to show
least: float = 0.5
unique: bool = False
"""


TAGGED = nbformat.writes(new_notebook(cells=[new_code_cell("top = 3", metadata={"tags": ["parameters"]})]))


@pytest.fixture
def notebook(tmp_path):
    """A folder with one notebook that takes five parameters."""
    cell = new_code_cell(CELL, metadata={"tags": ["parameters"]})
    nbformat.write(new_notebook(cells=[new_markdown_cell("# Who *speaks*?"), cell]), tmp_path / "mine.ipynb")
    return tmp_path


def page():
    return Page("quotes", "Who gets to speak?", Leads(articles=frozenset(["0" * 16])))


def display(data, **metadata):
    return shown(new_output("display_data", data=data, metadata=metadata), page())


class TestParameters:
    def test_are_read_with_their_types_and_comments(self, notebook):
        (found,) = find_notebooks(notebook)
        assert {name: (one.annotation, one.default, one.help) for name, one in found.parameters.items()} == {
            "source": ("str", "seeds/", "files, folders or a saved corpus"),
            "by": ("str | None", None, "compare along this column"),
            "top": ("int", 15, "speakers to show"),
            "least": ("float", 0.5, ""),
            "unique": ("bool", False, ""),
        }

    @pytest.mark.parametrize(
        ("name", "given", "value"),
        [
            ("top", "3", 3),
            ("top", 3, 3),
            ("least", "1", 1.0),
            ("unique", "yes", True),
            ("by", "none", "none"),
            ("by", None, None),
        ],
    )
    def test_are_read_as_the_type_that_is_stated(self, name, given, value, notebook):
        assert parameters.check(find_notebooks(notebook), {name: given}) == {name: value}

    @pytest.mark.parametrize(
        ("given", "message"),
        [
            (
                {"tpo": 3},
                "tpo: no notebook takes this parameter; did you mean top.; there are by, least, source, top, unique",
            ),
            ({"top": "many"}, "top: found 'many'; give a whole number, 1 or more .speakers to show., as in top=15"),
            ({"top": True}, "top: found True; give a whole number"),
            ({"by": 3}, "by: found 3; give text or nothing"),
            ({"unique": "perhaps"}, "unique: found 'perhaps'; give true or false"),
            ({"top": "0"}, "top: found '0'; give a whole number, 1 or more .speakers to show., as in top=15"),
        ],
    )
    def test_that_are_wrong_are_refused_with_the_right_ones(self, given, message, notebook):
        with pytest.raises(parameters.ParameterError, match=message) as caught:
            parameters.check(find_notebooks(notebook), given)
        assert caught.value.exit_code == 2

    def test_a_column_that_is_not_there_is_refused_with_those_that_are(self, three):
        parameters.check_column("desk", three)
        parameters.check_column("month", three)
        with pytest.raises(
            parameters.ParameterError, match="by=sorce: the articles have no such column; did you mean source"
        ):
            parameters.check_column("sorce", three)


class TestNotebooks:
    def test_the_kit_has_four_in_the_order_of_their_pages(self):
        assert [found.name for found in find_notebooks()][:4] == ["explore", "actors", "sentiment", "quotes"]

    def test_all_take_a_source_and_say_what_it_is(self):
        assert all(found.parameters["source"].help for found in find_notebooks())

    def test_are_copied_where_none_of_them_is(self, tmp_path):
        assert {path.name for path in copy_notebooks(tmp_path / "mine")} >= {"explore.ipynb", "quotes.ipynb"}
        with pytest.raises(ReportError, match=r"already exists; choose another folder"):
            copy_notebooks(tmp_path / "mine")

    @pytest.mark.parametrize(
        ("name", "content", "message"),
        [
            ("a.ipynb", "{", "a.ipynb: not a Jupyter notebook"),
            ("a.ipynb", '{"cells": 3, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}', "not a Jupyter notebook"),
            ("index.ipynb", TAGGED, "index.ipynb: a page of this name lists the others; rename the notebook"),
            ("a.ipynb", TAGGED.replace("top = 3", "top ="), "a.ipynb: its parameters cell is not Python .*line 1"),
            ("a.ipynb", TAGGED.replace("parameters", "mine"), "no notebook in it has a cell tagged parameters; tag"),
            ("a.txt", "", "no notebook in it; `kit notebooks"),
        ],
    )
    def test_that_are_broken_are_said_to_be(self, name, content, message, tmp_path):
        (tmp_path / name).write_text(content)
        with pytest.raises(ReportError, match=message):
            find_notebooks(tmp_path)

    def test_that_only_try_something_are_no_pages_and_broken_ones_keep_no_other_from_its_page(self, tmp_path):
        (tmp_path / "mine.ipynb").write_text(TAGGED)
        (tmp_path / "Untitled.ipynb").write_text(TAGGED.replace("parameters", "mine"))
        (tmp_path / "halved.ipynb").write_text(TAGGED[:40])
        found = sort_out(tmp_path)
        assert [one.name for one in found.pages] == ["mine"]
        assert [path.name for path in found.scratch] == ["Untitled.ipynb"]
        assert [(one.name, str(one.broken)[:22]) for one in found.broken] == [("halved", "not a Jupyter notebook")]


class TestMarkdown:
    @pytest.mark.parametrize(
        ("source", "html"),
        [
            ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
            ("[x](javascript:alert(1))", "<p>x</p>"),
            ("[x](JaVaScRiPt:alert(1))", "<p>x</p>"),
            ("[x](file:///etc/passwd)", "<p>x</p>"),
            ("![beacon](https://example.org/b.png)", "<em>[picture: beacon]</em>"),
            ("<img src=x onerror=alert(1)>", "&lt;img src=x onerror=alert(1)&gt;"),
            ("[a paper](https://example.org/)", '<a href="https://example.org/" rel="noreferrer">a paper</a>'),
            ("`<b>`", "<code>&lt;b&gt;</code>"),
        ],
    )
    def test_runs_nothing_and_loads_nothing(self, source, html):
        assert html in prose.render(source, prose.Headings())

    def test_the_title_is_not_said_twice(self):
        assert prose.render("# Who speaks?\n\nText.", prose.Headings(), title="Who speaks?") == "<p>Text.</p>\n"

    def test_headings_have_addresses_of_their_own_and_leave_no_level_out(self):
        headings = prose.Headings()
        prose.render("# A\n\n#### A\n\n## !!!", headings)
        assert headings.found == [(2, "a", "A"), (3, "a-2", "A"), (2, "part", "!!!")]

    @given(st.text(max_size=80))
    def test_whatever_stands_in_a_cell_no_script_comes_of_it(self, source):
        root = lxml.html.fromstring(f"<div>{prose.render(source, prose.Headings())}</div>")
        assert not root.xpath("//script|//img|//iframe|//*[@onerror]|//a[starts-with(@href, 'javascript')]")


class TestTables:
    def test_have_a_caption_scopes_and_numbers_to_the_right(self):
        root = lxml.html.fromstring(table_html(["actor", "n"], [["Ann <b>", 12345]], caption="Who speaks."))
        assert root.xpath("string(//caption)") == "Who speaks."
        assert root.xpath("//th/@scope") == ["col", "col", "row"]
        assert [cell.text_content() for cell in root.xpath("//tbody//*")] == ["Ann <b>", "12,345"] or root.xpath(
            "//td[@class='n']"
        )
        assert root.get("tabindex") == "0"

    def test_that_are_long_say_what_is_missing(self):
        html = table_html(["n"], [[i] for i in range(300)], caption="Many.", total=900)
        assert "The first rows, 80 of 900." in html
        assert html.count("<tr>") == 81

    def test_shares_are_read_as_per_cents(self):
        html = table_html(["actor", "share", "low", "mean"], [["Lee", 0.059, 0.004, 0.059]], caption="c")
        assert [cell.text for cell in lxml.html.fromstring(html).iter("td")] == ["6%", "0.4%", "0.06"]

    def test_of_groups_the_first_rows_of_each_are_shown(self):
        rows = [[group, number] for group in ("Herald", "Post") for number in range(200)]
        kept = some_of_each(rows, 0, 80)
        assert [kept.count(row) for row in (["Herald", 39], ["Post", 0], ["Post", 39], ["Herald", 40])] == [1, 1, 1, 0]

    def test_a_link_of_a_number_is_a_number(self):
        html = table_html(["no.", "who"], [[Link(3, "#q3"), "Lee"]], caption="c")
        assert '<td class="n"><a href="#q3">3</a></td>' in html

    def test_a_table_of_texts_says_what_its_numbers_count_and_which_of_its_cells_are_wide(self):
        text = "It will confirm the parties' desire for closer cooperation."
        root = lxml.html.fromstring(table_html(["who", "words", "said"], [["Lee", 9, text]], caption="c"))
        assert root.xpath("string(//table/@class)") == "texts"
        assert root.xpath("//td[@data-of]/@data-of") == ["words"]
        assert root.xpath("//td[@class='wide']/text()") == [text]
        assert "data-of" not in table_html(["who", "words"], [["Lee", 9]], caption="c")

    @pytest.mark.parametrize(
        ("value", "text"),
        [
            (None, "–"),
            (True, "yes"),
            (0.25, "0.25"),
            (2.0, "2"),
            (1200.0, "1,200"),
            (1234567, "1,234,567"),
            (-0.5, "−0.5"),
            (-0.004, "0"),
            (-0.0, "0"),
        ],
    )
    def test_values_are_written_for_readers(self, value, text):
        assert lxml.html.fromstring(table_html(["a", "b"], [["x", value]], caption="c")).xpath("string(//td)") == text

    def test_a_file_that_is_saved_has_all_rows_and_no_formula(self):
        text = csv_of(["actor", "n"], [["=1+1", 1], ["Lee, Ann", 2]] * 3000)
        read = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
        assert read[:3] == [["actor", "n"], ["'=1+1", "1"], ["Lee, Ann", "2"]]
        assert len(read) == 6001


class TestOutputs:
    @pytest.mark.parametrize(
        ("told", "beside"),
        [
            ("Ann F. Lee met Sen. Ito. " + "Then " * 60 + "others.", "Ann F. Lee met Sen. Ito."),
            ("Lee leads. Ito follows.", "Lee leads. Ito follows."),
        ],
        ids=["an initial ends no sentence", "all fit"],
    )
    def test_beside_a_picture_stand_whole_sentences(self, told, beside):
        content = {"caption": "Who.", "note": None, "columns": ["actor"], "rows": [["Lee"]], "shown": 80}
        drawing = {"svg": "<svg></svg>", "alt": f"Bars: who. {told}"}
        root = lxml.html.fromstring(display({FIGURE: drawing, TABLE: content}))
        assert root.xpath("string(//figcaption)") == f"Figure 1 Who. {beside}"

    def test_a_figure_has_its_text_its_number_and_its_data(self):
        content = {
            "caption": "Who speaks, in 1 article.",
            "note": None,
            "columns": ["actor", "n"],
            "rows": [["Lee", 3]],
            "shown": 80,
        }
        alt = "Bars: who speaks, in 1 article. Lee speaks most."
        root = lxml.html.fromstring(display({"image/png": PNG, TABLE: content}, **{"image/png": {"alt": alt}}))
        assert root.xpath("//img/@alt") == [alt]
        assert root.xpath("string(//figcaption)") == "Figure 1 Who speaks, in 1 article. Lee speaks most."
        assert root.xpath("string(//tbody//th)") == "Lee"
        assert root.xpath("//a[@download]/@href") == ["tables/quotes-figure-1.csv"]
        assert root.xpath("string(//a[@download])") == "The row as CSV"
        assert (root.xpath("//img/@width"), root.xpath("//img/@height")) == (["8"], ["4"])

    def test_a_figure_of_ours_leads_to_whom_it_is_about(self):
        one = page()
        one.leads.names = {"Ann & Lee": "actors/person-ann-lee.html"}
        svg = '<svg viewBox="0 0 9 9"><g id="k-m1"/><use href="#k-m1"/>'
        svg += '<a data-name="Ann &amp; Lee"/><a data-name="Bo"/></svg>'
        html = shown(new_output("display_data", data={FIGURE: {"svg": svg, "alt": "Bars."}}), one)
        assert '<a href="actors/person-ann-lee.html"/><a/></svg>' in html
        assert '<g id="quotes-1-m1"/><use href="#quotes-1-m1"/>' in html
        assert '<a tabindex="-1" href="actors/person-ann-lee.html"/><a/></svg>' in one.picture

    def test_a_row_leads_to_whom_and_to_what_it_is_about(self):
        one = page()
        one.leads.actors, one.leads.names = (
            {"person:lee": "actors/person-lee.html"},
            {"Reed": "actors/person-reed.html"},
        )
        columns = ["actor_id", "actor", "voice_name", "article_id", "title"]
        rows = [["person:lee", "Lee", "Reed", "0" * 16, "A strike"], ["person:lee-2", "Lee", "Bo", "1" * 16, "B"]]
        content = {"caption": "c", "note": None, "columns": columns, "rows": rows, "shown": 80, "by": None}
        root = lxml.html.fromstring(shown(new_output("display_data", data={TABLE: content}), one))
        assert root.xpath("//thead//th/text()") == ["actor", "voice name", "title"]
        assert root.xpath("//tbody//a/@href") == [
            "actors/person-lee.html",
            "actors/person-reed.html",
            f"articles/{'0' * 16}.html",
        ]
        assert one.files["tables/quotes-table-1.csv"].count("person:lee") == 2

    def test_a_picture_without_text_gets_its_heading(self):
        assert 'alt="A picture under the heading' in display({"image/png": PNG})

    def test_a_drawing_is_a_picture_and_says_what_it_says_itself(self):
        html = display({"image/svg+xml": "<svg><title>A line</title><script>alert(1)</script></svg>"})
        assert 'alt="A line"' in html
        assert "<script" not in html

    def test_evidence_leads_to_the_very_sentence(self):
        row = {
            "sentence": "Lee <won> it.",
            "start": 10,
            "end": 23,
            "target": [[10, 13]],
            "source": "Post",
            "published": None,
        }
        row |= {"title": None, "label": "positive", "score": 0.5, "speaker": None}
        rows = [row | {"article_id": "0" * 16, "quote": 2}, row | {"article_id": "0" * 16, "quote": None}]
        rows.append(row | {"article_id": "1" * 16, "quote": 2})
        root = lxml.html.fromstring(display({EVIDENCE: {"caption": "Sentences.", "rows": rows}}))
        assert root.xpath("//a/@href") == [f"articles/{'0' * 16}.html#q2", f"articles/{'0' * 16}.html#at10"]
        assert [mark.text for mark in root.iter("mark")] == ["Lee"] * 3
        assert root.xpath("string(//blockquote)") == "Lee <won> it."

    def test_the_first_sentence_is_the_finding(self):
        one = page()
        shown(new_output("display_data", data={IN_WORDS: {"sentences": ["Lee speaks most.", "Then Reed."]}}), one)
        assert one.finding == "Lee speaks most."

    @pytest.mark.parametrize(
        "output",
        [
            new_output("stream", name="stderr", text="/home/me/x.py:3: UserWarning"),
            new_output("error", ename="E", evalue="", traceback=["x"]),
        ],
    )
    def test_warnings_are_not_shown(self, output):
        assert shown(output, page()) == ""

    def test_what_needs_a_script_is_said_to(self):
        assert "needs a script" in display({"application/javascript": "alert(1)"})


class TestForeign:
    def test_a_table_of_pandas_is_made_anew(self):
        import pandas as pd

        html = foreign.clean(pd.DataFrame({"who": ["<b>", None], "n": [1, 2]}).to_html(), "Under a heading")
        root = lxml.html.fromstring(html)
        assert root.xpath("//caption/text()") == ["Under a heading"]
        assert [[cell.text_content() for cell in row] for row in root.iter("tr")] == [
            ["row", "who", "n"],
            ["0", "<b>", "1"],
            ["1", "–", "2"],
        ]
        assert not root.xpath("//@border|//@style")

    @given(
        st.lists(
            st.sampled_from(
                [
                    "<p>",
                    "</p>",
                    "<script>",
                    "<a href=javascript:x>",
                    "<ul>",
                    "<li>",
                    "<td>",
                    "<b>",
                    "x",
                    "<img src=x onerror=y>",
                    "<style>",
                    "&lt;",
                    "<svg onload=z>",
                ]
            ),
            max_size=12,
        )
    )
    def test_whatever_it_holds_only_harmless_elements_are_left(self, parts):
        html = foreign.clean("".join(parts), "label")
        root = lxml.html.fromstring(f"<div>{html}</div>")
        assert {node.tag for node in root.iter()} <= foreign.KEPT | {
            "table",
            "caption",
            "thead",
            "tbody",
            "tr",
            "th",
            "td",
            "p",
        }
        assert not root.xpath("//@href|//@src|//@onerror|//@onload")


class TestPaths:
    def test_a_path_is_shown_as_given_and_never_absolute(self, tmp_path, monkeypatch):
        monkeypatch.chdir(tmp_path)
        assert [as_given(path) for path in ("seeds/", "../a", tmp_path / "b", "/somewhere/else/")] == [
            "seeds/",
            "../a",
            "b",
            "else/",
        ]

    def test_the_machines_own_paths_are_taken_out(self):
        text = Scrub("/data/news").text(f"/data/news/a.txt {Path.home()}/x {Path.cwd()}/y")
        assert text == "news/a.txt ~/x y"


class TestProvenance:
    def test_the_same_articles_give_the_same_hash_in_any_order(self, three):
        turned = kit.annotate(three.articles.iloc[::-1].reset_index(drop=True), progress=False)
        assert provenance.describe(turned).digest == provenance.describe(three).digest

    def test_a_page_states_the_measured_error_of_what_it_uses(self, three):
        given_ = provenance.describe(three)
        assert given_.said == "3 articles from 2 sources, 1 March 2024 to 2 April 2024"
        end = provenance.provenance(given_, {"top": (15, "speakers to show")}, ["quotes"], "kit report seeds/")
        assert ("top", "15 (speakers to show)") in end.facts
        assert len(end.limits) == 1
        assert given_.digest[:16] in end.cite

    def test_errors_are_said_as_how_many_in_a_hundred(self, monkeypatch):
        rows = [
            {"figure": "indirect recall", "value": 79.2, "low": 76.0, "high": 82.0, "n": 1203, "data": "PolNeAR dev"},
            {"figure": "direct precision", "value": 97.0, "low": 96.0, "high": 98.0, "n": 900, "data": "PolNeAR dev"},
            {"figure": "content overlap F1", "value": 80.0, "low": 79.0, "high": 81.0, "n": 9, "data": "PolNeAR dev"},
            {"figure": "broken"},
        ]
        monkeypatch.setattr(provenance, "_card", lambda: {"model": "7", "methods": {"quotes": rows}})
        end = provenance.provenance(provenance.Input(1, 1, 9, None, None, "0" * 64), {}, ["quotes"], "kit report")
        assert end.errors == [
            "Of 100 indirect quotes, 21 are missed (95% interval 18 to 24; n = 1,203, PolNeAR dev).",
            "Of 100 direct quotes found, 3 are wrong (95% interval 2 to 4; n = 900, PolNeAR dev).",
        ]
        assert ("Made by", f"kit {kit.__version__}, model 7, Python 3.{sys.version_info.minor}") in end.facts

    @pytest.mark.parametrize(
        ("measures", "methods"),
        [
            ({"frequency": ("actors",), "quote_types": ("quotes",)}, ["quotes", "actors"]),
            ({"left_out": ()}, []),
            ({}, ["quotes", "sentiment", "actors", "tone"]),
        ],
        ids=["of two measures", "of one that rests on none", "the tables themselves were asked"],
    )
    def test_methods_are_those_of_the_measures_that_were_called(self, measures, methods):
        assert provenance.methods_of(measures) == methods


class TestArticles:
    def test_that_are_busy_are_cut_before_a_browser_tires(self):
        name = {"kind": "name", "label": "person", "actor_id": "person:ann-lee", "actor": "Ann Lee", "text": "Lee"}
        mentions = [name | {"mention": i, "start": 4 * i, "end": 4 * i + 3} for i in range(20_000)]
        row = dict.fromkeys(("title", "source", "published", "author", "url", "path"))
        found = Annotated(row | {"article_id": "0" * 16, "text": "Lee " * 20_000}, mentions=mentions)
        page = articles.page(found, ["person:ann-lee"], [(40_000, 40_003)], Scrub())
        assert page["drawing"].count("<span") == 5_000
        assert page["cut"] == "The article goes on for 60,000 more of its 80,000 characters; the file has all of it."
        assert 'id="at40000"' in page["beyond"]


def output_of(value):
    return new_output("display_data", data=value._repr_mimebundle_())


def test_a_page_leaves_out_what_was_not_asked_and_the_words_of_a_section_without_anything_else():
    def cell(*values):
        return new_code_cell("...", outputs=[output_of(value) for value in values])

    asked, not_asked = Sentences(["Ann Lee leads."]), Unasked(["Give a sheet."])
    cells = [
        new_markdown_cell("# Title"),
        new_code_cell("import kit"),
        new_markdown_cell("## One"),
        cell(asked),
        cell(not_asked),
        new_markdown_cell("## Two"),
        new_markdown_cell("Words under it."),
        cell(not_asked),
        cell(not_asked),
        new_markdown_cell("## Three"),
        new_markdown_cell("Words alone."),
    ]
    kept = [cells.index(cell) for cell in answered(new_notebook(cells=cells)).cells]
    assert kept == [0, 1, 2, 3, 9, 10]


class TestWhatLeadsWhere:
    """From a number to what it rests on."""

    ann = "actors/person-ann-lee.html"
    leads = Leads(
        articles=frozenset(["0" * 16]),
        actors={"person:ann-lee": ann, "person:ben-ito": "actors/person-ben-ito.html"},
        names={"Ann Lee": ann, "Ann": "actors/person-ann.html"},
        kinds={("speaker_type", "unnamed"): "quotes/speaker-type-unnamed.html"},
    )
    known = Page("quotes", "Who gets to speak?", leads)

    def shown(self, data):
        return lxml.html.fromstring(shown(new_output("display_data", data=data), self.known))

    def links(self, data):
        return [(one.text_content(), one.get("href")) for one in self.shown(data).xpath(".//a[not(@download)]")]

    def table(self, columns, *rows):
        return {TABLE: {"caption": "C.", "note": None, "by": None, "columns": columns, "rows": rows, "shown": 9}}

    def test_a_name_in_a_sentence_leads_to_its_page_the_longest_first(self):
        data = {IN_WORDS: {"sentences": ["Ann Lee speaks more than Annette."]}}
        assert self.links(data) == [("Ann Lee", "actors/person-ann-lee.html")]

    def test_a_kind_of_quote_leads_to_quotes_of_that_kind(self):
        links = self.links(self.table(["speaker_type", "n"], ["unnamed", 3], ["document", 1]))
        assert links[1:] == [("unnamed", "quotes/speaker-type-unnamed.html")]

    def test_the_type_of_an_actor_is_no_kind_of_quote(self):
        assert len(self.links(self.table(["actor", "type"], ["Acme", "unnamed"]))) == 1

    def test_a_word_leads_to_the_place_where_it_stands(self):
        links = self.links(self.table(["word", "article_id", "start", "end"], ["port", "0" * 16, 12, 16]))
        assert links[1:] == [("port", f"articles/{'0' * 16}.html#at12")]

    def test_who_speaks_of_whom_leads_to_what_they_say_of_them(self):
        columns = ["voice", "voice_name", "actor_id", "actor"]
        table = {"columns": columns, "rows": [["person:ann-lee", "Ann Lee", "person:ben-ito", "Ben Ito"]]}
        assert self.leads.of_marks(table)["Ann Lee about Ben Ito"] == f"{self.ann}#about-person-ben-ito"

    def test_a_mark_leads_where_its_row_does(self):
        figure = {"svg": '<svg viewBox="0 0 9 9"><a data-name="unnamed"></a><a data-name="?"></a></svg>', "alt": "C."}
        data = {FIGURE: figure, **self.table(["speaker_type", "n"], ["unnamed", 3])}
        marks = self.shown(data).xpath(".//svg/a")
        assert [mark.get("href") for mark in marks] == ["quotes/speaker-type-unnamed.html", None]

    def test_kinds_that_are_drawn_as_one_have_a_page_of_their_quotes_together(self, three):
        figure = {"svg": '<svg><a data-name="say"></a><a data-name="claim + deny"></a></svg>', "alt": "C."}
        data = {FIGURE: figure, **self.table(["cue_type", "n"], ["say", 3], ["claim", 1], ["deny", 1])}
        cells = [new_code_cell(outputs=[new_output("display_data", data=data)])]
        found = kinds.choose([new_notebook(cells=cells)])
        together = ("cue_type", "claim + deny")
        assert found[together] == "quotes/cue-type-claim-deny.html"
        assert Leads(kinds=found).of_marks(data[TABLE])["claim + deny"] == found[together]
        assert kinds.page(together, [], frozenset())["title"].endswith("kind “claim” and “deny”")

    def test_a_page_of_a_kind_counts_what_is_together_and_shows_the_words_that_report(self, three):
        types = list(three.quotes.query("kind == 'speech'").type.dropna().unique())
        together = ("type", " + ".join(types))
        rows = kinds.gather(three, [together, ("type", types[0])], [])[together]
        asked = "select count(*) from quotes where kind = 'speech'"
        assert [row["of"] for row in rows] == [int(three.sql(asked).iloc[0, 0])] * len(rows)
        cues = three.quotes.set_index(["article_id", "quote"]).cue.dropna()
        assert all(cues.get((row["article_id"], row["quote"]), "") in row["sentence"] for row in rows)


class TestPairsAndCopies:
    leads = Leads(articles=frozenset({"aa"}), names={"Ann Lee": "actors/ann.html"})

    def test_a_pair_leads_to_where_both_are_named(self):
        columns = ["actor_a", "actor_b", "n", "article_id", "start", "end"]
        row = ["Ann Lee", "Ben Ito", 4, "aa", 7, 12]
        assert self.leads.of_marks({"columns": columns, "rows": [row]})["Ann Lee – Ben Ito"] == "articles/aa.html#at7"
        assert [columns[place] for place in kept(columns)] == ["actor_a", "actor_b", "n"]

    def test_copies_lead_to_the_first_of_them_and_its_id_is_not_shown(self):
        columns = ["group", "title", "n"]
        assert [columns[place] for place in kept(columns)] == ["title", "n"]
        assert self.leads.linked(columns, ["aa", "A port", 2], 1) == Link("A port", "articles/aa.html")
        assert self.leads.linked(columns, ["bb", "A port", 2], 1) == "A port"


def test_the_marks_of_a_comparison_of_groups_lead_to_an_article_of_each():
    leads = Leads(groups={("month", "2024-03"): "articles/aa.html"})
    table = {"by": "month", "columns": ["month", "articles", "words"], "rows": [["2024-03", 2, 90], ["2024-04", 1, 9]]}
    assert leads.of_marks(table) == {"2024-03": "articles/aa.html"}
    assert leads.linked(table["columns"], table["rows"][0], 0) == Link("2024-03", "articles/aa.html")
    assert leads.linked(table["columns"], table["rows"][0], 2) == 90


def test_the_marks_of_tone_lead_to_a_sentence_of_each_part():
    leads = Leads(articles=frozenset({"aa"}))
    columns = ["source", "part_of_article", "mean", "article_id", "start", "end"]
    table = {"by": "source", "columns": columns, "rows": [["Post", 1, 0.1, "aa", 7, 9], [None, 2, 0.2, "bb", 1, 5]]}
    assert leads.of_marks(table) == {"Post, 1": "articles/aa.html#at7"}
    assert leads.linked(columns, table["rows"][0], 1) == Link(1, "articles/aa.html#at7")


def test_a_finding_leads_to_whom_it_names():
    leads = Leads(names={"Ann": "actors/ann.html", "Ann Lee": "actors/ann-lee.html"})
    table = {"columns": ["choice", "finding"], "rows": [["names only", "Ann Lee, own"], ["names only", "Nobody, own"]]}
    assert leads.of_marks(table) == leads.names | {"Ann Lee, own": "actors/ann-lee.html"}


def test_of_two_who_have_one_name_the_id_tells_whose_page_it_is():
    leads = Leads(actors={"place:hall": "actors/place-hall.html"})
    table = {
        "columns": ["actor_id", "actor", "n"],
        "rows": [["body:hall", "Hall", 9], ["place:hall", "Hall (place)", 1]],
    }
    assert leads.of_marks(table) == {"Hall (place)": "actors/place-hall.html"}


def test_a_disagreement_shows_its_words_and_no_ids():
    columns = ["of", "words", "a", "b", "note", "unit", "article_id", "start", "end"]
    assert [columns[place] for place in kept(columns)] == ["of", "words", "a", "b", "note"]


def test_the_files_of_coded_sheets_are_told_without_the_machine_s_folders(tmp_path):
    given = {"source": "articles/", "coded": f"{tmp_path}/one.csv, two.csv"}
    assert pages._command(given) == "kit report articles/ -p coded one.csv,two.csv"
