"""`pack`, `unpack`, `pack --verify`: an issue with all that its build read, which gives the same files
on a machine that has nothing."""
import hashlib
import io
import json
import pathlib
import re
import resource
import shutil
import subprocess
import tarfile
import unittest
import zipfile

from harness import PROGRAM, SOURCE, IssueTest, json_lines, messages, run, surroundings

PROFILE = pathlib.Path("/usr/share/scribus/profiles/ISOcoated_v2_300_bas.icc")


class PackTest(IssueTest):
    """The golden issue, in its layout and with the tests' own small fonts."""

    def setUp(self):
        super().setUp()
        shutil.rmtree(self.issue)
        shutil.copytree(SOURCE / "tests" / "golden" / "issue", self.issue)
        issue = self.issue / "issue.toml"
        issue.write_text(re.sub(r"^date = .*$", "", issue.read_text("utf-8"), flags=re.M)
                         .replace("[issue]", "[issue]\ndate = 2024-03-15", 1), "utf-8")
        self.article = sorted((self.issue / "articles").glob("*.md"))[0]
        share = self.scratch / "share"
        (share / "layouts" / "golden").mkdir(parents=True)
        shutil.copy(SOURCE / "tests" / "golden" / "layout.toml", share / "layouts" / "golden")
        (share / "layouts" / "classic").symlink_to((SOURCE / "layouts" / "classic").resolve())
        (share / "fonts").symlink_to((SOURCE / "tests" / "fonts").resolve())
        self.share = {"BANXIN_SHARE": str(share)}
        self.pack = self.scratch / "一期-pack.zip"

    def make(self, *words, env=None, **options):
        answer = run("pack", self.issue, "-o", self.pack, "--layout", "golden", *words,
                     env=self.share | (env or {}), **options)
        self.assert_exit(answer, 0)
        return answer

    def manifest(self):
        with zipfile.ZipFile(self.pack) as archive:
            return json.loads(archive.read("一期/banxin-pack/manifest.json"))


class Contents(PackTest):
    def test_everything_that_was_read_is_in_it_and_what_came_out(self):
        self.make()
        with zipfile.ZipFile(self.pack) as archive:
            names = set(archive.namelist())
        for name in ("issue.toml", "articles/" + self.article.name, "banxin-pack/manifest.json",
                     "banxin-pack/layouts/golden/layout.toml",
                     "banxin-pack/layouts/classic/layout.toml", "banxin-pack/fonts/fonts.toml",
                     "banxin-pack/fonts/BanxinTestSong-Regular.otf",
                     "banxin-pack/output/一期.pdf"):
            self.assertIn("一期/" + name, names)

    def test_the_manifest_tells_hashes_versions_and_options(self):
        self.make("--no-fonts")
        manifest = self.manifest()
        self.assertEqual(manifest["options"]["layout"], "golden")
        self.assertIn("harfbuzz", manifest["libraries"])
        with zipfile.ZipFile(self.pack) as archive:
            for entry in manifest["files"] + manifest["outputs"]:
                content = archive.read("一期/" + entry["path"])
                self.assertEqual(hashlib.sha256(content).hexdigest(), entry["sha256"])
                self.assertEqual(len(content), entry["size"])
        left_out = {font["file"]: font for font in manifest["fonts_left_out"]}
        song = left_out["BanxinTestSong-Regular.otf"]
        self.assertEqual(song["licence"], "Apache-2.0")
        self.assertEqual(song["sha256"], hashlib.sha256(
            (SOURCE / "tests/fonts/BanxinTestSong-Regular.otf").read_bytes()).hexdigest())

    def test_a_font_that_may_not_be_copied_is_told_of(self):
        fonts = self.scratch / "share" / "fonts"
        fonts.unlink()
        shutil.copytree(SOURCE / "tests" / "fonts", fonts)
        listed = fonts / "fonts.toml"
        listed.write_text(listed.read_text("utf-8").replace('"Apache-2.0"', '"LicenseRef-House"'),
                          "utf-8")
        told = messages(self.make())
        self.assertIn("W780", [m[0] for m in told])
        with zipfile.ZipFile(self.pack) as archive:
            self.assertFalse([n for n in archive.namelist() if n.endswith((".otf", ".ttf"))])

    def test_same_issue_same_pack(self):
        packs = []
        for env in ({}, {"TZ": "Pacific/Kiritimati", "LC_ALL": "zh_CN.UTF-8"}, {"LC_ALL": "C"}):
            self.make(env=env)
            packs.append(self.pack.read_bytes())
        self.assertEqual(len(set(packs)), 1)

    def test_other_kinds_by_their_names(self):
        for name in ("a.tar", "a.tar.gz", "a.tar.zst"):
            self.pack = self.scratch / name
            self.make()
            self.assert_exit(run("pack", "--verify", self.pack), 0)
        answer = run("pack", self.issue, "-o", self.scratch / "a.rar")
        self.assert_exit(answer, 2)
        self.assertEqual(messages(answer)[0][0], "E785")

    def test_an_issue_with_errors_is_not_packed(self):
        self.article.write_text("no front matter", "utf-8")
        answer = run("pack", self.issue, "-o", self.pack, env=self.share)
        self.assert_exit(answer, 1)
        self.assertFalse(self.pack.exists())

    def test_a_full_disc_leaves_the_old_pack(self):
        self.pack.write_bytes(b"the old pack")

        def small_disc():
            resource.setrlimit(resource.RLIMIT_FSIZE, (2048, 2048))
        answer = run("pack", self.issue, "-o", self.pack, "--layout", "golden", env=self.share,
                     preexec_fn=small_disc)
        self.assert_exit(answer, 3)
        self.assertEqual(self.pack.read_bytes(), b"the old pack")


