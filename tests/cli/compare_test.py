#!/usr/bin/env python3
"""compare: two issues, two layouts, two PDFs; what it says, what it draws, how it ends."""
import pathlib
import shutil
import struct
import unittest

from harness import ARTICLE, ISSUE, IssueTest, json_lines, messages, run

SECOND = ARTICLE.replace("一篇文章", "另一篇文章").replace("第一段", "港口上半年的第一段")
LONG = "\n\n".join(f"第{i}段：" + "港区的吊机整夜不停，值班的人在窗边看着灯一盏盏亮起来。" * 6
                   for i in range(12))


class Compare(IssueTest):
    def setUp(self):
        super().setUp()
        if not shutil.which("pdftoppm"):
            self.skipTest("poppler-utils is not installed")
        self.write("issue.toml", ISSUE.replace('"articles/01.md"]',
                                               '"articles/01.md", "articles/02.md"]'))
        self.write("articles/02.md", SECOND)
        self.other = self.scratch / "另一期"
        shutil.copytree(self.issue, self.other)

    def compare(self, *words, **options):
        return run("compare", *words, "--dpi", "50", **options)

    def lines(self, *words, **options):
        answer = self.compare(*words, "--json", **options)
        rows = json_lines(answer)
        of = lambda kind: [row for row in rows if row["type"] == kind]
        return answer.returncode, of("article"), of("page"), rows[-1]

    def test_the_same_issue_is_0(self):
        answer = self.compare(self.issue, self.other)
        self.assert_exit(answer, 0)
        self.assertIn("no differences", answer.stdout.decode())

    def test_a_longer_article_moves_the_next(self):
        (self.other / "articles/01.md").write_text(ARTICLE + LONG, "utf-8")
        code, articles, pages, summary = self.lines(self.issue, self.other)
        self.assertEqual(code, 4)
        self.assertEqual([row["title"] for row in articles], ["另一篇文章"])
        self.assertGreater(articles[0]["page_b"], articles[0]["page_a"])
        self.assertGreater(summary["pages_b"], summary["pages_a"])
        self.assertIn("added", [row["change"] for row in pages])
        self.assertFalse(summary["same"])

    def test_one_word_is_one_page_and_one_picture(self):
        (self.other / "articles/02.md").write_text(SECOND.replace("第二段正文", "末一段正文"), "utf-8")
        out = self.scratch / "图"
        code, articles, pages, _ = self.lines(self.issue, self.other, "--out", out)
        self.assertEqual((code, articles), (4, []))
        self.assertEqual([row["change"] for row in pages], ["text"])
        self.assertIn("末一段", pages[0]["after"])
        picture = pathlib.Path(pages[0]["picture"])
        self.assertEqual([picture.name], [path.name for path in out.iterdir()])
        png = picture.read_bytes()
        self.assertEqual(png[:8], b"\x89PNG\r\n\x1a\n")
        width, height = struct.unpack(">II", png[16:24])
        self.assertGreater(width, height)
        again = self.scratch / "图2"
        self.lines(self.issue, self.other, "--out", again)
        self.assertEqual((again / picture.name).read_bytes(), png)

    def test_one_issue_in_two_layouts(self):
        (self.issue / "layout.toml").write_text('[layout]\n', "utf-8")
        code, _, pages, _ = self.lines(self.issue, "--layout", "classic", "--layout", "classic@1.0")
        self.assertIn(code, (0, 4))
        self.assert_exit(self.compare(self.issue), 2)
        self.assert_exit(self.compare(self.issue, "--layout", "classic"), 4 if pages else 2)

    def test_another_colour_is_looks_only(self):
        (self.other / "layout.toml").write_text('[styles.base]\ncolor = "k60"\n', "utf-8")
        _, _, pages, _ = self.lines(self.issue, self.other)
        self.assertEqual({row["change"] for row in pages}, {"looks"})

    def test_two_files_are_compared_by_bookmarks(self):
        first, second = self.scratch / "a.pdf", self.scratch / "-b.pdf"
        run("build", self.issue, "-o", first)
        (self.other / "articles/01.md").write_text(ARTICLE + LONG, "utf-8")
        run("build", self.other, "-o", second)
        code, articles, _, _ = self.lines(first, "./-b.pdf", cwd=self.scratch)
        self.assertEqual(code, 4)
        self.assertIn("另一篇文章", [row["title"] for row in articles])
        self.assertEqual(self.lines(first, first)[0], 0)

    def test_what_cannot_be_compared(self):
        broken = self.scratch / "broken.pdf"
        broken.write_bytes(b"%PDF-1.7\nnothing more")
        nothing = self.scratch / "none.pdf"
        for words, code, exit_code in (([broken, broken], "E821", 3), ([nothing, broken], "E822", 2),
                                       ([self.issue], "E823", 2)):
            answer = self.compare(*words)
            self.assert_exit(answer, exit_code)
            self.assertEqual(messages(answer)[-1][0], code)
        summary = json_lines(self.compare(broken, broken, "--json"))[-1]
        self.assertEqual((summary["type"], summary["exit"], summary["same"]), ("summary", 3, None))

    def test_an_issue_with_errors_is_1(self):
        (self.other / "articles/02.md").unlink()
        self.assert_exit(self.compare(self.issue, self.other), 1)

    def test_a_missing_program_is_named_with_its_package(self):
        answer = self.compare(self.issue, self.other, env={"PATH": "/nowhere"})
        self.assert_exit(answer, 3)
        (code, _, _, _, text, hint), = messages(answer)
        self.assertEqual(code, "E820")
        self.assertIn("poppler-utils", hint)

    def test_nothing_is_left_in_the_temporary_folder(self):
        scratch = self.scratch / "tmp"
        scratch.mkdir()
        self.compare(self.issue, self.other, env={"TMPDIR": str(scratch)})
        self.assertEqual(list(scratch.iterdir()), [])


if __name__ == "__main__":
    unittest.main(verbosity=2)
