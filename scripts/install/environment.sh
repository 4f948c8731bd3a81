#!/usr/bin/env bash
# environment.sh FOLDER LOCK: makes the virtual environment exactly what the lock says, plus toktok.
set -euo pipefail
folder=$1 lock=$2
uv=.bootstrap/bin/uv

[ -x "$folder/bin/python" ] || "$uv" venv --quiet --clear --python .bootstrap/bin/python "$folder"
"$uv" pip sync --quiet --python "$folder/bin/python" --require-hashes "$lock"
# Without its dependencies: the lock has them, and Brownie's environment leaves most of them out.
"$uv" pip install --quiet --offline --no-deps --python "$folder/bin/python" --editable .