class Elsewhere(PackTest):
    """A machine with other fonts, layouts and profiles: none at all."""

    def bare(self):
        """Surroundings that lead to an empty share folder, an empty home, no date."""
        home = self.scratch / "home"
        (home / "share" / "layouts").mkdir(parents=True, exist_ok=True)
        env = surroundings({"HOME": str(home), "BANXIN_SHARE": str(home / "share")})
        del env["SOURCE_DATE_EPOCH"]
        return env

    def build_bare(self, what, *words):
        return subprocess.run([PROGRAM, "build", what, *words], capture_output=True,
                              env=self.bare(), cwd=self.scratch / "home", timeout=120, check=False)

    def test_the_archive_builds_to_the_same_bytes(self):
        words = ["--edition", "all"] if PROFILE.exists() else []
        self.make(*words, env={"SOURCE_DATE_EPOCH": ""})
        self.bare()
        answer = self.build_bare(self.pack)
        self.assert_exit(answer, 0)
        for output in self.manifest()["outputs"]:
            name = pathlib.Path(output["path"]).name
            content = (self.scratch / "home" / name).read_bytes()
            self.assertEqual(hashlib.sha256(content).hexdigest(), output["sha256"], name)

    def test_fonts_come_from_the_pack(self):
        self.make()
        answer = run("unpack", self.pack, "-o", self.scratch / "far")
        self.assert_exit(answer, 0)
        folder = self.scratch / "far" / "一期"
        fonts = sorted((folder / "banxin-pack" / "fonts").glob("*.[to]t[fc]"))
        self.assertTrue(fonts)
        trace = self.scratch / "trace"
        try:
            subprocess.run(["strace", "-f", "-e", "trace=openat", "-o", trace, PROGRAM, "build", folder,
                            "-o", self.output], env=self.bare() | {}, capture_output=True,
                           timeout=120, check=True, cwd=self.scratch)
        except FileNotFoundError:
            self.skipTest("strace is not installed")
        opened = trace.read_text("utf-8", "replace")
        self.assertIn(fonts[0].name, opened)
        self.assertEqual(re.findall(r'"/usr/share/fonts/[^"]*\.(?:otf|ttf|ttc)"', opened), [])

    def test_an_unpacked_one_is_an_issue_like_any_other(self):
        self.make()
        self.assert_exit(run("unpack", self.pack, "-o", self.scratch / "far"), 0)
        folder = self.scratch / "far" / "一期"
        article = folder / "articles" / self.article.name
        article.write_text(article.read_text("utf-8").replace("。", "，", 1), "utf-8")
        self.assert_exit(run("build", folder, "-o", self.output), 0)
        self.assert_exit(run("check", "--no-lint", folder), 0)

    def test_a_packed_pack_is_the_same(self):
        self.make()
        first = self.pack.read_bytes()
        self.assert_exit(run("unpack", self.pack, "-o", self.scratch / "far"), 0)
        again = self.scratch / "again.zip"
        self.assert_exit(run("pack", self.scratch / "far" / "一期", "-o", again), 0)
        self.assertEqual(again.read_bytes(), first)


