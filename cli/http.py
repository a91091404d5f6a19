"""Serves an app over HTTP until a signal says stop."""

import asyncio
import errno
import signal
import socket
from collections.abc import Callable, Generator
from contextlib import contextmanager

import uvicorn
from starlette.applications import Starlette

from domain.errors import UnderstoryError

LOOPBACK = "127.0.0.1"  # until sign-in is configured nobody else may ask
CLOSING_SECONDS = 5  # for requests that are under way when the server is to stop


class PortInUse(UnderstoryError):
    """Something else listens on the port that was to be ours."""

    code = "PORT_IN_USE"


class NoPort(UnderstoryError):
    """The system does not give us the port."""

    code = "PORT_REFUSED"


def listen(port: int) -> socket.socket:
    """A socket bound to a port of the loopback; 0 is any free one. Raises PortInUse or NoPort."""
    bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)  # else Nagle delays
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((LOOPBACK, port))
        bound.listen()  # now: the next one to ask is to hear that the port is taken
    except OSError as error:
        bound.close()
        if error.errno == errno.EADDRINUSE:
            raise PortInUse(
                f"Port {port} of {LOOPBACK} is in use, perhaps by another `understory serve`.",
                "End that one, or give another port: `--port 0` takes any that is free.",
            ) from error
        raise NoPort(
            f"Port {port} of {LOOPBACK} is refused: {error.strerror}.", "Give a port from 1024 to 65535."
        ) from error
    return bound


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
