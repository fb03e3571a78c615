#!/bin/sh
# Tells people of a run that failed, by an issue on the host: one for each WORKFLOW that stays open until somebody closes
# it, with a comment for each further run. RUN is the address of the run; GH_TOKEN may write issues of GH_REPO.
set -eu

title="$WORKFLOW failed"
said="$RUN failed. What is published is as it was; the next run tries again. Close this when it is mended."
open="$(gh issue list --state open --limit 200 --json number,title --jq "map(select(.title == \"$title\"))[0].number // empty")"
if [ -n "$open" ]; then
    gh issue comment "$open" --body "$said"
else
    gh issue create --title "$title" --body "$said"
fi
