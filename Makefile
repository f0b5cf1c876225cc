# The environment is made once; it is made again when what it is made from changes.
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
# Other crawlers and readers have an environment of their own: they need other versions of what we need.
BENCH := .venv-bench
BENCH_STAMP := $(BENCH)/.installed

.PHONY: demo test lint fuzz kill check-reading bench bench-quick bench-reading clean
.DEFAULT_GOAL := demo

$(STAMP): pyproject.toml constraints.txt
	python3 -c 'import sys; sys.exit("shinenews needs Python 3.11 or newer, python3 is " + sys.version.split()[0] if sys.version_info < (3, 11) else 0)'
	python3 -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	touch $@

demo: $(STAMP) ## crawl three days of the pocket edition, and show what comes of it
	$(BIN)/scrapy demo

test: $(STAMP) ## run the tests
	$(BIN)/pytest

lint: $(STAMP) ## hold the code to its style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

SECONDS := 60
fuzz: $(STAMP) ## read damaged pages for so many SECONDS, and keep what breaks the reading
	PYTHONPATH=tests $(BIN)/python tests/campaigns/fuzz_reading.py --seconds $(SECONDS)

KILLS := 12
SEEDS := 3
kill: $(STAMP) ## kill crawls of 300 articles at random moments, so many KILLS for each of the SEEDS, and check the rest
	PYTHONPATH=tests $(BIN)/python tests/campaigns/kill_crawls.py --kills $(KILLS) --seeds $(SEEDS)

check-reading: $(STAMP) ## read the edition, and fail when less than 99.5 % of its fields come out exactly
	$(BIN)/python -m benchmarks.reading --floor 99.5

# An old pip takes the same extra of lxml, spelled in two ways, for a contradiction.
$(BENCH_STAMP): pyproject.toml constraints-bench.txt
	python3 -m venv $(BENCH)
	$(BENCH)/bin/pip install --quiet --disable-pip-version-check --constraint constraints-bench.txt --upgrade pip
	$(BENCH)/bin/pip install --quiet --disable-pip-version-check --constraint constraints-bench.txt --editable '.[bench]'
	touch $@

bench-reading: $(STAMP) $(BENCH_STAMP) ## read the edition beside other readers, and write the table in docs/benchmarks.md
	$(BIN)/python -m benchmarks.reading --beside $(BENCH)/bin/python --into docs/benchmarks.md

PAGES := 1000
ROUNDS := 5
ARTICLES := 300000
bench: $(STAMP) $(BENCH_STAMP) ## crawl so many PAGES in ROUNDS beside others, and write the table in docs/benchmarks.md
	$(BIN)/python -m benchmarks.crawling --pages $(PAGES) --rounds $(ROUNDS) --beside $(BENCH)/bin/python --into docs/benchmarks.md
	$(BIN)/python -m benchmarks.volume --articles $(ARTICLES) --into docs/benchmarks.md

bench-quick: $(STAMP) ## crawl a few pages beside bare Scrapy, and say what is far off its goal
	$(BIN)/python -m benchmarks.crawling --quick

clean: ## remove the environments and what demo and tests leave
	rm -rf $(VENV) $(BENCH) data-demo .pytest_cache .mypy_cache .ruff_cache .hypothesis
