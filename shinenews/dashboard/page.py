"""The page: figures poured into templates, with style and script in it and nothing outside it."""

from base64 import b64encode
from hashlib import sha256
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from shinenews.dashboard import charts, words
from shinenews.dashboard.figures import Figures

_TEMPLATES = files("shinenews.dashboard") / "templates"
_PLAIN = dict.fromkeys((*range(9), *range(11, 32), *range(127, 160)), "\N{REPLACEMENT CHARACTER}")
"""Control characters but tab and newline, which no page may hold."""


def render(figures: Figures) -> bytes:
    """Write the page as UTF-8; the same figures give the same bytes."""
    style, script = (_asset(name) for name in ("style.css", "script.js"))
    template = _environment().get_template("page.html")
    page = template.render(
        figures=figures,
        style=style,
        script=script,
        policy=f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
        "base-uri 'none'; form-action 'none'",
    )
    return page.encode()


def _asset(name: str) -> str:
    return (_TEMPLATES / name).read_text("utf-8")


def _hash(text: str) -> str:
    """Name a text as a Content-Security-Policy does.

    >>> _hash("")
    "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
    """
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("shinenews.dashboard"),
        autoescape=True,
        finalize=writable,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    filters = (words.number, words.day, words.minute, words.duration, zip)
    environment.filters |= {make.__name__: make for make in filters}
    environment.globals["charts"] = charts
    environment.tests["web_address"] = _is_web_address
    return environment


def writable(value: Any) -> Any:  # noqa: ANN401
    r"""Put a sign in the place of each character that no page may hold: control characters and halves of others.

    >>> writable("rain\x00 and \ud83d wind")
    'rain� and � wind'
    """
    if not isinstance(value, str) or isinstance(value, Markup):
        return value
    return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace").translate(_PLAIN)


def _is_web_address(url: object) -> bool:
    return isinstance(url, str) and url.startswith(("https://", "http://"))
