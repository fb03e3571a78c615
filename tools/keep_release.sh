#!/bin/sh
# Commits what `make publish` wrote (the release, the register of addresses, the raised version) and pushes it, so that
# the commit that is deployed holds all it was built from. Says in $GITHUB_OUTPUT whether there is something to deploy.
# EVENT is what started the run, TOKEN may push, VERSION is set where an earlier release was brought back.
set -eu

say() { echo "deploy=$1" >> "${GITHUB_OUTPUT:-/dev/stdout}"; }

if [ -n "${VERSION:-}" ]; then
    say yes
    exit
fi
git add -- addresses.csv releases datapackage/datapackage.json
if git diff --cached --quiet; then
    # Nothing new is out. A push may have changed pages or code all the same; the daily look has nothing to do.
    if [ "${EVENT:-push}" = schedule ]; then say no; else say yes; fi
    exit
fi
version=$(sed -n '$s/,.*//p' releases/index.csv)
git -c user.name="Release" -c user.email="release@users.noreply.github.com" commit -q -m "Release $version"
git push -q "${PUSH_TO:-https://x-access-token:$TOKEN@github.com/$GITHUB_REPOSITORY.git}" HEAD:main
say yes
