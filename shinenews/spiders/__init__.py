"""The spiders: one base that knows how a section is crawled, one class with one line of data for each section."""
