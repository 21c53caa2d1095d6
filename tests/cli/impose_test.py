#!/usr/bin/env python3
"""impose: pages stand where they are to be read, nothing crosses the spine, files pass preflight."""
import pathlib
import shutil
import subprocess
import unittest

from harness import SOURCE, IssueTest, json_lines, run

PREFLIGHT = SOURCE.parent / "shared" / "tools" / "preflight.py"
POINTS = 72 / 25.4


def pdf_of(pages, box=(0, 0, 200, 300), trim=(20, 20, 180, 280), extra=""):
    """A PDF of pages with these contents."""
    bleed = [trim[0] - 10, trim[1] - 10, trim[2] + 10, trim[3] + 10]
    objects = [f"<</Type /Catalog /Pages 2 0 R {extra}>>", "",
               "<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>"]
    kids = ""
    for content in pages:
        kids += f"{len(objects) + 1} 0 R "
        boxes = " ".join(f"/{name} [{' '.join(map(str, value))}]" for name, value in
                         (("MediaBox", box), ("TrimBox", trim), ("BleedBox", bleed)))
        objects.append(f"<</Type /Page /Parent 2 0 R {boxes} /Contents {len(objects) + 2} 0 R>>")
        objects.append(f"<</Length {len(content)}>>\nstream\n{content}\nendstream")
    objects[1] = (f"<</Type /Pages /Count {len(pages)} /Kids [{kids}] "
                  "/Resources <</Font <</F 3 0 R>> >> >>")
    out, table = "%PDF-1.4\n", "0000000000 65535 f \n"
    for i, text in enumerate(objects):
        table += f"{len(out):010d} 00000 n \n"
        out += f"{i + 1} 0 obj\n{text}\nendobj\n"
    return (f"{out}xref\n0 {len(objects) + 1}\n{table}trailer\n<</Size {len(objects) + 1} "
            f"/Root 1 0 R>>\nstartxref\n{len(out)}\n%%EOF\n").encode()


def numbered(count):
    return [f"BT /F 12 Tf 60 150 Td (page{i + 1}) Tj ET" for i in range(count)]


def words_on(path, side):
    """Each word on a side (from 1) of the sheets with its box."""
    out = subprocess.run(["pdftotext", "-bbox", "-f", str(side), "-l", str(side), path, "-"],
                         capture_output=True, check=True).stdout.decode()
    words = {}
    for line in out.splitlines():
        if "<word" in line:
            values = line.split('"')
            words[line.split(">")[1].split("<")[0]] = [float(v) for v in values[1:8:2]]
    return words


def pixels(path, side, dpi):
    """Rows of (red, green, blue)."""
    out = subprocess.run(["pdftoppm", "-r", str(dpi), "-f", str(side), "-l", str(side), path],
                         capture_output=True, check=True).stdout
    _, size, _, data = out.split(b"\n", 3)
    width, height = map(int, size.split())
    return [[tuple(data[3 * (y * width + x):3 * (y * width + x) + 3]) for x in range(width)]
            for y in range(height)]


