# Two commands set up a fresh machine with Python 3.11, pip and make: `make chat` and `make test`.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 7860
HOST ?= 127.0.0.1
JOBS ?= 2

.PHONY: help chat test lint types unit eval lock audit clean

help:
	@echo "make chat   cài đặt, lập chỉ mục bộ bài mẫu và mở trang hỏi đáp (http://$(HOST):$(PORT))"
	@echo "make test   install what tests need and run every check"
	@echo "make eval   report on the test set"
	@echo "make lock   write requirements.lock anew"
	@echo "make audit  known weaknesses of the locked packages"

# torch is pinned outside the lock file: its CPU and CUDA builds have other hashes and needs.
$(VENV)/.run: requirements.lock pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "Không tìm thấy $(PYTHON). Hãy cài Python 3.11, hoặc chạy: make chat PYTHON=/đường/dẫn/python3.11"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check torch==2.13.0
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.test: $(VENV)/.run requirements-test.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements-test.lock
	@touch $@

chat: $(VENV)/.run
	$(BIN)/hoibao page --host $(HOST) --port $(PORT) --samples

test: $(VENV)/.test
	$(BIN)/python tests/install_chromium.py
	$(MAKE) --no-print-directory lint types unit

lint: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.test
	$(BIN)/mypy

unit: $(VENV)/.test
	$(BIN)/python -m pytest -n $(JOBS) --dist loadfile --max-worker-restart 0

eval: $(VENV)/.run
	$(BIN)/hoibao eval run eval/sets/test.jsonl --samples --jobs 2 --report

# Without torch's own CUDA packages: `pip install torch` brings what its build needs.
COMPILE := .make/lock/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-package torch --no-header --no-annotate pyproject.toml
lock:
	$(PYTHON) -m venv .make/lock && .make/lock/bin/pip install --quiet uv
	$(COMPILE) | awk '/^[^ ]/ {keep = !/^(nvidia-|cuda-|triton)/} keep' > requirements.lock
	$(COMPILE) --extra test -c requirements.lock | awk '/^[^ ]/ {keep = !/^(nvidia-|cuda-|triton)/} keep' > requirements-test.lock

# What is known to be weak in the locked packages (torch stands outside the lock). Exit 1: something
# is; 2: the data cannot be reached, or has nothing on some package, which is not the same as safe.
LOCK ?= requirements.lock
AUDITED := .make/audit.json
audit:
	@test -x .make/audit/bin/pip-audit || { $(PYTHON) -m venv .make/audit && .make/audit/bin/pip install --quiet pip-audit; }
	@rm -f $(AUDITED); status=0; \
	.make/audit/bin/pip-audit --requirement $(LOCK) --require-hashes --disable-pip --progress-spinner off \
		--format json --output $(AUDITED) || status=$$?; \
	test -s $(AUDITED) || { echo "audit: the data on weaknesses cannot be reached from here"; exit 2; }; \
	missing=$$(grep -o skip_reason $(AUDITED) | wc -l); \
	if [ $$missing -gt 0 ]; then echo "audit: nothing is known of $$missing packages (see $(AUDITED)); the data may be out of reach"; \
		[ $$status -ne 0 ] || status=2; fi; exit $$status

clean:
	rm -rf $(VENV) .make build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache
