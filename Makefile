# Everything runs in .venv; nothing outside this folder is touched.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
# PaddleOCR brings opencv-contrib-python, which needs libGL and shares the package cv2 with the
# headless build: the headless build is put back last.
HEADLESS := opencv-python-headless==4.10.0.84

.PHONY: demo test browser lint bench fixtures model docs clean

demo: $(VENV)/program
	@# Exit status 1 says that indicators are missing or suspicious, as they are in this one.
	$(BIN)/evidencecheck check fixtures/development/small/evidence --system tianjin \
	    --applicant 天津栖云纸塑包装有限公司 --date 2026-03-31 --out out/demo || test $$? -eq 1
	@echo
	@echo "Look at out/demo/report.html in a browser. Beside it: scoresheet.xlsx, correction-notice.docx, report.json."

test: $(VENV)/development browser
	$(BIN)/pytest -n 2 --dist loadfile

# For the browser tests; without it they are skipped, and say so.
browser:
	@if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && ! command -v chromedriver >/dev/null; then \
	    { apt-get update -qq; apt-get install -y -qq --no-install-recommends chromium chromium-driver; } \
	    >/dev/null 2>&1 || echo "chromium could not be installed: browser tests will be skipped"; fi

lint: $(VENV)/development
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/development
	$(BIN)/python -m benchmarks

fixtures: $(VENV)/development
	$(BIN)/python -m fixtures.make

$(VENV)/program: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/development: $(VENV)/program
	$(BIN)/python -m pip install --quiet --editable ".[paddle]" --group dev
	$(BIN)/python -m pip install --quiet --force-reinstall --no-deps $(HEADLESS)
	@touch $@

model: $(VENV)/development
	$(BIN)/python models/train_document_types.py

# The pages that are made from the models of the rules and from rules/findings.yaml.
docs: $(VENV)/development
	$(BIN)/python -m docs.reference

clean:
	rm -rf $(VENV) out build dist
