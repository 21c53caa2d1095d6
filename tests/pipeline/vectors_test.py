#!/usr/bin/env python3
"""SVG and PDF pictures in print, as qpdf, ghostscript, poppler and MuPDF see them (R20, R29, R30).

Issues with one made picture each are built, and the file is looked at: which inks lie on the page,
whether anything is left of RGB, whether what is drawn still looks like the picture.
"""
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

PROGRAM = os.environ.get("BANXIN", "banxin")
SOURCE = pathlib.Path(os.environ.get("BANXIN_SOURCE", pathlib.Path(__file__).parents[2]))
PREFLIGHT = SOURCE.parent / "shared" / "tools" / "preflight.py"

ISSUE = """format = 1
layout = "classic"
[publication]
title = "海图"
[issue]
year = 2025
number = 1
[[section]]
title = "图说"
articles = ["a.md"]
"""
ARTICLE = '+++\ntitle = "潮位"\n+++\n\n下图是验潮站的记录。\n\n![潮位图](%s)\n'

BARS = """<g fill="%s"><rect x="20" y="60" width="60" height="120"/><rect x="220" y="20" width="60"
height="160"/></g><path d="M10 180H290" stroke="%s" stroke-width="2"/>
<text x="50" y="195" font-size="12" fill="%s">站</text>"""

# One of each thing cairo writes differently.
EVERYTHING = """<defs>
<linearGradient id="l"><stop stop-color="#ff0000"/><stop offset="0.5" stop-color="#00a000"/>
<stop offset="1" stop-color="#0000ff"/></linearGradient>
<radialGradient id="r"><stop stop-color="#ffff00"/><stop offset="1" stop-color="#800080"
stop-opacity="0.3"/></radialGradient>
<pattern id="p" width="10" height="10" patternUnits="userSpaceOnUse"><rect width="5" height="5"
fill="#00a0a0"/></pattern>
<mask id="m"><rect width="300" height="200" fill="url(#l)"/></mask>
<clipPath id="c"><circle cx="50" cy="150" r="40"/></clipPath></defs>
<rect width="90" height="90" fill="url(#l)"/><rect x="100" width="90" height="90" fill="url(#r)"/>
<rect x="200" width="90" height="90" fill="url(#p)"/>
<g clip-path="url(#c)"><rect y="100" width="100" height="100" fill="#ff8000"/></g>
<rect x="100" y="100" width="90" height="90" fill="#0000ff" mask="url(#m)"/>
<g opacity="0.5"><rect x="200" y="100" width="60" height="60" fill="#ff0000"/><rect x="230" y="130"
width="60" height="60" fill="#00ff00"/></g>
<text x="10" y="195" font-size="14" fill="#336699" stroke="#000000" stroke-width="0.2">海平面</text>"""


def svg(inside):
    return ('<svg xmlns="http://www.w3.org/2000/svg" width="300" height="200" '
            f'font-family="Noto Sans CJK SC">{inside}</svg>').encode()


def pdf(content, resources=""):
    """A page of 300 by 200 pt, written out."""
    objects = ["<</Type /Catalog /Pages 2 0 R>>", "<</Type /Pages /Kids [3 0 R] /Count 1>>",
               "<</Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents 4 0 R "
               f"/Resources <<{resources}>>>>",
               f"<</Length {len(content)}>>\nstream\n{content}\nendstream"]
    out, places = "%PDF-1.4\n", []
    for number, text in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{text}\nendobj\n"
    table = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n"
    out += "".join(f"{place:010} 00000 n \n" for place in places)
    return (out + f"trailer\n<</Root 1 0 R /Size {len(objects) + 1}>>\nstartxref\n{table}\n"
            "%%EOF\n").encode()


