# Two commands do everything: `make archive` and `make test`. `make help` lists the rest.
# What is needed: Python 3.11 or later with venv, and make.

PYTHON ?= python3
VENV   ?= .venv
BUILD  ?= _build
JOBS   ?= auto

BIN     = $(VENV)/bin
SPHINX  = $(BIN)/sphinx-build
OPTIONS = -d $(BUILD)/doctrees -j $(JOBS)
READY   = $(VENV)/.ready
LOCALE  = extensions/sphinx_seminar/locale

.DEFAULT_GOAL = help
.PHONY: help archive html members lock pdf latex test node-tools engine-tools lint check serve docs messages clean distclean

help:  ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

archive: html pdf  ## Build the site and the PDF of the archive
	@echo
	@echo "Site: $(BUILD)/html/index.html"
	@echo "PDF:  $(BUILD)/pdf/archive.pdf"

html: $(READY)  ## Build the site alone
	@$(SPHINX) -q -b html $(OPTIONS) . $(BUILD)/html

members: $(READY)  ## Build the site that shows members how to join; never publish it
	@$(SPHINX) -q -b html -D seminar_audience=members -d $(BUILD)/members-doctrees -j $(JOBS) . $(BUILD)/members

lock: $(READY)  ## Note what is published in ids.lock, to be committed
	@$(BIN)/seminar lock

pdf: $(READY)  ## Build the PDF alone, without TeX; SCOPE=year/2025 builds that part
	@$(SPHINX) -q -b seminarpdf $(OPTIONS) $(if $(SCOPE),-D 'seminar_pdf_scope=$(SCOPE)') . $(BUILD)/pdf

latex: $(READY)  ## Build the PDF with TeX, which the manual says how to get
	@$(BIN)/seminar build latex --strict

test: $(READY)  ## Run the whole test suite
	@$(BIN)/python -m pytest -n $(JOBS)

node-tools:  ## Install what tests read calendars with (needs npm)
	@npm ci --prefix tests/node --ignore-scripts --no-audit --no-fund --silent

engine-tools: $(READY)  ## Install the search engines that tests ask (700 MB)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[engines]'

lint: $(VENV)/.dev  ## Check style and types of the code
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy

check: $(READY)  ## Check the archive: every warning is an error, no page is written
	@$(BIN)/seminar check

serve: $(READY)  ## Show the site and rebuild it at every change
	@$(BIN)/seminar serve

docs: $(READY)  ## Build the manual
	@$(SPHINX) -q -n -W --keep-going -b html -d docs/_build/doctrees docs docs/_build/html
	@echo "Manual: docs/_build/html/index.html"

messages: $(VENV)/.dev  ## Take the words of the code into the translations
	@cd extensions && $(abspath $(BIN))/pybabel -q extract --omit-header --add-location=never \
	  --sort-output --width=100 -o sphinx_seminar/locale/sphinx_seminar.pot sphinx_seminar
	@$(BIN)/pybabel -q update --no-fuzzy-matching --ignore-pot-creation-date --ignore-obsolete \
	  --width=100 -D sphinx_seminar -i $(LOCALE)/sphinx_seminar.pot -d $(LOCALE) -l zh_CN
	@$(BIN)/pybabel -q compile -D sphinx_seminar -d $(LOCALE)

clean:  ## Remove what was built
	@rm -rf $(BUILD) docs/_build

distclean: clean  ## Remove what was built and what was set up
	@rm -rf $(VENV)

$(READY): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
	  { echo "make: Python 3.11 or later is needed: set PYTHON, as in 'make PYTHON=python3.12 archive'." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	  { echo "make: Python's venv is missing: on Debian and Ubuntu, 'apt install python3-venv'." >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Setting up $(VENV) (once; this can take a few minutes) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test,docs]'
	@touch $@

$(VENV)/.dev: $(READY)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@
