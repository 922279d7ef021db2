import json
import re
from xml.etree import ElementTree

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest

from kit import measures, plots
from kit.errors import MeasureError
from kit.measures.records import MEASURES, measure
from kit.plots import style
from kit.plots.pictures import PICTURES
from kit.views import outputs
from tests.made_up import ACME, ANN, BEN, NAMES, article, corpus, two_papers

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "<script>alert(1)</script> $\\frac{1}{2}$"
# How a picture's table is made where its measure's defaults leave nothing to draw, or not all of it.
ASKED = {
    "overview": {"by": "month"},
    "share_of_voice": {"by": "source", "interval": True},
    "cue_types": {"by": "source"},
    "keywords": {"actor": ANN, "min_n": 1},
    "collocations": {"actor": ANN, "min_n": 1},
    "co_occurrence": {"min_n": 1},
    "portrayal": {"by": "source"},
    "tone": {"by": "source"},
    "compare": {"min_articles": 2},
}


def asked(name, corpus):
    """The table that a picture draws."""
    if name == "distinctive_words":
        corpus = two_papers(24)
    if name == "sensitivity":
        return measures.sensitivity(measures.portrayal, corpus)
    return MEASURES[name].function(corpus, **ASKED.get(name, {}))


@pytest.fixture(scope="module")
def papers():
    return two_papers()


@pytest.fixture(autouse=True)
def _closed():
    yield
    plt.close("all")


def test_the_public_names_are_those_of_the_pictures_and_of_what_shows_them():
    shows = {"alt_text", "evidence", "figure", "svg", "table", "Evidence", "Figure", "TableView"}
    assert set(dir(plots)) == {*PICTURES, *shows}


@pytest.mark.parametrize("name", PICTURES)
def test_each_measure_s_table_becomes_an_axes(papers, name):
    table = asked(name, papers)
    if table.empty:
        table = asked(name, talkative())
    assert not table.empty, "a plot gets no empty table: ask in ASKED for one that the tests' articles fill"
    axes = getattr(plots, name)(table)
    assert isinstance(axes, plt.Axes)
    assert axes.get_figure().get_figwidth() == style.WIDTH


@pytest.mark.parametrize("name", PICTURES)
def test_an_empty_table_is_said_in_words_and_never_drawn_empty(papers, name):
    table = asked(name, papers).iloc[:0]
    shown = plots.figure(table)
    axes = getattr(plots, name)(table)
    assert isinstance(shown, measures.Sentences)
    assert "".join(axes.texts[0].get_text().split()) == "".join(" ".join(shown).split())


@pytest.mark.parametrize("name", ["share_of_voice", "ledger", "sensitivity"])
def test_a_plot_refuses_the_table_of_another_measure(papers, name):
    with pytest.raises(MeasureError, match=f"give that of kit.measures.{name}"):
        getattr(plots, name)(measures.overview(papers))


def test_a_figure_of_no_measure_names_those_there_are():
    with pytest.raises(MeasureError, match="no plot of a table that no measure made; choose co_occurrence"):
        plots.figure(pd.DataFrame({"n": [1]}))


def test_a_measure_without_a_plot_is_drawn_as_the_bars_that_its_record_names(papers):
    @measure(empty="Nobody speaks.", finding=lambda table: ["Somebody speaks."], bars=("actor", "words"))
    def spoken(corpus):
        return corpus.sql(
            "select actor, sum(len(text)) as words from quotes where actor is not null group by 1 order by 1"
        )

    try:
        table = spoken(papers)
        table.attrs |= {"by": None, "caption": "Letters by speaker."}
        assert plots.alt_text(table) == "Bars: letters by speaker. Somebody speaks."
        assert isinstance(plots.figure(table, top=1), plots.Figure)
        assert plots.figure(table.iloc[:0]) == ["Nobody speaks."]
    finally:
        del MEASURES["spoken"]


