#!/usr/bin/env python3
"""Which rules and rows of the typesetting reference have a test.

The reference lies beside the checkout (../shared/reference) and is no part of it. Every test row
(T1, TF1 …) must be named by a test. Rules without a test are listed with --rules, for whoever looks
for the next gap.

Usage: check_rules.py ROOT [--rules]      (registered with ctest as `rules`; exit 77: no reference)
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
NUMBER = re.compile(r"(?:TF?|[A-Z]{1,3})\d+")


def test_files(root):
    for pattern in ("engine/**/*_test.cc", "engine/**/*_test.c", "tests/**/*.cc", "tests/**/*.py"):
        yield from root.glob(pattern)


def names_in(text):
    """T61 and, for T1–T105 in a comment, every number between."""
    names = set(NAME.findall(text))
    for test in TEST.findall(text):
        names.update(NUMBER.findall(test))
    for prefix, first, last in RANGE.findall(text):
        if int(first) < int(last) <= int(first) + 200:
            names.update(f"{prefix}{n}" for n in range(int(first), int(last) + 1))
    return names


def order(name):
    letters = name.rstrip("0123456789")
    return letters, int(name[len(letters):])


def main(root, show_rules):
    reference = root.parent / "shared" / "reference" / "chinese-typesetting.md"
    if not reference.exists():
        print("no reference beside the checkout: nothing to compare with")
        return SKIPPED
    text = reference.read_text(encoding="utf-8")
    named = set()
    for path in test_files(root):
        if path.name != pathlib.Path(__file__).name:
            named |= names_in(path.read_text(encoding="utf-8"))
    rows = sorted(set(ROW.findall(text)), key=order)
    missing = [row for row in rows if row not in named]
    for row in missing:
        print(f"{row}: no test names this row")
    print(f"{len(named.intersection(rows))} of {len(rows)} rows have a test")
    if show_rules:
        rules = sorted(set(RULE.findall(text)), key=order)
        bare = [rule for rule in rules if rule not in named]
        print(f"{len(rules) - len(bare)} of {len(rules)} rules are named by a test; not:",
              " ".join(bare))
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1]), "--rules" in sys.argv[2:]))
