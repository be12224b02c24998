# Everything is built in .venv with the versions of constraints.txt. `make` alone lists the targets.

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
SHARED_GOLD ?= ../shared/gold
WORKERS ?= 2

# Chinese text is read and written as UTF-8 whatever the locale says.
export PYTHONUTF8 := 1

.PHONY: help demo test lint fix score score-floors bench docs clean
.DELETE_ON_ERROR:

help:
	@echo 'make demo    build the shipped report: build/graph.ttl, build/graph.html, and ask it a question'
	@echo 'make test    run all tests'
	@echo 'make lint    check style, types and the floors of the modules'
	@echo 'make fix     mend what the linters can mend'
	@echo 'make score   score the reading of every report that has gold; fails below data/gold/floors.toml'
	@echo 'make score-floors   raise those floors to what stands; never lowers one'
	@echo 'make bench   measure speed and memory, write benchmarks/results.md'
	@echo 'make docs    renew the outputs and scores that the READMEs show; build/docs/ontology.html'
	@echo 'make clean   remove what was built'

demo: .venv/.installed
	@$(BIN)/edugraph build -o build/graph.ttl
	@$(BIN)/edugraph view build/graph.ttl -o build/graph.html
	@echo
	@echo 'The targets for next year that have a number (edugraph query build/graph.ttl targets):'
	@echo
	@$(BIN)/edugraph query build/graph.ttl targets --format table
	@echo
	@echo 'The graph as Turtle: build/graph.ttl    to look at in a browser: build/graph.html'

test: .venv/.test
	$(BIN)/python -m pytest -n $(WORKERS) $(PYTEST)

lint: .venv/.lint
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

fix: .venv/.lint
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

score: .venv/.installed
	@SHARED_GOLD='$(SHARED_GOLD)' $(BIN)/python -m benchmarks.score
	@$(BIN)/python -m benchmarks.names

score-floors: .venv/.installed
	@$(BIN)/python -m benchmarks.score --raise
	@$(BIN)/python -m benchmarks.names --raise

bench: .venv/.bench
	$(BIN)/python -m benchmarks

docs: .venv/.test .venv/.docs
	$(BIN)/python -m tests.packaging.shown
	$(BIN)/python scripts/make_ontology_docs.py build/docs/ontology.html

clean:
	rm -rf build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find src tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/.python:
	@test -n '$(PYTHON)' || { echo 'error: no Python 3.11 or newer was found' >&2; \
		echo 'hint: install one, or say make PYTHON=/path/to/python3' >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv || { echo 'error: $(PYTHON) cannot make a virtual environment' >&2; \
		echo 'hint: on Debian and Ubuntu: apt-get install python3-venv' >&2; exit 1; }
	@touch $@

.venv/.installed: .venv/.python pyproject.toml constraints.txt
	$(PIP) install --quiet -c constraints.txt -e .
	@touch $@

# Dependency groups need pip 25.1; the pip that comes with Python may be older.
.venv/.pip: .venv/.python
	$(PIP) install --quiet --upgrade -c constraints.txt 'pip>=25.1'
	@touch $@

.venv/.test .venv/.lint .venv/.bench .venv/.docs: .venv/.%: .venv/.installed .venv/.pip pyproject.toml constraints.txt
	$(PIP) install --quiet -c constraints.txt --group $*
	@touch $@
