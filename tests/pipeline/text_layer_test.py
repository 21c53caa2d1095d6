#!/usr/bin/env python3
"""What a reader copies out of the PDF, case by case, from two programs (print reference, F-10, F-11).

poppler takes ActualText, MuPDF 1.21 does not: what it gives comes from ToUnicode and the distances
of the glyphs alone. Where the two differ, the second text of a case says what MuPDF gives and why
that is all there is to have. Spaces that composition puts between Han and Latin are no text: poppler
is told so, MuPDF guesses some.
"""
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

PROGRAM = os.environ.get("BANXIN", "banxin")

# name: what is typed, what poppler gives if that is something else, the same for MuPDF
CASES = {
    "dashes_and_dots_of_two": ("他说——“走吧”……就走了。",),
    "ligatures": ("office affluent fit", ),
    "beyond_the_BMP": ("𠮷野家与𬭎",),
    "compatibility_ideographs": ("﨑与凞",),
    "circled_numbers": ("①②⑳、㈠。",),
    "quotation_marks_and_brackets": ("（括号），《书》、「角」。",),
    "accents": ("naïve café Zürich",),
    "raised_and_lowered": ("H₂O、m³、x²。",),
    "full_width_letters": ("ＡＢＣ１２３。",),
    "half_and_number_signs": ("½№℃㎡™",),
    # A Kangxi radical shares its glyph with the ideograph; ActualText keeps what was typed.
    "kangxi_radicals": ("一与⼀", None, "一与一"),
    # Of a variation sequence the glyph stands for the character alone: MuPDF cannot show the rest.
    "variation_sequences": ("器\U000e0100与葛\U000e0100", None, "器与葛"),
    # The hyphens share a glyph.
    "hyphens": ("a\u2011b-c", None, "a-b-c"),
    # A quarter em stands between Han and Latin: no character of the text.
    "han_and_latin": ("他去年2023年来", None, "他去年 2023 年来"),
    # A place where a word may be divided is no text if it is not.
    "soft_hyphens": ("软\u00ad连字", "软连字"),
    "joined_words": ("A\u00a0B", None, "A B"),
}


def run(*words):
    done = subprocess.run(list(map(str, words)), capture_output=True, check=False, timeout=120)
    if done.returncode != 0:
        raise AssertionError(f"{words[0]}: {done.stderr.decode('utf-8', 'replace')[:800]}")
    return done.stdout.decode("utf-8", "strict")  # broken surrogates are no text


class TextLayer(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        for program in ("pdftotext", "mutool"):
            if not shutil.which(program):
                raise unittest.SkipTest(f"{program} is not installed")
        cls.work = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.work.cleanup)
        folder = pathlib.Path(cls.work.name)
        (folder / "issue.toml").write_text(
            'format = 1\nlayout = "classic"\n[publication]\ntitle = "小样"\n[issue]\nyear = 2025\n'
            'number = 3\n[[section]]\ntitle = "要闻"\narticles = ["a.md"]\n', encoding="utf-8")
        lines = [f"甲{case[0]}乙" for case in CASES.values()]
        (folder / "a.md").write_text("+++\ntitle = \"题\"\n+++\n\n" + "\n\n".join(lines) + "\n",
                                     encoding="utf-8")
        file = folder / "a.pdf"
        run(PROGRAM, "build", folder, "-o", file)
        cls.read = (run("pdftotext", file, "-").splitlines(),
                    run("mutool", "draw", "-q", "-F", "txt", file).splitlines())

    def given(self, reader):
        """The text of each case, between the marks around it."""
        texts = [line.strip() for line in self.read[reader]]
        return [text[1:-1].strip() for text in texts
                if text.startswith("甲") and text.endswith("乙")]

    @staticmethod
    def expected(reader):
        for typed, *others in CASES.values():
            poppler = others[0] if others and others[0] is not None else typed
            yield poppler if reader == 0 or len(others) < 2 else others[1]

    def test_F10_F11_every_case_in_both(self):
        for reader, program in enumerate(("poppler", "MuPDF")):
            for name, expected, given in zip(CASES, self.expected(reader), self.given(reader),
                                             strict=True):
                with self.subTest(case=name, reader=program):
                    self.assertEqual(expected, given)


if __name__ == "__main__":
    unittest.main()
