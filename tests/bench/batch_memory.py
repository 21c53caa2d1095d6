#!/usr/bin/env python3
"""Memory and time of a batch: builds many different issues in one process and prints what the
process holds as it goes.

  tests/bench/batch_memory.py [--issues 200] [--jobs N] [--program build/release/banxin]

The issues are samples/monthly with another number, other articles left out and a sentence of its
own in every article, so that none can be answered from what is remembered of another."""
import argparse
import json
import pathlib
import re
import shutil
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).parents[2]


def make_issue(folder, number):
    """An issue like no other: its number, its choice of articles, its own sentences."""
    shutil.copytree(ROOT / "samples/monthly", folder)
    toml = (folder / "issue.toml").read_text("utf-8")
    toml = re.sub(r"(?m)^number = \d+", f"number = {number % 12 + 1}", toml, count=1)
    (folder / "issue.toml").write_text(toml, "utf-8")
    for i, path in enumerate(sorted(folder.glob("articles/*.md"))):
        extra = f"\n\n第{number}次重排时补记：第{i}篇的数字以第{number * 7 + i}号底稿为准。\n"
        path.write_text(path.read_text("utf-8") + extra * (1 + (number + i) % 3), "utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--issues", type=int, default=200)
    parser.add_argument("--jobs", default=None)
    parser.add_argument("--program", default=ROOT / "build/release/banxin")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="banxin-batch-") as scratch:
        scratch = pathlib.Path(scratch)
        issues = [scratch / "issues" / f"{n:03}" for n in range(options.issues)]
        for number, folder in enumerate(issues):
            make_issue(folder, number)
        words = [options.program, "build", *issues, "-o", scratch / "out", "--json"]
        words += ["--jobs", options.jobs] if options.jobs else []
        answer = subprocess.run([str(word) for word in words], stdout=subprocess.PIPE, check=False)
    rows = [json.loads(line) for line in answer.stdout.decode().splitlines()]
    built = [row for row in rows if row["type"] == "issue"]
    summary = rows[-1]
    print("issues done   memory, MB: least and most of these issues")
    step = max(1, len(built) // 10)
    for i in range(step - 1, len(built), step):
        memory = [row["memory_mb"] for row in built[i - step + 1:i + 1]]
        print(f"{i + 1:11}   {min(memory):10.1f} {max(memory):10.1f}")
    pages = sum(row["pages"] for row in built)
    print(f"{summary['written']} of {summary['issues']} issues, {pages} pages, "
          f"{summary['seconds']:.1f} s, peak {summary['peak_memory_mb']:.1f} MB")
    return answer.returncode


if __name__ == "__main__":
    raise SystemExit(main())
