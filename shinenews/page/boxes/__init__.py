"""What is printed around articles, not in them: cards, controls, and the words on boxes and buttons."""
