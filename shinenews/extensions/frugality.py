"""Keeps what is switched off from being imported."""

from scrapy.settings import BaseSettings

_SWITCHES = {
    "COOKIES_ENABLED": ("DOWNLOADER_MIDDLEWARES_BASE", "scrapy.downloadermiddlewares.cookies.CookiesMiddleware"),
    "REMOTE_CONTROL_ENABLED": ("EXTENSIONS_BASE", "scrapy.extensions.remote_control.RemoteControl"),
    "TELNETCONSOLE_ENABLED": ("EXTENSIONS_BASE", "scrapy.extensions.telnet.TelnetConsole"),
}
"""What Scrapy would import only to be told that it is not wanted, with aiohttp, requests and conch: by its switch."""


class Frugality:
    """An add-on that leaves out the components that are switched off; with its switch on, each is there."""

    def update_settings(self, settings: BaseSettings) -> None:
        """Take them out of the base settings, for Scrapy imports even what a project's own settings rule out."""
        for switch, (base, component) in _SWITCHES.items():
            if not settings.getbool(switch):
                settings[base][component] = None
