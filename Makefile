# Sanad. `make help` lists what can be done; `make run` is all that a visitor needs.
SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PORT ?= 8080
export PORT
# relative to this directory unless absolute
SANAD_HOME ?= $(CURDIR)/.sanad
export SANAD_HOME

# Maven runs on the JDK that the code is for: the formatter parses with the JDK that it runs on
MVN = JAVA_HOME=$$(scripts/need jdk) mvn --batch-mode --file backend/pom.xml
MAVEN = $(MVN) --quiet
NPM := npm --prefix frontend
APP := backend/standalone/target/app
STAMPS := .make

# what each half is built from: a change in any of these builds it again, and nothing else does
BACKEND_SOURCES := $(shell find backend schema -type d \( -name target -o -name docs \) -prune -o -type f \( -path '*/src/main/*' -o -name pom.xml -o -name '*.graphqls' \) -print | sed 's/ /\\ /g')
FRONTEND_SOURCES := $(shell find frontend schema -type d \( -name node_modules -o -name dist -o -name e2e -o -name fonts \) -prune -o -type f ! -name '*.d.ts' ! -name '*.tsbuildinfo' -print 2>/dev/null | sed 's/ /\\ /g')

.PHONY: help run dev test test-backend test-frontend test-bench check e2e lighthouse fmt schema docs reset backup restore import demo node docker-check docker-lint bench build clean

help: ## list the targets
	@awk 'BEGIN { FS = ":.*## " } /^[a-z0-9-]+:.*## / { printf "  \033[1mmake %-14s\033[0m %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: build ## build what changed, start everything at http://localhost:8080 (PORT=…, SANAD_HOME=…, DEMO=off)
	@exec scripts/sanad run

node: build ## start a second API node beside a running Sanad: make node PORT=8081
	@exec scripts/sanad node

dev: $(STAMPS)/backend $(STAMPS)/npm ## the same with the app served by Vite, which shows each change at once
	@trap 'kill 0' EXIT; scripts/sanad run & $(NPM) run dev

build: $(STAMPS)/frontend $(APP)/sanad.aot

test: test-backend test-frontend test-bench docker-lint e2e ## everything: back end, front end, docker files, browser tests (10–20 minutes)
	@echo "make test: all green"

test-backend: ## compile with every check, unit and database tests, package
	@scripts/need jdk >/dev/null; scripts/need maven; mkdir -p $(STAMPS)
	$(MVN) verify
	@touch $(STAMPS)/backend

test-frontend: $(STAMPS)/npm ## lint, types, unit tests, build, size budgets
	$(NPM) run lint
	$(NPM) run lint:schema --if-present
	$(NPM) run typecheck
	$(NPM) test
	$(NPM) run build
	$(NPM) run budgets
	@touch $(STAMPS)/frontend

# a second's checks of the benchmark's own code; it measures nothing
test-bench:
	@if python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then python3 backend/bench/checks.py; else echo "No Python 3.11: the benchmark is not checked."; fi

check: $(STAMPS)/npm ## the quick checks: formats, lint, types, compilation; no tests
	$(MAVEN) test-compile
	$(NPM) run lint
	$(NPM) run lint:schema --if-present
	$(NPM) run typecheck

e2e: build ## browser tests in Chromium against a Sanad of their own
	@scripts/with-sanad $(NPM) run e2e

lighthouse: build ## score home, campaign and give in Arabic as on a cheap phone; asserts nothing
	@scripts/with-sanad $(NPM) run lighthouse

fmt: ## format the Java code
	$(MAVEN) spotless:apply

schema: ## print the schema's snapshot anew and show what a client would notice
	$(MAVEN) -pl api test -Dtest='*SchemaSnapshot*' -Dsanad.schema.update=true
	@git --no-pager diff --unified=0 -- schema/snapshot.graphql

docs: ## write the README's environment table anew
	$(MAVEN) -pl standalone -am test -Dtest=DocumentsTest -Dsurefire.failIfNoSpecifiedTests=false -Dsanad.readme.update=true

reset: ## wipe the data directory (asks first; YES=1 doesn't)
	@scripts/sanad reset $(if $(YES),--yes)

backup: $(STAMPS)/backend ## back up database, files and keys, running or not: make backup [FILE=…]
	@scripts/sanad backup $(FILE)

restore: $(STAMPS)/backend ## put a backup in place of the data directory: make restore FILE=…
	@scripts/sanad restore $(FILE)

import: $(STAMPS)/backend ## import an IATI 2.x activity file into a running Sanad: make import FILE=… [PREVIEW=1]
	@scripts/sanad import $(if $(PREVIEW),--preview) $(FILE)

demo: $(STAMPS)/backend ## load more of the demo data set into a running Sanad: make demo SCALE=2
	@scripts/sanad demo $(or $(SCALE),1)

docker-check: docker-lint ## check Dockerfiles and compose.yaml: every path, port and variable in them
	$(MAVEN) -pl standalone -am test -Dtest=DockerTest -Dsurefire.failIfNoSpecifiedTests=false

docker-lint:
	@scripts/need node
	@for file in docker/*/Dockerfile; do npx --yes dockerfilelint@1.8.0 $$file; done
	@for script in docker/*.sh docker/*/*.sh scripts/* .ci/run; do bash -n $$script; done

bench: $(STAMPS)/bench $(STAMPS)/frontend ## measure Sanad beside its peers (45 minutes; QUICK=1: five; SIZE, QUERIES, CONTENDERS: backend/bench/README.md)
	@scripts/need node; python3 backend/bench/bench.py

clean: ## remove what was built; the data directory stays
	rm -rf $(STAMPS) backend/*/target backend/bench/peers/*/node_modules frontend/dist frontend/node_modules

$(STAMPS)/backend: $(BACKEND_SOURCES)
	@scripts/need jdk >/dev/null; scripts/need maven; mkdir -p $(STAMPS)
	@echo "Building the back end …"
	@$(MAVEN) package -DskipTests -Dspotless.check.skip=true
	@touch $@

# classes loaded and linked, methods profiled: the JVM starts from there (a missing cache costs seconds, nothing else)
$(APP)/sanad.aot: $(STAMPS)/backend
	@echo "Preparing a quick start …"
	@scripts/sanad train
	@touch $@

# the API's own class path, as its Docker image has it
$(STAMPS)/bench: $(STAMPS)/backend
	@rm -rf backend/api/target/lib
	@$(MAVEN) -pl api dependency:copy-dependencies -DincludeScope=runtime -DoutputDirectory=target/lib
	@touch $@

$(STAMPS)/npm: frontend/package.json frontend/package-lock.json
	@scripts/need node; mkdir -p $(STAMPS)
	@echo "Installing the front end's tools …"
	@# not `npm ci`: it refuses a lock file that lacks other platforms' optional binaries, which some registries don't hold
	@$(NPM) install --no-audit --no-fund --loglevel=error
	@touch $@

$(STAMPS)/frontend: $(STAMPS)/npm $(FRONTEND_SOURCES)
	@echo "Building the app …"
	@$(NPM) run build --silent
	@touch $@
