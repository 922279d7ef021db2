# Two commands do everything on a fresh machine: `make report` and `make test`. The others are for those who change the kit.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SOURCE ?= seeds/
OUT ?= reports/
LAB ?= .
# Where `make bench` puts spaCy and textacy, with which the kit is compared; `make bench PEERS=` leaves them out.
PEERS ?= .peers
# The sample article has a sheet of its own, coded by hand; other articles have none.
ifeq ($(SOURCE) $(sort $(wildcard seeds/*)),seeds/ seeds/000_04ca6adf580d3291.txt seeds/metadata.csv)
CODED ?= training/keys/seeds_paragraphs.csv
endif

.DEFAULT_GOAL := help
.PHONY: help report test test-all lint bench fuzz lab docs pictures lock clean

help: ## this list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

report: $(VENV)/.ready ## annotate SOURCE (seeds/) and write the pages to OUT (reports/); CODED=SHEET corrects the numbers
	@$(BIN)/kit report $(SOURCE) --out $(OUT) $(if $(CODED),--coded $(CODED))

test: $(VENV)/.ready ## the test suite, on two cores
	@$(BIN)/python -m pytest -m "not slow" -n 2 --dist loadfile

test-all: $(VENV)/.ready ## the test suite with its slow checks
	@$(BIN)/python -m pytest

lint: $(VENV)/.ready ## ruff and mypy
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy --strict kit

bench: $(VENV)/.ready ## speed, memory, false alarms, into reports/bench.json, and a table of peers; SCALE=1 for growth up to 10,000 articles
	@$(BIN)/python -m training.bench_kit $(if $(SCALE),--scale) $(if $(DATA),--data $(DATA)) \
	    $(if $(MARKED),--marked $(MARKED) --corpus $(CORPUS))
	@$(if $(PEERS),$(BIN)/python -m training.benchmark --peers $(PEERS))

fuzz: $(VENV)/.ready ## 10,000 damaged files through the readers: crashes, the slowest, memory
	@$(BIN)/python -m pytest -m slow tests/formats/test_fuzz.py

lab: $(VENV)/.ready ## JupyterLab, with "my own corpus" open; LAB=FOLDER starts it where your articles are
	@$(BIN)/jupyter lab --LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate --notebook-dir=$(LAB) $(if $(filter .,$(LAB)),notebooks/my_own_corpus.ipynb)

docs: $(VENV)/.ready ## the site with its sample reports, into site/
	@$(BIN)/kit report seeds/ --out docs/sample/seeds --quiet
	@$(BIN)/kit report docs/corpus/ --by source --out docs/sample/town --quiet
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet

pictures: $(VENV)/.ready ## the README's pictures, of the sample article's report; needs Chromium
	@$(BIN)/python docs/pictures.py

lock: pyproject.toml ## pin every dependency again
	@$(BIN)/uv pip compile --universal --generate-hashes --no-emit-index-url --no-header --upgrade \
	    --extra formats --extra lab --extra cluster --extra docs --extra dev pyproject.toml -o requirements.lock

clean: ## remove the environment and every cache
	rm -rf $(VENV) $(PEERS) site docs/sample .pytest_cache .mypy_cache .ruff_cache .hypothesis build dist

# pip reads the same lock file; `--no-deps` because it holds every package already.
$(VENV)/.ready: requirements.lock pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@
