#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Lists the single test cases of a run of `meson test`, one a line: ok, FAIL or skip, and the name.

usage: meson_results.py LOG.json

The log (meson-logs/*.json) has what each program printed: TAP, or cmocka's own format. A program
that prints neither is one case. After a FAIL comes the end of the program's output, indented.
"""
import json
import re
import sys

TAIL_LINES = 40

# cmocka 1.1 writes a skipped case as "not ok 3 # SKIP name"
TAP = re.compile(r"^(ok|not ok) \d+(?: - |\s+)?(.*?)\s*(?:# (SKIP|TODO)\b\s*(.*))?$", re.I)
CMOCKA = re.compile(r"^\[ +(OK|FAILED|SKIPPED) +\] (.+)$")


def cases(output):
    """(verdict, name) of each case in what a program printed."""
    for line in output.splitlines():
        if line.startswith("[==========]") and "run." in line:
            return  # cmocka's summary repeats the names
        if match := TAP.match(line):
            result, name, directive, reason = match.groups()
            if directive and directive.upper() == "SKIP":
                yield "skip", name or reason
            else:
                yield ("ok" if result == "ok" else "FAIL"), name
        elif match := CMOCKA.match(line):
            yield {"OK": "ok", "FAILED": "FAIL", "SKIPPED": "skip"}[match[1]], match[2]


def report(test):
    name = test["name"].rpartition(" / ")[2]  # without project and suite
    result = test["result"]
    found = list(cases(test.get("stdout", "")))
    for verdict, case in found:
        print(f"{verdict} {name}: {case}")
    verdicts = {verdict for verdict, _ in found}

    passed = result in ("OK", "EXPECTEDFAIL", "SKIP")
    if not found and passed:
        print(f"{'skip' if result == 'SKIP' else 'ok'} {name}")
    # meson takes cmocka's way to write "skipped" for a failure
    if passed or (
        result == "FAIL"
        and test.get("returncode") == 0
        and "skip" in verdicts
        and "FAIL" not in verdicts
    ):
        return
    if "FAIL" not in verdicts:
        print(f"FAIL {name}: {result}, exit status {test.get('returncode')}")
    for line in (test.get("stdout", "") + test.get("stderr", "")).splitlines()[-TAIL_LINES:]:
        print("    " + line)


def main():
    with open(sys.argv[1], encoding="utf-8") as log:
        for line in log:
            report(json.loads(line))


main()
