#!/usr/bin/env python3
"""`banxin preflight` as a program: streams, exit codes, JSON, the report; and our own editions.

Needs BANXIN (the program) and BANXIN_SOURCE (the checkout).
"""
import json
import os
import pathlib
import subprocess
import tempfile
import unittest

BANXIN = os.environ["BANXIN"]
SOURCE = pathlib.Path(os.environ.get("BANXIN_SOURCE", "."))


def run(*arguments, **more):
    env = {**os.environ, "SOURCE_DATE_EPOCH": "1735689600", "LC_ALL": "C.UTF-8"}
    return subprocess.run([BANXIN, *map(str, arguments)], capture_output=True, text=True, env=env, **more)


class PreflightTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.dir = pathlib.Path(cls.folder.name)
        cls.pdf = cls.dir / "small.pdf"
        made = run("build", SOURCE / "samples/minimal", "-o", cls.pdf)
        assert made.returncode == 0, made.stderr

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def lines(self, *arguments):
        result = run("preflight", *arguments, "--json")
        return result, [json.loads(line) for line in result.stdout.splitlines()]

    def test_good_file(self):
        result = run("preflight", self.pdf, "--lang", "zh")
        self.assertEqual(result.returncode, 0, result.stdout)
        self.assertEqual(result.stderr, "")
        self.assertIn("成品尺寸：210 × 297 mm（A4）", result.stdout)
        self.assertIn("检查通过", result.stdout)

    def test_findings_and_exit_code(self):
        # A file for the screen has neither bleed nor PDF/X.
        result, lines = self.lines(self.pdf, "--profile", "x4")
        self.assertEqual(result.returncode, 1)
        rules = {line["rule"] for line in lines if line["type"] == "finding"}
        self.assertIn("pdfx.claim", rules)
        summary = lines[-1]
        self.assertEqual((summary["type"], summary["profile"], summary["exit"]), ("summary", "x4", 1))
        self.assertEqual(len(summary["sha256"]), 64)
        text = run("preflight", self.pdf, "--profile", "x4", "--lang", "en")
        self.assertEqual(text.returncode, 1)
        self.assertIn("error pdfx.claim", text.stdout)

    def test_wanted_size_and_multiple(self):
        _, lines = self.lines(self.pdf, "--trim", "210x285", "--multiple", "4")
        rules = {line["rule"] for line in lines if line["type"] == "finding"}
        self.assertEqual(rules, {"box.trim-wanted", "page.multiple"})
        result, lines = self.lines(self.pdf, "--trim", "210x285", "--multiple", "4", "--skip", "box", "--strict")
        self.assertEqual(result.returncode, 4)  # page.multiple warns for the screen

    def test_what_cannot_be_read(self):
        self.assertEqual(run("preflight", self.dir / "none.pdf").returncode, 2)
        (self.dir / "text.pdf").write_text("no PDF")
        result, lines = self.lines(self.dir / "text.pdf")
        self.assertEqual(result.returncode, 1)
        self.assertEqual([line.get("rule") for line in lines], ["file.unreadable", None])

    def test_wrong_words(self):
        for words in (["--profile", "x5"], ["--trim", "A4"], ["--bleed", "much"], ["--skip", "colour"], ["--dpi", "0"]):
            result = run("preflight", self.pdf, *words)
            self.assertEqual(result.returncode, 2, words)
            self.assertIn("E804", result.stderr)

    def test_report(self):
        out = self.dir / "report.pdf"
        for lang in ("zh", "en"):
            result = run("preflight", self.pdf, "--profile", "x4", "--report", out, "--lang", lang)
            self.assertEqual(result.returncode, 1, result.stderr)
            _, lines = self.lines(out, "--profile", "screen")
            self.assertEqual([line for line in lines if line["type"] == "finding"], [])
            self.assertEqual(lines[-1]["pages"], 1)
        kept = out.read_bytes()
        result = run("preflight", self.pdf, "--report", self.dir / "no/such/folder.pdf")
        self.assertEqual(result.returncode, 3)
        run("preflight", self.pdf, "--profile", "x4", "--report", out, "--lang", "en")
        self.assertEqual(out.read_bytes(), kept)  # the same bytes again

    def test_own_editions(self):
        """No error and no warning on what we make ourselves."""
        for sample in ("minimal", "monthly"):
            for name, words in (("screen", []), ("x4", ["--edition", "print"]),
                                ("x1a", ["--edition", "print", "--pdfx", "1a"])):
                pdf = self.dir / f"{sample}-{name}.pdf"
                made = run("build", SOURCE / "samples" / sample, *words, "-o", pdf)
                self.assertEqual(made.returncode, 0, made.stderr)
                _, lines = self.lines(pdf)
                self.assertEqual(lines[-1]["profile"], name)
                found = [(line["rule"], line["page"], line["message"]) for line in lines
                         if line["type"] == "finding" and line["severity"] != "note"]
                with self.subTest(sample=sample, edition=name):
                    self.assertEqual(found, [])


if __name__ == "__main__":
    unittest.main()
