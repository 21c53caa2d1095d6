#!/usr/bin/env python3
"""Which rules and rows of the typesetting reference have a test.

The reference lies beside the checkout (../shared/reference) and is no part of it. Every test row
(T1, TF1 …) and every rule (W4, L3 …) must be named by a test; what can't have one is in UNTESTED, and
why stands beside it. To name a rule in a test is to hold the engine to it: a number in the name of the
test, in a comment beside the case, or in its message.

GAPS says which tests show that the engine has not the shortcomings of other programs that section 11
lists; each of them must be there.

Usage: check_rules.py ROOT      (registered with ctest as `rules`; exit 77: no reference)
"""
import pathlib
import re
import sys

SKIPPED = 77
ROW = re.compile(r"^\| (TF?\d+) \|", re.MULTILINE)
RULE = re.compile(r"^(?:- |\| )?\**\*\*([A-Z]{1,3}\d+)\*\*", re.MULTILINE)
RANGE = re.compile(r"\b(TF?|[A-Z]{1,3})(\d+)\s*(?:–|to|-)\s*(?:\1)?(\d+)\b")
# Not the PDF tag /H1, the formula H2O, the path "L9 9".
NAME = re.compile(r"(?<![A-Za-z0-9/])(?:TF?|[A-Z]{1,3})\d+(?![A-Za-z0-9]| \d)")
# A test may carry its numbers at the end of its name: HangsAMarkG1, PausesStandTopRightT131V3.
TEST = re.compile(r"^TEST\w*\(\s*(\w+),\s*(\w+)\)", re.MULTILINE)
UNTESTED = {
    "B5": "formula lines: manuscripts have no formulas",
}
GAPS = {
    "GAP-1": ["Faces.SharedMarksFollowContextO1", "Noto.QuotesByContextT124T125",
              "Shaping.SharedMarksNeverFallToLatinF3", "Reference.TF1NoStart", "Reference.TF2NoEnd"],
    "GAP-2": ["Reference.RowsHoldWithFonts", "Fitting.TheMarkAtTheEndIsHalvedBeforeAnythingElseC0",
              "Quality.SqueezeOfStopsC6"],
    "GAP-3": ["Styles.AdjustedHalvesBothEdgesAndIsTheDefaultS2",
              "Fitting.WidthsAreTrimmedBeforeTheBreakIsLookedForK7"],
    "GAP-4": ["EveryLevel.KeepsItsMarksFromTheEdgesOfLinesK", "Breaks.FollowTheLevel",
              "Breaks.KeepNumberAndUnitOnRequest", "Units.ScienceAndNumbersU4U5"],
    "GAP-5": ["Fitting.AStepBeginsWhereTheOneBeforeIsUsedUpJ4", "Fitting.WordSpacesGiveFirstC1",
              "Fitting.HanLatinSpaceGivesHalfOfItselfC5", "Gaps.BetweenEveryPairOfClassesX3X4"],
    "GAP-6": ["Autospace.ReplacesTypedSpacesOfAnyKindA5",
              "Autospace.LooksAtWhatIsSeenNotAtSpansA5", "Properties.SpansChangeNothingW12",
              "Reference.TF5SpansChangeNothingWithFontsW12"],
    "GAP-7": ["Noto.EveryMarkByHaltAndByMetricsT123", "Boxes.MarksOfW8W9AreCentredByTheirInk",
              "Noto.SharedMarksT119T120T121T122", "Shaping.LoclByLocaleT126",
              "Features.KernAndContextualHalvingAreOffForHanO5O7"],
    "GAP-8": ["Lines.OrphansAreRepairedP5", "Optimal.AShortLastLineIsTheLastResortD4",
              "Titles.PartWhereAnEditorWouldH5", "Units.PenaltiesOfD3",
              "Reference.T106NamesInThreeEm", "Reference.T107LabelsInFourEm"],
    "GAP-9": ["Reference.T112ThePageHas22LinesOf28Characters",
              "PageRules.T137ColumnsStandOnOneGridL3",
              "Headings.H3TakeWholeLinesThreeToTwoAboveAndBelow"],
    "GAP-10": ["Columns.WordsAndNumbersT134V6", "Installed.QuotesAreCornersOverTheTypedTextT132V4F9",
               "VerticalLines.HighMarksAreNotTrimmedT133V5"],
}
GAP = re.compile(r"\*\*(GAP-\d+)\*\*")
PAPER = re.compile(r"""["'][AB]\d["']""")  # a sheet of paper, not a rule
NUMBER = re.compile(r"(?:TF?|[A-Z]{1,3})\d+")


def test_files(root):
    for pattern in ("engine/**/*_test.cc", "engine/**/*_test.c", "tests/**/*.cc", "tests/**/*.py"):
        yield from root.glob(pattern)


def names_in(text):
    """T61 and, for T1–T105 in a comment, every number between."""
    names = set(NAME.findall(PAPER.sub("", text)))
    for _, test in TEST.findall(text):
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
    named, tests = set(), set()
    for path in test_files(root):
        if path.name != pathlib.Path(__file__).name:
            source = path.read_text(encoding="utf-8")
            named |= names_in(source)
            tests |= {f"{suite}.{test}" for suite, test in TEST.findall(source)}
    faults = []
    for kind, found in (("row", ROW.findall(text)), ("rule", RULE.findall(text))):
        wanted = sorted(set(found), key=order)
        faults += [f"{one}: no test names this {kind}"
                   for one in wanted if one not in named and one not in UNTESTED]
        print(f"{len(named.intersection(wanted))} of {len(wanted)} {kind}s have a test")
    gaps = GAP.findall(text)
    faults += [f"{gap}: no test is listed for it" for gap in gaps if gap not in GAPS]
    faults += [f"{gap}: there is no test {test}"
               for gap, shown in GAPS.items() for test in shown if test not in tests]
    print(f"{len(set(gaps) & set(GAPS))} of {len(gaps)} shortcomings of others have tests")
    for one, reason in UNTESTED.items():
        print(f"{one}: named by now, take it out of UNTESTED" if one in named
              else f"{one}: none ({reason})")
    for fault in faults:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1])))
