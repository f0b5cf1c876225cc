"""A first look at the site: whether there is all that a crawl needs."""
