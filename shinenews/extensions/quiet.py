"""Has no line of Scrapy's log made up that is not to be printed."""

import logging

from scrapy.settings import BaseSettings


class Quiet:
    """An add-on that tells Scrapy's loggers of `LOG_LEVEL`, which otherwise only what prints their lines knows."""

    def update_settings(self, settings: BaseSettings) -> None:
        """Leave the settings as they are, and set the level of the loggers."""
        logging.getLogger("scrapy").setLevel(settings["LOG_LEVEL"])
