"""Editions on the command line: which files a build makes, what they are called, that they are whole
or untouched together, and that nothing but the issue decides their bytes."""
import json
import os
import pathlib
import resource
import signal
import subprocess
import time
import unittest

from harness import ISSUE, PROGRAM, SOURCE, IssueTest, json_lines, messages, run, surroundings

PROFILE = pathlib.Path("/usr/share/scribus/profiles/ISOcoated_v2_300_bas.icc")
EDITIONS = ("screen", "print", "imposed")
WANTS_PROFILE = unittest.skipUnless(PROFILE.exists(), "scribus-data is not installed")


class EditionsTest(IssueTest):
    def names(self):
        return sorted(p.name for p in self.scratch.iterdir() if p != self.issue)

    def say(self, table):
        """Puts a table into issue.toml."""
        self.write("issue.toml", ISSUE.replace("[[section]]", table + "\n[[section]]", 1))


@WANTS_PROFILE
class Files(EditionsTest):
    def test_the_plain_name_is_for_the_screen(self):
        self.assert_exit(run("build", self.issue, cwd=self.scratch), 0)
        self.assertEqual(self.names(), ["一期.pdf"])

    def test_an_edition_for_the_press_says_so_in_its_name(self):
        self.assert_exit(run("build", self.issue, "--edition", "print", cwd=self.scratch), 0)
        self.assertEqual(self.names(), ["一期-print.pdf"])

    def test_all_of_them(self):
        answer = self.build("--edition", "all", "--json")
        self.assert_exit(answer, 0)
        self.assertEqual(self.names(), ["out-imposed.pdf", "out-print.pdf", "out.pdf"])
        summary = json_lines(answer)[-1]
        self.assertEqual([(o["edition"], pathlib.Path(o["file"]).name)
                          for o in summary["outputs"]],
                         [("screen", "out.pdf"), ("print", "out-print.pdf"),
                          ("imposed", "out-imposed.pdf")])
        self.assertEqual(summary["output"], summary["outputs"][0]["file"])
        self.assertEqual(summary["sheets"], 2)

    def test_the_report_names_each(self):
        said = self.build("--edition", "screen,print").stderr.decode()
        self.assertIn("out.pdf\n", said)
        self.assertIn("out-print.pdf\n", said)

    def test_the_issue_says_which(self):
        self.say('[output]\neditions = ["screen", "print"]')
        self.assert_exit(self.build(), 0)
        self.assertEqual(self.names(), ["out-print.pdf", "out.pdf"])

    def test_the_command_line_goes_before_the_issue_and_the_issue_before_its_layout(self):
        self.write("layout.toml", '[output]\neditions = "imposed"\n')
        self.assert_exit(run("build", self.issue, cwd=self.scratch), 0)
        self.assertEqual(self.names(), ["一期-imposed.pdf"])
        self.say('[output]\neditions = "print"')
        self.assert_exit(run("build", self.issue, cwd=self.scratch), 0)
        self.assertEqual(self.names(), ["一期-imposed.pdf", "一期-print.pdf"])
        self.assert_exit(run("build", self.issue, "--edition", "screen", cwd=self.scratch), 0)
        self.assertEqual(self.names(), ["一期-imposed.pdf", "一期-print.pdf", "一期.pdf"])

    def test_standard_output_takes_one(self):
        answer = run("build", self.issue, "-o", "-", "--edition", "print")
        self.assert_exit(answer, 0)
        self.assertTrue(answer.stdout.startswith(b"%PDF-"))
        self.say('[output]\neditions = "all"')
        answer = run("build", self.issue, "-o", "-")
        self.assertEqual(messages(answer)[-1][0], "E826")
        self.assertEqual(answer.stdout, b"")

    def test_a_profile_by_its_path(self):
        house = self.scratch / "house.icc"
        house.write_bytes(PROFILE.read_bytes())
        self.assert_exit(self.build("--edition", "print", "--profile", house), 0)
        answer = self.build("--edition", "print", "--profile", self.scratch / "none.icc")
        self.assert_exit(answer, 3)
        self.assertEqual(messages(answer)[-1][0], "E731")

    def test_a_profile_of_the_issue(self):
        self.write("色彩/厂.icc", PROFILE.read_bytes())
        self.say('[output]\neditions = "print"\nprofile = "色彩/厂.icc"')
        self.assert_exit(self.build(), 0)

    def test_pages_are_filled_to_a_multiple(self):
        self.say("[output]\npage-multiple = 8")
        answer = self.build("--json")
        self.assert_exit(answer, 0)
        self.assertEqual(json_lines(answer)[-1]["pages"] % 8, 0)

    def test_a_cover_of_its_own(self):
        self.say('[output]\neditions = "imposed"\npage-multiple = 16\n'
                 'imposition = { kind = "signatures", signature = 4, cover-apart = true }')
        answer = self.build("--json")
        self.assert_exit(answer, 0)
        self.assertEqual(self.names(), ["out-cover.pdf", "out.pdf"])
        self.assertEqual(json_lines(answer)[-1]["outputs"][1]["part"], "cover")


