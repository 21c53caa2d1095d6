#!/usr/bin/env python3
"""build --proof: the sheet that goes round the office, and --changed-since an earlier PDF."""
import pathlib
import re
import shutil
import subprocess
import unittest

from harness import ARTICLE, ISSUE, SOURCE, IssueTest, json_lines, messages, png, run

PREFLIGHT = SOURCE.parent / "shared" / "tools" / "preflight.py"
LONG = "水文站的老钟每天早上六点敲响，值班员把夜里的水位抄到黑板上，再给下游三个闸口各打一个电话。" \
       "今年汛期比往年早了九天，站里添了一台自动测报仪，抄写的本子却没有停。"


def text(path, *options):
    return subprocess.run(["pdftotext", "-raw", *options, str(path), "-"], capture_output=True,
                          check=True).stdout.decode()


class Proof(IssueTest):
    def setUp(self):
        super().setUp()
        if not shutil.which("pdftotext"):
            self.skipTest("poppler-utils is not installed")
        self.write("articles/01.md", ARTICLE.replace("第二段正文。", LONG))

    def proof(self, *words):
        return run("build", self.issue, "-o", self.output, "--lang", "zh", *words)

    def test_has_its_own_name_and_the_head_says_what_it_is(self):
        answer = run("build", self.issue, "--proof", "--proof-label", "二校", cwd=self.scratch)
        self.assert_exit(answer, 0)
        made = self.scratch / "一期-proof.pdf"
        head = text(made, "-f", "1", "-l", "1")
        self.assertRegex(head, r"〔校样〕.*二校.*2024-03-01")
        info = subprocess.run(["pdfinfo", str(made)], capture_output=True, check=True).stdout.decode()
        self.assertRegex(info, r"Title: .*二校")

    def test_is_of_the_screen_kind_and_keeps_its_claims(self):
        if not PREFLIGHT.exists():
            self.skipTest("the checker is not beside the checkout")
        self.assert_exit(self.proof("--proof=grid,frames,source,every-line"), 0)
        checked = subprocess.run(["/usr/bin/python3", str(PREFLIGHT),
                                  str(self.output), "--profile", "screen", "--ua", "--pdfa"],
                                 capture_output=True, check=False)
        self.assertEqual(checked.returncode, 0, checked.stdout.decode()[-2000:])

    def test_missing_pictures_are_boxes_and_no_error(self):
        self.write("articles/01.md", ARTICLE + "\n![水闸](images/gate.jpg)\n")
        answer = self.proof("--proof")
        self.assert_exit(answer, 0)
        self.assertIn("缺图", text(self.output))
        self.assert_exit(self.proof("--proof", "--strict"), 4)

    def test_a_picture_of_too_few_pixels_says_so_on_itself(self):
        self.write("images/gate.png", png(200, 150, (b"\0" + bytes(range(200))) * 150))
        self.write("articles/01.md", ARTICLE + '\n![水闸](images/gate.png){width=101.6mm alt="水闸"}\n')
        answer = self.proof("--proof")
        self.assert_exit(answer, 0)
        self.assertIn("W610", answer.stderr.decode())
        self.assertRegex(text(self.output), r"50 dpi")  # 200 pixels over 4 inches

    def test_words_and_options_that_do_not_fit(self):
        for words, code in ((["--proof=gird"], "E804"), (["--proof", "--edition", "print"], "E770")):
            answer = run("build", self.issue, "-o", self.output, *words)
            self.assert_exit(answer, 2)
            self.assertEqual(messages(answer)[0][0], code)
        answer = run("build", self.issue, "-o", self.output, "--changed-since",
                     self.write("old.pdf", "no PDF"))
        self.assert_exit(answer, 3)
        self.assertEqual(messages(answer)[0][0], "E821")

    def test_change_bars_since_any_earlier_pdf(self):
        old = self.scratch / "old.pdf"
        self.assert_exit(run("build", self.issue, "-o", old), 0)
        self.write("articles/01.md", ARTICLE.replace("第二段正文。", LONG.replace("九天", "将近半个月")))
        for earlier in ("screen", "proof"):
            answer = self.proof("--changed-since", old, "--json")
            self.assert_exit(answer, 0)
            told = json_lines(answer)[-1]["proof"]
            self.assertEqual((told["changes"], told["moved_articles"]), (1, 0), earlier)
            self.assertIn("〔九天→将近半个月〕", re.sub(r"\s", "", text(self.output)))
            self.write("articles/01.md", ARTICLE.replace("第二段正文。", LONG))
            self.assert_exit(run("build", self.issue, "-o", old, "--proof=source"), 0)
            self.write("articles/01.md",
                       ARTICLE.replace("第二段正文。", LONG.replace("九天", "将近半个月")))

    def test_an_unchanged_issue_with_text_in_a_picture_has_no_change(self):
        self.write("images/chart.svg",
                   '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="60">'
                   '<text x="10" y="30" font-size="16">水位 3.2 米</text></svg>')
        self.write("articles/01.md", ARTICLE + "\n![水位](images/chart.svg)\n")
        old = self.scratch / "old.pdf"
        self.assert_exit(run("build", self.issue, "-o", old), 0)
        answer = self.proof("--changed-since", old, "--json")
        self.assertEqual(json_lines(answer)[-1]["proof"]["changes"], 0, text(self.output)[-1500:])

    def test_a_batch_makes_proofs_but_compares_none(self):
        other = self.scratch / "二期"
        shutil.copytree(self.issue, other)
        out = self.scratch / "out"
        self.assert_exit(run("build", self.issue, other, "-o", out, "--proof"), 0)
        self.assertEqual(sorted(p.name for p in pathlib.Path(out).glob("*.pdf")),
                         ["一期-proof.pdf", "二期-proof.pdf"])
        answer = run("build", self.issue, other, "-o", out, "--changed-since", "old.pdf")
        self.assert_exit(answer, 2)
        self.assertEqual(messages(answer)[0][0], "E771")


if __name__ == "__main__":
    unittest.main()
