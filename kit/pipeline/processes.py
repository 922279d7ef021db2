"""Batches over local processes: one that dies is replaced, its batch halved, and an article that kills twice left out.

Each worker is a Python of its own that is spoken to through pipes, so that it works from scripts without a main guard,
from notebooks and on every system alike. It loads the model once, keeps to one thread, and ends with its parent.
"""

from __future__ import annotations

import os
import pickle
import queue
import struct
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from kit.errors import KitError
from kit.pipeline.intake import Batch
from kit.pipeline.work import Done, Task, work

__all__ = ["DEATHS", "over_processes", "serve"]

DEATHS = 2  # so often an article may end the process that works on it
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
START = "import sys; sys.path.append(sys.argv[1]); from kit.pipeline.processes import serve; serve()"


def over_processes(batches: Iterable[Batch], task: Task, workers: int) -> Iterator[Done]:
    """Work on batches in so many processes at a time; what is finished comes out in any order.

    An article over which two processes died is left out, with the reason in its `Done`. Whatever a worker or the
    reading of `batches` raises is raised here; all processes are then stopped.
    """
    crew = Crew(iter(batches), task)
    for _ in range(workers):
        # A thread waits for each worker, and computes nothing: Python's lock does not hold them up.
        threading.Thread(target=crew.run_worker, daemon=True).start()
    try:
        for _ in range(workers):
            while (result := crew.next_result()) is not None:
                if isinstance(result, BaseException):
                    raise result
                yield result
    finally:
        crew.stop()


class Crew:
    """What the threads that look after the workers share."""

    def __init__(self, batches: Iterator[Batch], task: Task) -> None:
        self.batches = batches
        self.task = task
        self.again: deque[tuple[Batch, int]] = deque()
        self.busy = 0
        self.stopped = False
        self.change = threading.Condition()
        # Bounded: where the writer is slower than the workers, results wait here and not in memory.
        self.results: queue.Queue[Done | BaseException | None] = queue.Queue(maxsize=8)
        self.running: set[subprocess.Popen[bytes]] = set()

    def next_result(self) -> Done | BaseException | None:
        """The next batch that is finished, what went wrong, or None from a thread that ends."""
        while True:
            try:
                return self.results.get(timeout=0.2)  # so that Ctrl-C gets through on every system
            except queue.Empty:
                continue

    def run_worker(self) -> None:
        """Keep one worker at work until there is nothing left; a thread's whole life."""
        process: subprocess.Popen[bytes] | None = None
        try:
            while (job := self.next_job()) is not None:
                batch, deaths = job
                process = process or self.start()
                answer = _ask(process, batch, self.task)
                if answer is None:
                    code = self.end(process)
                    process = None
                    if not self.stopped:
                        self.retry(batch, deaths + 1, code)
                else:
                    self.deliver(answer)
                self.finished()
        except BaseException as error:  # handed to the thread that waits for results
            self.deliver(error)
        finally:
            if process is not None:
                self.end(process)
            self.deliver(None)

    def next_job(self) -> tuple[Batch, int] | None:
        """A batch to work on and how often it failed; waits while a batch in work may still come back in halves."""
        with self.change:
            while not self.stopped:
                if self.again:
                    self.busy += 1
                    return self.again.popleft()
                # Under the lock: the iterator reads files, and two threads must not be in it at once.
                batch = next(self.batches, None)
                if batch is not None:
                    self.busy += 1
                    return batch, 0
                if not self.busy:
                    return None
                self.change.wait(0.2)
        return None

    def retry(self, batch: Batch, deaths: int, code: int) -> None:
        """A worker died over a batch: halve it, try a single article once more, or leave it out."""
        with self.change:
            if len(batch) > 1:
                # Which article it died over is not known. Halves find it in log2 steps, and cost the others one more
                # reading.
                self.again.extend((half, 0) for half in batch.halves())
                return
            if deaths < DEATHS:
                self.again.append((batch, deaths))
                return
        how = f"signal {-code}" if code < 0 else f"exit code {code}"
        reason = f"not annotated: the process that worked on it ended {deaths} times ({how}); try it alone, or split it"
        self.deliver(work(batch.without_annotation(reason), self.task))

    def finished(self) -> None:
        """One batch less in work."""
        with self.change:
            self.busy -= 1
            self.change.notify_all()

    def deliver(self, result: Done | BaseException | None) -> None:
        """Hand a result over, unless nobody waits for it any more."""
        while not self.stopped:
            try:
                self.results.put(result, timeout=0.2)
            except queue.Full:
                continue
            return

    def start(self) -> subprocess.Popen[bytes]:
        """A new worker that has said that it is ready."""
        # The worker imports this very copy of the package, installed or not, whatever the current folder holds (-P).
        root = str(Path(__file__).resolve().parent.parent.parent)
        quiet: dict[str, Any] = {"start_new_session": True} if os.name != "nt" else {"creationflags": 0x200}
        process = subprocess.Popen(
            [sys.executable, "-P", "-c", START, root],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            # Several workers with a thread a core each would fight for the cores.
            env={**os.environ, **ONE_THREAD},
            **quiet,  # Ctrl-C is for the parent, which then ends its workers
        )
        with self.change:
            self.running.add(process)
        if _receive(process.stdout) != b"ready":
            code = self.end(process)
            raise KitError(
                f"workers: a process did not start (exit code {code}); see its message above, or use workers=1"
            )
        return process

    def end(self, process: subprocess.Popen[bytes]) -> int:
        """Make sure that a worker is gone; how it ended."""
        process.kill()
        with self.change:
            self.running.discard(process)
        code = process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:
                    continue
        return code

    def stop(self) -> None:
        """End everything at once."""
        self.stopped = True
        with self.change:
            running = list(self.running)
            self.change.notify_all()
        for process in running:
            process.kill()


def _ask(process: subprocess.Popen[bytes], batch: Batch, task: Task) -> Done | BaseException | None:
    """What a worker makes of a batch; None if it died over it."""
    try:
        _send(process.stdin, pickle.dumps((batch, task)))
    except OSError:
        return None
    answer = _receive(process.stdout)
    return None if answer is None else pickle.loads(answer)


def _send(pipe: BinaryIO | Any, data: bytes) -> None:
    pipe.write(struct.pack(">Q", len(data)) + data)
    pipe.flush()


def _receive(pipe: BinaryIO | Any) -> bytes | None:
    head = pipe.read(8)
    if len(head) < 8:
        return None
    (length,) = struct.unpack(">Q", head)
    data: bytes = pipe.read(length)
    return data if len(data) == length else None


def serve() -> None:
    """A worker's whole life: batches come in through stdin, results go out through what was stdout."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever prints must not get between the results
    # At the end of it the parent is gone, and so is this process.
    into = sys.stdin.buffer
    _send(out, b"ready")
    while (message := _receive(into)) is not None:
        batch, task = pickle.loads(message)
        try:
            answer = pickle.dumps(work(batch, task))
        except Exception as error:  # raised again in the parent
            answer = pickle.dumps(error)
        _send(out, answer)