class Words(EditionsTest):
    def test_a_wrong_value_is_told_at_its_place(self):
        self.say('[output]\neditions = ["screen", "paper"]\nmax-ink = 30\nmarcs = "all"')
        answer = self.build()
        self.assert_exit(answer, 1)
        text = (self.issue / "issue.toml").read_text("utf-8").split("[output]")[0]
        first = text.count("\n") + 1
        self.assertEqual([m[:4] for m in messages(answer)],
                         [("E732", "issue.toml", first + 1, 24),
                          ("E732", "issue.toml", first + 2, 11),
                          ("W741", "issue.toml", first + 3, 1)])

    def test_check_looks_for_the_profile_too(self):
        self.say('[output]\neditions = "print"\nprofile = "none.icc"')
        answer = run("check", self.issue)
        self.assertIn("E731", [m[0] for m in messages(answer)])

    def test_a_file_that_is_no_profile(self):
        self.say('[output]\nprofile = "articles/01.md"')
        answer = self.build()
        self.assertEqual(messages(answer)[-1][0], "E720")

    def test_an_option_without_effect_is_told_of(self):
        answer = self.build("--pdfx", "1a")
        self.assert_exit(answer, 0)
        self.assertIn("N741", [m[0] for m in messages(answer)])


@WANTS_PROFILE
class Whole(EditionsTest):
    """The files of one build are replaced together or not at all."""

    def setUp(self):
        super().setUp()
        self.files = {"screen": self.output,
                      "print": self.scratch / "out-print.pdf",
                      "imposed": self.scratch / "out-imposed.pdf"}
        for edition, path in self.files.items():
            path.write_bytes(b"the old " + edition.encode())

    def assert_untouched(self):
        for edition, path in self.files.items():
            if not path.is_dir():
                self.assertEqual(path.read_bytes(), b"the old " + edition.encode())
        self.assertEqual([n for n in self.names() if n.startswith(".")], [])

    def test_a_full_disc_leaves_every_edition(self):
        for edition in (*EDITIONS, "all"):
            with self.subTest(edition=edition):
                def small_disc():
                    resource.setrlimit(resource.RLIMIT_FSIZE, (2048, 2048))
                answer = self.build("--edition", edition, preexec_fn=small_disc)
                self.assert_exit(answer, 3)
                self.assertIn("E712", [m[0] for m in messages(answer)])
                self.assert_untouched()

    def test_a_disc_with_room_for_one_leaves_both(self):
        self.assert_exit(self.build("--edition", "screen,print"), 0)
        sizes = sorted(self.files[e].stat().st_size for e in ("screen", "print"))
        self.assertGreater(sizes[1], sizes[0])
        for edition, path in self.files.items():
            path.write_bytes(b"the old " + edition.encode())

        def small_disc():
            resource.setrlimit(resource.RLIMIT_FSIZE, (sizes[0], sizes[0]))
        answer = self.build("--edition", "screen,print", preexec_fn=small_disc)
        self.assert_exit(answer, 3)
        self.assertEqual({m[0] for m in messages(answer) if m[0][0] != "W"} - {"N306"},
                         {"E712", "N742"})
        self.assert_untouched()

    def test_one_that_cannot_be_written_leaves_the_others_and_names_them(self):
        self.files["print"].unlink()
        self.files["print"].mkdir()
        answer = self.build("--edition", "all")
        self.assert_exit(answer, 3)
        told = {m[0]: m[4] for m in messages(answer)}
        self.assertIn("out-print.pdf", told["E711"])
        self.assertIn("out.pdf", told["N742"])
        self.assertIn("out-imposed.pdf", told["N742"])
        self.assert_untouched()

    def test_a_full_device_for_each_edition(self):
        for edition in EDITIONS:
            with self.subTest(edition=edition):
                answer = run("build", self.issue, "--edition", edition, "-o", "/dev/full")
                self.assert_exit(answer, 3)
                self.assertIn("E712", [m[0] for m in messages(answer)])

    def test_a_kill_leaves_whole_files(self):
        # SIGKILL cannot be held back: between two renames one edition may be newer than the other,
        # but each is whole, and what lies half-written has a name of its own.
        for delay in (0.02, 0.05, 0.1, 0.15, 0.2, 0.3):
            with subprocess.Popen([PROGRAM, "build", self.issue, "-o", self.output, "--edition", "all"],
                                  stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                  env=surroundings()) as child:
                time.sleep(delay)
                child.send_signal(signal.SIGKILL)
                child.wait(60)
            for edition, path in self.files.items():
                content = path.read_bytes()
                whole = content.startswith(b"%PDF-") and content.rstrip().endswith(b"%%EOF")
                self.assertTrue(whole or content == b"the old " + edition.encode(), edition)

    def test_an_interrupt_leaves_all_old_or_all_new(self):
        for delay in (0.02, 0.05, 0.1, 0.15, 0.2, 0.3):
            for edition, path in self.files.items():
                path.write_bytes(b"the old " + edition.encode())
            with subprocess.Popen([PROGRAM, "build", self.issue, "-o", self.output, "--edition", "all"],
                                  stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                  env=surroundings()) as child:
                time.sleep(delay)
                child.send_signal(signal.SIGINT)
                child.wait(60)
            new = [path.read_bytes().startswith(b"%PDF-") for path in self.files.values()]
            self.assertIn(sum(new), (0, 3), new)
            self.assertEqual([n for n in self.names() if n.startswith(".")], [])


