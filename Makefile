# Everything a person does with the code. `make` alone lists it.
PYTHON ?= python3
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help setup dev run test check bench shows docs lock clean

help: ## List what can be asked
	@awk 'BEGIN {FS = ":.*## "} /^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' Makefile

run: setup ## Set up what is missing, then serve on http://127.0.0.1:8000 (demo data on the first run)
	@LACHAN_MODE=$${LACHAN_MODE:-demo} exec $(BIN)/lachan serve

setup: ## Make .venv, build styles and scripts, compile translations
	@$(PYTHON) tools/bootstrap.py run

dev: ## The same, with what tests and checks need
	@$(PYTHON) tools/bootstrap.py dev

test: dev ## Everything: lint, types, contracts, tests, coverage, browser stories
	@$(BIN)/python tools/test.py

check: dev ## The fast static part of `make test`
	@$(BIN)/python tools/check.py

bench: dev ## Measure speed beside peers, at the size of a province (ONLY=lists for one part)
	@$(BIN)/python tools/bench.py $(ONLY)

shows: dev ## Measure each thing the programme promises, now (ONLY=A.2 INPUT=FILE.jsonl for one)
	@$(BIN)/python tools/shows.py $(ONLY)

docs: dev ## Write again the pages that are generated from the code
	@LACHAN_MODE=test $(BIN)/python tools/docs.py

lock: dev ## Lock the requirements again, with hashes and without any index address
	@$(BIN)/python tools/lock.py

clean: ## Remove what was built; data in var/ stays
	rm -rf .venv node_modules lachan/web/static/built .mypy_cache .ruff_cache .pytest_cache .coverage
