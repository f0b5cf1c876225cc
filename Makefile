# The environment is made once; it is made again when what it is made from changes.
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: demo test lint clean
.DEFAULT_GOAL := demo

$(STAMP): pyproject.toml constraints.txt
	python3 -c 'import sys; sys.exit("shinenews needs Python 3.11 or newer, python3 is " + sys.version.split()[0] if sys.version_info < (3, 11) else 0)'
	python3 -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	touch $@

demo: $(STAMP) ## crawl two days of the pocket edition, and show what comes of it
	$(BIN)/scrapy demo

test: $(STAMP) ## run the tests
	$(BIN)/pytest

lint: $(STAMP) ## hold the code to its style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

clean: ## remove the environment and what demo and tests leave
	rm -rf $(VENV) data-demo .pytest_cache .mypy_cache .ruff_cache .hypothesis
