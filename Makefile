# Each target calls one tool; what is missing is installed first, from the locks.
SHELL := /bin/bash
PYTHON ?= python3
UV := .bootstrap/bin/uv
APP := .venv/bin
CONTRACTS := .venv-contracts/bin
PROOFS := .venv-proofs/bin
export PATH := $(CURDIR)/node_modules/.bin:$(PATH)
export UV_PYTHON_DOWNLOADS := never

.DEFAULT_GOAL := help
# One after the other, but for what `make test` runs side by side.
ifndef SIDE_BY_SIDE
.NOTPARALLEL:
endif
.DELETE_ON_ERROR:
.PHONY: help up reset audit test test-solidity test-model test-brownie test-backend test-e2e check gas invariants \
	model coverage mutants prove slither bench-index bench-index-peers bench-api bench-live bench-live-peers bench-page \
	screens soak format compile bundle install browser tools compiler lock

help: ## List these targets
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z0-9-]+):.*## (.*)/\1|\2/' | \
		while IFS='|' read -r name text; do printf '  make %-18s %s\n' "$$name" "$$text"; done

# --- running

up: install bundle ## Start the chain, the indexer and the page; Ctrl-C stops them
	@$(APP)/python -m scripts.up

reset: install ## Forget the local chain and its database
	@$(APP)/python -m scripts.reset

audit: export TOKTOK_RPC_URL ?= http://127.0.0.1:$(or $(TOKTOK_RPC_PORT),8545)
audit: install ## Compare the database of `make up` with its chain
	@$(APP)/toktok audit

# --- trying

test: install browser ## Run every test: first what needs no server, two at a time, each told when it is done
	@echo "==> Formatters, linters, types, contracts: some minutes"
	@$(MAKE) --no-print-directory --jobs 2 --output-sync=target SIDE_BY_SIDE=1 test-brownie test-solidity test-model check
	@$(MAKE) --no-print-directory test-backend test-e2e
	@echo "==> All tests passed"

test-solidity: install ## Contracts: unit, fuzz, invariants (Foundry)
	@echo "==> Contracts: unit, fuzz, invariants"
	@forge test

test-model: install ## Contracts against a plain model, to the wei (Anvil)
	@echo "==> Contracts against a plain model"
	@$(APP)/pytest tests/model

ifdef SIDE_BY_SIDE
test-model: test-solidity # Both compile to the same place.
endif

test-brownie: install ## Contracts: deployment, seed, journeys (Brownie)
	@echo "==> Contracts: deployment, seed, journeys"
	@$(CONTRACTS)/python -m pytest tests/contracts/brownie

test-backend: install bundle ## Indexer, store, API (SQLite, PostgreSQL)
	@echo "==> Backend"
	@$(APP)/pytest tests/backend --numprocesses 2 --no-loadscope-reorder

test-e2e: install browser bundle compile ## The page in a real browser
	@echo "==> Page in a browser"
	@$(APP)/pytest tests/e2e

check: install ## Formatters, linters and types of all three languages
	@echo "==> Python: format, lint, types, imports"
	@$(APP)/ruff format --check --quiet
	@$(APP)/ruff check --quiet
	@$(APP)/mypy
	@$(APP)/lint-imports
	@echo "==> TypeScript: types"
	@npm run --silent types
	@echo "==> Solidity: format, lint"
	@forge fmt --check contracts tests/contracts
	@solhint --disc --max-warnings 0 'contracts/**/*.sol'

gas: install ## Gas of each operation against its limit
	@$(APP)/python -m scripts.gas

invariants: install ## The invariants, for longer
	@FOUNDRY_PROFILE=deep forge test --match-path 'tests/contracts/foundry/invariants/*'

# --- proving

model: install ## The same with any history: make model STEPS=100000 SEED=7, or REPLAY=file
	@$(APP)/python -m tests.model $(if $(STEPS),--steps $(STEPS)) $(if $(SEED),--seed $(SEED)) $(if $(REPLAY),--replay $(REPLAY))

coverage: install ## Lines and branches of the contracts that the unit tests reach
	@$(APP)/python -m scripts.coverage

mutants: install ## Break the contracts in 150 places: the tests must notice
	@$(APP)/python -m scripts.mutants

