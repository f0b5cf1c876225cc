"""What a reader asks of the store; nothing here changes it."""
