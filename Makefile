# Every command of this project. `make` alone lists them.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
PIP_INSTALL := -m pip install --quiet --disable-pip-version-check --require-hashes -r
DAY = $(if $(ON),--on "$(ON)")

.DEFAULT_GOAL := help
.PHONY: help site serve check test test-long fix messages bench gallery postcodes lock chromium
.PHONY: tables tidy changes preview publish rollback watch

help: ## list the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "make %-11s %s\n", $$1, $$2}'

site: .venv/site-ready ## check the tables and build the site into site/
	@$(BIN)/python build_site.py

serve: .venv/site-ready ## show the site on this machine and follow every edit
	@$(BIN)/python build_site.py serve

check: .venv/ready ## check the tables, then style, types and structure of the code
	@$(BIN)/python build_site.py check
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

test: .venv/ready .venv-csvw/ready chromium ## run the everyday tests
	@$(BIN)/python -m pytest -n 2 --dist loadfile --durations 12

test-long: .venv/ready .venv-csvw/ready .venv-postcodes/ready .venv-mutation/ready chromium ## run the tests that take hours
	@command -v Rscript >/dev/null || apt-get -o DPkg::Lock::Timeout=900 install -y --no-install-recommends r-base-core >/dev/null
	@$(BIN)/python -m pytest -m long
	@.venv-mutation/bin/python -m tools.mutation $(ROOM)

fix: .venv/ready ## mend what the tools can mend by themselves
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

messages: .venv/ready ## bring the translations in step with what the code and the templates say
	@$(BIN)/python -m tools.messages

bench: .venv/ready ## measure the code, and the speed of builds (UNITS="113 300 1200"), into benchmarks/
	@$(BIN)/python -m benchmarks.house
	@$(BIN)/python -m benchmarks.speed $(or $(UNITS),113 300 1200) $(if $(REFERENCE),--reference $(REFERENCE))

gallery: .venv/ready ## draw every chart in every state into build/gallery
	@$(BIN)/python -m tests.charts.gallery build/gallery

postcodes: .venv-postcodes/ready ## make the files of postcodes and places anew from the ONS directory and GeoNames
	@.venv-postcodes/bin/python -m postcodes.build build

lock: .venv/ready ## lock every dependency anew, with hashes
	@tools/lock.sh $(BIN)/uv

# Publishing: the steps of .github/workflows, for any other host too. AS_OF, FORMAT, ON, SINCE and VERSION are options.
tables: .venv/site-ready ## check the tables alone (FORMAT=github annotates a pull request)
	@$(BIN)/python build_site.py check $(DAY) --format $(or $(FORMAT),text)

tidy: .venv/site-ready ## bring tables that a spreadsheet saved back to the form in which they are kept
	@$(BIN)/python build_site.py tidy

changes: .venv/site-ready ## say what differs from the last release (SINCE=main, FORMAT=markdown)
	@$(BIN)/python build_site.py changes $(DAY) --format $(or $(FORMAT),text) $${SINCE:+--since "$$SINCE"}

preview: .venv/site-ready ## build the site with everything scheduled, to be opened without a server
	@rm -rf build/preview
	@$(BIN)/python build_site.py build $(DAY) --as-of last --site build/preview-site >&2
	@$(BIN)/python build_site.py portable $(DAY) --site build/preview-site --into build/preview --format $(or $(FORMAT),text)

publish: .venv/site-ready ## release what is out (AS_OF=today) and commit it, build the site
	@$(BIN)/python build_site.py release $(DAY) --raise --commit $(if $(AS_OF),--as-of "$(AS_OF)")
	@$(BIN)/python build_site.py build $(DAY) --as-of released
	@$(BIN)/python build_site.py addresses --commit

rollback: .venv/site-ready ## build the site of an earlier release again (VERSION=1.0.0)
	@$(BIN)/python build_site.py rollback "$$VERSION"

watch: .venv/site-ready ## look for dead links to other sites and for stale dates
	@$(BIN)/python build_site.py stale; stale=$$?; $(BIN)/python build_site.py links && exit $$stale

# Environments are made anew when what they are locked to changes.
.venv/site-ready: requirements.txt
	@$(PYTHON) -m venv .venv && $(BIN)/python $(PIP_INSTALL) requirements.txt && touch $@

.venv/ready: requirements-dev.txt
	@$(PYTHON) -m venv .venv && $(BIN)/python $(PIP_INSTALL) requirements-dev.txt && touch $@ .venv/site-ready

.venv-%/ready: requirements-%.txt
	@$(PYTHON) -m venv .venv-$* && .venv-$*/bin/python $(PIP_INSTALL) requirements-$*.txt && touch $@

# The browser tests open the site in a real Chromium: the machine's own, or Debian's, or Playwright's.
chromium: .venv/ready
	@$(BIN)/python -m tests.browser.chromium
