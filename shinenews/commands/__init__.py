"""The project's own commands of `scrapy`: what each is called, says of itself and takes.

Scrapy imports all of them whenever it starts, so they import nothing heavy: what a command does is in the action of
its name, which is imported when it is run.
"""

import atexit
import gc

# A process that ends need not be looked through for what could be freed, which took a fifth of a short command.
atexit.register(gc.freeze)
