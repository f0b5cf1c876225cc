"""What happens to an article on its way into the store and the feeds: a file, a step, a prefix of stats each."""
