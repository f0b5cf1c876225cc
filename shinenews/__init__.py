"""A complete, clean, current record of the sections of Shanghai Daily (www.shine.cn)."""

__version__ = "0.1.0"