class Verify(PackTest):
    def test_a_good_one(self):
        self.make()
        answer = run("pack", "--verify", self.pack, "--json")
        self.assert_exit(answer, 0)
        self.assertTrue(json_lines(answer)[-1]["verified"])

    def rewrite(self, change):
        with zipfile.ZipFile(self.pack) as archive:
            files = {name: archive.read(name) for name in archive.namelist()}
        change(files)
        with zipfile.ZipFile(self.pack, "w") as archive:
            for name, content in files.items():
                archive.writestr(name, content)

    def test_a_file_that_was_changed(self):
        self.make()
        self.rewrite(lambda files: files.update({"一期/articles/" + self.article.name: b"+++\n+++\n"}))
        for words in (["pack", "--verify", self.pack], ["build", self.pack, "-o", self.output],
                      ["unpack", self.pack, "-o", self.scratch / "far"]):
            answer = run(*words)
            self.assert_exit(answer, 3)
            self.assertEqual([m[0] for m in messages(answer)], ["E786"])

    def test_another_result(self):
        self.make()

        def change(files):
            name = "一期/banxin-pack/manifest.json"
            manifest = json.loads(files[name])
            manifest["outputs"][0]["sha256"] = "0" * 64
            files[name] = json.dumps(manifest).encode()
        self.rewrite(change)
        answer = run("pack", "--verify", self.pack)
        self.assert_exit(answer, 4)
        self.assertEqual(messages(answer)[-1][0], "E787")


class Hostile(PackTest):
    def tar(self, *members):
        path = self.scratch / "bad.tar"
        with tarfile.open(path, "w") as archive:
            for member in members:
                content = b"x" if member.isreg() else b""
                member.size = len(content)
                archive.addfile(member, io.BytesIO(content))
        return path

    def test_names_that_leave_the_folder_links_and_devices(self):
        for name, kind in (("../x", tarfile.REGTYPE), ("/tmp/x", tarfile.REGTYPE),
                           ("a/../../x", tarfile.REGTYPE), ("a/link", tarfile.SYMTYPE),
                           ("a/hard", tarfile.LNKTYPE), ("a/fifo", tarfile.FIFOTYPE),
                           ("a/dev", tarfile.CHRTYPE)):
            with self.subTest(name=name):
                member = tarfile.TarInfo(name)
                member.type = kind
                member.linkname = "/etc/passwd" if kind in (tarfile.SYMTYPE, tarfile.LNKTYPE) else ""
                far = self.scratch / "far"
                answer = run("unpack", self.tar(member), "-o", far)
                self.assert_exit(answer, 3)
                self.assertEqual(messages(answer)[0][0], "E782")
                self.assertFalse((self.scratch / "x").exists())

    def test_an_archive_of_something_else(self):
        answer = run("build", self.tar(tarfile.TarInfo("a/b")), cwd=self.scratch)
        self.assertEqual(messages(answer)[0][0], "E784")

    def test_no_archive(self):
        path = self.scratch / "a.zip"
        path.write_bytes(b"PK\3\4 and nothing else")
        answer = run("build", path, cwd=self.scratch)
        self.assertEqual(messages(answer)[0][0], "E781")

    def test_nothing_is_overwritten(self):
        self.make()
        answer = run("unpack", self.pack, "-o", self.scratch)
        self.assert_exit(answer, 2)
        self.assertEqual(messages(answer)[0][0], "E806")


if __name__ == "__main__":
    unittest.main()
