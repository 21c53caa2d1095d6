#!/usr/bin/env python3
"""The command line as people and scripts use it: streams, exit codes, languages, files."""
import os
import resource
import signal
import subprocess
import time
import unittest

from harness import ARTICLE, ISSUE, PROGRAM, SOURCE, IssueTest, json_lines, messages, run


class Streams(IssueTest):
    def test_build_writes_a_pdf_and_talks_on_standard_error(self):
        answer = self.build()
        self.assert_exit(answer, 0)
        self.assertEqual(answer.stdout, b"")
        self.assertTrue(self.output.read_bytes().startswith(b"%PDF-"))
        self.assertIn("wrote", answer.stderr.decode())
        self.assertRegex(answer.stderr.decode(), r"\d+ pages, 1 articles, \d+ warnings, [\d.]+ s")

    def test_the_default_output_is_named_after_the_folder(self):
        answer = run("build", "../一期", cwd=self.issue)
        self.assert_exit(answer, 0)
        self.assertTrue((self.issue / "一期.pdf").exists())
        answer = run("build", ".", cwd=self.issue)
        self.assert_exit(answer, 0)
        self.assertTrue((self.issue / "一期.pdf").exists())
        answer = run("build", "一期/issue.toml", cwd=self.scratch)
        self.assert_exit(answer, 0)
        self.assertTrue((self.scratch / "一期.pdf").exists())

    def test_a_dash_sends_the_pdf_to_standard_output(self):
        answer = run("build", self.issue, "-o", "-")
        self.assert_exit(answer, 0)
        self.assertTrue(answer.stdout.startswith(b"%PDF-"))
        self.assertTrue(answer.stdout.rstrip().endswith(b"%%EOF"))

    def test_quiet_says_nothing_when_all_is_well(self):
        answer = self.build("--quiet")
        self.assertEqual((answer.returncode, answer.stdout, answer.stderr), (0, b"", b""))

    def test_no_colour_and_no_progress_away_from_a_terminal(self):
        self.write("articles/01.md", ARTICLE.replace("第二段", "![图](images/none.png)\n\n第二段"))
        self.assertNotIn(b"\x1b", self.build().stderr)

    def test_same_bytes_for_any_number_of_jobs(self):
        bytes_of = set()
        for jobs in ("1", "2", "5"):
            self.assert_exit(self.build("--jobs", jobs), 0)
            bytes_of.add(self.output.read_bytes())
        self.assertEqual(len(bytes_of), 1)

    def test_source_date_epoch_sets_the_dates(self):
        self.assert_exit(self.build(env={"SOURCE_DATE_EPOCH": "86400"}), 0)
        self.assertIn(b"<xmp:CreateDate>1970-01-02T", self.output.read_bytes())
        answer = self.build(env={"SOURCE_DATE_EPOCH": "yesterday"})
        self.assert_exit(answer, 3)
        self.assertEqual([m[0] for m in messages(answer)], ["E811"])


