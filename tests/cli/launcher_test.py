#!/usr/bin/env python3
"""The launcher ./banxin, without building: what it decides, not what the compiler does.

A scratch tree holds the launcher, one source file and a program that says it ran; cmake, apt-get
and the rest are scripts that write down how they were called.
"""
import os
import pathlib
import shutil
import stat
import subprocess
import tempfile
import time
import unittest

SOURCE = pathlib.Path(os.environ.get("BANXIN_SOURCE", pathlib.Path(__file__).parents[2]))

CMAKE = """#!/bin/sh
echo "cmake $*" >> "$CALLS"
case "$*" in
  *--build*) mkdir -p build/release
    printf '#!/bin/sh\\necho ran "$@"\\n' > "$TREE/build/release/banxin"
    chmod +x "$TREE/build/release/banxin"
    [ -z "$BREAK" ] || { echo "the compiler says no"; exit 1; } ;;
  *) mkdir -p "$TREE/build/release"; touch "$TREE/build/release/build.ninja" ;;
esac
"""
DPKG = """#!/bin/sh
for last; do :; done
grep -qx "$last" "$INSTALLED" && printf 'ii '
exit 0
"""
APT = """#!/bin/sh
echo "apt-get $*" >> "$CALLS"
case "$*" in
  *" install "*) [ -e "$LISTS" ] || exit 100 ;;
  *" update") touch "$LISTS" ;;
esac
"""


class Launcher(unittest.TestCase):
    def setUp(self):
        scratch = tempfile.TemporaryDirectory(prefix="banxin-launcher-")
        self.addCleanup(scratch.cleanup)
        self.tree = pathlib.Path(scratch.name) / "版心 tree"
        (self.tree / "engine").mkdir(parents=True)
        for name in ("CMakeLists.txt", "CMakePresets.json", "engine/a.cc"):
            (self.tree / name).write_text("x")
        shutil.copy(SOURCE / "banxin", self.tree / "banxin")
        tools = pathlib.Path(scratch.name) / "bin"
        tools.mkdir()
        for name, text in (("cmake", CMAKE), ("dpkg-query", DPKG), ("apt-get", APT),
                           ("sudo", '#!/bin/sh\nexec "$@"\n')):
            path = tools / name
            path.write_text(text)
            path.chmod(path.stat().st_mode | stat.S_IXUSR)
        self.calls = pathlib.Path(scratch.name) / "calls"
        self.installed = pathlib.Path(scratch.name) / "installed"
        self.lists = pathlib.Path(scratch.name) / "lists"
        self.installed.write_text("\n".join(self.packages()) + "\n")
        self.env = {"PATH": f"{tools}:{os.environ['PATH']}", "CALLS": str(self.calls),
                    "TREE": str(self.tree), "INSTALLED": str(self.installed),
                    "LISTS": str(self.lists), "BREAK": "", "HOME": scratch.name}

    @staticmethod
    def packages():
        script = "set -- ; source <(sed -n '/^build_packages=/,/^test_packages=.*/p' \"$0\"); " \
                 'printf "%s\\n" "${build_packages[@]}" "${data_packages[@]}" "${font_packages[@]}" ' \
                 '"${tool_packages[@]}"'
        done = subprocess.run(["bash", "-c", script, SOURCE / "banxin"], capture_output=True,
                              text=True, check=True)
        return done.stdout.split()

    def run_launcher(self, *words, **env):
        self.calls.write_text("")
        done = subprocess.run([self.tree / "banxin", *words], capture_output=True, text=True,
                              env=self.env | env, check=False, timeout=60)
        return done, self.calls.read_text().splitlines()

    def test_it_builds_once_and_then_goes_straight_to_the_program(self):
        done, calls = self.run_launcher("build", "x")
        self.assertEqual((done.returncode, done.stdout), (0, "ran build x\n"), done.stderr)
        self.assertEqual(len(calls), 2)
        done, calls = self.run_launcher("check", "a b")
        self.assertEqual((done.stdout, done.stderr, calls), ("ran check a b\n", "", []))

    def test_a_changed_source_is_built_again(self):
        self.run_launcher("build")
        later = time.time() + 5
        os.utime(self.tree / "engine" / "a.cc", (later, later))
        _, calls = self.run_launcher("build")
        self.assertEqual(len(calls), 1, calls)
        self.assertIn("--build", calls[0])

    def test_it_can_be_called_from_anywhere_through_a_link(self):
        link = self.tree.parent / "link"
        link.symlink_to(self.tree / "banxin")
        done = subprocess.run([link, "check"], capture_output=True, text=True, env=self.env,
                              cwd="/", check=False, timeout=60)
        self.assertEqual(done.stdout, "ran check\n", done.stderr)

    def test_a_failed_build_shows_why_on_standard_error(self):
        done, _ = self.run_launcher("build", BREAK="1")
        self.assertEqual((done.returncode, done.stdout), (3, ""))
        self.assertIn("the compiler says no", done.stderr)
        done, calls = self.run_launcher("build")
        self.assertEqual(done.stdout, "ran build\n", done.stderr)
        self.assertTrue(any("--build" in call for call in calls), "a failed build is tried again")

    def test_missing_packages_are_named_and_installed(self):
        rest = [p for p in self.packages() if p not in ("libicu-dev", "fonts-noto-cjk")]
        self.installed.write_text("\n".join(rest) + "\n")
        done, calls = self.run_launcher("build")
        self.assertIn("libicu-dev fonts-noto-cjk", done.stderr)
        # The lists are empty at first: one update, and one more try.
        self.assertIn("install libicu-dev fonts-noto-cjk", calls[0])
        self.assertIn("update", calls[1])
        self.assertIn("install libicu-dev fonts-noto-cjk", calls[2])

    def test_building_needs_no_test_package(self):
        done, calls = self.run_launcher("build")
        self.assertEqual(done.returncode, 0)
        self.assertFalse([c for c in calls if c.startswith("apt-get")])
        self.assertIn("-DBANXIN_BUILD_TESTS=OFF", calls[0])

    def test_the_straight_way_is_short(self):
        self.run_launcher("build")
        for path in range(300):
            (self.tree / "engine" / f"{path}.cc").write_text("")
            os.utime(self.tree / "engine" / f"{path}.cc", (0, 0))
        os.utime(self.tree / "engine", (0, 0))
        times = []
        for _ in range(7):
            begin = time.monotonic()
            self.run_launcher("check")
            times.append(time.monotonic() - begin)
        self.assertLess(min(times), 0.1)  # 10 ms on a quiet machine; a generous bound on a busy one


if __name__ == "__main__":
    unittest.main()
