"""Where the addresses of articles come from, a way in each."""
