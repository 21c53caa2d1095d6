#!/usr/bin/env python3
"""Installs into a scratch prefix and uses it as others would: the program, find_package,
pkg-config."""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

SOURCE = pathlib.Path(os.environ["BANXIN_SOURCE"])
BUILD = pathlib.Path(os.environ["BANXIN_BUILD"])
ISSUE = SOURCE / "samples" / "minimal"


def run(*words, **options):
    done = subprocess.run(list(map(str, words)), capture_output=True, check=False, timeout=600,
                          text=True, **options)
    if done.returncode != 0:
        raise AssertionError(f"{words}\n{done.stdout[-4000:]}\n{done.stderr[-4000:]}")
    return done.stdout


class Package(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        scratch = tempfile.TemporaryDirectory(prefix="banxin-package-")
        cls.addClassCleanup(scratch.cleanup)
        cls.scratch = pathlib.Path(scratch.name)
        cls.prefix = cls.scratch / "prefix"
        run("cmake", "--build", BUILD, "--target", "libbanxin")
        run("cmake", "--install", BUILD, "--prefix", cls.prefix)

    def setUp(self):
        self.env = {k: v for k, v in os.environ.items() if k != "BANXIN_SHARE"}
        self.env["SOURCE_DATE_EPOCH"] = "0"

    def expected(self):
        out = self.scratch / "expected.pdf"
        run(self.prefix / "bin" / "banxin", "build", ISSUE, "-o", out, env=self.env)
        return str(out.stat().st_size)

    def test_the_installed_program_finds_its_own_layouts(self):
        layouts = self.prefix / "share" / "banxin" / "layouts"
        shutil.copytree(layouts / "classic", layouts / "only-here")
        out = self.scratch / "a.pdf"
        run(self.prefix / "bin" / "banxin", "build", ISSUE, "--layout", "only-here", "-o", out,
            env=self.env)
        self.assertGreater(out.stat().st_size, 1000)

    def test_find_package(self):
        env = dict(self.env, CMAKE_PREFIX_PATH=str(self.prefix),
                   BANXIN_SHARE=str(self.prefix / "share" / "banxin"))
        build = self.scratch / "cmake"
        run("cmake", "-S", SOURCE / "tests" / "package", "-B", build, env=env)
        run("cmake", "--build", build, env=env)
        for program in ("user_cpp", "user_c"):
            self.assertEqual(run(build / program, ISSUE, env=env).strip(), self.expected(), program)

    @unittest.skipUnless(shutil.which("pkg-config"), "pkg-config is not installed")
    def test_pkg_config(self):
        folder = next(self.prefix.rglob("banxin.pc")).parent
        env = dict(self.env, PKG_CONFIG_PATH=str(folder),
                   BANXIN_SHARE=str(self.prefix / "share" / "banxin"))
        flags = run("pkg-config", "--define-prefix", "--static", "--cflags", "--libs", "banxin",
                    env=env).split()
        program = self.scratch / "user"
        run(os.environ.get("CC", "cc"), SOURCE / "tests" / "package" / "user.c", "-o", program,
            *flags, env=env)
        self.assertEqual(run(program, ISSUE, env=env).strip(), self.expected())


if __name__ == "__main__":
    sys.exit(unittest.main())
