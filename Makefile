PYTHON ?= python3
BIN := .venv/bin

.PHONY: help env site serve check test lint bench golden browser
.DEFAULT_GOAL := help

help:  ## 列出可用的命令
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/'

env: .venv/installed  ## 建好 .venv，装上生成、测试要用的包

.venv/installed: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo '要用 Python 3.11 或更新的版本'; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { apt-get update -q && apt-get install -y -q python3-venv; }
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || { rm -rf .venv && $(PYTHON) -m venv .venv; }
	$(BIN)/python -m pip install -q --disable-pip-version-check -e '.[test]'
	@touch $@

site: env  ## 检查全部内容，生成 site/
	$(BIN)/xuncha build

serve: env  ## 边改边看：http://127.0.0.1:8000/
	$(BIN)/xuncha serve

check: env  ## 只检查，不生成
	$(BIN)/xuncha check

lint: env  ## 代码检查：ruff、mypy、引用方向
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

test: env lint browser site  ## 生成网站，再做全部测试，含真实浏览器
	$(BIN)/python -m pytest -n auto

golden: env  ## 重写测试的对照文件，改动要逐条看过
	$(BIN)/python -m pytest tests/test_faulty_sites.py tests/test_handbook_examples.py tests/test_architecture.py --rewrite-golden
	$(BIN)/python docs/handbook.py

SIZES ?= 1000 5000

bench: env  ## 生成速度：与 Material for MkDocs、Hugo 和下限比较
	$(BIN)/python -m pip install -q --disable-pip-version-check -e '.[test,bench]'
	$(BIN)/python tests/benchmarks/gate.py
	$(BIN)/python tests/benchmarks/build.py $(SIZES)

# For tests only: Debian's Chromium opens the pages, with fonts that have Chinese; libatomic1 is what
# Playwright's driver wants; strace kills builds at chosen system calls; git makes histories.
TEST_PACKAGES := chromium fonts-noto-cjk libatomic1 strace git

browser:
	@dpkg -s $(TEST_PACKAGES) >/dev/null 2>&1 || { apt-get update -q && \
	  apt-get install -y -q --no-install-recommends $(TEST_PACKAGES); }
