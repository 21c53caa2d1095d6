#!/usr/bin/env python3
"""Both editions as a press and an archive see them: ghostscript's ink coverage and plates, PDFBox's
PDF/A check, the sizes to expect. Rule numbers are those of the print reference.

Nothing here knows the engine: files are built with the program and read by others.
"""
import os
import pathlib
import re
import shutil
import struct
import subprocess
import tempfile
import unittest

PROGRAM = os.environ.get("BANXIN", "banxin")
SOURCE = pathlib.Path(os.environ.get("BANXIN_SOURCE", pathlib.Path(__file__).parents[2]))
REAL = SOURCE.parent / "shared" / "real-issue" / "2023-09"
JARS = pathlib.Path("/usr/share/java")
PDFBOX = [JARS / f"{name}.jar" for name in ("preflight", "pdfbox2", "fontbox2", "xmpbox",
                                            "commons-logging", "javax.activation", "jaxb-api")]
# PDFBox checks PDF/A-1b. What A-2u allows beyond it: fonts without CIDSet (6.2.11.4.2), cross
# reference streams (6.1.4), and its own part and conformance, which are wrong for part 1.
BEYOND_A1 = {"3.1.11", "7.11.1", "7.11.2", "1.4"}
TRANSPARENCY = {"2.2.1", "2.2.2"}  # groups and soft masks: part 1 forbids what part 2 allows (6.2.10)

ISSUE = """\
format = 1
layout = "classic"

[publication]
title = "试印"

[issue]
year = 2024
number = 3

[[section]]
title = "要闻"
articles = ["articles/01.md"]
"""

ARTICLE = """\
+++
title = "套印试样"
+++

::: box
黑字压在底色上，底色不应镂空。这一段话排满两行，好让分色版上看得清楚：青版在字的位置上与四周一样深。
:::

> 白字从深色里镂出来，不能叠印，否则印出来就没有了。这一段话也排得长一些，至少要有两行，才好比较。
"""

LAYOUT = """\
[layout]
format = 1
extends = "classic@1.1"

[colors]
pale = {{ cmyk = [40, 0, 0, 0] }}
deep = {{ cmyk = [80, 0, 0, 0] }}
"""


def run(*words, env=None, timeout=300):
    done = subprocess.run(list(map(str, words)), capture_output=True, check=False,
                          timeout=timeout, env={**os.environ, **(env or {})})
    if done.returncode not in (0, 4):
        raise AssertionError(f"{' '.join(map(str, words))}\n{done.stderr.decode()}")
    return done.stdout.decode("utf-8", "replace")


def build(issue, folder, *options):
    out = pathlib.Path(folder) / "out.pdf"
    run(PROGRAM, "build", issue, "-o", out, *options, env={"SOURCE_DATE_EPOCH": "1709251200"})
    return out


class Scratch(unittest.TestCase):
    def setUp(self):
        holder = tempfile.TemporaryDirectory()
        self.addCleanup(holder.cleanup)
        self.folder = pathlib.Path(holder.name)


def ink_coverage(pdf):
    """Per page, the share of the trimmed page that C, M, Y, K cover."""
    text = run("gs", "-q", "-dBATCH", "-dNOPAUSE", "-dUseTrimBox", "-r36", "-sDEVICE=inkcov",
               "-o", "-", pdf)
    return [tuple(map(float, line.split()[:4])) for line in text.splitlines() if "CMYK" in line]


def pages_with_pictures(pdf, count):
    """Pages that draw any image or form."""
    return {page for page in range(1, count + 1)
            if "null" not in run("mutool", "show", pdf, f"pages/{page}/Resources/XObject")}


class Plate:
    """An uncompressed 8-bit grey TIFF of one strip or more, as ghostscript writes it."""

    def __init__(self, path):
        data = path.read_bytes()
        order = "<" if data[:2] == b"II" else ">"
        (at,) = struct.unpack(order + "I", data[4:8])
        (count,) = struct.unpack(order + "H", data[at:at + 2])
        tags = {}
        for i in range(count):
            entry = data[at + 2 + 12 * i:at + 14 + 12 * i]
            tag, kind, number = struct.unpack(order + "HHI", entry[:8])
            size = {1: 1, 3: 2, 4: 4}.get(kind)
            if size is None:
                continue
            if size * number <= 4:
                raw = entry[8:8 + size * number]
            else:
                (where,) = struct.unpack(order + "I", entry[8:])
                raw = data[where:where + size * number]
            tags[tag] = struct.unpack(f"{order}{number}{'?BH?I'[size]}", raw)
        self.width, self.height = tags[256][0], tags[257][0]
        assert tags[258][0] == 8 and tags[259][0] == 1, "8 bits, uncompressed"
        rows = b"".join(data[o:o + n] for o, n in zip(tags[273], tags[279]))
        self.rows = [rows[y * self.width:(y + 1) * self.width] for y in range(self.height)]


