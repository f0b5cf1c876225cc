"""Where the store is, and how it is opened."""