def test_a_figure_is_a_picture_with_its_text_and_its_data(papers):
    data = plots.figure(measures.share_of_voice(papers))._repr_mimebundle_()
    assert data[outputs.FIGURE]["svg"].startswith("<svg ")
    assert data[outputs.FIGURE]["alt"] == (
        "Bars: each speaker's share of the quotes, in 6 articles. "
        "Ann Lee speaks most: 5 of 7 quotes (71%). Then Ben Ito (1)."
    )
    assert data[outputs.TABLE]["columns"][:5] == ["actor", "n", "words", "share", "share_of_words"]
    assert data[outputs.TABLE]["rows"][0][:5] == ["Ann Lee", 5, 15, 0.714, 0.714]
    assert json.loads(json.dumps(data)) == data


def drawn(table, **options):
    """A figure's elements."""
    return ElementTree.fromstring(plots.figure(table, **options).svg)


def words(svg):
    return [" ".join(element.itertext()) for element in svg.iter(f"{SVG}text")]


def test_text_is_text_and_colours_are_a_page_s(papers):
    svg = plots.figure(measures.share_of_voice(papers)).svg
    assert "Ann Lee" in words(ElementTree.fromstring(svg))
    colours = re.findall(r"(?:fill|stroke): (?!none|var|url)([^;\"]+)", svg)
    assert colours == []
    assert "var(--k-ink, #222222)" in svg
    assert "var(--k-font, 'DejaVu Sans', sans-serif)" in svg


def test_each_mark_says_what_it_is_and_whom_it_is_about(papers):
    marks = [
        (mark.get("data-name"), mark.findtext(f"{SVG}title"))
        for mark in drawn(measures.share_of_voice(papers)).iter(f"{SVG}a")
    ]
    assert ("Ann Lee", "Ann Lee: 5 (71%)") in marks


def test_what_no_file_may_hold_is_written_as_what_it_is(monkeypatch):
    monkeypatch.setitem(NAMES, ANN, "Ann\x00 \u202eLee")
    made = corpus([article(0)], [{"at": 0, "by": ANN}])
    assert {"Ann[U+0000]", "[U+202E]Lee"} < set(words(drawn(measures.share_of_voice(made))))


def test_lines_of_a_name_end_where_the_bars_begin(monkeypatch):
    monkeypatch.setitem(NAMES, ANN, "Ann Lee of the Honourable Society of Very Long Names")
    texts = drawn(measures.share_of_voice(corpus([article(0)], [{"at": 0, "by": ANN}]))).iter(f"{SVG}text")
    lines = [text for text in texts if text.text in ("Ann Lee of the", "Honourable Society of", "Very Long Names")]
    assert len(lines) == 3
    assert len({line.get("x") for line in lines}) == 1
    assert all("text-anchor: end" in line.get("style") for line in lines)


def test_groups_stand_in_the_row_of_each_name(papers):
    svg = drawn(measures.share_of_voice(papers, "source"))
    titles = [title.text for title in svg.iter(f"{SVG}title")]
    assert "Ann Lee, Herald: 75% (3 quotes)" in titles
    assert "Ann Lee, Post: 67% (2 quotes)" in titles
    assert {key.get("aria-label") for key in svg.iter() if key.get("class") == "k-key"} == {
        "Herald: brings this one out",
        "Post: brings this one out",
    }


def test_a_long_name_of_a_group_leaves_room_for_the_figure():
    made = corpus(
        [article(n, source=("https://example.org/" * 20, "Post")[n % 2]) for n in range(4)],
        [{"at": n, "by": ANN} for n in range(4)],
    )
    axes = plots.share_of_voice(measures.share_of_voice(made, "source"))
    axes.get_figure().draw_without_rendering()
    assert axes.get_position().width > 0.4
    assert axes.get_position().height > 0.1


def test_the_names_of_groups_stand_within_the_figure_however_wide_their_letters():
    made = corpus(
        [article(n, source=("W" * 200, "M" * 200, "i" * 200)[n % 3]) for n in range(3)],
        [{"at": n, "by": ANN} for n in range(3)],
    )
    figure = plots.share_of_voice(measures.share_of_voice(made, "source")).get_figure()
    figure.draw_without_rendering()
    assert figure.legends[0].get_window_extent().width <= figure.bbox.width


