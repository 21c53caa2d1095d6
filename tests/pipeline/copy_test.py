#!/usr/bin/env python3
"""T138, O8: text copied from the PDF is what was typed, whatever emphasis, links and notes stand in it.

Paragraphs of one line are marked up at places drawn by chance (always the same), set, and read back
by poppler. Nothing but the marks of the notes may be added: no space for the Han–Latin space, no
character lost where a mark was squeezed or two dashes joined.
"""
import os
import pathlib
import random
import subprocess
import tempfile
import unittest

PROGRAM = os.environ.get("BANXIN", "banxin")

# What is typed (T2, T45, T119 and their like), and what a reader copies.
ROWS = [
    ("口（口）口", "口（口）口"),
    ("中国 6-7 月", "中国6-7月"),
    ("中国6-7月", "中国6-7月"),
    ("口——口", "口——口"),
    ("他说：“《版心》——一份月刊……”，", "他说：“《版心》——一份月刊……”，"),
    ("用 HarfBuzz 排 50% 的字", "用HarfBuzz排50%的字"),
    ("three plain words", "three plain words"),
]
MARKUPS = [("**", "**"), ("[", "](https://www.example.org/)"), ("[", "]{.em-dot}"),
           ("[", "]{.underline}"), ("[", "]{.kai}")]


def marked(text, chance):
    """The text with one span and perhaps a note; and where in what is copied the note stands."""
    units = [i for i in range(len(text) + 1)
             if 0 < i < len(text) and text[i - 1:i + 1] not in ("——", "……")
             and not text[i - 1:i + 1].isascii()]
    begin = chance.choice([0] + units)
    end = chance.choice([i for i in units + [len(text)] if i > begin])
    opening, closing = chance.choice(MARKUPS)
    inside = text[begin:end]
    if inside != inside.strip():  # Markdown: ** does not open before a space
        opening, closing = "[", "]{.kai}"
    return text[:begin] + opening + inside + closing + text[end:]


class Copy(unittest.TestCase):
    def test_copied_text_is_the_typed_text(self):
        chance = random.Random(138)
        written, expected = [], []
        for typed, copied in ROWS:
            for _ in range(12):
                written.append("甲" + marked(typed, chance) + "乙")
                expected.append("甲" + copied + "乙")
            written.append("甲" + typed + "乙[^n]")
            expected.append("甲" + copied + "乙①")
        with tempfile.TemporaryDirectory(prefix="banxin-copy-") as scratch:
            folder = pathlib.Path(scratch)
            (folder / "issue.toml").write_text(
                'format = 1\nlayout = "classic"\n[publication]\ntitle = "抄"\n[issue]\n'
                'year = 2025\nnumber = 1\n[[section]]\ntitle = "抄写"\narticles = ["a.md"]\n',
                encoding="utf-8")
            (folder / "a.md").write_text(
                '+++\ntitle = "照录"\n+++\n\n' + "\n\n".join(written) + "\n\n[^n]: 注。\n",
                encoding="utf-8")
            pdf = folder / "out.pdf"
            done = subprocess.run([PROGRAM, "build", folder, "-o", pdf, "--lang", "en"],
                                  capture_output=True, check=False, timeout=300)
            self.assertEqual(done.returncode, 0, done.stderr.decode())
            # In the order of the file, so that a mark set higher stays in its line.
            out = subprocess.run(["pdftotext", "-raw", pdf, "-"], capture_output=True, check=True,
                                 timeout=300).stdout.decode()
        lines = [line.strip() for line in out.splitlines()]
        copied = [line for line in lines if line.startswith("甲")]
        self.assertEqual(copied, expected)


if __name__ == "__main__":
    unittest.main()
