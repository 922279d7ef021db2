"""Runs notebooks, each in a kernel of its own, as many at a time as there are cores; only a whole run counts."""

from __future__ import annotations

import ast
import asyncio
import logging
import os
import re
import sys
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kit.reporting.notebooks import Notebook

__all__ = ["Run", "Runs"]

CALLED = "__import__('kit.measures.records', fromlist=['called']).called()"
# What every notebook needs is imported while the articles are still being read.
WARM_UP = "import kit, duckdb, pandas, matplotlib.pyplot; kit.measures, kit.plots, kit.read_corpus"
START_SECONDS = 120
ANSWER_SECONDS = 60
LONGEST_SOCKET = 90  # characters of a path that every system takes for a socket
ANSI = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
THE_SAME_EVERYWHERE = {
    "PYTHONHASHSEED": "0",
    "SOURCE_DATE_EPOCH": "0",
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",
}


@dataclass
class Run:
    """What came of one notebook: the executed content, or what failed and where."""

    notebook: Notebook
    content: Any = None
    error: str | None = None
    heading: str = ""
    traceback: str = ""
    parameters: Mapping[str, Any] = field(default_factory=dict)
    measures: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # those it called, with their methods


Tell = Callable[[str, int, int, str], None]


class Runs:
    """Notebooks being run: `with` starts their kernels; `finish` runs their cells once the corpus is ready."""

    def __init__(
        self,
        notebooks: list[Notebook],
        folder: str | Path,
        *,
        environment: Mapping[str, str] | None = None,
        at_once: int | None = None,
        tell: Tell | None = None,
    ) -> None:
        """`folder` is for what the kernels need while they run; `environment` is added to the caller's own."""
        self.runs = [Run(notebook) for notebook in notebooks]
        self.at_once = at_once or max(1, min(len(notebooks), _cores()))
        self.tell = tell or (lambda *_: None)
        self.folder = Path(folder)
        self.environment = environment or {}
        # Relative paths in a notebook's parameters are the caller's.
        self.cwd = os.getcwd()
        self.parameters: dict[str, Mapping[str, Any]] = {}
        self.thread = threading.Thread(target=self._thread, daemon=True)
        self.loop = asyncio.new_event_loop()
        self.tasks: list[asyncio.Task[None]] = []
        self.failure: BaseException | None = None
        self.stopping = False

    def __enter__(self) -> Runs:
        self.ready = asyncio.Event()
        self.thread.start()
        return self

    def finish(self, parameters: Mapping[str, Mapping[str, Any]]) -> list[Run]:
        """Run every cell with these parameters (by the notebook's name), and wait."""
        self.parameters = dict(parameters)
        self.loop.call_soon_threadsafe(self.ready.set)
        while self.thread.is_alive():
            self.thread.join(0.1)  # in slices, so that Ctrl-C gets through
        if self.failure is not None:
            raise self.failure
        return self.runs

    def __exit__(self, *_: object) -> None:
        """Whatever happened, no kernel is left behind."""
        if self.thread.is_alive():
            self.loop.call_soon_threadsafe(self._stop)
            self.thread.join(10)

    def _thread(self) -> None:
        # Their own lines (on cells without a tag, on a debugger) are nothing to whoever waits for a report.
        for name in ("traitlets", "papermill"):
            logging.getLogger(name).setLevel(logging.CRITICAL)
        try:
            self.loop.run_until_complete(self._all())
        except BaseException as error:
            self.failure = error
        finally:
            self.loop.close()

    async def _all(self) -> None:
        places = asyncio.Semaphore(self.at_once)
        self.tasks = [asyncio.ensure_future(self._one(run, places)) for run in self.runs]
        if self.stopping:
            self._stop()
        # Each is waited for, also when one fails or all are stopped: a kernel takes its time to end.
        ends = await asyncio.gather(*self.tasks, return_exceptions=True)
        failures = [end for end in ends if end is not None and not isinstance(end, asyncio.CancelledError)]
        if failures:
            raise failures[0]

    def _stop(self) -> None:
        self.stopping = True
        for task in self.tasks:
            task.cancel()

    async def _one(self, run: Run, places: asyncio.Semaphore) -> None:
        async with places:
            number = self.runs.index(run)
            manager = _manager(self.folder / f"{number}.json")
            # What a kernel says before it can speak the protocol is the only trace of why it did not start.
            with open(self.folder / f"{number}.err", "w+b") as said:
                try:
                    await manager.start_kernel(
                        cwd=self.cwd,
                        env=self._environment(),
                        stdout=said,
                        stderr=said,
                        stdin=asyncio.subprocess.DEVNULL,
                    )
                    client = manager.client()
                    client.start_channels()
                    await client.wait_for_ready(timeout=START_SECONDS)
                    # The kernels import while the corpus is still being read: by far the longest part of a short
                    # notebook.
                    client.execute(WARM_UP, silent=True)
                    await self.ready.wait()
                    await self._cells(run, manager, client)
                except (RuntimeError, OSError) as error:
                    said.seek(0)
                    run.error = f"its kernel did not start ({_first_line(str(error))}); run it in JupyterLab to see why"
                    run.traceback = said.read().decode(errors="replace")
                finally:
                    await manager.shutdown_kernel(now=True)

    def _environment(self) -> dict[str, str]:
        """The caller's and ours, less what makes two runs differ: start-up files, hash order, dates in pictures."""
        return {**os.environ, **THE_SAME_EVERYWHERE, **self.environment, "IPYTHONDIR": str(self.folder / "ipython")}

    async def _cells(self, run: Run, manager: Any, client: Any) -> None:
        from nbclient import NotebookClient
        from nbclient.exceptions import CellExecutionError, DeadKernelError
        from papermill.iorw import load_notebook_node
        from papermill.parameterize import parameterize_notebook

        run.parameters = self.parameters.get(run.notebook.name, {})
        content = load_notebook_node(str(run.notebook.path))
        # As papermill does it, so that `papermill` by hand gives the same notebook.
        content = parameterize_notebook(content, dict(run.parameters), kernel_name="python3", language="python")
        # No limit: a measure over a large corpus may take its time, and Ctrl-C is there.
        executor = NotebookClient(content, km=manager, timeout=None, record_timing=False, coalesce_streams=True)
        executor.kc = client
        executor.reset_execution_trackers()
        code = [index for index, cell in enumerate(content.cells) if cell.cell_type == "code"]
        for done, index in enumerate(code):
            run.heading = heading_above(content.cells, index)
            self.tell(run.notebook.name, done, len(code), run.heading)
            try:
                await executor.async_execute_cell(content.cells[index], index, execution_count=done + 1)
            except CellExecutionError as error:
                run.error = _first_line(f"{error.ename}: {error.evalue}" if error.evalue else error.ename)
                run.traceback = ANSI.sub("", str(error))
                return
            except DeadKernelError:
                run.error = "the kernel died (out of memory, killed, or it ended itself)"
                return
        if (unfinished := _unfinished(content)) is not None:
            run.heading = heading_above(content.cells, unfinished)
            run.error = "a cell was not finished, or shows an error"
            return
        run.measures = await _called(client)
        self.tell(run.notebook.name, len(code), len(code), "")
        run.content = content


