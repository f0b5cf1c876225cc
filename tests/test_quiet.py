"""Scrapy makes up no line of its log that is not to be printed."""

import logging
from collections.abc import Iterator

import pytest
from scrapy.settings import Settings

from shinenews.extensions.quiet import Quiet


@pytest.fixture(autouse=True)
def level() -> Iterator[None]:
    before = logging.getLogger("scrapy").level
    yield
    logging.getLogger("scrapy").setLevel(before)


@pytest.mark.parametrize(("asked", "is_made_up"), [("DEBUG", True), ("INFO", True), ("WARNING", False)])
def test_a_line_below_the_level_of_the_log_is_not_made_up(asked: str, *, is_made_up: bool) -> None:
    Quiet().update_settings(Settings({"LOG_LEVEL": asked}))
    assert logging.getLogger("scrapy.core.engine").isEnabledFor(logging.INFO) == is_made_up