def test_parts_of_a_whole_fill_one_bar_a_group(papers):
    axes = plots.speaker_types(measures.speaker_types(papers, "source"))
    ends = {round(bar.get_x() + bar.get_width(), 6) for bar in axes.patches if bar.get_width()}
    assert max(ends) == 1
    assert axes.get_xlim() == (0, 1)


def test_months_without_an_article_are_gaps_and_every_month_has_its_place():
    months = (1, 2, 5)
    made = corpus(
        [article(n, published=pd.Timestamp(2024, month, 1)) for n, month in enumerate(months)],
        [{"at": n, "by": ANN} for n in range(3)],
    )
    line = plots.share_of_voice(measures.share_of_voice(made, "month")).lines[0]
    assert list(line.get_ydata()) == pytest.approx([1, 1, np.nan, np.nan, 1], nan_ok=True)
    days = [pd.Timestamp(day) for day in line.get_xdata()]
    assert days == [pd.Timestamp(2024, month, 1) for month in range(1, 6)]


def test_no_axis_of_shares_goes_beyond_all_of_them(papers):
    for by in (None, "source", "month"):
        assert not [word for word in words(drawn(measures.share_of_voice(papers, by))) if word in ("120%", "150%")]


def test_one_article_is_told_by_how_often_it_names():
    made = corpus([article(0, "Ann Lee met Ben Ito. Ann Lee left.")])
    svg = words(drawn(measures.frequency(made)))
    assert "times named" in svg
    assert "1 (100%)" not in svg


def test_the_same_table_gives_the_same_bytes(papers):
    table = measures.portrayal(papers)
    assert plots.figure(table).svg == plots.figure(table).svg


def test_figures_leave_nothing_open_and_matplotlib_as_it_was(papers):
    before = plt.rcParams["font.size"], plt.rcParams["text.parse_math"]
    plots.figure(measures.portrayal(papers))
    assert plt.get_fignums() == []
    assert before == (plt.rcParams["font.size"], plt.rcParams["text.parse_math"])


def test_names_are_drawn_as_they_are_whatever_stands_in_them(monkeypatch):
    monkeypatch.setitem(NAMES, ANN, HOSTILE)
    made = corpus([article(0)], [{"at": 0, "by": ANN}])
    axes = plots.share_of_voice(measures.share_of_voice(made))
    assert "".join(axes.get_yticklabels()[0].get_text().split()) == "".join(HOSTILE.split())
    assert HOSTILE.partition(" ")[0].replace("<", "&lt;").replace(">", "&gt;") in plots.svg(axes, "Names")


def test_html_of_figures_tables_and_evidence_is_escaped(monkeypatch):
    monkeypatch.setitem(NAMES, ANN, HOSTILE)
    made = corpus(
        [article(0, f"{HOSTILE} said so. It rained.", source=HOSTILE, title=HOSTILE)],
        [{"at": 0, "by": ANN, "text": f"{HOSTILE} and so on and on"}],
    )
    voices = measures.share_of_voice(made)
    shown = [plots.figure(voices)._repr_mimebundle_(), plots.table(voices)._repr_mimebundle_()]
    shown += [
        plots.evidence(measures.quotations(made))._repr_mimebundle_(),
        measures.in_words(voices)._repr_mimebundle_(),
    ]
    assert all("&lt;script&gt;" in bundle["text/html"] and "<script" not in bundle["text/html"] for bundle in shown)


def test_long_names_are_wrapped_and_never_cut():
    name = "The Honourable Society of Very Long Names and Longer Titles of the United Kingdom"
    assert style.wrapped(name).replace("\n", " ") == name
    assert max(map(len, style.wrapped(name).split("\n"))) <= 22


def test_own_and_quoted_voices_differ_without_colour():
    table = measures.portrayal(two_papers())
    markers = {line.get_marker() for line in plots.portrayal(table).lines if line.get_marker() != "None"}
    assert markers == {"o", "D"}


def test_negative_and_positive_differ_in_grey():
    def grey(colour):
        return np.dot([int(colour[i : i + 2], 16) for i in (1, 3, 5)], [0.299, 0.587, 0.114])

    assert abs(grey(style.NEGATIVE) - grey(style.POSITIVE)) > 25


