#!/usr/bin/env python3
"""Bad input through the command line: each fault has its code at its place, a hint, and leaves an
existing PDF alone. Finer rows for every message stand beside the stages, in engine/."""
import os
import resource
import unittest

from harness import ARTICLE, ISSUE, SOURCE, IssueTest, messages, place, png

OLD = b"%PDF-1.4 the PDF of last month"


FIGURE = "![图一](images/图.png)"
WITH_FIGURE = ARTICLE.replace("第二段", FIGURE + "\n\n第二段")
NAMED = ("articles/01.md", WITH_FIGURE, "images/图.png")


class BadInput(IssueTest):
    def setUp(self):
        super().setUp()
        self.output.write_bytes(OLD)

    def expect(self, code, where, exit_code=1):
        """The fault is reported with `code` at where = (file, text, needle[, nth]); with a needle
        of None, in no place."""
        answer = self.build()
        self.assert_exit(answer, exit_code)
        found = messages(answer)
        wanted = (code, None, None, None) if where is None else (
            code, where[0], *place(where[1], *where[2:]))
        self.assertIn(wanted, [m[:4] for m in found], answer.stderr.decode())
        hit = [m for m in found if m[:4] == wanted][0]
        self.assertTrue(hit[5], f"{code} has no hint")
        self.assertEqual(self.output.read_bytes(), OLD)
        return hit

    def expect_warning(self, code, where):
        """As expect, but the PDF is made; under --strict the exit code is 4."""
        answer = self.build("--strict")
        self.assert_exit(answer, 4)
        wanted = (code, where[0], *place(where[1], *where[2:]))
        self.assertIn(wanted, [m[:4] for m in messages(answer)], answer.stderr.decode())
        self.assertNotEqual(self.output.read_bytes(), OLD)

    def issue_is(self, old, new):
        self.assertIn(old, ISSUE)
        text = ISSUE.replace(old, new)
        self.write("issue.toml", text)
        return text

    def article_is(self, old, new):
        self.assertIn(old, ARTICLE)
        text = ARTICLE.replace(old, new)
        self.write("articles/01.md", text)
        return text

    # ---- issue.toml --------------------------------------------------------------------------

    def test_the_unchanged_issue_builds(self):
        self.assert_exit(self.build("--strict"), 0)

    def test_no_issue_file(self):
        (self.issue / "issue.toml").unlink()
        self.expect("E100", None)

    def test_broken_toml(self):
        text = self.issue_is("[issue]", "[issue")
        self.expect("E102", ("issue.toml", text, "\n", text[:text.index("[issue")].count("\n") + 1))

    def test_quote_left_open(self):
        text = self.issue_is('"试刊"', '"试刊')
        line = text[:text.index("试刊")].count("\n") + 1
        self.expect("E117", ("issue.toml", text, "\n", line))

    def test_unknown_key(self):
        text = self.issue_is("number = 3", "number = 3\nnumbr = 4")
        self.expect_warning("W101", ("issue.toml", text, "numbr"))

    def test_wrong_type(self):
        text = self.issue_is("year = 2024", 'year = "甲辰"')
        self.expect("E108", ("issue.toml", text, "甲辰"))

    def test_missing_required_key(self):
        text = self.issue_is("year = 2024\n", "")
        hit = self.expect("E105", ("issue.toml", text, "[issue]"))
        self.assertIn("year", hit[4])

    def test_missing_article(self):
        text = self.issue_is("articles/01.md", "没有.md")
        self.expect("E120", ("issue.toml", text, "没有.md"))

    def test_misspelt_article(self):
        text = self.issue_is("articles/01.md", "articles/10.md")
        hit = self.expect("E121", ("issue.toml", text, "articles/10.md"))
        self.assertIn("articles/01.md", hit[4])

    def test_article_listed_twice(self):
        text = self.issue_is('["articles/01.md"]', '["articles/01.md", "articles/01.md"]')
        self.expect("E126", ("issue.toml", text, "articles/01.md", 2))

    def test_empty_section(self):
        text = self.issue_is('["articles/01.md"]',
                             '["articles/01.md"]\n\n[[section]]\ntitle = "空栏"\narticles = []')
        answer = self.build()
        found = [m for m in messages(answer) if m[0] == "W103"]
        self.assertEqual(len(found), 1, answer.stderr.decode())
        self.assertEqual(found[0][1], "issue.toml")
        self.assertGreaterEqual(found[0][2], place(text, "[[section]]", 2)[0])
        self.assertTrue(found[0][5])

    def test_not_utf8(self):
        self.write("articles/01.md", ARTICLE.encode().replace("第二".encode(), b"\xb5\xda\xb6\xfe"))
        self.expect("E101", ("articles/01.md", ARTICLE, "第二"))

    def test_issue_not_utf8(self):
        self.write("issue.toml", ISSUE.encode("gb18030"))
        self.expect("E101", ("issue.toml", ISSUE, "试刊"))

    def test_bad_date(self):
        text = self.article_is("2024-03-01", "2024-02-30")
        hit = self.expect("E107", ("articles/01.md", text, "2024-02-30"))
        self.assertIn("2024-02-30", hit[4])

    def test_article_path_leaves_the_folder(self):
        outside = self.scratch / "outside.md"
        outside.write_text(ARTICLE, encoding="utf-8")
        text = self.issue_is("articles/01.md", "../outside.md")
        self.expect("E122", ("issue.toml", text, "../outside.md"))

    def test_article_link_leaves_the_folder(self):
        (self.scratch / "outside.md").write_text(ARTICLE, encoding="utf-8")
        os.symlink("../../outside.md", self.issue / "articles" / "02.md")
        text = self.issue_is("articles/01.md", "articles/02.md")
        self.expect("E122", ("issue.toml", text, "articles/02.md"))

    # ---- articles ----------------------------------------------------------------------------

    def test_no_front_matter(self):
        self.write("articles/01.md", "正文\n")
        self.expect("E130", ("articles/01.md", "正文\n", "正文"))

    def test_front_matter_without_title(self):
        text = self.article_is('title = "一篇文章"\n', "")
        self.expect("E105", ("articles/01.md", text, "+++"))

    def test_unknown_div(self):
        text = self.article_is("第二段正文。", "::: zzz\n第二段正文。\n:::")
        self.expect_warning("W110", ("articles/01.md", text, "::: zzz"))

    def test_unclosed_div(self):
        text = self.article_is("第二段正文。", "::: box\n第二段正文。")
        self.expect("E140", ("articles/01.md", text, "::: box"))

    def test_footnote_without_text(self):
        text = self.article_is("第二段正文", "第二段[^7]正文")
        self.expect("E141", ("articles/01.md", text, "[^7]"))

    def test_link_too_long_for_a_qr_code(self):
        link = "https://example.org/" + "a" * 4000
        text = self.article_is("date = 2024-03-01", f'date = 2024-03-01\nlink = "{link}"')
        answer = self.build()
        self.assert_exit(answer, 1)
        found = [m for m in messages(answer) if m[0] == "E610"]
        self.assertEqual(len(found), 1, answer.stderr.decode())
        self.assertEqual(found[0][1:4], ("articles/01.md", *place(text, "https")))
        self.assertTrue(found[0][5])
        self.assertEqual(self.output.read_bytes(), OLD)

    def test_a_character_no_font_has(self):
        text = self.article_is("第二段", "第二\U0001F9FF段")
        hit = self.expect("E303", ("articles/01.md", text, "\U0001F9FF"))
        self.assertIn("U+1F9FF", hit[4])
        answer = self.build("--draft")
        self.assert_exit(answer, 0)
        self.assertNotEqual(self.output.read_bytes(), OLD)

    # ---- pictures ----------------------------------------------------------------------------

    def picture_is(self, content):
        self.write("articles/01.md", WITH_FIGURE)
        if content is not None:
            self.write("images/图.png", content)

    def test_missing_picture(self):
        self.picture_is(None)
        self.expect("E620", NAMED)
        answer = self.build("--draft")
        self.assert_exit(answer, 0)
        self.assertIn("W620", {m[0] for m in messages(answer)})

    def test_picture_with_too_few_pixels(self):
        text = ARTICLE.replace("第二段", FIGURE + "{width=50.8mm}\n\n第二段")
        self.write("articles/01.md", text)
        self.write("images/图.png", png(400, 200, (b"\0" + b"\x80" * 400) * 200))
        self.expect_warning("W610", ("articles/01.md", text, "images/图.png"))
        told = [m for m in messages(self.build()) if m[0] == "W610"][0]
        self.assertIn("200 dpi", told[4])
        self.assertIn("33", told[5], "the width that would do")

    def test_picture_path_leaves_the_folder(self):
        (self.scratch / "out.png").write_bytes(png(1, 1, b"\0\0"))
        text = ARTICLE.replace("第二段", "![图一](../out.png)\n\n第二段")
        self.write("articles/01.md", text)
        self.expect("E621", ("articles/01.md", text, "../out.png"))

    def test_picture_link_leaves_the_folder(self):
        self.picture_is(png(1, 1, b"\0\0"))
        (self.scratch / "out.png").write_bytes(png(1, 1, b"\0\0"))
        (self.issue / "images" / "图.png").unlink()
        os.symlink("../../out.png", self.issue / "images" / "图.png")
        self.expect("E621", NAMED)

    def test_picture_is_a_folder(self):
        self.picture_is(None)
        (self.issue / "images" / "图.png").mkdir(parents=True)
        self.expect("E622", NAMED)

    def test_picture_of_unknown_type(self):
        self.picture_is(b"BM\x1e\0\0\0\0\0\0\0not a picture we know")
        self.expect("E601", NAMED)

    def test_picture_corrupt(self):
        whole = png(40, 40, bytes(41 * 40))
        self.picture_is(whole[:50] + b"\xff" + whole[51:])
        self.expect("E602", NAMED)

    def test_picture_truncated(self):
        self.picture_is(png(400, 400, os.urandom(401 * 400))[:2000])
        self.expect("E602", NAMED)

    def test_decompression_bomb(self):
        self.picture_is(png(50000, 50000, bytes(10_000_000)))
        self.expect("E603", NAMED)

    def test_picture_of_no_size(self):
        self.picture_is(png(0, 0))
        self.expect("E604", NAMED)

    # ---- the surroundings --------------------------------------------------------------------

    def test_unknown_layout(self):
        text = self.issue_is('"classic"', '"nosuch"')
        self.expect("E201", ("issue.toml", text, "nosuch"))

    def test_a_font_role_without_a_font_names_the_package(self):
        # The same layouts, and a font list whose Song face is in no file of this machine.
        share = self.scratch / "share"
        (share / "fonts").mkdir(parents=True)
        os.symlink(SOURCE / "layouts", share / "layouts")
        fonts = (SOURCE / "fonts" / "fonts.toml").read_text(encoding="utf-8")
        changed = fonts.replace("NotoSerifCJK", "NoSuchSerif")
        self.assertNotEqual(fonts, changed)
        (share / "fonts" / "fonts.toml").write_text(changed, encoding="utf-8")
        answer = self.build(env={"BANXIN_SHARE": str(share)})
        self.assert_exit(answer, 3)
        hits = [m for m in messages(answer) if m[0] == "E302"]
        self.assertTrue(hits, answer.stderr.decode())
        self.assertIn("fonts-noto-cjk", hits[0][4] + hits[0][5])
        self.assertEqual(self.output.read_bytes(), OLD)

    def test_every_fault_is_told_at_once(self):
        self.issue_is("year = 2024", 'year = "x"')
        self.write("articles/01.md",
                   WITH_FIGURE.replace("第二段正文", "第二段[^9]正文"))
        found = {m[0] for m in messages(self.build())}
        self.assertLessEqual({"E108", "E141", "E620"}, found)


