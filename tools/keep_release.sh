#!/bin/sh
# Pushes what `make publish` committed (the release, then its addresses), so that main holds all that is deployed, and
# says in $GITHUB_OUTPUT whether there is something to deploy. EVENT is what started the run, GITHUB_SHA the commit it
# started from, TOKEN may push, VERSION is set where an earlier release was brought back.
set -eu

say() { echo "deploy=$1" >> "${GITHUB_OUTPUT:-/dev/stdout}"; }

if [ -n "${VERSION:-}" ]; then
    say yes
elif [ "$(git rev-parse HEAD)" != "$GITHUB_SHA" ]; then
    git push -q "${PUSH_TO:-https://x-access-token:$TOKEN@github.com/$GITHUB_REPOSITORY.git}" HEAD:main
    say yes
elif [ "${EVENT:-push}" = schedule ]; then
    say no # nothing new is out
else
    say yes # the same release, on other pages or by other code
fi
