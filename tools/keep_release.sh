#!/bin/sh
# Pushes what `make publish` committed (the release, then its addresses), so that main holds all that is deployed, and
# says in $GITHUB_OUTPUT whether there is something to deploy. EVENT is what started the run, START the commit it was
# built from (by default what was fetched), TOKEN may push, VERSION is set where an earlier release was brought back.
set -eu

say() { echo "deploy=$1" >> "${GITHUB_OUTPUT:-/dev/stdout}"; }

remote="${PUSH_TO:-https://x-access-token:${TOKEN:-}@github.com/${GITHUB_REPOSITORY:-}.git}"
start="${START:-$(git rev-parse origin/main)}"

if [ -n "${VERSION:-}" ]; then
    say yes
elif [ "$(git ls-remote "$remote" refs/heads/main | cut -f 1)" != "$start" ]; then
    echo "main has moved on since this run began: the run of what was merged then publishes both." >&2
    say no
elif [ "$(git rev-parse HEAD)" != "$start" ]; then
    git push -q "$remote" HEAD:main
    say yes
elif [ "${EVENT:-push}" = schedule ]; then
    say no # nothing new is out
else
    say yes # the same release, on other pages or by other code
fi