def test_pictures_are_small_and_of_the_house_s_width(papers):
    svg = plots.figure(measures.portrayal(papers, "source")).svg
    assert f'viewBox="0 0 {round(style.WIDTH * 72)} ' in svg
    assert len(svg) < 30_000


def test_groups_beyond_those_that_are_drawn_are_counted():
    made = corpus([article(n, source=f"Paper {n:02d}") for n in range(10)], [{"at": n, "by": ANN} for n in range(10)])
    figure = plots.share_of_voice(measures.share_of_voice(made, "source")).get_figure()
    assert figure.legends[0].get_title().get_text().endswith("The 8 largest; 2 more of source are in the table.")


def test_one_bar_or_one_month_is_a_sentence():
    made = corpus([article(0, source="Herald", published=pd.Timestamp("2024-05-02"))])
    assert plots.figure(measures.overview(made, "source"))[0].startswith("1 article with 7 words")
    assert plots.figure(measures.timeline(made)) == ["All dated articles are of one month, 2024-05."]


def test_several_actors_over_months_have_a_panel_each_and_the_lowest_of_a_column_its_dates():
    days = pd.date_range("2024-01-15", periods=5, freq="30D")
    made = corpus([article(n, "Ann Lee met Ben Ito at Acme.", published=day) for n, day in enumerate(days)])
    panels = plots.timeline(measures.timeline(made, by="month")).get_figure().axes
    assert [panel.get_title(loc="left") for panel in panels if panel.axison] == ["Acme", "Ann Lee", "Ben Ito"]
    labels = [[label.get_text() for label in panel.get_xticklabels()] for panel in panels[:3]]
    assert labels[0] == []
    assert labels[2][0] == "2024-01"
    assert labels[2][-1] == "2024-05"


def test_evidence_marks_whom_it_is_about():
    made = corpus([article(0, source="Herald")], sentiment=[{"at": 0, "of": ANN, "score": 0.9}])
    bundle = plots.evidence(measures.examples(made, ANN))._repr_mimebundle_()
    assert bundle[outputs.EVIDENCE]["rows"] == [
        {
            "article_id": "0" * 16,
            "title": None,
            "source": "Herald",
            "published": None,
            "sentence": "Ann Lee met Ben Ito.",
            "start": 0,
            "end": 20,
            "target": [[0, 7]],
            "label": "positive",
            "score": 0.9,
            "quote": None,
            "speaker": None,
        }
    ]
    assert "<mark>Ann Lee</mark> met Ben Ito." in bundle["text/html"]


def test_a_table_says_how_much_of_it_is_not_shown(papers):
    html = plots.table(measures.frequency(papers), rows=1)._repr_mimebundle_()["text/html"]
    assert "The first rows, 1 of 2." in html
    assert '<th scope="col">actor id</th>' in html


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (pd.NA, None),
        (np.float64(0.12345), 0.123),
        (np.int64(3), 3),
        (True, True),
        (pd.Timestamp("2024-05-02"), "2024-05-02"),
        (pd.Timestamp("2024-05-02 10:30"), "2024-05-02T10:30:00"),
        (["a", "b"], "a, b"),
        (float("nan"), None),
    ],
)
def test_values_of_a_table_are_written_as_json_has_them(value, written):
    assert outputs.cell(value) == written


def talkative():
    """Enough words around Ann for key words and collocations."""
    return corpus([article(n, f"Senator Ann Lee praised the port. Number {n} rained.") for n in range(3)])


def test_rows_have_room_for_all_lines_of_their_names():
    long = "German Institute for International and Security Affairs"
    found = corpus([article(0), article(1, "Acme met Acme.")])
    table = measures.frequency(found)
    table["actor"] = [long, *table["actor"][1:]]
    attrs = table.attrs
    axes = plots.frequency(table)
    places = [float(place) for place in axes.get_yticks()]
    assert attrs["measure"] == "frequency"
    # Three lines stand in the first row, so that the second is further from it than the third from the second.
    assert places[1] - places[0] > places[2] - places[1]