class Hostile(IssueTest):
    """What no editor writes: it may fail, but neither crash nor hang nor eat memory."""

    CASES = {
        "deep quotes": ">" * 20000 + " x",
        "deep lists": "\n".join("  " * i + "- x" for i in range(400)),
        "deep emphasis": "*" * 20000 + "x" + "*" * 20000,
        "many brackets": "[" * 50000,
        "many links": "[a](" * 20000,
        "deep divs": "\n".join("::: box" for _ in range(3000)),
        "wide table": "|" + "a|" * 3000 + "\n|" + "-|" * 3000 + "\n",
        "long word": "a" * 300000,
        "long han": "文" * 100000,
        "only marks": "。" * 50000,
        "combining": "e" + "\u0301" * 50000,
        "control": "a\x00b\x01c\x1b[2Jd\x7f",
        "bidi": "\u202e" * 1000 + "文",
        "one long line of spaces": " " * 200000 + "x",
        "ruby": "<ruby>" * 5000,
        "surrogates": b"\xed\xa0\x80\xed\xb0\x80",
    }

    def test_hostile_articles(self):
        for name, body in self.CASES.items():
            with self.subTest(name):
                head = "+++\ntitle = \"题\"\n+++\n\n"
                raw = body if isinstance(body, bytes) else body.encode("utf-8")
                self.write("articles/01.md", head.encode("utf-8") + raw)
                answer = self.build(preexec_fn=limited)
                self.assertIn(answer.returncode, (0, 1), f"{name}: {answer.stderr[-2000:]!r}")
                self.assertNotIn("E899", answer.stderr.decode())


def limited():
    """Two gigabytes and a minute are plenty for any article."""
    resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))
    resource.setrlimit(resource.RLIMIT_CPU, (60, 60))


if __name__ == "__main__":
    unittest.main()
