"""Every page in a real browser: one script runs, nothing is fetched, all can read it, wide, narrow, dark, printed."""

from __future__ import annotations

import json
import subprocess
import time
from pathlib import Path

import pytest

NODES, BYTES, SECONDS, PRINTED = 20_000, 1_500_000, 5, 60
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
CONTRAST = {"type": "rule", "values": ["color-contrast"]}
EVERYTHING = {"type": "tag", "values": RULES}
VIEWS = {
    "sample": [(1280, "light", EVERYTHING), (390, "light", EVERYTHING), (390, "dark", CONTRAST)],
    "hostile": [(390, "light", EVERYTHING)],
}


@pytest.fixture(scope="module", params=["sample", "hostile"])
def report(request) -> Path:
    return request.getfixturevalue(request.param)


def every_page(report: Path) -> list[Path]:
    return sorted(report.rglob("*.html"))


@pytest.fixture(scope="module")
def visits(report, browser, modules):
    """What came of opening each page in each view, everything unfolded."""
    views = VIEWS["hostile" if "hostile" in str(report) else "sample"]
    axe = (modules / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
    found = []
    tab = browser.new_page(viewport={"width": views[0][0], "height": 900})
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    for path in every_page(report):
        asked.clear()
        before = time.monotonic()
        tab.goto(path.as_uri())
        took = time.monotonic() - before
        tab.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
        tab.evaluate(axe)
        for width, scheme, rules in views:
            tab.set_viewport_size({"width": width, "height": 900})
            tab.emulate_media(color_scheme=scheme)
            visit = tab.evaluate(
                """() => ({title: document.title, nodes: document.querySelectorAll('*').length,
                  wide: document.documentElement.scrollWidth, scripts: document.scripts.length,
                  silent: [...document.images].filter(picture => !picture.alt).length,
                  broken: [...document.images].filter(picture => !picture.naturalWidth).length})"""
            )
            result = tab.evaluate("rules => axe.run({runOnly: rules, resultTypes: ['violations']})", rules)
            wrong = [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in result["violations"]]
            outside = [url for url in asked if not url.startswith(("data:", path.as_uri()))]
            found.append(visit | {"page": path.name, "width": width, "took": took, "axe": wrong, "outside": outside})
    tab.close()
    return found


def failing(visits, what):
    """The pages, widths and finds for which `what` is something."""
    return [(visit["page"], visit["width"], found) for visit in visits if (found := what(visit))]


def test_nothing_is_fetched(visits):
    assert not failing(visits, lambda visit: visit["outside"])


def test_no_script_but_that_of_the_tables_is_there_or_has_run(visits):
    assert not failing(visits, lambda visit: visit["scripts"] != 1 or visit["title"] in ("run", "1"))


def test_everybody_can_read_it(visits):
    assert not failing(visits, lambda visit: visit["axe"])


def test_every_picture_is_there_and_has_a_text(visits):
    # A drawing without a size of its own has no width, and is there nevertheless.
    assert not failing(visits, lambda visit: visit["silent"])


def test_nothing_is_wider_than_the_window(visits):
    assert not failing(visits, lambda visit: visit["wide"] > visit["width"])


def test_no_page_is_too_much(visits, report):
    assert not failing(visits, lambda visit: visit["nodes"] >= NODES or visit["took"] >= SECONDS)
    assert not [path for path in every_page(report) if path.stat().st_size >= BYTES]


def test_every_page_is_valid(report, modules):
    jar = modules / "vnu-jar" / "build" / "dist" / "vnu.jar"
    pages = [str(path) for path in every_page(report)]
    done = subprocess.run(
        ["java", "-jar", str(jar), "--errors-only", "--format", "json", *pages],
        capture_output=True,
        text=True,
        check=False,
    )
    assert json.loads(done.stderr)["messages"] == []


def test_no_page_prints_long(report, browser):
    from pypdfium2 import PdfDocument

    tab = browser.new_page()
    for path in every_page(report):
        tab.goto(path.as_uri())
        with PdfDocument(tab.pdf(format="A4")) as printed:
            assert len(printed) <= PRINTED, path.name
    tab.close()


def test_a_printed_table_ends_within_the_paper(hostile, browser):
    tab = browser.new_page(viewport={"width": 672, "height": 990})  # of A4, within its margins
    tab.emulate_media(media="print")
    for path in sorted(hostile.glob("*.html")):
        tab.goto(path.as_uri())
        assert tab.evaluate("document.documentElement.scrollWidth") <= 672, path.name
    tab.close()


def test_a_sentence_that_is_linked_stands_in_the_window(sample, browser):
    context = browser.new_context(viewport={"width": 390, "height": 800})
    tab = context.new_page()
    tab.goto((sample / "quotes.html").as_uri())
    tab.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
    tab.locator("ul.evidence a").first.click()
    tab.wait_for_load_state()
    assert tab.evaluate("document.querySelector(':target').getBoundingClientRect().top") < 800
    context.close()


@pytest.fixture
def opened(browser):
    """Opens a page; more of the window's settings can be given."""
    contexts = []

    def go(path: Path, **settings):
        contexts.append(browser.new_context(**settings))
        tab = contexts[-1].new_page()
        tab.goto(path.as_uri())
        return tab

    yield go
    for context in contexts:
        context.close()


def shown_rows(tab):
    """The first cells of the rows of the first table that are to be seen."""
    return tab.evaluate(
        """[...document.querySelector('table.many').tBodies[0].rows].filter(row => !row.hidden)
            .map(row => row.cells[0].innerText)"""
    )


def test_the_data_of_a_figure_are_saved_without_a_server(sample, opened):
    tab = opened(sample / "quotes.html", accept_downloads=True)
    tab.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
    with tab.expect_download() as waited:
        tab.locator("a.save").first.click()
    assert waited.value.suggested_filename == "quotes-figure-1.csv"
    assert Path(waited.value.path()).read_text(encoding="utf-8-sig").startswith("actor")


def test_a_table_is_searched(sample, opened):
    tab = opened(sample / "actors.html")
    tab.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
    assert len(shown_rows(tab)) > 8
    tab.locator(".tools input").first.fill("lavrov person")
    assert shown_rows(tab) == ["Sergey Lavrov"]
    assert "1 of the" in tab.locator(".tools output").first.inner_text()


def test_a_table_is_sorted_by_each_of_its_columns(sample, opened):
    tab = opened(sample / "actors.html")
    tab.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
    head = tab.locator("table.many").first.locator("thead button").first
    head.click()
    names = shown_rows(tab)
    assert names == tab.evaluate("names => [...names].sort((a, b) => a.localeCompare(b))", names)
    head.click()
    assert shown_rows(tab) == names[::-1]
    assert tab.locator("th[aria-sort]").first.get_attribute("aria-sort") == "descending"


def test_a_group_is_chosen(papers, opened):
    tab = opened(papers / "listed.html")
    tab.locator(".tools select").first.select_option("Post")
    assert shown_rows(tab) == ["Post"] * 12


def test_without_a_script_every_row_is_there(sample, opened):
    tab = opened(sample / "actors.html", java_script_enabled=False)
    assert tab.locator(".tools").count() == 0
    assert tab.locator("table.many tbody tr").count() > 8


@pytest.mark.parametrize(
    ("page", "mark", "heading", "width", "height"),
    [
        ("quotes", "figure svg a[href*=lavrov]", "Sergey Lavrov", 390, 800),
        ("quotes", "figure svg a[href*='speaker-type-named']", "Quotes whose speaker is named", 1280, 720),
        ("index", ".picture svg a[href*=lavrov]", "Sergey Lavrov", 1280, 720),
        ("index", ".cards p a[href*=lavrov]", "Sergey Lavrov", 390, 800),
    ],
    ids=["an actor", "a kind of quote", "a mark on the first page", "a name on the first page"],
)
def test_from_a_mark_to_a_sentence_it_is_two_clicks(sample, opened, page, mark, heading, width, height):
    tab = opened(sample / f"{page}.html", viewport={"width": width, "height": height})
    tab.locator(mark).first.click()
    tab.wait_for_load_state()
    assert tab.locator("h1").inner_text() == heading
    tab.locator("ul.evidence a").first.click()
    tab.wait_for_load_state()
    assert 0 <= tab.evaluate("document.querySelector(':target').getBoundingClientRect().top") < height


@pytest.mark.parametrize("figure", ["How does the tone change", "Does it hold up"], ids=["tone", "other choices"])
def test_what_is_not_painted_is_clicked_in_its_place(sample, opened, figure):
    tab = opened(sample / "sentiment.html", viewport={"width": 1280, "height": 900})
    mark = tab.locator(f"h2:has-text('{figure}') ~ figure svg a[href][tabindex='-1'] use").first
    mark.scroll_into_view_if_needed()
    hit = """mark => {const box = mark.getBoundingClientRect();
        return document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2).closest("a").href.baseVal}"""
    assert mark.evaluate(hit).startswith(("articles/", "actors/"))


def test_no_heading_is_printed_apart_from_its_figure(papers, opened):
    tab = opened(papers / "voices.html")
    tab.emulate_media(media="print")
    heights = tab.evaluate("[...document.querySelectorAll('figure')].map(one => one.getBoundingClientRect().height)")
    # 26.5 cm of a page, of which a heading and its words take five.
    assert max(heights) < 21.5 / 2.54 * 96


def test_who_judges_whom_leads_to_the_sentences(sample, opened):
    tab = opened(sample / "sentiment.html")
    tab.locator("figure svg a[href*='lavrov'][href*='#about-country-russia']").first.click()
    tab.wait_for_load_state()
    assert tab.evaluate("document.querySelector(':target').innerText").startswith("Russia: ")


def test_each_question_of_the_first_page_leads_to_its_figure(sample, opened):
    for question in ("Who is named most?", "Who is quoted most?", "Who speaks how about whom?"):
        tab = opened(sample / "index.html", viewport={"width": 1280, "height": 900})
        tab.get_by_role("link", name=question).first.click()
        tab.wait_for_load_state()
        tops = tab.evaluate("[...document.querySelectorAll('figure')].map(one => one.getBoundingClientRect().top)")
        # The first figure in the window is the one that answers.
        assert min(top for top in tops if top > 0) < 450


def test_each_number_of_the_first_page_leads_to_what_it_counts(papers, sample, opened):
    tab = opened(sample / "index.html")
    leads = dict(tab.evaluate("[...document.querySelectorAll('.figures a')].map(a => [a.innerText, a.href])"))
    assert {words.split("\n")[-1].strip(): href.rpartition("/")[2] for words, href in leads.items()} == {
        "article": "index.html#articles",
        "people, bodies and countries named": "actors.html",
        "quotes": "quotes.html",
        "named speakers": "quotes.html",
        "favourable or unfavourable portrayals": "sentiment.html",
    }
    # Where a report has no such page, the number leads nowhere.
    assert opened(papers / "index.html").locator(".figures a[href$='.html']").count() == 0


GROUND = "getComputedStyle(document.body).backgroundColor"
INK = "getComputedStyle(document.querySelector('figure svg text')).fill"


def test_figures_follow_the_page_into_the_dark(sample, opened):
    found = []
    for scheme in ("light", "dark"):
        tab = opened(sample / "quotes.html", color_scheme=scheme)
        drawn = tab.evaluate("getComputedStyle(document.querySelector('figure svg')).backgroundColor")
        assert drawn == "rgba(0, 0, 0, 0)"
        found.append((tab.evaluate(GROUND), tab.evaluate(INK)))
    assert len({ground for ground, _ in found}) == len({ink for _, ink in found}) == 2


def test_a_group_that_is_pointed_at_stands_out(papers, opened):
    tab = opened(papers / "voices.html")
    tab.locator("svg .k-key").first.hover()
    seen = tab.evaluate(
        "[0, 1].map(n => getComputedStyle(document.querySelector(`figure svg a[data-group='${n}']`)).opacity)"
    )
    assert seen == ["1", "0.16"]


def test_print_keeps_the_shape_of_figures_and_leaves_out_what_is_for_screens(sample, opened):
    tab = opened(sample / "actors.html")
    shape = "(b => b.width / b.height)(document.querySelector('figure svg').getBoundingClientRect())"
    before = tab.evaluate(shape)
    tab.emulate_media(media="print", color_scheme="dark")
    assert tab.evaluate(shape) == pytest.approx(before, rel=0.05)
    assert not tab.locator("details.data").first.is_visible()
    assert tab.locator("details.evidence li").first.is_visible()
    assert tab.evaluate(GROUND) == "rgb(255, 255, 255)"


def test_nothing_is_printed_over_anything_else(papers, opened):
    tab = opened(papers / "index.html")
    tab.emulate_media(media="print")
    cut = "[...document.querySelectorAll('.scroll')].filter(one => one.scrollHeight > one.clientHeight + 1).length"
    assert tab.locator(".scroll tbody tr").count() >= 24
    assert tab.evaluate(cut) == 0


def test_a_table_of_texts_needs_no_scrolling_sideways_where_the_window_is_narrow(sample, opened):
    page = next((sample / "articles").glob("*.html"))
    tab = opened(page, viewport={"width": 390, "height": 800})
    table = tab.locator("table.texts").first
    assert table.evaluate("table => table.scrollWidth <= table.parentElement.clientWidth")
    assert table.locator("td.wide").first.evaluate("cell => cell.getBoundingClientRect().width") > 250
    tab.locator(".tools input").first.fill("kremlin propagandists")
    assert len([row for row in table.locator("tbody tr").all() if row.is_visible()]) == 1