def plates(pdf, page, folder, dpi=150):
    """The four plates of one page: 255 no ink, 0 full ink."""
    run("gs", "-q", "-dBATCH", "-dNOPAUSE", f"-dFirstPage={page}", f"-dLastPage={page}",
        f"-r{dpi}", "-dTextAlphaBits=1", "-dGraphicsAlphaBits=1", "-sDEVICE=tiffsep",
        "-sCompression=none", "-o", folder / "plate.tif", pdf)
    return {ink: Plate(folder / f"plate({ink}).tif")
            for ink in ("Cyan", "Magenta", "Yellow", "Black")}


@unittest.skipUnless(shutil.which("gs"), "ghostscript is not installed")
class Ink(Scratch):
    def test_R21_pages_of_text_use_black_ink_alone(self):
        for options in ([], ["--pdfx", "1a"]):
            pdf = build(SOURCE / "samples" / "monthly", self.folder, "--layout", "journal",
                        "--edition", "print", *options)
            coverage = ink_coverage(pdf)
            printed = {page for page, inks in enumerate(coverage, 1) if any(inks)}
            text = printed & set(range(2, len(coverage))) - pages_with_pictures(
                pdf, len(coverage))
            self.assertGreater(len(text), 20)
            coloured = {page: coverage[page - 1] for page in text
                        if any(coverage[page - 1][:3])}
            self.assertEqual(coloured, {})


@unittest.skipUnless(shutil.which("gs"), "ghostscript is not installed")
class Overprint(Scratch):
    """Black text lies on its ground (R22); white text is cut out of it (R23)."""

    STYLES = """
[styles.box]
background-color = "{ground}"

[styles.box-text]
color = "{ink}"
"""

    def ground_under_text(self, ground, ink, *options):
        """Values of the cyan plate where the ground is, and whether black has text there."""
        (self.folder / "articles").mkdir(exist_ok=True)
        (self.folder / "issue.toml").write_text(ISSUE, encoding="utf-8")
        (self.folder / "articles" / "01.md").write_text(ARTICLE, encoding="utf-8")
        (self.folder / "layout.toml").write_text(
            LAYOUT.format() + self.STYLES.format(ground=ground, ink=ink), encoding="utf-8")
        pdf = build(self.folder, self.folder, "--edition", "print", *options)
        text = run("pdftotext", pdf, "-").split("\f")
        page = next(i for i, words in enumerate(text, 1) if "黑字压在底色上" in words)
        plate = plates(pdf, page, self.folder)
        cyan, black = plate["Cyan"], plate["Black"]
        rows = [y for y in range(cyan.height)
                if cyan.rows[y].count(255) < cyan.width // 2]
        self.assertTrue(rows, "the ground is there")
        middle = rows[len(rows) // 8:-len(rows) // 8]
        left, right = cyan.width // 4, cyan.width // 2
        values = {value for y in middle for value in cyan.rows[y][left:right]}
        letters = sum(black.rows[y][left:right].count(0) for y in middle)
        return values, letters

    def test_R22_black_text_overprints_its_ground(self):
        for options in ([], ["--pdfx", "1a"]):
            values, letters = self.ground_under_text("pale", "black", *options)
            self.assertGreater(letters, 100)
            self.assertLessEqual(max(values) - min(values), 2, "the ground has no holes")

    def test_R23_white_text_is_cut_out(self):
        values, letters = self.ground_under_text("deep", "white")
        self.assertEqual(letters, 0)
        self.assertIn(255, values)


@unittest.skipUnless(shutil.which("java") and all(jar.exists() for jar in PDFBOX),
                     "PDFBox is not installed (libpdfbox2-java, libjaxb-api-java, a Java runtime)")
class Archive(Scratch):
    """R66: what PDFBox says against PDF/A-1b and A-2u does not allow either: nothing."""

    def complaints(self, issue, allowed=frozenset()):
        pdf = build(issue, self.folder, "--edition", "screen")
        done = subprocess.run(
            ["java", "-cp", os.pathsep.join(map(str, PDFBOX)),
             "org.apache.pdfbox.preflight.Validator_A1b", str(pdf)],
            capture_output=True, check=False, timeout=300)
        lines = done.stdout.decode("utf-8", "replace").splitlines()
        self.assertTrue(lines, done.stderr.decode())
        found = [re.match(r"([\d.]+)\s*:\s*(.*)", line) for line in lines]
        allowed = BEYOND_A1 | allowed
        return sorted({m.group(0)[:200] for m in found if m and m.group(1) not in allowed})

    def test_samples(self):
        for name in ("minimal", "gallery", "monthly"):
            with self.subTest(name):
                allowed = TRANSPARENCY if name == "gallery" else set()
                self.assertEqual(self.complaints(SOURCE / "samples" / name, allowed), [])

    @unittest.skipUnless((REAL / "issue.toml").exists(), "the real issue is not there")
    def test_real_issue(self):
        self.assertEqual(self.complaints(REAL), [])


@unittest.skipUnless((REAL / "issue.toml").exists(), "the real issue is not there")
class Size(Scratch):
    def test_L3_the_real_issue_for_print_stays_under_4_MB(self):
        pdf = build(REAL, self.folder, "--edition", "print")
        self.assertLess(pdf.stat().st_size, 4_000_000)


if __name__ == "__main__":
    unittest.main(verbosity=2)
