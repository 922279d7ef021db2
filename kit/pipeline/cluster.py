"""Batches over the workers of a Dask cluster (`distributed`).

Where the workers see the corpus folder they write their batches themselves; else the rows come back and are written
here. As many batches are under way as keep the workers busy, so that memory here stays bounded.
"""

from __future__ import annotations

import importlib
import os
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from kit.errors import CorpusError, KitError
from kit.pipeline.intake import Batch
from kit.pipeline.processes import DEATHS
from kit.pipeline.work import Done, Task, work
from kit.store.batches import write_batch
from kit.store.versions import versions

if TYPE_CHECKING:
    from distributed import Client

__all__ = ["connected", "over_cluster"]

START = 60  # seconds that the first worker has to join
PATIENCE = 30  # seconds without scheduler or workers before the run gives up


def connected(scheduler: str) -> Client:
    """A client of the scheduler at this address: `tcp://host:8786`.

    Raises
    ------
    KitError
        If `distributed` is not installed or the scheduler does not answer.
    """
    try:
        import distributed
    except ImportError as error:
        raise KitError('scheduler: Dask is not installed; pip install "article-kit[cluster]"') from error
    try:
        client: Client = cast(Any, distributed).Client(scheduler, timeout=10)
        return client
    except (OSError, ValueError) as error:
        raise KitError(f"{scheduler}: no Dask scheduler answers; start one with `dask scheduler`") from error


def over_cluster(batches: Iterable[Batch], task: Task, client: Client) -> Iterator[Done]:
    """Work on batches on a cluster; what is finished comes out in any order.

    Raises
    ------
    CorpusError
        If the scheduler or every worker is lost, or the workers have another model or other rules than this process.
    """
    distributed: Any = importlib.import_module("distributed")
    _same_kit(client)
    # Who sees the folder writes into it; else the rows come back over the wire and are written here.
    shared = task.folder is not None and _see(client, Path(task.folder))
    remote = task if shared else Task(cache=task.cache)
    waiting = iter(batches)
    deaths: dict[str, int] = {}
    under_way: dict[Any, Batch] = {}
    again: list[Batch] = []
    seen_alive = time.monotonic()
    try:
        while True:
            # Two a thread, so that none waits for the next; more would only hold texts in memory.
            while len(under_way) < 2 * max(1, _threads(client)):
                batch = again.pop() if again else next(waiting, None)
                if batch is None:
                    break
                # Not pure: Dask would answer an equal task from memory, and a batch that was lost would never be tried
                # again.
                under_way[client.submit(work, batch, remote, pure=False)] = batch
            if not under_way:
                return
            try:
                ready = distributed.wait(list(under_way), timeout=2, return_when="FIRST_COMPLETED").done
            except TimeoutError:
                ready = set()
            if ready or (client.status == "running" and _threads(client)):
                seen_alive = time.monotonic()
            # A scheduler that restarts, or workers that are moved, are back within a while; what is lost for longer is
            # lost.
            elif time.monotonic() - seen_alive > PATIENCE or client.status == "closed":
                raise _lost(client)
            for future in ready:
                batch = under_way.pop(future)
                error = future.exception() if future.status == "error" else None
                if future.status in ("cancelled", "lost"):
                    raise _lost(client)
                if error is None:
                    yield _kept(future.result(), task)
                elif not isinstance(error, distributed.KilledWorker):
                    raise error
                elif len(batch) > 1:
                    again += batch.halves()
                else:
                    deaths[batch.name] = deaths.get(batch.name, 0) + 1
                    if deaths[batch.name] < DEATHS:
                        again.append(batch)
                    else:
                        reason = "not annotated: every worker that began with it was lost; try it alone, or split it"
                        # Here, not over there: nothing is read any more, and the article still gets its row.
                        yield work(batch.without_annotation(reason), task)
    except (distributed.CancelledError, distributed.comm.CommClosedError, OSError) as error:
        raise _lost(client) from error
    finally:
        for future in under_way:
            future.release()


def _kept(done: Done, task: Task) -> Done:
    if task.folder is not None and not done.written:
        batch = done.batch
        write_batch(Path(task.folder), batch.name, batch.articles, batch.marks, done.rows, done.left)
        return Done(batch, left=done.left, written=True)
    return done


def _threads(client: Client) -> int:
    return sum(worker["nthreads"] for worker in client.scheduler_info(n_workers=-1)["workers"].values())


def _same_kit(client: Client) -> None:
    try:
        client.wait_for_workers(1, timeout=START)
    except TimeoutError as error:
        address = _address(client)
        raise KitError(f"{address}: has no workers; start some with `dask worker {address} --nthreads 1`") from error
    # Another model on one worker would give other rows in some batches, in silence.
    for address, theirs in client.run(versions).items():
        for name, value in versions().items():
            if theirs[name] != value:
                raise CorpusError(
                    f"{address}: its {name} is {theirs[name]}, here it is {value}; install the same kit on all workers"
                )


def _see(client: Client, folder: Path) -> bool:
    """Whether every worker sees this folder: a file with a random word is read back from each."""
    word = os.urandom(8).hex()
    token = folder / f".seen-{word}"
    token.write_text(word)
    try:
        # A word read back, not only a path that exists: two machines may each have a folder of that name.
        return all(client.run(_reads, str(token.resolve()), word).values())
    finally:
        token.unlink(missing_ok=True)


def _reads(path: str, word: str) -> bool:
    try:
        return Path(path).read_text() == word
    except OSError:
        return False


def _address(client: Client) -> str:
    return str(client.scheduler.address) if client.scheduler else "the cluster"


def _lost(client: Client) -> CorpusError:
    error = CorpusError(
        f"{_address(client)}: the scheduler or all workers are lost; "
        "finished batches are kept, run again to go on from there"
    )
    error.exit_code = 1
    return error