class Layouts(IssueTest):
    """Layouts by name and version, from a folder of layouts made here."""

    def setUp(self):
        super().setUp()
        share = self.scratch / "share"
        (share / "layouts").mkdir(parents=True)
        (share / "fonts").symlink_to((SOURCE / "fonts").resolve())
        (share / "layouts" / "classic").symlink_to(
                (SOURCE / "layouts" / "classic").resolve())
        for path, version, size in (("layout.toml", "1.1", "A5"),
                                    ("versions/1.0/layout.toml", "1.0", "B5")):
            file = share / "layouts" / "晚报" / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(f'[layout]\nname = "晚报"\nversion = "{version}"\ntitle = "小报"\n'
                            f'extends = "classic"\n[page]\nsize = "{size}"\n', "utf-8")
        self.env = {"BANXIN_SHARE": str(share)}

    def used(self, *words):
        answer = self.build("--json", *words, env=self.env)
        summary = json_lines(answer)[-1]
        return answer.returncode, summary["layout"], summary["layout_version"]

    def test_layouts_lists_them_with_versions(self):
        answer = run("layouts", env=self.env)
        self.assert_exit(answer, 0)
        self.assertRegex(answer.stdout.decode(), r"晚报 +1\.1 1\.0 +小报\n")
        rows = json_lines(run("layouts", "--json", env=self.env))
        self.assertEqual([(r["name"], r["versions"]) for r in rows if r.get("name") == "晚报"],
                         [("晚报", ["1.1", "1.0"])])
        self.assertEqual(rows[-1]["layouts"], 2)

    def test_the_command_line_asks_for_a_version(self):
        self.assertEqual(self.used("--layout", "晚报@1.0"), (0, "晚报", "1.0"))
        self.assertEqual(self.used("--layout", "晚报"), (0, "晚报", "1.1"))

    def test_the_issue_asks_for_a_version(self):
        self.write("issue.toml", ISSUE.replace('"classic"', '"晚报@1.0"'))
        self.assertEqual(self.used(), (0, "晚报", "1.0"))

    def test_a_version_that_is_not_there_lists_those_that_are(self):
        self.write("issue.toml", ISSUE.replace('"classic"', '"晚报@0.9"'))
        answer = self.build(env=self.env)
        self.assert_exit(answer, 1)
        (code, file, line, column, _, hint), = messages(answer)
        self.assertEqual((code, file, line, column), ("E231", "issue.toml", 2, 11))
        self.assertIn("1.1, 1.0", hint)

    def test_the_layout_beside_an_issue_keeps_its_pin(self):
        self.write("layout.toml", '[layout]\nextends = "晚报@1.0"\n')
        self.assertEqual(self.used(), (0, "晚报", "1.0"))
        self.assertEqual(self.used("--layout", "晚报"), (0, "晚报", "1.1"))


class OnATerminal(IssueTest):
    """Progress and colour, seen through a pseudo-terminal."""

    def on_terminal(self, env):
        main, other = os.openpty()
        surroundings = dict(os.environ, LC_ALL="C", TERM="xterm", **env)
        surroundings.pop("NO_COLOR", None)
        surroundings.update(env)
        child = subprocess.Popen([PROGRAM, "build", self.issue, "-o", self.output], stderr=other,
                                 stdout=subprocess.DEVNULL, env=surroundings)
        os.close(other)
        seen = b""
        while True:
            try:
                more = os.read(main, 65536)
            except OSError:
                break
            if not more:
                break
            seen += more
        os.close(main)
        child.wait(60)
        return seen

    def test_progress_is_shown_and_taken_away(self):
        seen = self.on_terminal({})
        self.assertIn("making pages …".encode(), seen)
        self.assertNotIn("…".encode(), seen.split(b"\r\x1b[K")[-1])

    def test_severity_is_coloured_unless_no_color(self):
        self.write("articles/01.md", ARTICLE.replace("第二段", "![图](images/none.png)\n\n第二段"))
        self.assertIn(b"\x1b[1;31merror E620\x1b[0m", self.on_terminal({}))
        self.assertNotIn(b"\x1b[1;31m", self.on_terminal({"NO_COLOR": "1"}))


