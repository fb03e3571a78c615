#!/bin/sh
# What the publishing workflow decides, with Git alone, so that any other host can do the same.
#
#   publishing.sh due    is there something on main that is not shown, or whose day has come?
#   publishing.sh hold   main is shown as far as it goes, by an earlier release that is brought back (VERSION)
#   publishing.sh keep   push what `make publish` committed, and say whether there is something to deploy
#   publishing.sh shown  remember that COMMIT is what is shown
#   publishing.sh preview  say in a summary where the PREVIEW of a pull request is
#
# The branch `published` of the remote remembers which commit of main was last deployed: a run compares main with it and
# not with what started the run, so that whatever was lost, cut off or failed is made good by the next run.
#
# TOKEN may push; START is the commit a run began with, SHOWN where `published` stood then; NOW stands for the clock in
# tests. What is decided goes to GITHUB_OUTPUT.
set -eu

remote="${PUSH_TO:-https://x-access-token:${TOKEN:-}@github.com/${GITHUB_REPOSITORY:-}.git}"

say() { echo "$1" >> "${GITHUB_OUTPUT:-/dev/stdout}"; }
at() { git ls-remote "$remote" "refs/heads/$1" | cut -f 1; }
london() { TZ=Europe/London date ${NOW:+-d "@$NOW"} "$@"; }

# Everything up to a commit is shown where `published` contains it.
is_shown() { [ -n "$2" ] && git fetch -q "$remote" refs/heads/published && git merge-base --is-ancestor "$1" "$2"; }

# The day whose publications are out: a day begins at half past nine in London.
today() {
    day="$(london +%F)"
    if [ "$(london +%H%M)" -ge 930 ]; then echo "$day"; else date -d "$day -1 day" +%F; fi
}

# Whether a day in the tables has come since they were last released, or since an earlier release was brought back.
has_come() {
    created="$(sed -n 's/^ *"created": "\([0-9-]*\).*/\1/p' datapackage/datapackage.json)"
    held="$(git show -s --format=%s "$1" 2> /dev/null | sed -n 's/^Show .* again from //p')"
    cat datapackage/*.csv | tr ',' '\n' | grep -xE '[0-9]{4}-[0-9]{2}-[0-9]{2}' | sort -u |
        awk -v from="$created" -v held="$held" -v to="$(today)" \
            '$0 > from && $0 > held && $0 <= to { found = 1 } END { exit !found }'
}

# Puts what was merged meanwhile beside the release, so that the commit that was built stays in the history of main.
join() {
    git merge-base --is-ancestor "$1" HEAD ||
        git -c user.name=Release -c user.email=release@users.noreply.github.com merge -q --no-edit "$1" > /dev/null ||
        { git merge --abort; return 1; }
}

case "$1" in
due)
    main="$(git rev-parse HEAD)"
    shown="$(at published)"
    say "commit=$main"
    say "shown=$shown"
    if ! is_shown "$main" "$shown" || has_come "$shown"; then say due=yes; else say due=no; fi
    ;;
hold)
    main="$(git rev-parse HEAD)"
    if ! git cat-file -e "$main:releases/$VERSION.zip" 2> /dev/null; then
        echo "There is no release $VERSION. Released are: $(git show "$main:releases/index.csv" | cut -d , -f 1 | tail -n +2 | xargs)." >&2
        exit 1
    fi
    mark="$(git -c user.name=Release -c user.email=release@users.noreply.github.com \
        commit-tree -p "$main" -m "Show $VERSION again from $(today)" "$main^{tree}")"
    git push -q --force "$remote" "$mark:refs/heads/published"
    ;;
keep)
    head="$(git rev-parse HEAD)"
    say "commit=$head"
    if [ -n "${VERSION:-}" ]; then
        say deploy=yes
    elif [ "$(at published)" != "$SHOWN" ]; then
        echo "An earlier release was brought back since this run began: it stays until main moves on." >&2
        say deploy=no
    elif is_shown "$head" "$SHOWN"; then
        say deploy=no # nothing new is out
    else
        git fetch -q "$remote" refs/heads/main
        if [ "$head" = "$START" ] || { join "$(git rev-parse FETCH_HEAD)" && git push -q "$remote" HEAD:main; }; then
            say deploy=yes
        else
            echo "main has moved on since this run began, where the release wants to write: the next run does both." >&2
            say deploy=no
        fi
    fi
    ;;
shown)
    if [ "$(at published)" = "$SHOWN" ]; then
        git push -q --force-with-lease="refs/heads/published:$SHOWN" "$remote" "$COMMIT:refs/heads/published"
    else
        echo "An earlier release was brought back since this run began: it will be shown next." >&2
    fi
    ;;
preview)
    printf '\n### Preview\n\n[Download the preview](%s), unpack it, and open `index.html`.\n' "$PREVIEW"
    ;;
*)
    sed -n 's/^#   //p' "$0" >&2
    exit 2
    ;;
esac
