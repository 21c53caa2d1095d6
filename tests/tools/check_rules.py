#!/usr/bin/env python3
"""Which rules and rows of the typesetting reference have a test.

The reference lies beside the checkout (../shared/reference) and is no part of it. Every test row
(T1, TF1 …) and every rule (W4, L3 …) must be named by a test; what can't have one is in UNTESTED, and
why stands beside it. To name a rule in a test is to hold the engine to it: a number in the name of the
test, in a comment beside the case, or in its message.

Usage: check_rules.py ROOT      (registered with ctest as `rules`; exit 77: no reference)
"""
import pathlib
import re
import sys

SKIPPED = 77
ROW = re.compile(r"^\| (TF?\d+) \|", re.MULTILINE)
RULE = re.compile(r"^(?:- |\| )?\**\*\*([A-Z]{1,3}\d+)\*\*", re.MULTILINE)
RANGE = re.compile(r"\b(TF?|[A-Z]{1,3})(\d+)\s*(?:–|to|-)\s*(?:\1)?(\d+)\b")
NAME = re.compile(r"(?<![A-Za-z0-9])(?:TF?|[A-Z]{1,3})\d+")
# A test may carry its numbers at the end of its name: HangsAMarkG1, PausesStandTopRightT131V3.
TEST = re.compile(r"^TEST\w*\(\s*\w+,\s*(\w+)\)", re.MULTILINE)
UNTESTED = {
    "B5": "formula lines: manuscripts have no formulas",
    "L8": "figures at the head or foot of a column: figures stand where they are written",
}
PAPER = re.compile(r"""["'][AB]\d["']""")  # a sheet of paper, not a rule
NUMBER = re.compile(r"(?:TF?|[A-Z]{1,3})\d+")


def test_files(root):
    for pattern in ("engine/**/*_test.cc", "engine/**/*_test.c", "tests/**/*.cc", "tests/**/*.py"):
        yield from root.glob(pattern)


def names_in(text):
    """T61 and, for T1–T105 in a comment, every number between."""
    names = set(NAME.findall(PAPER.sub("", text)))
    for test in TEST.findall(text):
        names.update(NUMBER.findall(test))
    for prefix, first, last in RANGE.findall(text):
        if int(first) < int(last) <= int(first) + 200:
            names.update(f"{prefix}{n}" for n in range(int(first), int(last) + 1))
    return names


def order(name):
    letters = name.rstrip("0123456789")
    return letters, int(name[len(letters):])


def main(root):
    reference = root.parent / "shared" / "reference" / "chinese-typesetting.md"
    if not reference.exists():
        print("no reference beside the checkout: nothing to compare with")
        return SKIPPED
    text = reference.read_text(encoding="utf-8")
    named = set()
    for path in test_files(root):
        if path.name != pathlib.Path(__file__).name:
            named |= names_in(path.read_text(encoding="utf-8"))
    faults = []
    for kind, found in (("row", ROW.findall(text)), ("rule", RULE.findall(text))):
        wanted = sorted(set(found), key=order)
        faults += [f"{one}: no test names this {kind}"
                   for one in wanted if one not in named and one not in UNTESTED]
        print(f"{len(named.intersection(wanted))} of {len(wanted)} {kind}s have a test")
    for one, reason in UNTESTED.items():
        print(f"{one}: named by now, take it out of UNTESTED" if one in named
              else f"{one}: none ({reason})")
    for fault in faults:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1])))