@WANTS_PROFILE
class SameBytes(EditionsTest):
    """Nothing but the issue decides the bytes of any edition (D-1, D-2)."""

    def build_in(self, name, *words, env=None, cwd=None):
        folder = self.scratch / name
        folder.mkdir()
        clean = dict(surroundings(env))
        if env is None or "SOURCE_DATE_EPOCH" not in env:
            del clean["SOURCE_DATE_EPOCH"]
        answer = subprocess.run(
            [PROGRAM, "build", os.path.relpath(self.issue, cwd or os.getcwd()), "--edition", "all",
             "--marks", "all", "-o", folder / "a.pdf", *words],
            capture_output=True, env=clean, timeout=120, check=False, cwd=cwd)
        self.assert_exit(answer, 0)
        return [(p.name, p.read_bytes()) for p in sorted(folder.iterdir())]

    def setUp(self):
        super().setUp()
        self.write("issue.toml", ISSUE.replace("number = 3", "number = 3\ndate = 2024-03-15"))

    def test_other_zone_locale_folder_clock_and_threads(self):
        first = self.build_in("first")
        self.assertEqual([name for name, _ in first],
                         ["a-imposed.pdf", "a-print.pdf", "a.pdf"])
        cases = {
            "zone": {"env": {"TZ": "Pacific/Kiritimati"}},
            "locale": {"env": {"LC_ALL": "de_DE.UTF-8", "LANG": "zh_CN.UTF-8"}},
            "folder": {"cwd": "/"},
        }
        for name, case in cases.items():
            with self.subTest(name):
                self.assertTrue(self.build_in(name, **case) == first)
        for jobs in ("1", "2", "7"):
            with self.subTest(jobs=jobs):
                self.assertTrue(self.build_in("jobs" + jobs, "--jobs", jobs) == first)
        time.sleep(1.1)  # another second of the clock
        self.assertTrue(self.build_in("clock") == first)

    def test_the_dates_are_the_issues_own(self):
        for name, content in self.build_in("dates"):
            self.assertIn(b"2024-03-15T00:00:00", content, name)

    def test_source_date_epoch_goes_before_them(self):
        for name, content in self.build_in("epoch", env={"SOURCE_DATE_EPOCH": "86400"}):
            self.assertIn(b"1970-01-02T", content, name)

    def test_an_edition_alone_is_the_one_made_with_others(self):
        together = dict(self.build_in("together"))
        for edition, name in (("screen", "a.pdf"), ("print", "a-print.pdf"),
                              ("imposed", "a-imposed.pdf")):
            alone = self.scratch / (edition + ".pdf")
            clean = surroundings()
            del clean["SOURCE_DATE_EPOCH"]
            subprocess.run([PROGRAM, "build", self.issue, "--edition", edition, "--marks", "all",
                            "-o", alone], env=clean, capture_output=True, timeout=120, check=True)
            self.assertTrue(alone.read_bytes() == together[name], edition)


@WANTS_PROFILE
class Batches(EditionsTest):
    def run_batch(self, *words):
        answer = run("build", self.issue, "-o", str(self.scratch / "out") + "/", "--resume",
                     "--json", *words)
        self.assert_exit(answer, 0)
        return json_lines(answer)[-2]

    def test_resume_knows_every_edition_and_option(self):
        self.assertEqual(self.run_batch("--edition", "all")["state"], "written")
        out = self.scratch / "out"
        self.assertEqual(sorted(p.name for p in out.glob("*.pdf")),
                         ["一期-imposed.pdf", "一期-print.pdf", "一期.pdf"])
        issue = self.run_batch("--edition", "all")
        self.assertEqual(issue["state"], "up-to-date")
        self.assertEqual([o["edition"] for o in issue["outputs"]], list(EDITIONS))
        (out / "一期-print.pdf").write_bytes(b"changed")
        self.assertEqual(self.run_batch("--edition", "all")["state"], "written")
        (out / "一期-imposed.pdf").unlink()
        self.assertEqual(self.run_batch("--edition", "all")["state"], "written")
        self.assertEqual(self.run_batch("--edition", "all", "--pdfx", "1a")["state"], "written")
        self.assertEqual(self.run_batch("--edition", "all", "--pdfx", "1a", "--marks", "trim")
                         ["state"], "written")

    def test_two_issues_that_would_share_a_name(self):
        other = self.scratch / "一期-print"
        other.mkdir()
        (other / "issue.toml").write_text(ISSUE, "utf-8")
        (other / "articles").mkdir()
        (other / "articles" / "01.md").write_bytes((self.issue / "articles/01.md").read_bytes())
        answer = run("build", self.issue, other, "-o", self.scratch / "out", "--edition",
                     "screen,print")
        self.assert_exit(answer, 11)
        self.assertIn("E824", [m[0] for m in messages(answer)])


if __name__ == "__main__":
    unittest.main()
