"""The sections of the site, a class with one line of data each."""

from shinenews.spiders.base import SectionSpider


class NationSpider(SectionSpider):
    """News from across China."""

    name, path = "nation", "news/nation"


class MetroSpider(SectionSpider):
    """News from Shanghai."""

    name, path = "metro", "news/metro"


class EconomySpider(SectionSpider):
    """Business: the economy."""

    name, path = "economy", "biz/economy"


class TechSpider(SectionSpider):
    """Business: technology."""

    name, path = "tech", "biz/tech"


class AutoSpider(SectionSpider):
    """Business: cars."""

    name, path = "auto", "biz/auto"


class CompanySpider(SectionSpider):
    """Business: companies."""

    name, path = "company", "biz/company"


class ArtCultureSpider(SectionSpider):
    """Feature: art and culture."""

    name, path = "art-culture", "feature/art-culture"


class OpinionSpider(SectionSpider):
    """Opinion, columns included."""

    name, path = "opinion", "opinion"
