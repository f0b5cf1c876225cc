"""What Scrapy's downloader does not do by itself."""
