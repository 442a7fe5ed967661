# make demo    the bot and a chat page in the browser, on this machine
# make test    every test but the sheets, on SQLite and on PostgreSQL
# make sheets  long lists and simulations: identities, names, questions, random histories
# make suite   both of them in one session, as .ci/run does: every test is collected once
# make chaos   the proof that no alert is lost, at full size: some minutes
# make fuzz    300,000 hostile inputs over every command, form and address: a quarter of an hour
# make mutants  break the program in 100 small ways, and each recipe in every file; what no test notices
# make answers the share of right answers to the development questions
# make check   lint, format and types
# make playground  bring what tests need from npm: Teams' playground, axe (without it they are left out)
# make compiled  read and compile every test, as .ci/run does before it starts several processes
# make tools     bring PgBouncer and promtool from Debian, for the tests of operations
# make bench   measurements, each as a ratio to a floor in the same run: some ten minutes
# make scale   a chain on PostgreSQL, up to a million aliases: plans and ratios; half an hour, 12 GB
# make soak    thirty minutes of a chain's day: processes killed, the database gone, platforms failing
# make topics    learn anew which words tell topics apart, after wordings were added: three minutes
# make golden  keep every card as it looks now; read the difference
# make index    write the list of every file at the end of CONTRIBUTING.md anew
# make pictures  a picture of every card in Slack, in Teams and on the page (needs Chromium)
# make lock    choose versions anew and write the lock files

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
WORKERS ?= auto
PYTEST := $(BIN)/pytest --dist loadfile --no-loadscope-reorder
PIP := $(BIN)/pip --disable-pip-version-check --quiet

.PHONY: demo test test_sqlite test_postgres sheets suite compiled chaos fuzz mutants \
    answers check bench scale soak golden index topics pictures playground tools lock

demo: $(VENV)/runs
	$(BIN)/python -m bot demo

# Both databases beside each other, each in a session of its own. What PostgreSQL's says comes in one
# piece at its end. Compiled files are kept: otherwise each process compiles all tests anew.
test: $(VENV)/tests
	@PYTHONDONTWRITEBYTECODE= $(MAKE) --no-print-directory -j2 test_postgres test_sqlite LEFT_OUT='-m "not sheet"'

suite: $(VENV)/tests
	@PYTHONDONTWRITEBYTECODE= $(MAKE) --no-print-directory -j2 test_postgres test_sqlite

test_sqlite: $(VENV)/tests
	@$(PYTEST) -n $(WORKERS) $(LEFT_OUT)

# Every test, read and compiled once: processes that begin at the same time each compile all of them.
compiled: $(VENV)/tests
	@PYTHONDONTWRITEBYTECODE= $(BIN)/pytest --collect-only -q --no-summary >/dev/null

test_postgres: $(VENV)/tests
	@said=$$(TEST_DATABASE=postgres $(PYTEST) -n 1 $(LEFT_OUT) tests/storage tests/jobs tests/chaos 2>&1); \
	    code=$$?; printf '\nOn PostgreSQL:\n%s\n\n' "$$said"; exit $$code

sheets: $(VENV)/tests
	$(PYTEST) -n $(WORKERS) -m sheet

chaos: $(VENV)/tests
	$(BIN)/python -m tests.chaos

fuzz: $(VENV)/tests
	$(BIN)/python -m tests.fuzz

mutants: $(VENV)/tests
	RECIPES=all $(PYTEST) -n $(WORKERS) -m sheet tests/docs/test_recipes.py
	$(BIN)/python -m tests.mutants

topics: $(VENV)/tests
	$(BIN)/python -m tests.topic_weights

answers: $(VENV)/tests
	$(BIN)/python -m tests.questions

check: $(VENV)/tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(VENV)/tests
	$(BIN)/python -m tests.bench.questions
	$(BIN)/python -m tests.bench.coverage
	$(BIN)/python -m tests.bench.log
	$(BIN)/python -m tests.bench.connections
	$(BIN)/python -m tests.bench.memory
	$(BIN)/python -m tests.bench.calendar

scale: $(VENV)/tests
	$(BIN)/python -m tests.scale

soak: $(VENV)/tests
	$(BIN)/python -m tests.soak

golden: $(VENV)/tests
	$(BIN)/python -m tests.golden

index: $(VENV)/tests
	$(BIN)/python -m tests.docs

pictures: $(VENV)/tests
	$(BIN)/python -m tests.pictures

playground: .playground/installed

tools: .tools/installed

lock: $(VENV)/tests
	UV_PYTHON_DOWNLOADS=never $(BIN)/uv pip compile --universal --upgrade --generate-hashes \
	    --no-header --no-annotate --quiet pyproject.toml -o requirements.lock
	UV_PYTHON_DOWNLOADS=never $(BIN)/uv pip compile --universal --upgrade --generate-hashes \
	    --no-header --no-annotate --quiet pyproject.toml --group dev -o requirements-dev.lock

# What the bot needs to run, and what the tests need besides. Each is made once per lock file.
$(VENV)/runs: requirements.lock | $(VENV)/python
	$(PIP) install --require-hashes --no-deps -r requirements.lock
	touch $@

$(VENV)/tests: requirements-dev.lock | $(VENV)/python
	$(PIP) install --require-hashes --no-deps -r requirements-dev.lock
	touch $@ $(VENV)/runs

$(VENV)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	    { echo "Python 3.11 or newer is needed. Name one: make PYTHON=python3.12 demo"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	touch $@

# Microsoft's Agents Playground may be used to try a bot, not passed on: it stays out of the tree.
.playground/installed: tests/playground/package.json
	mkdir -p .playground
	cp $< .playground/package.json
	npm install --prefix .playground --no-package-lock --ignore-scripts --no-fund --no-audit \
	    --loglevel=error
	touch $@

# Unpacked, not installed: nothing of it runs but in a test. Without it those tests are left out.
.tools/installed:
	mkdir -p .tools
	cd .tools && apt-get download -qq pgbouncer libc-ares2 prometheus
	for package in .tools/*.deb; do dpkg -x $$package .tools; done
	rm .tools/*.deb
	touch $@
