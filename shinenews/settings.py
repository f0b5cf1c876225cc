"""Scrapy's settings for the project; each override says Scrapy's default and why it is changed."""

import os

BOT_NAME = "shinenews"
SPIDER_MODULES = ["shinenews.spiders"]
NEWSPIDER_MODULE = "shinenews.spiders"
COMMANDS_MODULE = "shinenews.commands"

# --- shinenews: each is also read from the environment ---------------------------------------------------------

SHINENEWS_SITE = os.environ.get("SHINENEWS_SITE", "https://www.shine.cn")
"""Scheme and host that pages are read from; used by the spiders. A stand-in may take the live site's place."""

SHINENEWS_DATA = os.environ.get("SHINENEWS_DATA", "data")
"""The data folder: store, feeds, quarantine, verdicts; used by the store and the feeds."""

SHINENEWS_STORE = os.environ.get("SHINENEWS_STORE", "")
"""An SQLAlchemy URL; empty, the store is an SQLite file in the data folder."""

SHINENEWS_CONTACT = os.environ.get("SHINENEWS_CONTACT", "")
"""An address or a page that tells the publisher who is crawling; shown in the user agent."""

SHINENEWS_REVISIT = os.environ.get("SHINENEWS_REVISIT", "1h 6h 24h 7d")
"""The intervals after publication at which an article is looked at again; used by the store."""

SHINENEWS_NOTIFY = os.environ.get("SHINENEWS_NOTIFY", "")
"""Apprise URLs that are told when a run did not end well; used by the notify extension, an extra of its own."""

SHINENEWS_LISTING_PAGES = os.environ.get("SHINENEWS_LISTING_PAGES", "10000")
"""The most pages of one listing, and sitemaps, that a run reads; 80,000 articles need 4,000. Used by the spiders."""

SHINENEWS_LONGEST_PAUSE = os.environ.get("SHINENEWS_LONGEST_PAUSE", "300")
"""The longest pause in seconds that is made when the site asks for one, or is in trouble; used by politeness."""

SHINENEWS_SILENCE = os.environ.get("SHINENEWS_SILENCE", "36h")
"""How long a section that has news every day may be without before the verdict is that something changed."""

SHINENEWS_QUARANTINE_TOLERANCE = os.environ.get("SHINENEWS_QUARANTINE_TOLERANCE", "0.2")
"""The share of the pages read that may make no article before the verdict is that the site changed."""

# --- Politeness ------------------------------------------------------------------------------------------------

ADDONS = {
    "shinenews.extensions.identity.Identity": 0,  # the user agent names shinenews and its contact
    "shinenews.extensions.frugality.Frugality": 0,  # what is switched off below is not imported either
    "shinenews.extensions.quiet.Quiet": 0,  # lines of the log that nobody sees are not made up, three for each page
}
ROBOTSTXT_OBEY = True  # False; the site's rules are followed
ROBOTSTXT_USER_AGENT = "shinenews"  # the whole user agent; rules name the bare one
CONCURRENT_REQUESTS = 1  # 16; one request at a time
CONCURRENT_REQUESTS_PER_DOMAIN = 1  # 8; the same
DOWNLOAD_DELAY = 2  # 0; a reader's pace, in seconds
DOWNLOAD_DELAY_JITTER = 0.5  # the default, said because it matters: 1 to 3 s
AUTOTHROTTLE_ENABLED = True  # False; a slow site is asked more slowly
AUTOTHROTTLE_START_DELAY = 2  # 5; begin at the download delay
AUTOTHROTTLE_MAX_DELAY = 60  # the default
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",  # the default
    "Accept-Language": "en",  # the default
    "Accept-Encoding": "gzip, deflate",  # all that Scrapy can unpack; of the others nobody can tell half from the whole
}
COOKIES_ENABLED = False  # True; no session is wanted
TELNETCONSOLE_ENABLED = False  # True; nothing outside steers the crawl
REMOTE_CONTROL_ENABLED = False  # True; the same: it runs code sent over HTTP

# --- Safety ----------------------------------------------------------------------------------------------------

DOWNLOAD_TIMEOUT = 60  # 180 s, the last byte included; a page that takes a minute is tried again later
DOWNLOAD_MAXSIZE = 16 * 1024 * 1024  # 1 GiB, as sent and as unpacked; no page comes near, sitemaps have 50 MiB
DOWNLOAD_WARNSIZE = 0  # 32 MiB; above the limit anyway
DOWNLOADER_MIDDLEWARES = {
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,  # lets retried requests and other ports pass
    "shinenews.middlewares.offsite.OffsiteMiddleware": 50,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,  # takes a site in trouble for permission
    "shinenews.middlewares.robots.RobotsMiddleware": 100,
    "shinenews.middlewares.wholeness.WholenessMiddleware": 595,  # before what was packed is unpacked, at 590
    "shinenews.middlewares.politeness.PolitenessMiddleware": 840,  # its word comes before that on trying again, at 550
}
REDIRECT_MAX_TIMES = 5  # 20; RFC 9309 asks for five, and no page of the site needs more
DUPEFILTER_CLASS = "scrapy.dupefilters.BaseDupeFilter"  # drops redirects to known pages, silently; spiders ask once
METAREFRESH_ENABLED = False  # True; no page of the site needs it

# --- From page to feed -----------------------------------------------------------------------------------------

ITEM_PIPELINES = {
    "shinenews.pipelines.validate.ValidatePipeline": 100,
    "shinenews.pipelines.dedupe.DedupePipeline": 200,
    "shinenews.pipelines.store.StorePipeline": 300,
    "shinenews.pipelines.export.ExportPipeline": 900,
}
CONCURRENT_ITEMS = 1  # 100; items come one at a time, and in order
SPIDER_MIDDLEWARES = {  # callbacks yield articles and no requests, so that these would work on every page for nothing
    "scrapy.spidermiddlewares.start.StartSpiderMiddleware": None,
    "scrapy.spidermiddlewares.urllength.UrlLengthMiddleware": None,
    "scrapy.spidermiddlewares.depth.DepthMiddleware": None,
    "scrapy.spidermiddlewares.metacopy.MetaCopyDetectionMiddleware": None,
}
WARN_ON_GENERATOR_RETURN_VALUE = False  # True; reads the source of callbacks again for most pages
EXTENSIONS = {
    "scrapy.extensions.feedexport.FeedExporter": None,  # keeps its failures to itself
    "shinenews.extensions.feedexport.FeedExporter": 0,
    "shinenews.extensions.progress.ProgressExtension": 0,
    "shinenews.extensions.verdict.VerdictExtension": 0,
    "shinenews.extensions.notify.NotifyExtension": 0,
}
FEED_EXPORT_ENCODING = "utf-8"  # None, which escapes all but ASCII
FEED_EXPORTERS = {  # Scrapy's own write the items as they passed; ours write the lines of the feed
    "jsonlines": "shinenews.feeds.exporters.JsonLinesExporter",
    "jsonl": "shinenews.feeds.exporters.JsonLinesExporter",
    "jl": "shinenews.feeds.exporters.JsonLinesExporter",
    "csv": "shinenews.feeds.exporters.CsvExporter",
}

# --- What is printed -------------------------------------------------------------------------------------------

LOG_LEVEL = "WARNING"  # DEBUG; the run closes with its verdict. -L INFO shows more
STATS_DUMP = False  # True; the verdict has the numbers that matter
