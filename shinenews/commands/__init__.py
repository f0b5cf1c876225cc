"""The project's own commands of `scrapy`: what each is called, says of itself and takes.

Scrapy imports all of them whenever it starts, so they import nothing heavy: what a command does is in the action of
its name, which is imported when it is run.
"""
