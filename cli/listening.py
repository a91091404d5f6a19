"""The socket that requests come in on: bound before anything slow, as a taken port is to be told at once."""

import errno
import socket

from domain.errors import UnderstoryError

LOOPBACK = "127.0.0.1"  # until sign-in is configured nobody else may ask


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
