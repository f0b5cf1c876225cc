"""Accidents by name, to be given to an edition as its `faults`."""

from shinenews.edition.timeline import Fault

SUCCESSOR = "https://successor.example"
"""An origin that is not the site's."""

UNAVAILABLE = Fault(status=503)
UNCHANGED = Fault(status=304)
FORBIDDEN = Fault(status=403)
TRUNCATED = Fault(kind="cut")
HUNG_UP = Fault(kind="drop")
MOVED_AWAY = Fault(status=302, headers={"Location": f"{SUCCESSOR}/"})
BINARY = Fault(
    headers={"Content-Type": "text/html"}, body=b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 8
)
APOLOGY = Fault(
    body=b"<!DOCTYPE html><html><head><title>SHINE</title></head><body><h1>Sorry, something went wrong</h1>"
    b"<p>Please try again later.</p></body></html>"
)
LOGIN_WALL = Fault(
    body=b"<!DOCTYPE html><html><head><title>Log in - SHINE</title></head><body><h1>Log in to read on</h1>"
    b'<form action="/login" method="post"><input name="name"><input name="password" type="password"></form>'
    b"<p>Subscribers read every story.</p></body></html>"
)


def too_many(retry_after: int = 1, times: int | None = 1) -> Fault:
    """Answer 429 and ask for a pause of so many seconds."""
    return Fault(status=429, headers={"Retry-After": str(retry_after)}, times=times)


def slow(seconds: float, times: int | None = None) -> Fault:
    """Answer rightly, but only after a while."""
    return Fault(kind="slow", seconds=seconds, times=times)


def marked(body: bytes, kind: str = "text/html") -> Fault:
    """Serve something else, with a mark that does not change."""
    return Fault(headers={"Content-Type": kind, "ETag": '"as-ever"'}, body=body)


def robots(text: str) -> Fault:
    """Serve other rules at /robots.txt."""
    return Fault(headers={"Content-Type": "text/plain"}, body=text.encode())
