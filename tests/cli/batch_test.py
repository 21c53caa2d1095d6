#!/usr/bin/env python3
"""build with many issues: the same bytes, one line each, going on, resuming, interrupts, memory."""
import os
import pathlib
import shutil
import signal
import subprocess
import time
import unittest

from harness import ARTICLE, ISSUE, PROGRAM, IssueTest, json_lines, messages, run

FAILED = 10  # exit codes above this say how many issues failed


class Batch(IssueTest):
    def setUp(self):
        super().setUp()
        self.out = self.scratch / "成品"
        self.issues = [self.make(f"第{n}期", n) for n in range(1, 7)]

    def make(self, name, number):
        folder = self.scratch / "刊" / name
        (folder / "articles").mkdir(parents=True)
        (folder / "issue.toml").write_text(ISSUE.replace("number = 3", f"number = {number}"), "utf-8")
        (folder / "articles/01.md").write_text(
            ARTICLE.replace("一篇文章", f"第{number}期的文章") + f"\n本期第{number}段。" * number, "utf-8")
        return folder

    def batch(self, *words, issues=None, **options):
        return run("build", *(issues or self.issues), "-o", self.out, *words, **options)

    def rows(self, answer):
        rows = json_lines(answer)
        return [row for row in rows if row["type"] == "issue"], rows[-1]

    def states(self, *words, **options):
        issues, summary = self.rows(self.batch("--json", *words, **options))
        return [row["state"] for row in issues], summary

    def pdfs(self):
        return sorted(path.name for path in self.out.glob("*.pdf"))

    def test_each_is_what_a_single_build_gives(self):
        for jobs in ("1", "4"):
            self.assert_exit(self.batch("--jobs", jobs), 0)
            for issue in self.issues:
                single = self.scratch / "single.pdf"
                run("build", issue, "-o", single)
                self.assertEqual((self.out / f"{issue.name}.pdf").read_bytes(), single.read_bytes())

    def test_one_line_each_in_the_order_given(self):
        answer = self.batch("--jobs", "4")
        lines = answer.stderr.decode().splitlines()
        self.assertEqual([line.split(":")[0] for line in lines[:6]],
                         [f"[{i}/6] {issue}" for i, issue in enumerate(self.issues, 1)])
        self.assertRegex(lines[-1], r"^6 issues: 6 written, 0 up to date, 0 failed; ")
        self.assertEqual(answer.stdout, b"")

    def test_a_failure_is_told_and_the_rest_goes_on(self):
        (self.issues[1] / "articles/01.md").unlink()
        (self.issues[4] / "issue.toml").write_text("format = ", "utf-8")
        answer = self.batch("--json")
        issues, summary = self.rows(answer)
        self.assertEqual(answer.returncode, FAILED + 2)
        self.assertEqual([row["state"] for row in issues],
                         ["written", "failed", "written", "written", "failed", "written"])
        self.assertEqual((summary["written"], summary["failed"]), (4, 2))
        self.assertEqual(len(self.pdfs()), 4)
        faults = [row for row in json_lines(answer) if row["type"] == "diagnostic"]
        self.assertIn(str(self.issues[1]), {row["issue"] for row in faults})
        self.assertEqual(self.batch().returncode, FAILED + 2)

    def test_a_folder_that_is_not_there_is_one_failure(self):
        answer = self.batch(issues=[self.issues[0], self.scratch / "none"])
        self.assert_exit(answer, FAILED + 1)
        self.assertEqual([m[0] for m in messages(answer)], ["E805"])
        self.assertEqual(self.pdfs(), ["第1期.pdf"])

    def test_wildcards_the_shell_left_alone(self):
        answer = run("build", "刊/第?期", "-o", "成品", cwd=self.scratch)
        self.assert_exit(answer, 0)
        self.assertEqual(len(self.pdfs()), 6)
        one = self.scratch / "one"
        self.assert_exit(run("build", "刊/第1*", "-o", one, cwd=self.scratch), 0)
        self.assertEqual([path.name for path in one.glob("*.pdf")], ["第1期.pdf"])

    def test_two_issues_of_one_name_are_refused_before_anything_is_built(self):
        twin = self.scratch / "又" / "第1期"
        shutil.copytree(self.issues[0], twin)
        answer = self.batch(issues=[self.issues[0], twin])
        self.assert_exit(answer, 2)
        self.assertEqual(messages(answer)[0][0], "E824")
        self.assertFalse(self.out.exists())
        summary = json_lines(self.batch("--json", issues=[self.issues[0], twin]))[-1]
        self.assertEqual((summary["type"], summary["exit"], summary["written"]), ("summary", 2, 0))

    def test_the_output_must_be_a_folder(self):
        self.out.write_bytes(b"")
        for output in (self.out, "-", self.scratch / "all.pdf"):
            answer = run("build", *self.issues, "-o", output)
            self.assert_exit(answer, 2)
            self.assertEqual(messages(answer)[0][0], "E825")

    def test_one_issue_with_a_slash_goes_into_the_folder(self):
        self.assert_exit(run("build", self.issues[0], "-o", f"{self.out}/"), 0)
        self.assertEqual(self.pdfs(), ["第1期.pdf"])

    # ---- resuming -------------------------------------------------------------------------------

    def test_what_is_up_to_date_is_left_alone(self):
        self.batch()
        times = [path.stat().st_mtime_ns for path in self.out.glob("*.pdf")]
        states, summary = self.states("--resume")
        self.assertEqual(states, ["up-to-date"] * 6)
        self.assertEqual(summary["up_to_date"], 6)
        self.assertEqual(times, [path.stat().st_mtime_ns for path in self.out.glob("*.pdf")])

    def test_without_resume_all_is_built(self):
        self.batch()
        self.assertEqual(self.states()[0], ["written"] * 6)

    def test_a_change_is_seen_wherever_it_is(self):
        def changed(change, *words, env=None):
            change()
            states, _ = self.states("--resume", *words, env=env)
            self.assertEqual(self.states("--resume", *words, env=env)[0], ["up-to-date"] * 6)
            return [i for i, state in enumerate(states, 1) if state == "written"]

        self.batch()
        first, second = self.issues[:2]
        text = (first / "articles/01.md").read_text("utf-8")
        cases = (
            ("an article", lambda: (first / "articles/01.md").write_text(text + "再一段。", "utf-8"), [1]),
            ("a layout beside the issue",
             lambda: (second / "layout.toml").write_text('[page]\nsize = "A5"\n', "utf-8"), [2]),
            ("the PDF", lambda: (self.out / "第3期.pdf").write_bytes(b"%PDF-1.7 cut"), [3]),
            ("no PDF", lambda: (self.out / "第4期.pdf").unlink(), [4]),
            ("no stamp", lambda: (self.out / ".banxin/第5期.pdf").unlink(), [5]),
            ("a file of no interest", lambda: (first / "notes.txt").write_text("x"), []),
        )
        for name, change, expected in cases:
            with self.subTest(name):
                self.assertEqual(changed(change), expected)
        with self.subTest("options"):
            self.assertEqual(changed(lambda: None, "--draft"), [1, 2, 3, 4, 5, 6])
        with self.subTest("date"):
            self.assertEqual(changed(lambda: None, "--draft", env={"SOURCE_DATE_EPOCH": "1"}),
                             [1, 2, 3, 4, 5, 6])

    def test_what_failed_is_tried_again(self):
        article = self.issues[2] / "articles/01.md"
        text = article.read_bytes()
        article.unlink()
        self.batch()
        article.write_bytes(text)
        self.assertEqual(self.states("--resume")[0],
                         ["up-to-date"] * 2 + ["written"] + ["up-to-date"] * 3)

    def test_an_interrupt_leaves_complete_files_and_resume_goes_on(self):
        issues = self.issues + [self.make(f"增刊{n}", n) for n in range(40)]
        child = subprocess.Popen([PROGRAM, "build", *issues, "-o", self.out, "--jobs", "2"],
                                 stderr=subprocess.PIPE,
                                 env=dict(os.environ, SOURCE_DATE_EPOCH="1709251200", LC_ALL="C"))
        while not self.pdfs() and child.poll() is None:
            time.sleep(0.01)
        child.send_signal(signal.SIGINT)
        talk = child.communicate()[1].decode()
        self.assertEqual(child.returncode, -signal.SIGINT, talk)
        self.assertIn("--resume goes on from here", talk)
        made = self.pdfs()
        self.assertTrue(0 < len(made) < len(issues), made)
        for name in made:
            self.assertTrue((self.out / name).read_bytes().rstrip().endswith(b"%%EOF"), name)
        self.assertEqual([p.name for p in self.out.iterdir() if p.name.startswith(".banxin-")], [])
        _, summary = self.states("--resume", issues=issues)
        self.assertEqual(summary["up_to_date"], len(made))
        self.assertEqual(summary["written"], len(issues) - len(made))

    # ---- memory ---------------------------------------------------------------------------------

    def test_memory_does_not_grow_with_the_number_of_issues(self):
        """The long form, 200 issues and figures along the way: tests/bench/batch_memory.py."""
        issues = [self.make(f"合订{n:02}", n) for n in range(48)]
        rows, _ = self.rows(self.batch("--json", "--jobs", "2", issues=issues))
        memory = [row["memory_mb"] for row in rows]
        self.assertLess(max(memory[24:]), max(memory[8:24]) * 1.05 + 2, memory)


if __name__ == "__main__":
    unittest.main(verbosity=2)