class Languages(IssueTest):
    def test_messages_follow_the_environment(self):
        rows = [({"LC_ALL": "zh_CN.UTF-8"}, "已写成"), ({"LANG": "zh_TW.UTF-8"}, "已写成"),
                ({"LC_MESSAGES": "zh", "LANG": "en_US.UTF-8"}, "已写成"),
                ({"LANG": "en_GB.UTF-8"}, "wrote"), ({}, "wrote")]
        for env, expected in rows:
            with self.subTest(env=env):
                self.assertIn(expected, self.build(env=env).stderr.decode())

    def test_lang_wins_over_the_environment(self):
        answer = self.build("--lang", "zh", env={"LC_ALL": "en_US.UTF-8"})
        self.assertIn("已写成", answer.stderr.decode())
        answer = run("--lang", "en", "build", "none", env={"LC_ALL": "zh_CN.UTF-8"})
        self.assertIn("there is no folder", answer.stderr.decode())

    def test_help_is_data_and_speaks_both_languages(self):
        for lang, word in (("zh", "用法"), ("en", "Usage")):
            answer = run("--lang", lang, "--help")
            self.assert_exit(answer, 0)
            self.assertIn(word, answer.stdout.decode())
            self.assertEqual(answer.stderr, b"")
            for command in ("build", "check", "dump", "fonts", "init", "schema"):
                one = run(command, "--help", "--lang", lang)
                self.assert_exit(one, 0)
                self.assertIn(f"banxin {command}", one.stdout.decode())

    def test_version(self):
        self.assertRegex(run("--version").stdout.decode(), r"^banxin \d+\.\d+\.\d+\n$")


class Json(IssueTest):
    def test_one_object_a_line_and_a_summary_last(self):
        self.write("articles/01.md", ARTICLE.replace("第二段", "![图](images/none.png)\n\n第二段"))
        answer = self.build("--json")
        self.assert_exit(answer, 1)
        self.assertEqual(answer.stderr, b"")
        *diagnostics, summary = json_lines(answer)
        self.assertEqual(summary["type"], "summary")
        self.assertEqual(summary["schema"], 1)
        self.assertEqual((summary["ok"], summary["exit"], summary["errors"]), (False, 1, 1))
        error = [d for d in diagnostics if d["severity"] == "error"][0]
        self.assertEqual((error["code"], error["file"], error["line"]),
                         ("E620", "articles/01.md", 8))
        self.assertTrue(error["message"] and error["hint"])

    def test_summary_of_a_build(self):
        answer = self.build("--json")
        self.assert_exit(answer, 0)
        summary = json_lines(answer)[-1]
        self.assertEqual(summary["output"], str(self.output))
        self.assertGreater(summary["pages"], 0)
        self.assertEqual(summary["pages_modulo_4"], summary["pages"] % 4)
        self.assertEqual(list(summary["stage_ms"]),
                         ["issue", "layout", "fonts", "pictures", "pages", "pdf"])

    def test_the_summary_counts_lines(self):
        for command in ("build", "check"):
            with self.subTest(command=command):
                words = ["-o", self.output] if command == "build" else []
                *others, summary = json_lines(run(command, self.issue, "--json", *words))
                counts = summary["composition"]
                self.assertGreater(counts["lines"], counts["justified"])
                self.assertEqual(counts["flaws"]["widow"], 0)
                self.assertEqual(counts["worst_pages"], [])
                self.assertFalse([o for o in others if o["type"] != "diagnostic"])

    def test_wrong_usage_is_json_too(self):
        answer = run("build", "--json", "--nonsense", self.issue)
        self.assert_exit(answer, 2)
        self.assertEqual(json_lines(answer)[0]["code"], "E801")


class CompositionReport(IssueTest):
    """One paragraph whose last line is a single character: nothing in it can give way."""

    def setUp(self):
        super().setUp()
        full = "一二三四五六七八九十" * 3  # classic: 30 em
        self.write("articles/01.md",
                   ARTICLE.replace("第一段正文，只有一句话。", full[:-2] + full + "一。"))

    def test_for_people(self):
        answer = run("check", "--composition", self.issue)
        self.assert_exit(answer, 0)
        text = answer.stdout.decode()
        self.assertIn("Composition", text)
        self.assertRegex(text, r"articles/01\.md:6:\d+: short last line: \"一。\"")
        self.assertIn("add or cut a character", text)
        self.assertIn("孤字", run("check", "--composition", "--lang", "zh",
                                 self.issue).stdout.decode())

    def test_as_json(self):
        *lines, summary = json_lines(run("check", "--composition", "--json", self.issue))
        self.assertEqual(summary["composition"]["flaws"]["short-last-line"], 1)
        page = [o for o in lines if o["type"] == "composition-page" and o["findings"]][0]
        finding = page["findings"][0]
        self.assertEqual((finding["flaw"], finding["file"], finding["line"], finding["article"]),
                         ("short-last-line", "articles/01.md", 6, "一篇文章"))
        self.assertEqual(summary["composition"]["worst_pages"], [page["page"]])


