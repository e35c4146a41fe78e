# `make help` explains the targets. Works with GNU make 3.81, which macOS ships.

PORT ?= 8000
TRACKER_DATA ?= $(CURDIR)/var
JOBS ?= 2
VENV := .venv
BIN := $(VENV)/bin
RUNTIME := $(VENV)/.runtime-installed
TOOLS := $(VENV)/.tools-installed
SCAN := .venv-scan/.installed
PHOTOS := $(VENV)/.photos-installed

# macOS strips this variable from whatever its own shells start, so each command that draws PDFs sets it anew.
ifeq ($(shell uname -s),Darwin)
NATIVE := DYLD_FALLBACK_LIBRARY_PATH="$${DYLD_FALLBACK_LIBRARY_PATH:-/opt/homebrew/lib:/usr/local/lib:/usr/lib}"
endif
SEMGREP := .venv-scan/bin/semgrep scan --config .semgrep.yaml --metrics=off --disable-version-check --quiet
FLASK := $(NATIVE) TRACKER_DATA="$(TRACKER_DATA)" PORT="$(PORT)" $(BIN)/flask --app wsgi

# Tests make their own data: those of an installation must be out of their reach.
PYTEST := env -u TRACKER_DATA -u DATABASE_URL -u PORT $(NATIVE) $(BIN)/python -m pytest

.PHONY: help setup photos demo run test test-postgresql lint format types coverage promises foundations scan mutants bench docs-screenshots lock

help: ## Explain every target (this list)
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-17s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo
	@echo "  PORT          where demo and run serve (now $(PORT))"
	@echo "  TRACKER_DATA  folder of database and evidence (now $(TRACKER_DATA))"
	@echo "  DATABASE_URL  a PostgreSQL server instead of SQLite (postgresql://...)"
	@echo "  SCAN_ONLY     which tool or routes: --only sqlmap, --routes completions."
	@echo "  PROMISES      which of them: --long, --only NAME"
	@echo "  FOUNDATIONS   which of them: --only NUMBER"
	@echo "  MUTANTS       which of them: --some for a fifth, --only access"
	@echo "  BENCH         what to measure: --small, --only pages, --only packet"
	@echo "  PYTHON        the Python to build with, 3.11 or newer; CHROMIUM the browser to test with"

setup: $(RUNTIME) ## Prepare everything that serving needs, without serving
	@echo "Ready. Next: make demo, or make run for an empty installation."

photos: $(PHOTOS) ## Add what reads photos and scans of certificates, 360 MB; take it away with .venv
	@echo "Photos and scans are read from the next start on."

demo: $(RUNTIME) ## Serve a demo center with invented people; keeps its data
	@$(FLASK) serve --prepare --demo --port $(PORT)

run: $(RUNTIME) ## Serve without demo data; the first visit sets up the first center
	@$(FLASK) serve --prepare --port $(PORT)

# Neighbours stay together: each worker begins with a run of tests of its own, so that what a folder's tests share, such
# as a served demo center or a drawn packet, is mostly made once and not by every worker; who is done first takes from
# the other.
WORKERS := -n $(JOBS) --dist worksteal

test: $(TOOLS) $(SCAN) ## Check everything: lint, types, all tests on SQLite, and every statement on PostgreSQL
	@$(MAKE) -j $(JOBS) lint types
	@.ci/dovecot
	CHROMIUM="$$(.ci/chromium)" && export CHROMIUM && \
	notes="$$(mktemp -d)" && trap 'rm -r "$$notes"' EXIT && \
	$(PYTEST) $(WORKERS) --statements="$$notes" && \
	$(PYTEST) $(WORKERS) --statements="$$notes" --database=postgresql

test-postgresql: $(TOOLS) ## Repeat every test that touches a database on PostgreSQL, half an hour
	CHROMIUM="$$(.ci/chromium)" && export CHROMIUM && $(PYTEST) $(WORKERS) --database=postgresql

