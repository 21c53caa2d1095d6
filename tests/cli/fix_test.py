#!/usr/bin/env python3
"""check with its lint, and check --fix: what is shown, asked, written and left alone."""
import os
import pty
import subprocess
import unittest

from harness import ARTICLE, IssueTest, json_lines, messages, run, start

WRONG = ARTICLE.replace("第二段正文。", "省(区,市)里,他说\"好\"...\n\n我们的的船。")
RIGHT = ARTICLE.replace("第二段正文。", "省（区，市）里，他说“好”……\n\n我们的的船。")


class FixTest(IssueTest):
    def setUp(self):
        super().setUp()
        self.article = self.write("articles/01.md", WRONG)

    def text(self):
        return self.article.read_bytes().decode()

    def check(self, *words, **options):
        options.setdefault("stdin", subprocess.DEVNULL)
        return run("check", self.issue, *words, **options)

    def at_terminal(self, answer, *words):
        """Runs check --fix with a terminal on standard input that types `answer`."""
        keyboard, terminal = pty.openpty()
        os.write(keyboard, answer.encode() + b"\n")
        result = self.check("--fix", *words, stdin=terminal)
        os.close(terminal)
        os.close(keyboard)
        return result


class Lint(FixTest):
    def test_check_lints_and_build_does_not(self):
        codes = {code for code, *_ in messages(self.check())}
        self.assertTrue({"W901", "W902", "W903", "W905", "W923"} <= codes, codes)
        self.assertEqual([m[0] for m in messages(self.check("--no-lint")) if m[0][1] == "9"], [])
        self.assertEqual([m[0] for m in messages(self.build()) if m[0][1] == "9"], [])
        self.assertIn("W901", [m[0] for m in messages(self.build("--lint"))])

    def test_findings_are_warnings_and_count_for_strict(self):
        self.assert_exit(self.check(), 0)
        self.assert_exit(self.check("--strict"), 4)
        self.assert_exit(self.check("--strict", "--no-lint"), 0)

    def test_json_carries_the_fix(self):
        found = [r for r in json_lines(self.check("--json")) if r.get("code") == "W905"]
        line = WRONG[:WRONG.index("...")].count("\n") + 1
        column = WRONG.splitlines()[line - 1].index("...") + 1
        self.assertEqual(found[0]["fix"],
                         {"line": line, "column": column, "end_line": line,
                          "end_column": column + 3, "replacement": "……", "safe": True})
        repeated = [r for r in json_lines(self.check("--json")) if r.get("code") == "W923"]
        self.assertFalse(repeated[0]["fix"]["safe"])

    def test_many_of_one_kind_are_summed_up_for_people_only(self):
        self.write("articles/01.md", ARTICLE + "\n" + "甲,乙。" * 20)
        answer = self.check()
        self.assertEqual(len([m for m in messages(answer) if m[0] == "W901"]), 3)
        self.assertIn("articles/01.md: 17 more of W901", answer.stderr.decode())
        rows = [r for r in json_lines(self.check("--json")) if r.get("code") == "W901"]
        self.assertEqual(len(rows), 20)