prove: install .venv-proofs/.stamp ## Prove the arithmetic for all inputs, and see each proof fail on broken code
	@$(APP)/python -m scripts.prove

slither: install .venv-proofs/.stamp ## What Slither finds, against the answers in docs/decisions
	@$(APP)/python -m scripts.slither

# --- measuring

bench-index: install ## Speed of the indexer, on a chain of its own
	@$(APP)/python -m scripts.bench.index

bench-index-peers: install scripts/bench/peers/ponder/node_modules/.stamp ## The same, beside Ponder and web3.py
	@$(APP)/python -m scripts.bench.index --peers

bench-api: install bundle compile ## The API at a million trades, and a thousand listeners
	@$(APP)/python -m scripts.bench.api

bench-live: install bundle ## From mined to visible over HTTP
	@$(APP)/python -m scripts.bench.live

bench-live-peers: install bundle scripts/bench/peers/ponder/node_modules/.stamp ## The same, beside Ponder
	@$(APP)/python -m scripts.bench.live --peers

bench-page: install browser bundle compile ## How light and quick the pages are: bytes, Lighthouse (URL=… for one that runs)
	@$(APP)/python -m scripts.bench.page $(if $(URL),--url $(URL))

screens: install browser bundle compile ## Pictures of every page into docs/screens (URL=… for one that runs)
	@$(APP)/python -m scripts.screens $(if $(URL),--url $(URL))

soak: install ## The tests of trust, for hours
	@SOAK=1 $(APP)/pytest tests/backend/trust tests/backend/api/test_conformance.py tests/backend/api/test_made_up.py --timeout 14400

# --- making

format: install ## Format Python and Solidity
	@$(APP)/ruff format --quiet
	@$(APP)/ruff check --fix --quiet
	@forge fmt contracts tests/contracts

compile: install ## Compile the contracts (build/contracts)
	@$(CONTRACTS)/brownie compile

bundle: install ## Bundle the page's TypeScript
	@npm run --silent build

# --- installing

install: tools .venv/.stamp .venv-contracts/.stamp node_modules/.stamp compiler ## Install what is missing

browser: install ## Bring a browser for the tests
	@scripts/install/browser.sh

tools:
	@PYTHON=$(PYTHON) scripts/install/tools.sh

compiler: node_modules/.stamp
	@scripts/install/solc.sh

.bootstrap/.stamp: requirements/uv.txt
	@echo "==> Installing uv"
	@$(PYTHON) -m venv --clear .bootstrap
	@.bootstrap/bin/python -m pip install -qq --disable-pip-version-check --require-hashes -r $<
	@touch $@

.venv/.stamp: requirements/app.txt pyproject.toml | .bootstrap/.stamp
	@echo "==> Installing the app (.venv)"
	@scripts/install/environment.sh .venv $<
	@touch $@

.venv-contracts/.stamp: requirements/contracts.txt pyproject.toml | .bootstrap/.stamp
	@echo "==> Installing Brownie (.venv-contracts)"
	@scripts/install/environment.sh .venv-contracts $<
	@touch $@

.venv-proofs/.stamp: requirements/proofs.txt pyproject.toml | .bootstrap/.stamp
	@echo "==> Installing Halmos and Slither (.venv-proofs)"
	@scripts/install/environment.sh .venv-proofs $<
	@touch $@

node_modules/.stamp: package.json package-lock.json
	@echo "==> Installing the npm packages"
	@npm ci --silent --no-audit --no-fund
	@touch $@

scripts/bench/peers/ponder/node_modules/.stamp: scripts/bench/peers/ponder/package-lock.json
	@echo "==> Installing Ponder, to compare with"
	@cd scripts/bench/peers/ponder && npm ci --silent --no-audit --no-fund
	@touch $@

LOCK = $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
	--no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock'

lock: tools .bootstrap/.stamp ## Write the locks anew from pyproject.toml and package.json
	@$(LOCK) pyproject.toml --group dev -o requirements/app.txt >/dev/null
	@$(LOCK) --group contracts -o requirements/contracts.txt >/dev/null
	@$(LOCK) --group proofs -o requirements/proofs.txt >/dev/null
	@$(LOCK) --group uv -o requirements/uv.txt >/dev/null
	@npm install --package-lock-only --silent --no-audit --no-fund
