"""The sections of the site, a class with one line of data each.

The paths of nation, metro, economy, tech, auto, company, art-culture and opinion were seen in addresses of the live
site; the others are read off its menu, and a wrong one costs one line.
"""

from shinenews.spiders.base import SectionSpider


class NationSpider(SectionSpider):
    """News from across China."""

    name, path = "nation", "news/nation"


class MetroSpider(SectionSpider):
    """News from Shanghai."""

    name, path = "metro", "news/metro"


class InFocusSpider(SectionSpider):
    """News in focus."""

    name, path = "in-focus", "news/in-focus"


class WorldSpider(SectionSpider):
    """News from abroad."""

    name, path = "world", "news/world"


class SportSpider(SectionSpider):
    """Sport."""

    name, path = "sport", "news/sport"


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


class PropertySpider(SectionSpider):
    """Business: property."""

    name, path = "property", "biz/property"


class FinanceSpider(SectionSpider):
    """Business: finance."""

    name, path = "finance", "biz/finance"


class EventSpider(SectionSpider):
    """Business: events."""

    name, path = "event", "biz/event"


class VideoSpider(SectionSpider):
    """Videos."""

    name, path = "video", "video"


class ArtCultureSpider(SectionSpider):
    """Feature: art and culture."""

    name, path = "art-culture", "feature/art-culture"


class TravelSpider(SectionSpider):
    """Feature: travel."""

    name, path = "travel", "feature/travel"


class LifestyleSpider(SectionSpider):
    """Feature: lifestyle."""

    name, path = "lifestyle", "feature/lifestyle"


class TasteSpider(SectionSpider):
    """Feature: food and drink."""

    name, path = "taste", "feature/taste"


class EntertainmentSpider(SectionSpider):
    """Feature: entertainment."""

    name, path = "entertainment", "feature/entertainment"


class WellnessSpider(SectionSpider):
    """Feature: wellness."""

    name, path = "wellness", "feature/wellness"


class MentalSpider(SectionSpider):
    """Feature: mental health."""

    name, path = "mental", "feature/mental"


class BookSpider(SectionSpider):
    """Feature: books."""

    name, path = "book", "feature/book"


class EducationSpider(SectionSpider):
    """Feature: education."""

    name, path = "education", "feature/education"


class IDealShanghaiSpider(SectionSpider):
    """Feature: iDEALShanghai, a city guide."""

    name, path = "idealshanghai", "feature/idealshanghai"


class OpinionSpider(SectionSpider):
    """Opinion, columns included."""

    name, path = "opinion", "opinion"


class RegionsSpider(SectionSpider):
    """News from the regions."""

    name, path = "regions", "regions"


class SpecialSpider(SectionSpider):
    """Special reports."""

    name, path = "special", "special"


class ProjectsSpider(SectionSpider):
    """Projects."""

    name, path = "projects", "projects"


class ShineSpider(SectionSpider):
    """The whole site: every section above, in one polite run."""

    name = "shine"

    @property
    def sections(self) -> tuple[str, ...]:
        """The paths of all sections."""
        return self.sections_of_site
