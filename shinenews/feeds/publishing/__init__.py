"""What the store holds goes to the files of the feeds, and stays there as it was published."""
