#!/usr/bin/env python3
"""The editions of the samples, as a print shop and an archive would look at them.

Every sample is built in every layout as PDF/X-4 with all marks, as PDF/X-1a:2003 and for the
screen. qpdf, poppler and our own preflight look at the files (press_test.py has ghostscript and
PDFBox do so); where ../shared/tools/preflight.py and pikepdf are at hand, so does that checker,
which knows nothing of this engine.
"""
import concurrent.futures
import json
import os
import pathlib
import re
import subprocess
import tempfile
import unittest

PROGRAM = os.environ.get("BANXIN", "banxin")
SOURCE = pathlib.Path(os.environ.get("BANXIN_SOURCE", pathlib.Path(__file__).parents[2]))
CHECKER = SOURCE.parent / "shared" / "tools" / "preflight.py"
REAL = SOURCE.parent / "shared" / "real-issue" / "2023-09"
EDITIONS = {
    "x4": ["--edition", "print", "--pdfx", "4", "--marks", "all"],
    "x1a": ["--edition", "print", "--pdfx", "1a"],
    "screen": ["--edition", "screen"],
}
PROFILES = {
    "x4": ["--profile", "x4"],
    "x1a": ["--profile", "x1a"],
    "screen": ["--profile", "screen", "--ua", "--nav", "--pdfa"],
}


def run(*words, **environment):
    done = subprocess.run(list(map(str, words)), capture_output=True, check=False, timeout=600,
                          env={**os.environ, "SOURCE_DATE_EPOCH": "1695198600", **environment})
    return done.returncode, (done.stdout + done.stderr).decode("utf-8", "replace")


def samples():
    names = [SOURCE / "samples" / name for name in ("minimal", "gallery", "monthly")]
    return names + ([REAL] if (REAL / "issue.toml").exists() else [])


def layouts():
    return sorted(path.parent.name for path in (SOURCE / "layouts").glob("*/layout.toml"))


# Bullets of a list in a footnote, 3.9 pt: marks, not words, but preflight cannot know.
KNOWN = {("gallery-newsletter-x4.pdf", "text.small"), ("gallery-newsletter-x1a.pdf", "text.small")}


def has_checker():
    return CHECKER.exists() and run("/usr/bin/python3", "-c", "import pikepdf")[0] == 0


def boxes(path, page):
    """Boxes of a page in points, by name."""
    text = run("pdfinfo", "-box", "-f", page, "-l", page, path)[1]
    return {name: tuple(map(float, numbers.split())) for name, numbers in
            re.findall(r"(\w+Box):((?:\s+-?[\d.]+){4})", text)}


class Editions(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.files = {(sample, layout, edition): pathlib.Path(cls.folder.name) /
                     f"{sample.name}-{layout}-{edition}.pdf"
                     for sample in samples() for layout in layouts() for edition in EDITIONS}

        def build(entry):
            (sample, layout, edition), path = entry
            return entry, run(PROGRAM, "build", sample, "--layout", layout, *EDITIONS[edition],
                              "-o", path)

        cls.results = cls.each(build, cls.files.items())

    @staticmethod
    def each(call, entries):
        """What the call gives for each, two at a time."""
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            return list(pool.map(call, entries))

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def test_every_edition_is_made(self):
        for (key, path), (status, output) in self.results:
            self.assertEqual(status, 0, f"{key}: {output}")
            self.assertTrue(path.exists(), key)

    def test_r1_versions_and_r7_sound_files(self):
        versions = {"x4": b"%PDF-1.6", "x1a": b"%PDF-1.4", "screen": b"%PDF-1.7"}
        for (_, _, edition), path in self.files.items():
            self.assertEqual(path.read_bytes()[:8], versions[edition], path.name)
            status, output = run("qpdf", "--check", path)
            self.assertEqual(status, 0, f"{path.name}: {output}")
            self.assertEqual("File is linearized" in output, edition == "screen", path.name)

    def test_r10_r16_boxes(self):
        mm = 72 / 25.4
        for (_, _, edition), path in self.files.items():
            margin, bleed = {"x4": (12, 3), "x1a": (3, 3), "screen": (0, 0)}[edition]
            found = boxes(path, 1)
            left, bottom, right, top = found["TrimBox"]
            for name, beyond in (("MediaBox", margin), ("BleedBox", bleed)):
                wanted = (left - beyond * mm, bottom - beyond * mm,
                          right + beyond * mm, top + beyond * mm)
                for have, want in zip(found[name], wanted):
                    self.assertAlmostEqual(have, want, delta=0.02, msg=f"{path.name} {name}")

    def test_the_checker_finds_nothing(self):
        if not has_checker():
            self.skipTest("no ../shared/tools/preflight.py or python3-pikepdf: own checks only")

        def check(entry):
            (_, _, edition), path = entry
            return path, run("/usr/bin/python3", CHECKER, path, *PROFILES[edition])

        for path, (status, output) in self.each(check, self.files.items()):
            with self.subTest(path.name):
                self.assertEqual(status, 0, "\n".join(
                    line for line in output.splitlines() if "FAIL" in line) or output)

    def test_our_preflight_finds_nothing(self):
        def check(path):
            return path, run(PROGRAM, "preflight", "--json", path)

        for path, (status, output) in self.each(check, self.files.values()):
            found = [json.loads(line) for line in output.splitlines() if line.startswith("{")]
            told = {(path.name, line["rule"]) for line in found
                    if line["type"] == "finding" and line["severity"] != "note"}
            with self.subTest(path.name):
                self.assertEqual(status, 0, output)
                self.assertEqual(told - KNOWN, set())

    def test_d1_all_editions_together_are_those_made_alone(self):
        sample = SOURCE / "samples" / "minimal"
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "m.pdf"
            status, output = run(PROGRAM, "build", sample, "--layout", "classic",
                                 "--edition", "screen,print", "--pdfx", "4", "--marks", "all",
                                 "-o", path,
                                 TZ="Asia/Shanghai", LC_ALL="C.UTF-8")
            self.assertEqual(status, 0, output)
            self.assertEqual(path.read_bytes(), self.files[(sample, "classic", "screen")].read_bytes())
            self.assertEqual(path.with_name("m-print.pdf").read_bytes(),
                             self.files[(sample, "classic", "x4")].read_bytes())


if __name__ == "__main__":
    unittest.main()
