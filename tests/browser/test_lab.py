"""JupyterLab as a user starts it: the notebooks are there, and run from top to bottom."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

import kit
from kit.reporting import copy_notebooks
from kit.reporting.notebooks import sort_out
from tests.made_up import two_papers

ROOT = Path(__file__).parents[2]
TOKEN = "kit"
WAIT = 300_000  # milliseconds, on a machine that does much else; what is quick ends sooner

pytest.importorskip("jupyterlab")


@pytest.fixture(scope="module")
def there(tmp_path_factory):
    """The folder that JupyterLab is started in."""
    return tmp_path_factory.mktemp("lab")


@pytest.fixture(scope="module")
def lab(there):
    """A JupyterLab on a copy of the notebooks, beside the sample article."""
    copy_notebooks(there / "notebooks")
    (there / "seeds").symlink_to(ROOT / "seeds")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "jupyterlab",
        "--no-browser",
        f"--port={port}",
        f"--IdentityProvider.token={TOKEN}",
    ]
    command += [f"--notebook-dir={there / 'notebooks'}", "--allow-root", "--ServerApp.port_retries=0"]
    env = os.environ | {"JUPYTER_CONFIG_DIR": str(there / "config"), "JUPYTER_DATA_DIR": str(there / "data")}
    server = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(240):
            try:
                urllib.request.urlopen(f"{address}/api/status?token={TOKEN}", timeout=5).close()
                break
            except OSError:
                time.sleep(0.5)
        yield address
    finally:
        # It asks every kernel to end first, which takes long on a machine that does much else.
        server.terminate()
        try:
            server.wait(180)
        except subprocess.TimeoutExpired:
            server.kill()


@pytest.fixture
def tab(browser):
    """A page that is closed however the test ends."""
    page = browser.new_page()
    page.set_default_timeout(WAIT)
    yield page
    page.close()


KERNEL = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}


def write(there, name, *cells):
    """A notebook beside those of the kit; its cells are given as text, the tagged one as a cell."""
    made = [cell if not isinstance(cell, str) else new_code_cell(cell) for cell in cells]
    nbformat.write(new_notebook(cells=made, metadata=KERNEL), there / "notebooks" / f"{name}.ipynb")


def wait_for(path, words=""):
    """Wait until a file is written and holds these words."""
    for _ in range(WAIT // 500):
        if path.exists() and words in path.read_text(encoding="utf-8"):
            return
        time.sleep(0.5)
    raise AssertionError(f"{path.name} was not written")


def run_cell(tab, number):
    """Run one cell, once the others have ended."""
    tab.wait_for_selector(".jp-Notebook-ExecutionIndicator[data-status='idle']")
    tab.locator(".jp-Notebook .jp-CodeCell").nth(number).locator(".jp-InputArea-editor .cm-content").click()
    tab.keyboard.press("Control+Enter")


def run_all(tab, lab, name):
    """Open a notebook in a workspace of its own, as the common one holds those from before, and run all its cells."""
    tab.goto(f"{lab}/lab/workspaces/{name}/tree/{name}.ipynb?token={TOKEN}")
    tab.wait_for_selector(".jp-Notebook .jp-CodeCell")
    tab.wait_for_selector(".jp-Notebook-ExecutionIndicator[data-status='idle']")
    with contextlib.suppress(Exception):  # asked for only where the kernel was not yet there
        tab.locator(".jp-Dialog button.jp-mod-accept").click(timeout=8_000)
    tab.get_by_role("menuitem", name="Run", exact=True).click()
    tab.get_by_role("menuitem", name="Run All Cells", exact=True).click()


@pytest.mark.slow
def test_a_notebook_runs_from_top_to_bottom(lab, tab):
    run_all(tab, lab, "quotes")
    tab.wait_for_selector(".jp-Notebook .jp-OutputArea-output img[alt]")
    assert "Traceback" not in tab.locator(".jp-Notebook").inner_text()


@pytest.mark.slow
def test_ten_units_are_coded_with_keys_and_are_there_after_a_reload(lab, there, tab):
    pytest.importorskip("anywidget")
    sheet = there / "notebooks" / "sheet.csv"
    kit.sample(two_papers(8), "mentions", 12, by=None, out=sheet)
    cell = new_code_cell("import kit\nkit.code('sheet.csv', coder='AB')")
    write(there, "coding", cell)
    run_all(tab, lab, "coding")
    tab.locator(".kit-passage").click()
    for n in range(1, 11):
        tab.keyboard.press(str(1 + n % 5))
        tab.get_by_text(f"{n} of 12 coded; unit {n + 1}").wait_for()
    labels = kit.read_sheet(sheet)["label"]
    assert labels.notna().tolist() == [True] * 10 + [False] * 2
    assert labels[0] == "organization"
    tab.reload()
    run_all(tab, lab, "coding")
    tab.get_by_text("10 of 12 coded; unit 11").first.wait_for()
    assert kit.read_sheet(sheet)["label"].equals(labels)


@pytest.mark.slow
def test_a_corpus_is_looked_through_picked_from_and_corrected_in_one_cell(lab, there, tab, three):
    pytest.importorskip("anywidget")
    three.save(there / "notebooks" / "three")
    write(
        there, "looking", "import kit\nseen = kit.explore(kit.open('three'))\nseen", "seen.table.to_csv('picked.csv')"
    )
    run_all(tab, lab, "looking")
    rows = tab.locator(".kit-explore .kit-rows tbody tr")
    rows.first.wait_for()
    whole = rows.count()
    assert tab.locator(".kit-figure img").get_attribute("alt").startswith("Bars: quotes by month. 2024-03: ")
    tab.locator(".kit-explore .kit-actor").fill("Jane Hall")
    tab.locator(".kit-explore .kit-actor").press("Enter")
    tab.wait_for_function(f"document.querySelectorAll('.kit-rows tbody tr').length < {whole}")
    assert set(tab.locator(".kit-rows tbody .kit-of-actor").all_inner_texts()) == {"Jane Hall"}
    rows.first.locator(".kit-pick").check()
    tab.get_by_text("1 picked, in .table").wait_for()
    rows.first.locator(".kit-words").click()
    tab.locator(".kit-article .kit-here").first.wait_for()
    assert "inflation would fall" in tab.locator(".kit-article .k-text").inner_text()
    tab.get_by_role("button", name="no quote").click()
    tab.get_by_text("corrections.csv: no quote").wait_for()
    assert ",no quote," in (there / "notebooks" / "corrections.csv").read_text()
    run_cell(tab, 1)
    wait_for(there / "notebooks" / "picked.csv")
    assert "Jane Hall" in (there / "notebooks" / "picked.csv").read_text()
    assert "Traceback" not in tab.locator(".jp-Notebook").inner_text()


@pytest.mark.slow
def test_progress_shows_and_a_cell_that_is_stopped_leaves_a_folder_that_goes_on(lab, there, tab):
    texts = "[f'Ann Lee said on day {n} that the port would close. It rained.' for n in range(140)]"
    read = f"import kit, pandas as pd\narticles = pd.DataFrame({{'text': {texts}}})"
    write(
        there,
        "progress",
        f"{read}\ncorpus = kit.annotate(articles, out='grown', cache=False)",
        "print(len(corpus), 'read')",
    )
    run_all(tab, lab, "progress")
    bar = tab.locator(".jp-OutputArea .widget-html-content, .jp-OutputArea .jupyter-widgets", has_text="articles")
    bar.first.wait_for()
    tab.wait_for_function(r"/[1-9]\d*\/140\s\[.*<.*articles/.test(document.body.innerText)")
    tab.keyboard.press("Escape")
    tab.get_by_role("menuitem", name="Kernel", exact=True).click()
    tab.get_by_role("menuitem", name="Interrupt Kernel").click()
    tab.get_by_text("KeyboardInterrupt").first.wait_for()
    run_cell(tab, 0)
    run_cell(tab, 1)
    tab.get_by_text("140 read").wait_for()


READ = (
    "import kit, pandas as pd\n"
    "texts = [f'Ann Lee said on day {n} that the port would close. It rained.' for n in range(NUMBER)]\n"
    "corpus = kit.annotate(pd.DataFrame({'text': texts}), out='FOLDER', cache=False)\n"
    "print(len(corpus), 'read')"
)


@pytest.mark.slow
def test_a_kernel_that_is_killed_while_it_reads_leaves_a_folder_that_goes_on(lab, there, tab):
    write(
        there,
        "killed",
        "import os\nprint('kernel', os.getpid())",
        READ.replace("FOLDER", "killed").replace("NUMBER", "140"),
    )
    run_all(tab, lab, "killed")
    tab.wait_for_function(r"/[1-9]\d*\/140\s\[.*<.*articles/.test(document.body.innerText)")
    kernel = int(tab.locator(".jp-Notebook .jp-OutputArea-output").first.inner_text().split()[1])
    os.kill(kernel, signal.SIGKILL)
    tab.get_by_text("Kernel Restarting").wait_for()
    tab.get_by_role("button", name="Ok").click()
    assert kit.open(there / "notebooks" / "killed").unfinished
    run_cell(tab, 1)
    tab.get_by_text("140 read").wait_for()


@pytest.mark.slow
def test_two_kernels_never_write_one_folder_at_once(lab, there, tab, browser):
    """The second is told so in a sentence, and goes on with the same folder once the first is stopped."""
    read = READ.replace("FOLDER", "shared")
    write(there, "first", read.replace("NUMBER", "4000"))
    write(there, "second", read.replace("NUMBER", "20"))
    run_all(tab, lab, "first")
    wait_for(there / "notebooks" / "shared" / "corpus.json")
    other = browser.new_page()
    other.set_default_timeout(WAIT)
    run_all(other, lab, "second")
    told = r"CorpusError: shared: process \d+ is writing it; wait until it ends, or stop it"
    other.get_by_text(re.compile(told)).wait_for()
    tab.keyboard.press("Escape")
    tab.get_by_role("menuitem", name="Kernel", exact=True).click()
    tab.get_by_role("menuitem", name="Interrupt Kernel").click()
    tab.get_by_text("KeyboardInterrupt").first.wait_for()
    run_cell(other, 0)
    other.get_by_text(re.compile(r"^\d+ read")).wait_for()
    other.close()


@pytest.mark.slow
def test_a_notebook_made_to_try_something_is_no_page_of_the_report(lab, there, tab):
    tab.goto(f"{lab}/lab/workspaces/another?token={TOKEN}")
    tab.locator(".jp-LauncherCard[data-category='Notebook']").first.click()
    tab.locator(".jp-Notebook .jp-CodeCell .cm-content").first.wait_for()
    tab.locator(".jp-Notebook .jp-CodeCell .cm-content").first.click()
    tab.keyboard.type("1 / 0")
    tab.keyboard.press("Control+s")
    wait_for(there / "notebooks" / "Untitled.ipynb", "1 / 0")
    found = sort_out(there / "notebooks")
    assert "Untitled.ipynb" in [path.name for path in found.scratch]
    assert [one.name for one in found.pages] == ["explore", "actors", "sentiment", "quotes", "validate"]
    assert found.broken == []


@pytest.mark.slow
def test_tables_are_for_readers_and_what_is_wrong_is_a_sentence(lab, there, tab):
    text = '"It cost $9 to us and $3 to them, and nobody paid," said Ann Lee of the Harbor Union. Ann Lee smiled.'
    articles = f"pd.DataFrame({{'text': [{text!r}], 'source': ['Herald'], 'published': ['2024-03-01']}})"
    write(
        there,
        "reading",
        f"import kit, pandas as pd\ncorpus = kit.annotate({articles}, progress=False)\ncorpus.quotes",
        "kit.show(corpus, actor='Lee', layers=['names', 'quotes'])",
        "unique, top = 'false', 5\nkit.check_parameters(globals())\nprint('unique is', unique)",
        "top = 0\nkit.check_parameters(globals())",
    )
    run_all(tab, lab, "reading")
    tab.get_by_text("ParameterError: top: found 0; give a whole number, 1 or more").wait_for()
    outputs = tab.locator(".jp-Notebook .jp-OutputArea-output")
    head = tab.locator(".k-table thead th").all_inner_texts()
    assert [word.lower() for word in head] == ["date", "source", "speaker", "cue", "words"]
    assert "It cost $9 to us and $3 to them" in tab.locator(".k-table tbody").inner_text()
    aligned = "cell => getComputedStyle(cell).textAlign"
    assert {cell.evaluate(aligned) for cell in tab.locator(".k-table tbody td").all()} == {"left"}
    assert tab.locator(".k-legend li").first.evaluate("one => getComputedStyle(one).listStyleType") == "none"
    assert tab.locator("mjx-container, .MathJax").count() == 0
    assert "unique is False" in outputs.nth(2).inner_text()
    assert outputs.nth(3).inner_text().splitlines()[0].startswith("line 2: kit.check_parameters(globals())")
    assert "parameters.py" not in tab.locator(".jp-Notebook").inner_text()