class Fix(FixTest):
    def test_without_a_terminal_nothing_is_written(self):
        answer = self.check("--fix")
        self.assert_exit(answer, 2)
        self.assertEqual([m[0] for m in messages(answer)], ["E808"])
        self.assertEqual(self.text(), WRONG)
        self.assertIn(b"--- a/articles/01.md\n+++ b/articles/01.md\n@@ ", answer.stdout)

    def test_yes_writes_safe_fixes_and_reports_the_rest(self):
        answer = self.check("--fix", "--yes")
        self.assert_exit(answer, 0)
        self.assertEqual(self.text(), RIGHT)
        self.assertEqual([m[0] for m in messages(answer)], ["W923"])
        again = self.check("--fix", "--yes")
        self.assertEqual(again.stdout, b"")
        self.assertIn("nothing to fix", again.stderr.decode())

    def test_diff_only_shows(self):
        answer = self.check("--fix", "--diff")
        self.assert_exit(answer, 0)
        self.assertEqual(self.text(), WRONG)
        self.assert_exit(self.check("--fix", "--diff", "--strict"), 4)
        self.check("--fix", "--yes")
        self.assert_exit(self.check("--fix", "--diff", "--strict"), 0)

    def test_patch_makes_the_same_of_the_diff(self):
        diff = self.check("--fix", "--diff").stdout
        applied = subprocess.run(["git", "apply", "-p1", "-"], input=diff, cwd=self.issue,
                                 check=False, capture_output=True)
        self.assertEqual(applied.returncode, 0, applied.stderr)
        self.assertEqual(self.text(), RIGHT)

    def test_the_terminal_is_asked(self):
        answer = self.at_terminal("n")
        self.assert_exit(answer, 0)
        self.assertIn("[y/N]", answer.stderr.decode())
        self.assertEqual(self.text(), WRONG)
        self.assert_exit(self.at_terminal("y"), 0)
        self.assertEqual(self.text(), RIGHT)

    def test_what_was_changed_while_the_terminal_was_asked_stays(self):
        """E715: what is written is what was shown, or nothing."""
        other = self.write("articles/02.md", WRONG)
        self.write("issue.toml", (self.issue / "issue.toml").read_text(encoding="utf-8")
                   .replace('"articles/01.md"', '"articles/01.md", "articles/02.md"'))
        keyboard, terminal = pty.openpty()
        check = start("check", self.issue, "--fix", stdin=terminal)
        shown = b""
        while b"[y/N]" not in shown:
            read = os.read(check.stderr.fileno(), 4096)
            self.assertTrue(read, shown)
            shown += read
        changed = WRONG + "又写了一句。\n"
        self.article.write_bytes(changed.encode())
        os.write(keyboard, b"y\n")
        rest = check.communicate()[1].decode()
        os.close(terminal)
        os.close(keyboard)
        self.assertEqual(check.returncode, 3, rest)
        self.assertIn("E715", rest)
        self.assertIn("articles/01.md", rest)
        self.assertEqual(self.text(), changed)
        self.assertEqual(other.read_bytes().decode(), WRONG)

    def test_byte_order_mark_line_ends_and_mode_stay(self):
        for ends in ("\n", "\r\n"):
            source = b"\xef\xbb\xbf" + WRONG.replace("\n", ends).encode() + b"\t \r\n no end"
            self.article.write_bytes(source)
            self.article.chmod(0o640)
            self.check("--fix", "--yes")
            expected = b"\xef\xbb\xbf" + RIGHT.replace("\n", ends).encode() + b"\t \r\n no end"
            self.assertEqual(self.article.read_bytes(), expected)
            self.assertEqual(self.article.stat().st_mode & 0o777, 0o640)

    def test_a_file_that_may_not_be_written_is_left(self):
        self.article.chmod(0o444)
        answer = self.check("--fix", "--yes")
        if os.geteuid() != 0:
            self.assert_exit(answer, 3)
            self.assertEqual([m[0] for m in messages(answer)], ["E714"])
            self.assertEqual(self.text(), WRONG)
        self.assertEqual([p.name for p in self.article.parent.iterdir()], ["01.md"])

    def test_a_link_is_followed_inside_the_folder(self):
        real = self.write("texts/real.md", WRONG)
        self.article.unlink()
        self.article.symlink_to("../texts/real.md")
        self.check("--fix", "--yes")
        self.assertTrue(self.article.is_symlink())
        self.assertEqual(real.read_text(encoding="utf-8"), RIGHT)

    def test_names_in_decomposed_form_are_found(self):
        import unicodedata
        name = unicodedata.normalize("NFD", "articles/é.md")
        self.write(name, WRONG)
        self.write("issue.toml", (self.issue / "issue.toml").read_text(encoding="utf-8")
                   .replace("articles/01.md", "articles/é.md"))
        self.check("--fix", "--yes")
        self.assertEqual((self.issue / name).read_bytes().decode(), RIGHT)
        self.assertEqual(len(list(self.article.parent.iterdir())), 2)

    def test_json_gives_one_object_a_file(self):
        rows = json_lines(self.check("--fix", "--yes", "--json"))
        self.assertEqual((rows[0]["type"], rows[0]["file"]), ("fixed", "articles/01.md"))
        self.assertGreater(rows[0]["fixes"], 3)
        self.assertIn("@@", rows[0]["diff"])
        self.assertEqual(rows[-1]["type"], "summary")

    def test_options_that_need_fix(self):
        for option in ("--yes", "--diff"):
            answer = self.check(option)
            self.assert_exit(answer, 2)
            self.assertEqual([m[0] for m in messages(answer)], ["E809"])


if __name__ == "__main__":
    unittest.main()