lint: $(TOOLS) $(SCAN) ## Check style, import contracts, scripts, templates and unsafe calls
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/shellcheck .ci/*
	$(BIN)/bandit --quiet --recursive --configfile pyproject.toml tracker
	@if [ -d templates ]; then $(BIN)/djlint templates --lint --quiet; fi
	$(SEMGREP) --error tracker templates
	$(BIN)/python -m tests.semgrep

types: $(TOOLS) ## Check types
	$(BIN)/mypy

format: $(TOOLS) ## Bring code into the project's format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

coverage: $(TOOLS) ## Hold that the tests take every branch where safety rests on it
	env -u TRACKER_DATA -u DATABASE_URL -u PORT $(NATIVE) JOBS=$(JOBS) $(BIN)/python -m tests.mutants.coverage

promises: $(TOOLS) ## Measure what the product promises about safety, each figure beside its goal
	@.ci/strace
	CHROMIUM="$$(.ci/chromium)" && export CHROMIUM && \
	env -u TRACKER_DATA -u DATABASE_URL -u PORT $(NATIVE) $(BIN)/python -m tests.promises $(PROMISES)

foundations: $(TOOLS) ## Take each foundation of safety away in a copy, and hold that its tests notice
	env -u TRACKER_DATA -u DATABASE_URL -u PORT $(NATIVE) $(BIN)/python -m tests.foundations $(FOUNDATIONS)

scan: $(TOOLS) $(SCAN) ## Let schemathesis, sqlmap and wapiti examine a served installation; an hour or more
	@command -v wapiti >/dev/null || .ci/system-packages "Scanning needs wapiti." wapiti
	env -u TRACKER_DATA -u DATABASE_URL -u PORT $(NATIVE) $(BIN)/python -m tests.scan $(SCAN_ONLY)

mutants: $(TOOLS) ## Count which small changes of the code the tests notice, where safety rests on it; hours
	env -u TRACKER_DATA -u DATABASE_URL -u PORT $(NATIVE) JOBS=$(JOBS) $(BIN)/python -m tests.mutants $(MUTANTS)

bench: $(TOOLS) ## Print the figures of speed and size, on data it makes itself
	CHROMIUM="$$(.ci/chromium)" && export CHROMIUM && $(NATIVE) $(BIN)/python -m tests.bench $(BENCH)

docs-screenshots: $(TOOLS) ## Take the pictures in docs/ anew from the demo center
	CHROMIUM="$$(.ci/chromium)" && export CHROMIUM && $(NATIVE) $(BIN)/python -m tests.screenshots

# Versions stay unless a change needs others; `make lock UPGRADE=--upgrade` takes the newest.
# --no-config and --no-emit-index-url: whoever installs decides where packages come from.
LOCK := uv pip compile --no-config --no-emit-index-url --universal --python-version 3.11 --generate-hashes \
	--no-annotate --quiet --custom-compile-command "make lock" $(UPGRADE)

lock: ## Write the lock files anew from pyproject.toml (needs uv)
	@command -v uv >/dev/null || { echo "make lock needs uv: python3 -m pip install --user uv" >&2; exit 1; }
	$(LOCK) pyproject.toml --output-file requirements.lock
	$(LOCK) pyproject.toml --extra photos --constraint requirements.lock --output-file requirements-photos.lock
	$(LOCK) pyproject.toml --extra photos --group dev --constraint requirements-photos.lock --output-file requirements-dev.lock
	$(LOCK) --group scan --output-file requirements-scan.lock

# Two stamps, so that a second run starts at once and serving never waits for the tools of testing.
$(RUNTIME): requirements.lock
	@.ci/virtual-environment $(VENV) $<
	@touch $@

# Holds what serving needs as well, in the same versions.
$(PHOTOS): requirements-photos.lock $(RUNTIME)
	@.ci/virtual-environment $(VENV) $<
	@touch $@

$(TOOLS): requirements-dev.lock $(RUNTIME)
	@.ci/virtual-environment $(VENV) $<
	@touch $@

# What examines the code and the running application from outside, in an environment of its own.
$(SCAN): requirements-scan.lock
	@.ci/virtual-environment .venv-scan $< --without-project
	@touch $@
