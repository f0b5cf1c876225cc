"""The pocket edition: a small stand-in for www.shine.cn, served on loopback, whose days are scripted."""
