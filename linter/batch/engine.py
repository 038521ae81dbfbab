"""Ray Data: hands the chunks of a task to processes, here or on a cluster."""

from __future__ import annotations

import os
import secrets
import socket
import sys
from contextlib import contextmanager, redirect_stdout
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..os_errors import why
from ..processes import process_count
from ..report.printable import printable
from .tables import BatchError
from .worker import ChunkJudge

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from .worker import Task

#: Nothing is told to Ray's makers, and no folder of the user's goes to a cluster.
_ALWAYS = {"RAY_USAGE_STATS_ENABLED": "0", "RAY_ENABLE_UV_RUN_RUNTIME_ENV": "0"}
#: On one machine Ray listens to that machine only; Linux has no other switch for it.
_ONLY_HERE = {"RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0", "RAY_AUTH_MODE": "token"}
#: Only numbers go through Ray's store; this is about its least.
_STORE_BYTES = 100 * 2**20
_SECONDS_TO_ANSWER = 10


def require_extra() -> None:
    """Raise `BatchError` where the libraries for this are not installed."""
    if any(find_spec(name) is None for name in ("ray", "pyarrow")):
        raise BatchError(
            "Voor tabellen is er iets meer nodig: pip install 'afwijslint[batch]'"
        )


@contextmanager
def judged(
    task: Task, numbers: Sequence[int], address: str | None, processes: int
) -> Iterator[Iterable[dict[str, Any]]]:
    """What `ChunkJudge` gives for each of these chunks, as soon as it does.

    `address` is that of a cluster, None for this machine. `processes` is how many work
    at once, 0 for one on each processor. Nothing can be told to the user meanwhile.
    Raises `BatchError`.
    """
    if processes and not address:
        processes = process_count(processes)
    with _muted(), _started(address, processes):
        import ray
        from ray.exceptions import RayError

        given = (task, numbers, processes)
        try:
            if ray.util.client.ray.is_connected():
                driver = ray.remote(num_cpus=0)(_Driver).remote(*given)
                yield iter(lambda: ray.get(driver.next.remote()), None)
            else:
                yield _results(*given)
        except (RayError, ImportError, ConnectionError) as error:
            hint = " Staat afwijslint wel op al die machines?" if address else ""
            raise BatchError(
                f"Ray is ermee opgehouden ({type(error).__name__}); dezelfde opdracht "
                f"gaat verder waar deze is gebleven.{hint}"
            ) from error


def _results(
    task: Task, numbers: Sequence[int], processes: int
) -> Iterator[dict[str, Any]]:
    import ray.data

    ray.data.DataContext.get_current().enable_progress_bars = False
    most = processes or int(ray.cluster_resources().get("CPU", 1))
    pool = ray.data.ActorPoolStrategy(size=min(most, len(numbers)))
    rows = [{"chunk": number} for number in numbers]
    dataset = ray.data.from_items(rows, override_num_blocks=len(rows))
    yield from dataset.map(
        ChunkJudge, fn_constructor_args=[task], compute=pool, num_cpus=1
    ).iter_rows()


class _Driver:
    """Ray Data works in the cluster only: for who is outside, behind `ray://`."""

    def __init__(self, *given: Any) -> None:
        self._results = _results(*given)

    def next(self) -> dict[str, Any] | None:
        return next(self._results, None)


@contextmanager
def _started(address: str | None, processes: int) -> Iterator[None]:
    """Ray as this process has it already, or until the end of the block."""
    os.environ.update(_ALWAYS if address else {**_ALWAYS, **_ONLY_HERE})
    import ray

    if ray.is_initialized():
        yield
        return
    if address:
        _knock(address)
    try:
        if address:
            ray.init(address, log_to_driver=False)
        else:
            os.environ["RAY_AUTH_TOKEN"] = secrets.token_hex()
            ray.init(
                "local",
                num_cpus=process_count(processes),
                object_store_memory=_STORE_BYTES,
                include_dashboard=False,
                log_to_driver=False,
            )
    except Exception as error:
        reason = f"{type(error).__name__}: {error}"
        if address:
            raise _unreachable(address, reason) from error
        raise BatchError(f"Ray start niet ({reason}).") from error
    try:
        yield
    finally:
        ray.shutdown()


def _knock(address: str) -> None:
    """Raise `BatchError` where nobody listens: it takes Ray many minutes to tell."""
    host, colon, port = address.removeprefix("ray://").rpartition(":")
    if not colon:
        return
    try:
        socket.create_connection((host, int(port)), timeout=_SECONDS_TO_ANSWER).close()
    except (socket.gaierror, ValueError, OverflowError) as error:
        raise _unreachable(
            address, "dat is geen machine met een poort, zoals naam:6379"
        ) from error
    except OSError as error:
        raise _unreachable(address, why(error)) from error


def _unreachable(address: str, reason: str) -> BatchError:
    return BatchError(f"Ray is op {printable(address)} niet te bereiken ({reason}).")


@contextmanager
def _muted() -> Iterator[None]:
    """Keep to itself what Ray writes to the terminal, from Python and from C++."""
    if sys.stderr is None or os.environ.get("AFWIJSLINT_DEBUG"):
        yield
        return
    kept = os.dup(2)
    with Path(os.devnull).open("w") as nowhere, redirect_stdout(nowhere):
        os.dup2(nowhere.fileno(), 2)
        try:
            yield
        finally:
            os.dup2(kept, 2)
            os.close(kept)