class Vectors(unittest.TestCase):
    def setUp(self):
        scratch = tempfile.TemporaryDirectory(prefix="banxin-vectors-")
        self.addCleanup(scratch.cleanup)
        self.scratch = pathlib.Path(scratch.name)

    def built(self, picture, data, *options):
        """The path of the print edition and what was said; no path if none was made."""
        folder = self.scratch / "issue"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        (folder / "issue.toml").write_text(ISSUE, encoding="utf-8")
        (folder / "a.md").write_text(ARTICLE % picture, encoding="utf-8")
        (folder / picture).write_bytes(data)
        made = self.scratch / "out.pdf"
        made.unlink(missing_ok=True)
        done = subprocess.run([PROGRAM, "build", folder, "-o", made, "--lang", "en", "--edition",
                               "print", *options], capture_output=True, check=False, timeout=300)
        said = done.stderr.decode()
        self.assertEqual(done.returncode == 0, made.exists(), said)
        return (made if made.exists() else None), said

    def plain(self, path):
        """The file with its streams unpacked, as text."""
        out = self.scratch / "plain.pdf"
        subprocess.run(["qpdf", "--qdf", "--object-streams=disable", path, out], check=True)
        return out.read_bytes().decode("latin-1")

    def assert_no_rgb(self, path):
        text = self.plain(path)
        for found in (r"/DeviceRGB\b", r"/CalRGB\b", r"/Lab\b",
                      r"^[-.\d]+ [-.\d]+ [-.\d]+ (rg|RG)\s*$"):
            self.assertIsNone(re.search(found, text, re.MULTILINE), found)

    def inks(self, path):
        """Share of each page covered by C, M, Y, K, summed over the pages."""
        if not shutil.which("gs"):
            self.skipTest("ghostscript is not installed")
        out = subprocess.run(["gs", "-q", "-o", "-", "-sDEVICE=inkcov", "-dUseTrimBox", path],
                             capture_output=True, check=True).stdout.decode()
        rows = [list(map(float, line.split()[:4])) for line in out.splitlines() if "CMYK" in line]
        return [sum(column) for column in zip(*rows)]

    def preflight(self, path, profile):
        if PREFLIGHT.exists():
            done = subprocess.run(["/usr/bin/python3", PREFLIGHT, path, "--profile", profile],
                                  capture_output=True, check=False)
            failed = [line for line in done.stdout.decode().splitlines()
                      if line.startswith("FAIL")]
            self.assertEqual(failed, [])

    def test_r29_a_black_and_white_chart_is_black_ink_alone(self):
        empty, _ = self.built("t.svg", svg(BARS % ("none", "none", "none")))
        without = self.inks(empty)
        for black in ("#000000", "#404040", "rgb(120,121,120)"):
            path, _ = self.built("t.svg", svg(BARS % (black, black, black)))
            with_chart = self.inks(path)
            self.assertEqual(with_chart[:3], without[:3], black)
            self.assertGreater(with_chart[3], without[3] + 0.01, "the chart is there")
        path, _ = self.built("t.svg", svg(BARS % ("#2f6f8f", "#000000", "#000000")))
        self.assertGreater(self.inks(path)[0], without[0] + 0.01, "the measure can fail")

    def test_r20_every_construct_of_an_svg_becomes_ink(self):
        path, said = self.built("t.svg", svg(EVERYTHING))
        self.assertNotIn("W63", said)
        self.assert_no_rgb(path)
        self.preflight(path, "x4")
        text = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, check=True)
        self.assertEqual(text.stdout.decode().count("海平面"), 1, "text stays text")

    def test_r20_what_is_drawn_still_looks_the_same(self):
        """The picture's own PDF before, the page after: the same hues in the same places."""
        for picture, data in (("t.svg", svg(EVERYTHING)),
                              ("t.pdf", pdf("1 0 0 rg 0 100 300 100 re f 0 0 1 rg 0 0 150 100 re f "
                                            "0.5 g 150 0 150 100 re f"))):
            before = self.scratch / "before.pdf"
            if picture.endswith("pdf"):
                before.write_bytes(data)
            elif shutil.which("rsvg-convert"):
                subprocess.run(["rsvg-convert", "-f", "pdf", "-o", before, "/dev/stdin"],
                               input=data, check=True)
            else:
                continue
            path, _ = self.built(picture, data)
            for tool in ("pdftoppm", "mutool"):
                if shutil.which(tool):
                    self.assert_same_hues(tool, self.raster(tool, before, 1), path)

    def raster(self, tool, path, page):
        out = self.scratch / "r"
        if tool == "mutool":
            subprocess.run(["mutool", "draw", "-q", "-r", "72", "-o", f"{out}.ppm", path,
                            str(page)], check=True)
        else:
            subprocess.run(["pdftoppm", "-r", "72", "-f", str(page), "-l", str(page),
                            "-singlefile", path, out], check=True)
        head, data = re.match(rb"P6\s+(\d+)\s+(\d+)\s+255\s", (out.with_suffix(".ppm")).read_bytes()), \
            out.with_suffix(".ppm").read_bytes()
        return int(head[1]), int(head[2]), data[head.end():]

    @staticmethod
    def shares(raster):
        """How much of all colour on the page is red, green, blue, and how much is grey."""
        width, height, data = raster
        sums, grey = [0, 0, 0], 0
        for at in range(0, width * height * 3, 3):
            pixel = data[at:at + 3]
            most, least = max(pixel), min(pixel)
            if most - least > 24:
                for i in range(3):
                    sums[i] += pixel[i] - least
            elif least < 200:
                grey += 1
        total = sum(sums) or 1
        return [value / total for value in sums], grey

    def assert_same_hues(self, tool, before, path):
        pages = subprocess.run(["pdfinfo", path], capture_output=True, check=True).stdout.decode()
        count = int(re.search(r"Pages:\s+(\d+)", pages)[1])
        wanted, _ = self.shares(before)
        nearest = min(max(abs(a - b) for a, b in zip(self.shares(self.raster(tool, path, page))[0],
                                                     wanted))
                      for page in range(1, count + 1))
        # Inks on paper are duller than a screen; red for blue would be off by 0.3.
        self.assertLess(nearest, 0.15, f"{tool}: {wanted}")

    def test_r30_a_transparent_svg_is_drawn_as_pixels_for_x1a(self):
        path, said = self.built("t.svg", svg(EVERYTHING), "--pdfx", "1a")
        self.assertIn("W632", said)
        self.assert_no_rgb(path)
        self.preflight(path, "x1a")
        plain = self.plain(path)
        self.assertNotIn("/SMask", plain)
        self.assertIsNone(re.search(r"/ca 0?\.\d", plain))

    def test_r30_an_opaque_svg_keeps_its_vectors_for_x1a(self):
        path, said = self.built("t.svg", svg(BARS % ("#2f6f8f", "#000000", "#000000")), "--pdfx",
                                "1a")
        self.assertNotIn("W632", said)
        self.assertNotIn("/Subtype /Image", self.plain(path))
        self.preflight(path, "x1a")

    def test_r30_a_transparent_pdf_is_refused_for_x1a_and_taken_for_x4(self):
        data = pdf("/G gs 1 0 0 rg 0 0 300 200 re f", "/ExtGState <</G <</ca 0.5>>>>")
        path, said = self.built("t.pdf", data, "--pdfx", "1a")
        self.assertIsNone(path)
        self.assertIn("E630", said)
        path, said = self.built("t.pdf", data)
        self.assertNotIn("E630", said)
        self.preflight(path, "x4")

    def test_r50_a_pdf_without_its_fonts_is_told(self):
        data = pdf("BT /F 20 Tf 20 20 Td (Tide) Tj ET",
                   "/Font <</F <</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>>>")
        path, said = self.built("t.pdf", data)
        self.assertIsNotNone(path)
        self.assertIn("W630", said)
        self.assertIn("Helvetica", said)


if __name__ == "__main__":
    unittest.main()
