"""The command `scrapy edition`: serve the pocket edition until it is interrupted."""

from argparse import ArgumentParser, Namespace

from scrapy.commands import ScrapyCommand


class Command(ScrapyCommand):
    """Serves one day of the stand-in site on loopback; wrong usage and a taken port exit with 2."""

    requires_project = False
    requires_crawler_process = False

    def syntax(self) -> str:
        """Return what follows the command's name."""
        return "[options]"

    def short_desc(self) -> str:
        """Return the line that `scrapy` lists."""
        return "Serve the pocket edition, a stand-in for the site, on this machine"

    def add_options(self, parser: ArgumentParser) -> None:
        """Add day, port and markup."""
        from shinenews.edition.markups.wardrobe import MARKUPS

        super().add_options(parser)
        edition = parser.add_argument_group(title="Pocket edition")
        edition.add_argument("--day", type=int, default=1, help="day of the script (default: 1)")
        edition.add_argument(
            "--port", type=int, default=8000, help="port on 127.0.0.1, 0 for a free one (default: 8000)"
        )
        edition.add_argument("--markup", default="attested", help=f"one of {', '.join(MARKUPS)} (default: attested)")

    def run(self, args: list[str], opts: Namespace) -> None:
        """Serve until interrupted. Raises UsageError for a day, port or markup that can't be served."""
        from shinenews.actions import edition

        edition.run(args, opts)
