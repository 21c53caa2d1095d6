"""What the command line tests share: running the program, making issues in a scratch folder."""
import json
import os
import pathlib
import re
import struct
import subprocess
import tempfile
import unittest
import zlib

PROGRAM = os.environ.get("BANXIN", "banxin")
SOURCE = pathlib.Path(os.environ.get("BANXIN_SOURCE", pathlib.Path(__file__).parents[2]))

ISSUE = """\
format = 1
layout = "classic"
language = "zh-Hans"

[publication]
title = "试刊"
publisher = ["试刊社"]

[issue]
year = 2024
number = 3

[board]
editorial-office = "编辑部"

[[section]]
title = "要闻"
articles = ["articles/01.md"]
"""

ARTICLE = """\
+++
title = "一篇文章"
date = 2024-03-01
+++

第一段正文，只有一句话。

第二段正文。
"""


def surroundings(env=None):
    """English unless env says otherwise."""
    found = {k: v for k, v in os.environ.items()
             if not k.startswith("LC_") and k not in {"LANG", "NO_COLOR"}}
    found["SOURCE_DATE_EPOCH"] = "1709251200"
    found.update(env or {})
    return found


def run(*words, env=None, **options):
    """Runs the program in English unless the words or env say otherwise."""
    return subprocess.run([PROGRAM, *map(str, words)], capture_output=True,
                          env=surroundings(env), timeout=120, check=False, **options)


def start(*words, **options):
    """The same without waiting for its end."""
    return subprocess.Popen([PROGRAM, *map(str, words)], stdout=subprocess.PIPE,
                            stderr=subprocess.PIPE, env=surroundings(), **options)


def json_lines(answer):
    return [json.loads(line) for line in answer.stdout.decode().splitlines()]


def place(text, needle, nth=1):
    """Line and column, from 1 and in characters, of the nth occurrence of needle."""
    at = -1
    for _ in range(nth):
        at = text.index(needle, at + 1)
    before = text[:at].removeprefix("\ufeff")
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


def png(width, height, rows=b""):
    """A PNG file; `rows` is what its IDAT says, compressed."""
    def chunk(kind, data):
        return (struct.pack(">I", len(data)) + kind + data +
                struct.pack(">I", zlib.crc32(kind + data)))
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) +
            chunk(b"IEND", b""))


class IssueTest(unittest.TestCase):
    """A scratch folder with an issue that builds; tests change it."""

    def setUp(self):
        scratch = tempfile.TemporaryDirectory(prefix="banxin-test-")
        self.addCleanup(scratch.cleanup)
        self.scratch = pathlib.Path(scratch.name)
        self.issue = self.scratch / "一期"
        self.write("issue.toml", ISSUE)
        self.write("articles/01.md", ARTICLE)
        self.output = self.scratch / "out.pdf"

    def write(self, name, content):
        path = self.issue / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return path

    def build(self, *words, **options):
        return run("build", self.issue, "-o", self.output, *words, **options)

    def assert_exit(self, answer, code):
        self.assertEqual(answer.returncode, code,
                         f"\n{answer.stdout[:2000]!r}\n{answer.stderr.decode()}")


MESSAGE = re.compile(r"^(?:(?P<file>[^:\n]+):(?P<line>\d+):(?P<column>\d+): )?"
                     r"(?P<severity>error|warning|note) (?P<code>[EWN]\d{3}): (?P<text>.*)$")


def messages(answer):
    """The diagnostics on standard error as (code, file, line, column, text, hint)."""
    found = []
    for line in answer.stderr.decode().splitlines():
        match = MESSAGE.match(line)
        if match:
            number = lambda name: int(match[name]) if match[name] else None
            found.append([match["code"], match["file"], number("line"), number("column"),
                          match["text"], ""])
        elif line.startswith("  hint: ") and found:
            found[-1][5] = line.removeprefix("  hint: ")
    return [tuple(entry) for entry in found]
