#!/usr/bin/env bash
# Names, in one line, the first tool that is missing or too old.
set -euo pipefail
python=${PYTHON:-python3}

stop() { echo "toktok: $*" >&2; exit 1; }

command -v "$python" >/dev/null || stop "Python 3.11 or newer is needed; $python is not there (choose another with PYTHON=...)"
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
    || stop "Python 3.11 or newer is needed; $python is $("$python" -V 2>&1 | head -n 1) (choose another with PYTHON=...)"
"$python" -c 'import ensurepip, venv' 2>/dev/null \
    || stop "$python cannot make virtual environments; on Debian install python3-venv"
command -v node >/dev/null || stop "Node 20 or newer is needed; node is not there"
node -e 'process.exit(Number(process.versions.node.split(".")[0]) < 20 ? 1 : 0)' \
    || stop "Node 20 or newer is needed; node is $(node --version)"
command -v npm >/dev/null || stop "npm is needed (it comes with Node)"
