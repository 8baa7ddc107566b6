# What people type. Everything is installed into .venv, nothing else on the machine is touched.

PYTHON ?= python3
ARGS ?=
# Half of the time tests wait for other processes: so more of them than there are processors. Files
# go to them in the order of tests/conftest.py.
WORKERS ?= $(shell expr $$(getconf _NPROCESSORS_ONLN) \* 2)
SIDE_BY_SIDE = -n $(WORKERS) --dist loadfile --no-loadscope-reorder
QUICK := tests/domain tests/desk tests/dialogs tests/understanding
VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip --disable-pip-version-check --no-input --quiet \
	install --no-compile --require-hashes -r

# Where it is set to something, each start would compile 2,000 modules: 12 seconds instead of 3.
export PYTHONDONTWRITEBYTECODE :=

.DEFAULT_GOAL := help
.PHONY: help demo quick test bench drill check clean

help:
	@echo "make demo    start the demo and print its URL   (ARGS=--fresh forgets what it holds)"
	@echo "make quick   run the tests of the rules and the conversations: for every change"
	@echo "make test    run all tests                      (ARGS='tests/domain -x' runs some)"
	@echo "make bench   measure, side by side                  (ARGS='ways --short' looks quickly at one part)"
	@echo "make drill   kill, crash and cut while people are at work, and count what came of it"
	@echo "make check   format, lint, types, import rules, texts, migrations"
	@echo "make clean   remove caches and build output"
	@echo "PYTHON=python3.12 chooses the Python that $(VENV) is made with."

demo: $(VENV)/.installed-demo
	@exec $(BIN)/python -m sandbox $(ARGS)

# These wait for their own server only, and each further process imports everything once more.
quick: WORKERS = $(shell expr $$(getconf _NPROCESSORS_ONLN) + 1)
quick: $(VENV)/.installed-dev
	@$(BIN)/python -m pytest -q $(SIDE_BY_SIDE) $(QUICK) $(ARGS)

test: $(VENV)/.installed-dev
	@$(BIN)/python -m pytest $(SIDE_BY_SIDE) $(ARGS)

bench: $(VENV)/.installed-dev
	@$(BIN)/python -m benchmarks $(ARGS)

drill: $(VENV)/.installed-dev
	@$(BIN)/python -m drill $(ARGS)

check: $(VENV)/.installed-dev
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python -m pytest -q tests/rules tests/storage/test_migrations.py

clean:
	@rm -rf build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis \
		.import_linter_cache
	@find . -path ./$(VENV) -prune -o -name __pycache__ -type d -exec rm -rf {} +

# A requirements file that changed is installed again.
$(VENV)/.installed-%: requirements/%.txt | $(BIN)/python
	@echo "Installing requirements/$*.txt into $(VENV) (once, half a minute) ..."
	@$(INSTALL) $<
	@touch $@

$(BIN)/python:
	@command -v $(PYTHON) >/dev/null || { \
		echo "$(PYTHON) was not found. Debian, Ubuntu: apt install python3 python3-venv"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' || { \
		echo "Python 3.11, 3.12 or 3.13 is needed; $(PYTHON) is another version."; \
		echo "Choose one: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "$(PYTHON) cannot make a virtual environment yet. Debian, Ubuntu:"; \
		echo "    apt install python3-venv"; exit 1; }
	@$(PYTHON) -m venv $(VENV)
