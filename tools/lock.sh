#!/bin/sh
# Lock every dependency with hashes and without the address of any index: `make lock`.
set -eu
uv="$1"
options="--universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate --quiet"
"$uv" pip compile pyproject.toml $options -o requirements.txt
"$uv" pip compile pyproject.toml --group dev -c requirements.txt $options -o requirements-dev.txt
"$uv" pip compile --group pyproject.toml:postcodes $options -o requirements-postcodes.txt
"$uv" pip compile --group pyproject.toml:csvw $options -o requirements-csvw.txt
"$uv" pip compile pyproject.toml --group mutation -c requirements-dev.txt $options -o requirements-mutation.txt
