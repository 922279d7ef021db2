"""Every page in a real browser: nothing runs, nothing is fetched, all can read it, wide, narrow, dark and printed."""

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
    for width, scheme, rules in views:
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
        for path in every_page(report):
            tab = context.new_page()
            asked: list[str] = []
            tab.on("request", lambda request, asked=asked: asked.append(request.url))
            before = time.monotonic()
            tab.goto(path.as_uri())
            took = time.monotonic() - before
            tab.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
            visit = tab.evaluate(
                """() => ({title: document.title, nodes: document.querySelectorAll('*').length,
                  wide: document.documentElement.scrollWidth, scripts: document.scripts.length,
                  silent: [...document.images].filter(picture => !picture.alt).length,
                  broken: [...document.images].filter(picture => !picture.naturalWidth).length})"""
            )
            tab.evaluate(axe)
            result = tab.evaluate("rules => axe.run({runOnly: rules, resultTypes: ['violations']})", rules)
            wrong = [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in result["violations"]]
            outside = [url for url in asked if not url.startswith(("data:", path.as_uri()))]
            found.append(visit | {"page": path.name, "width": width, "took": took, "axe": wrong, "outside": outside})
            tab.close()
        context.close()
    return found


def failing(visits, what):
    """The pages, widths and finds for which `what` is something."""
    return [(visit["page"], visit["width"], found) for visit in visits if (found := what(visit))]


def test_nothing_is_fetched(visits):
    assert not failing(visits, lambda visit: visit["outside"])


def test_no_script_is_there_or_has_run(visits):
    assert not failing(visits, lambda visit: visit["scripts"] or visit["title"] in ("run", "1"))


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


def test_no_page_prints_long(report, browser, tmp_path):
    from pypdfium2 import PdfDocument

    context = browser.new_context()
    for path in every_page(report):
        tab = context.new_page()
        tab.goto(path.as_uri())
        tab.pdf(path=str(tmp_path / "page.pdf"), format="A4")
        assert len(PdfDocument(tmp_path / "page.pdf")) <= PRINTED, path.name
        tab.close()
    context.close()


def test_a_sentence_that_is_linked_stands_in_the_window(sample, browser):
    context = browser.new_context(viewport={"width": 390, "height": 800})
    tab = context.new_page()
    tab.goto((sample / "quotes.html").as_uri())
    tab.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
    tab.locator("ul.evidence a").first.click()
    tab.wait_for_load_state()
    assert tab.evaluate("document.querySelector(':target').getBoundingClientRect().top") < 800
    context.close()


def test_the_data_of_a_figure_are_saved_without_a_server(sample, browser):
    context = browser.new_context(accept_downloads=True)
    tab = context.new_page()
    tab.goto((sample / "quotes.html").as_uri())
    tab.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
    with tab.expect_download() as waited:
        tab.locator("a.save").first.click()
    assert waited.value.suggested_filename == "quotes-figure-1.csv"
    assert Path(waited.value.path()).read_text(encoding="utf-8-sig").startswith("actor")
    context.close()