def test_words_are_drawn_where_their_shares_cross_and_written_beside():
    texts = ("The harbour stays open.", "The school stays open.")
    found = corpus([article(n, texts[n % 2], source=("Herald", "Post")[n % 2]) for n in range(24)])
    table = measures.distinctive_words(found)
    titles = [mark.findtext(f"{SVG}title") for mark in drawn(table).iter(f"{SVG}a")]
    assert "harbour: 100% of Herald's articles (12), 0% of Post's (0)" in titles
    assert {"harbour", "school"} <= set(words(drawn(table)))


def test_a_strip_shows_where_they_speak_and_where_they_are_named():
    found = corpus([article(0, "Ann Lee met Ben Ito. Ann Lee left.")], [{"at": 0, "by": BEN, "start": 0, "end": 17}])
    titles = [mark.findtext(f"{SVG}title") for mark in drawn(measures.passages(found)).iter(f"{SVG}a")]
    assert "Ben Ito speaks, 0% into the article" in titles
    assert "Ann Lee is named 2 times" in titles


def test_a_share_of_a_group_without_any_is_zero_and_not_left_out():
    texts = {"Herald": "Ann Lee left. It rained.", "Post": "Ben Ito left. It rained."}
    made = corpus([article(n, texts[("Herald", "Post")[n % 2]], source=("Herald", "Post")[n % 2]) for n in range(20)])
    said = plots.figure(measures.frequency(made, "source")).svg
    assert "Ann Lee, Post: 0%" in said
    assert "Ann Lee, Herald: 100% (10 articles)" in said


def test_an_interval_that_goes_on_beyond_the_axis_has_an_arrow_where_it_leaves():
    scores = [0.9, -0.9, 0.9]
    made = corpus(
        [article(n, source="Herald" if n < 3 else "Post") for n in range(20)],
        sentiment=[{"at": n, "of": BEN, "score": scores[n] if n < 3 else 0.1} for n in range(20) for _ in range(5)],
    )
    axes = plots.portrayal(measures.portrayal(made, "source"))
    limit = axes.get_xlim()[1]
    assert {(line.get_marker(), *line.get_xdata()) for line in axes.lines if line.get_marker() in "<>"} == {
        ("<", -limit),
        (">", limit),
    }


def test_whom_the_text_does_not_name_is_counted_but_has_no_bar():
    asked_of = [ACME, None, None]
    made = corpus(
        [article(0)],
        requests=[
            {"at": 0, "actor_id": who, "actor": NAMES.get(who), "asked": None, "outcome": "declined"}
            for who in asked_of
        ],
    )
    axes = plots.comment_requests(measures.comment_requests(made))
    assert [label.get_text() for label in axes.get_yticklabels()] == ["Acme"]
    assert "; of 2 the text does not say to whom" in axes.get_figure().get_suptitle().replace("\n", " ")


def test_a_name_is_never_broken_at_its_hyphen():
    assert style.wrapped("Hillary Clinton: west-journal") == "Hillary Clinton:\nwest-journal"


def test_what_stands_above_an_empty_place_has_the_dates_of_its_column(papers):
    table = measures.tone(papers, by="source", over="month", draws=0)
    three = pd.concat([table.assign(source=name) for name in ("A", "B", "C")], ignore_index=True)
    three.attrs = table.attrs
    axes = plots.tone(three).figure.axes
    assert [panel.xaxis.get_tick_params()["labelbottom"] for panel in axes[:3]] == [False, True, True]


def test_whatever_a_difference_is_called_its_mark_is_about_its_actor():
    table = pd.DataFrame({"a": ["A", "B"], "b": ["C", "C"], "actor": ["Ann Lee"] * 2, "n_a": 8, "n_b": 9})
    table = table.assign(difference=0.1, low=0.0, high=0.2, clear=True)
    table.attrs = {"measure": "compare", "a": None, "b": None, "of": "portrayal", "articles": 17, "by": None}
    drawn = plots.svg(plots.compare(table), "x")
    assert set(re.findall('data-name="([^"]*)"', drawn)) == {"Ann Lee"}
    assert "Ann Lee: A against C: +0.10" in drawn
