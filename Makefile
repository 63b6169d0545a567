# `make run` and `make test` are all that one needs; `make help` lists the rest.
# Everything runs in .venv, which these commands create and keep up to date. PYTHON= names another interpreter.

PORT ?= 8501
HOST_PYTHON := $(or $(PYTHON),$(shell command -v python3 || command -v python3.12 || command -v python3.13 || command -v python3.11 || command -v python))
export PYTHON
BOOTSTRAP = @$(or $(HOST_PYTHON),$(error Python is not here. Install Python 3.11, 3.12 or 3.13)) scripts/bootstrap.py
PY := .venv/bin/python

.DEFAULT_GOAL := help
.PHONY: help run test lab bench docs lint format lock clean

help:  ## list the commands
	@sed -n 's/^\([a-z]*\): .*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 16

run:  ## install what is missing, prepare the demo data, serve the app (make run PORT=8502)
	$(BOOTSTRAP)
	@exec $(PY) -m scripts.serve --port $(PORT)

test:  ## run every check: lint, types, import contracts, spelling, tests, browser tests, notebooks
	$(BOOTSTRAP) --dev
	@exec $(PY) -m scripts.verify

lab:  ## open JupyterLab on the notebooks
	$(BOOTSTRAP)
	@$(PY) -m core setup
	@exec $(PY) -m jupyter lab --ip 127.0.0.1 --notebook-dir notebooks

bench:  ## measure the speed against hand-written queries
	$(BOOTSTRAP) --dev
	@exec $(PY) -m scripts.bench

docs:  ## write the documents that are made from the code
	$(BOOTSTRAP) --dev
	@exec $(PY) -m scripts.docs

lint:  ## ruff, import contracts, spelling and types, without the tests
	$(BOOTSTRAP) --dev
	@exec $(PY) -m scripts.verify ruff format imports spelling mypy

format:  ## rewrite the code in the one format
	$(BOOTSTRAP) --dev
	@$(PY) -m ruff check --fix --exit-zero .
	@$(PY) -m ruff format .
	@$(PY) -m nbstripout notebooks/*.ipynb

lock:  ## pin requirements*.in again (make lock UPGRADE=--upgrade takes newer versions)
	$(BOOTSTRAP) --dev
	@$(PY) -m scripts.lock $(UPGRADE)

clean:  ## remove what the tools left behind, and .venv; keep the data in .lab
	rm -rf .venv build test-results .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
