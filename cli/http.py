"""Serves an app over HTTP until a signal says stop."""

import asyncio
import signal
import socket
from collections.abc import Callable, Generator
from contextlib import contextmanager

import uvicorn
from starlette.applications import Starlette

CLOSING_SECONDS = 5  # for requests that are under way when the server is to stop


async def serve(app: Starlette, bound: socket.socket, ready: Callable[[], None]) -> bool:
    """Serves until SIGINT (True) or SIGTERM (False); `ready` is called once requests are answered."""
    config = uvicorn.Config(
        app,
        access_log=False,
        server_header=False,
        log_config=None,
        lifespan="on",
        timeout_graceful_shutdown=CLOSING_SECONDS,
    )
    server = _Server(config, ready)
    interrupted = False

    def stop(number: signal.Signals) -> None:
        nonlocal interrupted
        interrupted = number is signal.SIGINT
        server.force_exit = server.should_exit  # the second time nothing is waited for
        server.should_exit = True

    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop, number)
    try:
        await server.serve(sockets=[bound])
    finally:
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.remove_signal_handler(number)
    return interrupted


class _Server(uvicorn.Server):
    """Tells when it is ready, and leaves signals to `serve`: uvicorn would raise them again after its own
    end, and cut ours short."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._ready()

    @contextmanager
    def capture_signals(self) -> Generator[None]:
        yield