class ExitCodes(IssueTest):
    def test_wrong_usage_is_2(self):
        rows = [([], "E802"), (["build"], "E802"), (["build", "x", "--nonsense"], "E801"),
                (["bulid", "x"], "E801"), (["build", "no-such-folder"], "E805"),
                (["dump", "nonsense", "x"], "E804"), (["build", "x", "--jobs", "many"], "E804"),
                (["build", "x", "--json", "-o", "-"], "E807")]
        for words, code in rows:
            with self.subTest(words=words):
                answer = run(*words)
                self.assertEqual(answer.returncode, 2)
                text = (answer.stderr + answer.stdout).decode()
                self.assertIn(code, text)

    def test_strict_turns_warnings_into_4_and_still_writes(self):
        self.write("issue.toml", ISSUE.replace("number = 3", "number = 3\nnumbr = 4"))
        self.assert_exit(self.build(), 0)
        self.output.unlink()
        self.assert_exit(self.build("--strict"), 4)
        self.assertTrue(self.output.exists())

    def test_strict_without_warnings_is_0(self):
        self.assert_exit(self.build("--strict"), 0)

    def test_check_tells_and_writes_nothing(self):
        before = sorted(self.scratch.rglob("*"))
        answer = run("check", self.issue, cwd=self.scratch)
        self.assert_exit(answer, 0)
        self.assertEqual(sorted(self.scratch.rglob("*")), before)
        self.write("issue.toml", ISSUE.replace("year = 2024\n", ""))
        self.assert_exit(run("check", self.issue), 1)


class Output(IssueTest):
    """An existing PDF is replaced only by a complete new one."""

    def setUp(self):
        super().setUp()
        self.output.write_bytes(b"the old file")

    def assert_untouched(self):
        self.assertEqual(self.output.read_bytes(), b"the old file")
        self.assertEqual([p.name for p in self.scratch.iterdir() if p.name.startswith(".")], [])

    def test_it_is_replaced(self):
        self.assert_exit(self.build(), 0)
        self.assertTrue(self.output.read_bytes().startswith(b"%PDF-"))

    def test_errors_leave_it(self):
        self.write("articles/01.md", "no front matter")
        self.assert_exit(self.build(), 1)
        self.assert_untouched()

    def test_a_full_device_is_3(self):
        answer = run("build", self.issue, "-o", "/dev/full")
        self.assert_exit(answer, 3)
        self.assertEqual(messages(answer)[-1][0], "E712")

    def test_a_full_disc_is_3_and_leaves_it(self):
        def small_disc():
            resource.setrlimit(resource.RLIMIT_FSIZE, (2048, 2048))
        answer = self.build(preexec_fn=small_disc)
        self.assert_exit(answer, 3)
        self.assertEqual(messages(answer)[-1][0], "E712")
        self.assert_untouched()

    def test_a_folder_is_3(self):
        answer = run("build", self.issue, "-o", self.scratch)
        self.assert_exit(answer, 3)
        self.assertEqual(messages(answer)[-1][0], "E711")

    def test_a_folder_that_is_not_there_is_3(self):
        answer = run("build", self.issue, "-o", self.scratch / "none" / "a.pdf")
        self.assert_exit(answer, 3)
        self.assertEqual(messages(answer)[-1][0], "E713")

    @unittest.skipIf(os.geteuid() == 0, "root may write everywhere")
    def test_a_folder_that_may_not_be_written_is_3(self):
        self.scratch.chmod(0o500)
        self.addCleanup(self.scratch.chmod, 0o700)
        answer = self.build()
        self.assert_exit(answer, 3)
        self.assertEqual(messages(answer)[-1][0], "E714")

    def test_an_interrupt_leaves_the_old_file_or_a_whole_new_one(self):
        for delay in (0, 0.002, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.15, 0.2):
            self.output.write_bytes(b"the old file")
            child = subprocess.Popen([PROGRAM, "build", self.issue, "-o", self.output],
                                     stderr=subprocess.DEVNULL)
            time.sleep(delay)
            child.send_signal(signal.SIGINT)
            self.assertIn(child.wait(60), (0, -signal.SIGINT))
            content = self.output.read_bytes()
            whole = content.startswith(b"%PDF-") and content.rstrip().endswith(b"%%EOF")
            self.assertTrue(whole or content == b"the old file")
            self.assertEqual([p.name for p in self.scratch.iterdir()
                              if p.name.startswith(".banxin")], [])

    def test_a_shell_sees_130(self):
        # A long issue, so that the signal finds the program at work.
        script = f'trap : INT; "{PROGRAM}" build "{SOURCE}/samples/monthly" -o "{self.output}"; ' \
                 'echo $?'
        with subprocess.Popen(["sh", "-c", script], stdout=subprocess.PIPE,
                              stderr=subprocess.DEVNULL, start_new_session=True) as shell:
            time.sleep(0.1)
            os.killpg(shell.pid, signal.SIGINT)
            self.assertEqual(shell.stdout.read().split()[-1], b"130")
        self.assert_untouched()


