# make demo    on a machine with python3, git and make: install, and look at this project's own decisions
# make test    everything that CI runs, with all set-up of its own
# make lint    only the linters;  make format  lets them correct;  make clean  removes what was made

# The first Python that is new enough; PYTHON=… chooses another.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$p" && break; done)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
SITE := _site
SYSTEM := chromium strace dot npm

.PHONY: demo test lint format clean
.DELETE_ON_ERROR:
.DEFAULT_GOAL := demo

demo: $(VENV)/.installed
	@$(BIN)/adr graph
	@echo
	@echo "The same decisions as a site; open:"
	@$(BIN)/adr site build --out $(SITE)

test: lint $(VENV)/.system $(VENV)/.npm
	PYTHONWARNDEFAULTENCODING=1 $(BIN)/python -m pytest -n auto --cov --cov-report=term $(ARGS)

lint: $(VENV)/.developed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/adr where --all --check

format: $(VENV)/.developed
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:
	rm -rf $(VENV) $(SITE) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage .coverage.*
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "adr-kit needs Python 3.11 or newer as python3; or: make PYTHON=/path/to/python" >&2; exit 1; }
	@"$(PYTHON)" -m venv $(VENV) || { rm -rf $(VENV); \
		echo "python3 has no venv (Debian and Ubuntu: apt-get install python3-venv)" >&2; exit 1; }

$(VENV)/.installed: pyproject.toml | $(BIN)/python
	@echo "Installing adr-kit into $(VENV) …" >&2
	@$(PIP) install --editable .
	@touch $@

# --group came with pip 25.1.
$(VENV)/.developed: pyproject.toml | $(BIN)/python
	@echo "Installing adr-kit and what its tests need into $(VENV) …" >&2
	@$(PIP) install --upgrade 'pip>=25.1'
	@$(PIP) install --editable . --group dev
	@touch $(VENV)/.installed $@

# A browser, a tracer and Graphviz, for the tests that look at pages, system calls and drawings. Where they cannot be
# installed, those tests are skipped, and pytest says so and counts them.
$(VENV)/.system: | $(BIN)/python
	@missing=; for program in $(SYSTEM); do command -v $$program >/dev/null || missing="$$missing $$program"; done; \
	packages=$$(echo "$$missing" | sed 's/\bdot\b/graphviz/'); \
	if [ -z "$$missing" ]; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo "Installing$$packages with apt-get …" >&2; \
		export DEBIAN_FRONTEND=noninteractive; \
		{ apt-get install -qq -y --no-install-recommends $$packages || \
			{ apt-get update -qq && apt-get install -qq -y --no-install-recommends $$packages; }; } >/dev/null || \
			echo "apt-get could not install$$packages; tests that need them will be skipped" >&2; \
	else echo "Not installed:$$missing; tests that need them will be skipped" >&2; fi
	@touch $@

# What the tests measure the site with: axe-core and MiniSearch. Without npm those tests are skipped, and counted.
$(VENV)/.npm: tests/package.json | $(VENV)/.system
	@if command -v npm >/dev/null; then \
		npm install --prefix tests --no-package-lock --ignore-scripts --no-audit --no-fund --silent; fi
	@touch $@
