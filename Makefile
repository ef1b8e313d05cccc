# Everything a developer or an office types. `make help` lists it.
.DEFAULT_GOAL := help
SHELL := /bin/bash

PYTHON ?= $(firstword $(foreach p,python3 python3.13 python3.12 python3.11 python3.14,\
	$(shell $(p) -c 'import sys, ensurepip; sys.version_info >= (3, 11) and print("$(p)")' 2>/dev/null)))
VENV   := .venv
BIN    := $(VENV)/bin
# uv is quick; pip does the same from the same lock where uv cannot reach a package index
LOCKED  = $(BIN)/uv pip install --quiet --python $(BIN)/python --compile-bytecode --require-hashes -r $(1) 2>/dev/null \
	|| $(BIN)/python -m pip install --quiet --require-hashes -r $(1)

CATALOGUES = $(wildcard planner/languages/locale/*/LC_MESSAGES/*.po)

.PHONY: help run test check format explore fuzz paper reliability bench docs samples words install lock clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(VENV)/words-compiled ## start the planner and print its address (ARGS="--port 8600" for another port)
	@$(BIN)/r2p-planner serve $(ARGS)

test: check $(VENV)/words-compiled $(VENV)/ready-to-browse $(VENV)/ready-for-postgresql ## check everything, then run every test, browser journeys included
	@$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

check: $(VENV)/ready-to-test ## format, lint, types, which room imports which; no test is run
	@$(BIN)/ruff format --check --quiet . || { echo 'Not formatted as agreed: run "make format".'; exit 1; }
	@$(BIN)/ruff check --quiet .
	@$(BIN)/basedpyright
	@$(BIN)/lint-imports --no-cache

format: $(VENV)/ready-to-test ## put every file into the agreed format and order of imports
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix --quiet .

explore: $(VENV)/ready-to-test ## try the laws on other examples than the suite does, and on more of them
	@$(BIN)/python -m pytest -n 2 -q --ignore tests/browser --hypothesis-profile explore $(ARGS)

fuzz: $(VENV)/ready-to-test ## read twenty thousand damaged files, try five hundred returns (ARGS="COUNT SEED" for others)
	@$(BIN)/python -m tests.intake.mutations $(ARGS)
	@$(BIN)/python -m tests.returns.trial $(ARGS)

paper: $(VENV)/ready-to-test $(VENV)/words-compiled ## open, recalculate and print cabinet workbooks in LibreOffice (ARGS="norrvald empty" for some)
	@$(BIN)/python -m tests.exports.paper $(ARGS)

reliability: $(VENV)/ready-for-postgresql ## kill everything 150 times on each database, tamper 300 times (ARGS="KILLS SEED")
	@$(BIN)/python -m tests.store.kills $(ARGS)
	@$(BIN)/python -m tests.store.tamperings

bench: $(VENV)/ready-to-bench ## measure speed and how good suggestions are
	@for script in benchmarks/*.py; do echo "== $$script"; $(BIN)/python "$$script" || exit 1; done

docs: $(VENV)/ready-to-run ## write the data dictionary anew from the declaration
	@$(BIN)/python docs/make_dictionary.py

samples: $(VENV)/words-compiled ## make the finished files of the sample plans anew
	@$(BIN)/python -m docs.make_samples

words: $(VENV)/ready-to-run ## bring the translators' files up to date and compile them (ARGS="missing" lists what lacks)
	@$(BIN)/python -m docs.make_words $(ARGS)

install: $(VENV)/ready-to-run ## what running the planner needs, into .venv; starts nothing

lock: $(VENV)/ready-to-run ## choose releases anew after a change of pyproject.toml (UPGRADE=1 for newer ones)
	@export UV_CUSTOM_COMPILE_COMMAND="make lock"; \
	compile() { $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-annotate \
		--exclude-newer "7 days" $(if $(UPGRADE),--upgrade) "$$@"; }; \
	compile pyproject.toml --group build -o requirements.lock && \
	compile pyproject.toml --group dev -c requirements.lock -o requirements-dev.lock && \
	compile --group bench -c requirements.lock -o requirements-bench.lock

clean: ## throw away .venv and everything made by tests
	@rm -rf $(VENV) dist .pytest_cache .hypothesis .ruff_cache

$(BIN)/python:
	@[ -n "$(PYTHON)" ] || { echo "The planner needs Python 3.11 or newer with its venv module, and found none." \
		"On Debian or Ubuntu install python3-venv; or name a Python: make PYTHON=/path/to/python3"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); exit 1; }

$(VENV)/ready-to-run: requirements.lock pyproject.toml hatch_build.py $(CATALOGUES) | $(BIN)/python
	@echo "Installing what the planner needs into $(VENV) (once, about a minute) ..."
	@sed -n '/^uv==/,/[^\]$$/p' requirements.lock | $(BIN)/python -m pip install --quiet --require-hashes -r /dev/stdin || true
	@$(call LOCKED,requirements.lock)
	@$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/words-compiled: $(VENV)/ready-to-run $(wildcard planner/languages/locale/*/LC_MESSAGES/*.po)
	@$(BIN)/python hatch_build.py
	@touch $@

$(VENV)/ready-to-test: requirements-dev.lock $(VENV)/ready-to-run
	@echo "Installing what the tests need ..."
	@$(call LOCKED,requirements-dev.lock)
	@touch $@

$(VENV)/ready-to-bench: requirements-bench.lock $(VENV)/ready-to-test
	@$(call LOCKED,requirements-bench.lock)
	@touch $@

$(VENV)/ready-for-postgresql: $(VENV)/ready-to-test tests/postgresql/install.sh
	@bash tests/postgresql/install.sh
	@touch $@

$(VENV)/ready-to-browse: $(VENV)/ready-to-test tests/browser/install.sh
	@bash tests/browser/install.sh $(BIN)/python
	@touch $@