async def _called(client: Any) -> dict[str, tuple[str, ...]]:
    """The measures that were called in a kernel, as `kit.measures.records.called` gives them; none if it is silent."""
    try:
        reply = await client.execute(
            "", silent=True, user_expressions={"called": CALLED}, reply=True, timeout=ANSWER_SECONDS
        )
        found: dict[str, tuple[str, ...]] = ast.literal_eval(
            reply["content"]["user_expressions"]["called"]["data"]["text/plain"]
        )
    except (TimeoutError, KeyError, ValueError, SyntaxError):
        return {}
    return found


def heading_above(cells: list[Any], index: int) -> str:
    """The nearest heading at or above a cell, which is how a reader names it."""
    for cell in reversed(cells[: index + 1]):
        if cell.cell_type == "markdown" and (found := re.findall(r"^#+\s+(.+)", cell.source, re.M)):
            return str(found[-1]).strip()
    return ""


def _unfinished(content: Any) -> int | None:
    """The first code cell that has no execution count or shows an error, whatever the executor thought of it."""
    for index, cell in enumerate(content.cells):
        if cell.cell_type == "code" and cell.source.strip():
            failed = any(output.output_type == "error" for output in cell.outputs)
            if failed or cell.execution_count is None:
                return index
    return None


def _first_line(text: str) -> str:
    lines = ANSI.sub("", text).strip().splitlines()
    return lines[0][:300] if lines else ""


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _manager(connection: Path) -> Any:
    """A kernel of this very Python, whatever kernels the user has installed."""
    from jupyter_client.kernelspec import KernelSpec
    from jupyter_client.manager import AsyncKernelManager

    class Manager(AsyncKernelManager):
        @property
        def kernel_spec(self) -> Any:
            command = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
            # The user's history is their own, and its file a lock between kernels.
            return KernelSpec(
                argv=[*command, "--HistoryManager.enabled=False"], display_name="Python", language="python"
            )

    # Sockets in a folder of our own need no port, and nobody else on the machine can reach them.
    own = os.name != "nt" and len(str(connection)) < LONGEST_SOCKET
    return Manager(connection_file=str(connection), transport="ipc" if own else "tcp")
