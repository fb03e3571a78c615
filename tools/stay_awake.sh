#!/bin/sh
# Keeps the scheduled workflows switched on: the host switches them off after 60 days without a commit, and an enabling
# call counts as a sign of life. GH_TOKEN may write the actions of GH_REPO.
set -eu

for workflow in publish watch; do
    gh api --method PUT "repos/$GH_REPO/actions/workflows/$workflow.yml/enable"
done
