# make run      start everything on this machine (PORT and HOST change where it listens)
# make test     run all tests, browser tests included; installs what they need
# make check    linters, types, the directions between the apps, templates, migrations, the question bank
# make bench    run every benchmark; 'make bench-turn' runs one
# make lock     write the locked requirements anew from pyproject.toml

SHELL := /bin/bash
.DEFAULT_GOAL := run
.DELETE_ON_ERROR:

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Options for pytest and benchmarks: make test PYTEST="-k room -x", make bench-turn ARGS="--answers folder".
PYTEST ?=
ARGS ?=

BENCHMARKS := turn relay record sequence endpoint hearing content delivery analysis report evidence jobs

.PHONY: run test check bench lock clean tools $(addprefix bench-,$(BENCHMARKS))

run: $(VENV)/run.stamp
	@exec $(BIN)/python manage.py up

test: $(VENV)/test.stamp tools
	@scripts/with-tools $(BIN)/pytest $(PYTEST)

check: $(VENV)/test.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy .
	$(BIN)/lint-imports
	$(BIN)/djlint --lint --quiet templates
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python manage.py spectacular --validate --fail-on-warn --file /dev/null
	$(BIN)/python -m interviews.bank.lint

bench: $(VENV)/test.stamp tools
	@failed=""; for name in $(BENCHMARKS); do \
	  echo "== bench-$$name"; $(MAKE) --no-print-directory bench-$$name || failed="$$failed $$name"; \
	done; if [ -n "$$failed" ]; then echo "These benchmarks failed:$$failed"; exit 1; fi

$(addprefix bench-,$(BENCHMARKS)): bench-%: $(VENV)/test.stamp tools
	@scripts/with-tools $(BIN)/python -m tests.benchmarks.$* $(ARGS)

tools: $(VENV)/test.stamp
	@scripts/tools $(BIN)

# A stamp holds the digest of the lock that was installed: a changed lock, and nothing else, installs anew.
$(VENV)/run.stamp: requirements.txt scripts/environment
	@scripts/environment "$(PYTHON)" $(VENV) $< $@

$(VENV)/test.stamp: tests/requirements.txt scripts/environment
	@scripts/environment "$(PYTHON)" $(VENV) $< $@

lock: $(VENV)/test.stamp
	@scripts/lock $(VENV)

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