@unittest.skipUnless(shutil.which("pdftotext"), "poppler-utils is not installed")
class Impose(IssueTest):
    def pdf(self, name="in.pdf", **options):
        path = self.scratch / name
        path.write_bytes(pdf_of(options.pop("pages", numbered(8)), **options))
        return path

    def impose(self, path, *words):
        out = self.scratch / "out.pdf"
        answer = run("impose", path, "-o", out, *words)
        self.assert_exit(answer, 0)
        return out

    def test_pages_stand_where_the_plan_says(self):  # I-1
        out = self.impose(self.pdf(), "--marks", "none", "--paper-thickness", "0")
        for side, (left, right) in enumerate([(8, 1), (2, 7), (6, 3), (4, 5)], 1):
            words = words_on(out, side)
            self.assertEqual(sorted(words), sorted([f"page{left}", f"page{right}"]))
            # Trim begins 10 pt from the edge of the sheet; the word 40 pt from the trim.
            self.assertAlmostEqual(words[f"page{left}"][0], 50, places=1)
            self.assertAlmostEqual(words[f"page{right}"][0], 210, places=1)

    def test_creep_moves_the_inner_sheet_toward_the_spine(self):  # I-2
        out = self.impose(self.pdf(), "--marks", "none", "--paper-thickness", "1mm")
        outer, inner = words_on(out, 1), words_on(out, 3)
        self.assertAlmostEqual(inner["page6"][0] - outer["page8"][0], POINTS, places=1)
        self.assertAlmostEqual(inner["page3"][0] - outer["page1"][0], -POINTS, places=1)

    def test_right_bound(self):  # I-1
        for words in (["--right-bound"], []):
            extra = "" if words else "/ViewerPreferences <</Direction /R2L>>"
            answer = run("impose", self.pdf(extra=extra), "-o", self.scratch / "o.pdf", "--plan",
                         *words)
            self.assertEqual(answer.stdout.decode().splitlines()[0], "1.1 front: 1 | 8")

    def test_bleed_does_not_cross_the_spine(self):  # I-3
        red = "0 1 1 0 k 0 0 200 300 re f"
        out = self.impose(self.pdf(pages=[red, "", "", ""]), "--marks", "none")
        row = pixels(out, 1, 72)[140]  # 340 pt wide: the spine is at 170
        self.assertEqual(row[168], (255, 255, 255))
        self.assertEqual(row[171][1:], row[338][1:])
        self.assertLess(row[171][1], 100)
        self.assertLess(row[339][1], 100, "page 1 bleeds at its fore-edge")

    def test_heads_meet_on_sheets_of_four(self):
        out = self.impose(self.pdf(), "--pages-per-side", "4", "--marks", "none",
                          "--paper-thickness", "0")
        words = words_on(out, 1)
        self.assertEqual(set(words), {"page5", "page4", "page8", "page1"})
        height = 560
        self.assertAlmostEqual(words["page5"][1], height - words["page8"][3], delta=0.2)

    def test_cover_apart(self):  # I-5
        answer = run("impose", self.pdf(pages=numbered(20)), "-o", self.scratch / "o.pdf", "--json",
                     "--kind", "signatures", "--paper-thickness", "0.1mm")
        self.assert_exit(answer, 0)
        summary = json_lines(answer)[-1]
        self.assertEqual(summary["spine_mm"], 16 / 2 * 0.1 + 0.5)
        self.assertEqual(summary["sheets"], 4)
        self.assertEqual(pathlib.Path(summary["cover"]).name, "o-cover.pdf")
        cover = self.scratch / "o-cover.pdf"
        self.assertEqual(set(words_on(cover, 1)), {"page20", "page1"})
        self.assertEqual(set(words_on(cover, 2)), {"page2", "page19"})

    def test_what_is_wrong_and_how_it_ends(self):
        mixed = self.scratch / "mixed.pdf"
        mixed.write_bytes(self.pdf().read_bytes().replace(b"[20 20 180 280]", b"[20 20 180 180]", 1))
        for words, code, exit_code in (
                ([mixed], "E763", 1),
                ([self.pdf(), "--sheet", "100x50mm"], "E764", 1),
                ([self.pdf(), "--kind", "signatures", "--signature", "18"], "E768", 1),
                ([self.pdf(), "--pages-per-side", "3"], "E765", 1),
                ([self.pdf("four.pdf", pages=numbered(4)), "--cover-apart"], "E766", 1),
                ([self.pdf(), "--kind", "booklet"], "E804", 2),
                ([self.pdf(), "--sheet", "wide"], "E804", 2),
                ([self.pdf(), "--cover-apart", "--cover-within"], "E769", 2),
                ([self.issue, "--right-bound"], "E769", 2)):
            out = self.scratch / "kept.pdf"
            out.write_text("old")
            answer = run("impose", *words, "-o", out)
            self.assert_exit(answer, exit_code)
            self.assertIn(code, answer.stderr.decode())
            self.assertEqual(out.read_text(), "old")

    def test_blanks_are_told_of(self):  # R15
        answer = run("impose", self.pdf(pages=numbered(6)), "-o", self.scratch / "o.pdf")
        self.assert_exit(answer, 0)
        self.assertIn("2 blank page(s) put in before page 6", answer.stderr.decode())

    def test_sheet_to_standard_output(self):
        answer = run("impose", self.pdf(), "-o", "-")
        self.assert_exit(answer, 0)
        self.assertEqual(answer.stdout[:5], b"%PDF-")
        answer = run("impose", self.pdf(), "-o", "-", "--cover-apart")
        self.assert_exit(answer, 2)

    def test_the_same_bytes_anywhere(self):  # D-1
        path = self.pdf()
        first = run("impose", path, "-o", "-").stdout
        again = run("impose", path, "-o", "-",
                    env={"TZ": "Pacific/Apia", "LC_ALL": "de_DE.UTF-8"}).stdout
        self.assertEqual(first, again)


@unittest.skipUnless(PREFLIGHT.exists(), "the checker does not lie beside the checkout")
class Preflight(IssueTest):
    def check(self, path, profile, *words):
        done = subprocess.run(["/usr/bin/python3", PREFLIGHT, path, "--profile", profile, "-q",
                               *words], capture_output=True, check=False)
        self.assertEqual(done.returncode, 0, done.stdout.decode())

    def editions(self, pdfx):
        issue = SOURCE / "samples" / "minimal"
        plain = self.scratch / "p.pdf"
        answer = run("build", issue, "--edition", "print,imposed", "--pdfx", pdfx, "-o", plain)
        if "E730" in answer.stderr.decode():
            self.skipTest("there is no press profile on this machine")
        self.assert_exit(answer, 0)
        return self.scratch / "p-print.pdf", self.scratch / "p-imposed.pdf"

    def test_sheets_of_an_issue_pass(self):
        for pdfx, profile in (("4", "x4"), ("1a", "x1a")):
            pages, sheets = self.editions(pdfx)
            self.check(sheets, profile)
            out = self.scratch / "flat.pdf"
            self.assert_exit(run("impose", pages, "-o", out, "--marks", "all"), 0)
            self.check(out, profile)

    def test_fonts_and_pictures_are_not_doubled(self):  # I-4
        pages, sheets = self.editions("4")
        self.assertLess(sheets.stat().st_size, 1.05 * pages.stat().st_size + 8_000)

    def test_an_issue_is_imposed_from_its_folder(self):
        out = self.scratch / "sheets.pdf"
        answer = run("impose", SOURCE / "samples" / "minimal", "-o", out, "--json")
        if "E730" in answer.stdout.decode():
            self.skipTest("there is no press profile on this machine")
        self.assert_exit(answer, 0)
        self.assertGreaterEqual(json_lines(answer)[-1]["sheets"], 1)
        self.check(out, "x4")


if __name__ == "__main__":
    unittest.main()
