"""What the doctor is asked to look at."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlsplit

from shinenews.site import Address, article_address, is_on_site


@dataclass(frozen=True, slots=True)
class Subject:
    """A section by its path ("news/nation"), and an article of it; None means the newest that is found."""

    section: str
    address: Address | None = None

    @property
    def listing(self) -> str:
        """The path of the section's listing."""
        return f"/{self.section}/"

    @classmethod
    def of_url(cls, url: str, origin: str, sections: Mapping[str, str]) -> Self:
        """Read the address of an article or a listing; `sections` maps the paths that have spiders to their names.

        Raises ValueError, with a sentence for the user, when it is neither or not on the site.

        >>> sections = {"news/nation": "nation", "news/metro": "metro"}
        >>> Subject.of_url("https://www.shine.cn/news/metro/", "https://www.shine.cn", sections)
        Subject(section='news/metro', address=None)
        >>> Subject.of_url("https://www.shine.cn/wanlixin/", "https://www.shine.cn", sections)
        Traceback (most recent call last):
        ValueError: https://www.shine.cn/wanlixin/ is neither an article nor the listing of a section
        """
        if not is_on_site(url, origin):
            message = f"{url} is not on the site: write an address that begins with {origin}/"
            raise ValueError(message)
        address = article_address(url)
        section = address.section if address else urlsplit(url).path.strip("/")
        if section in sections:
            return cls(section, address)
        message = (
            f"{url} is of {section}, which has no spider: there are {', '.join(sections.values())}"
            if address
            else f"{url} is neither an article nor the listing of a section"
        )
        raise ValueError(message)

    @classmethod
    def of_name(cls, name: str, sections: Mapping[str, str]) -> Self:
        """Take the section whose spider has that name; raises ValueError, with a sentence for the user."""
        for path, spider in sections.items():
            if spider == name:
                return cls(path)
        message = f"there is no section {name}: there are {', '.join(sections.values())}"
        raise ValueError(message)
