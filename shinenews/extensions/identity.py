"""Says who is crawling."""

from scrapy.settings import BaseSettings

from shinenews import __version__


class Identity:
    """An add-on that names the program and `SHINENEWS_CONTACT` in the user agent, unless `USER_AGENT` is set."""

    def update_settings(self, settings: BaseSettings) -> None:
        """Set the user agent: "shinenews/0.1.0 (+you@example.org)"."""
        contact = settings["SHINENEWS_CONTACT"] or "no contact given"
        settings.set("USER_AGENT", f"shinenews/{__version__} (+{contact})", priority="addon")
