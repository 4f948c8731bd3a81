#!/usr/bin/env bash
# Brings a Chromium for the browser tests: the system's, Playwright's, or Debian's package.
set -uo pipefail
cd "$(dirname "$0")/../.."
log=build/browser-install.log
mkdir -p build

has_system_browser() { command -v chromium || command -v chromium-browser || command -v google-chrome; } >/dev/null
has_playwright_browser() {
    .venv/bin/python - <<'PY'
import pathlib, sys
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    sys.exit(not pathlib.Path(playwright.chromium.executable_path).exists())
PY
} 2>/dev/null
as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi; }
from_debian() {
    export DEBIAN_FRONTEND=noninteractive
    as_root apt-get update -qq && as_root apt-get install -y -qq --no-install-recommends chromium
}

has_system_browser || has_playwright_browser && exit 0
echo "No Chromium here: trying Playwright's, then Debian's package (see $log)"
timeout 180 .venv/bin/playwright install chromium >"$log" 2>&1 && exit 0
if command -v apt-get >/dev/null && from_debian >>"$log" 2>&1 && has_system_browser; then exit 0; fi
echo "toktok: the browser tests need Chromium and it could not be installed; install chromium and try again (see $log)" >&2
exit 1
