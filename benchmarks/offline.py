"""Closes the network to this process, for good."""

import sys

_EVENTS = frozenset({"socket.__new__", "socket.getaddrinfo", "socket.gethostbyname"})


def close_network() -> None:
    """Let every later attempt to open a socket or to look up a host raise OSError, whoever makes it."""
    sys.addaudithook(_refuse)


def _refuse(event: str, _: object) -> None:
    if event in _EVENTS:
        message = "the network is closed while pages are read"
        raise OSError(message)