class OtherCommands(IssueTest):
    def test_dump_gives_every_stage(self):
        for stage in ("issue", "styled", "shaped", "broken", "fragment", "document", "tags", "pdf"):
            with self.subTest(stage=stage):
                answer = run("dump", stage, self.issue)
                self.assert_exit(answer, 0)
                self.assertGreater(len(answer.stdout), 50)

    def test_dump_of_the_issue_names_lines(self):
        self.assertIn("第一段正文", run("dump", "issue", self.issue).stdout.decode())

    def test_fonts_lists_roles_files_and_licences(self):
        answer = run("fonts", self.issue)
        self.assert_exit(answer, 0)
        text = answer.stdout.decode()
        for word in ("role", "licence", "song", "hei", "OFL"):
            self.assertIn(word, text)

    def test_fonts_as_json(self):
        answer = run("fonts", "--json", self.issue)
        self.assert_exit(answer, 0)
        *entries, summary = json_lines(answer)
        self.assertEqual((summary["type"], summary["schema"]), ("summary", 1))
        roles = {e["role"] for e in entries if e["type"] == "font"}
        self.assertLessEqual({"song", "hei", "kai"}, roles)
        self.assertGreater(sum(e["characters"] for e in entries if e["type"] == "font"), 20)

    def test_init_makes_an_issue_that_builds(self):
        folder = self.scratch / "新刊"
        self.assert_exit(run("init", folder), 0)
        answer = run("build", folder, "-o", self.output, "--strict")
        self.assert_exit(answer, 0)
        again = run("init", folder)
        self.assert_exit(again, 2)
        self.assertEqual(messages(again)[0][0], "E806")

    def test_draft_prints_boxes_instead_of_failing(self):
        self.write("articles/01.md", ARTICLE.replace("第二段", "![图](images/none.png)\n\n\U0001F9FF第二段"))
        answer = self.build()
        self.assert_exit(answer, 1)
        self.assertLessEqual({"E620", "E303"}, {m[0] for m in messages(answer)})
        answer = self.build("--draft")
        self.assert_exit(answer, 0)
        self.assertIn("W620", {m[0] for m in messages(answer)})
        self.assert_exit(self.build("--draft", "--strict"), 4)


if __name__ == "__main__":
    unittest.main()
