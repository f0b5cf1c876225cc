"""The sections of the site, of each of which there is a spider."""

from scrapy.spiderloader import SpiderLoaderProtocol


def site_sections(loader: SpiderLoaderProtocol) -> dict[str, str]:
    """Give the name of each section's spider by the section's path."""
    paths = {getattr(loader.load(name), "path", None): name for name in sorted(loader.list())}
    return {path: name for path, name in paths.items() if path}
