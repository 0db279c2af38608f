# Two commands do everything: `make site` builds the handbook, `make test` tests it.
# Each first creates .venv if needed, and installs the locked packages if these changed.

PYTHON ?= python3
BIN := .venv/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all:

.DEFAULT_GOAL := site
.PHONY: site test check new serve words locks clean

site: .venv/site
	$(BIN)/python scripts/build.py

check: .venv/site
	$(BIN)/python scripts/check.py

new: .venv/site
	@$(BIN)/python scripts/new.py

serve: .venv/site
	$(BIN)/python scripts/serve.py

words: .venv/site
	$(BIN)/python scripts/words.py

test: .venv/test
	$(BIN)/python -m pytest

# Renews each lock by the command at its head, with uv. A release waits for a week: one that was tampered with is mostly
# found within days. For one that mends a weakness: make locks WAIT='0 days'.
WAIT ?= 7 days
locks:
	for lock in requirements*.lock; do \
	  UV_EXCLUDE_NEWER='$(WAIT)' uv $$(sed -n '2s/^# *uv //p' $$lock) --upgrade --quiet || exit; done

clean:
	rm -rf .venv .build site

.venv/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed")'
	$(PYTHON) -m venv .venv
	touch $@

.venv/site: requirements.lock | .venv/python
	$(INSTALL) -r requirements.lock
	touch $@

.venv/test: requirements-test.lock | .venv/python
	$(INSTALL) -r requirements-test.lock
	touch $@ .venv/site
