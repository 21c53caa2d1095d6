#!/usr/bin/env python3
"""Two programs that share no code, poppler and MuPDF, draw every page alike.

Text tests do not see a glyph that is drawn wrong: poppler and PDFium once took codes for glyph
numbers where MuPDF did not, with the text right in all of them (print reference, F-7). So the
pages are compared as pictures.

How: both draw a page in grey, a pixel to the point. Squares of 8 pixels, 4 apart, are
averaged, and no square may differ by more than 56 of 255, nor a page by more than 6 on average.
Averages forgive what renderers may do in their own ways: smoothing of edges, thin lines, half a
pixel here or there (measured over 360 pages: at most 49, in the largest type 56; 4.2 on average).
A character that is missing, changed or moved by half its width changes its square by 57 to 111,
but for commas and 一, which have too little ink; the self-tests below hold the comparison to that. Neither program applies output profiles here (MuPDF of Debian
has none, pdftoppm is not asked to), and both turn CMYK into grey by plain arithmetic, so flat
colours agree as well, within 2.
"""
import concurrent.futures
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

PROGRAM = os.environ.get("BANXIN", "banxin")
SOURCE = pathlib.Path(os.environ.get("BANXIN_SOURCE", pathlib.Path(__file__).parents[2]))
REAL = SOURCE.parent / "shared" / "real-issue" / "2023-09"

CELL = 4  # pixels; a square is two by two cells
MOST_SQUARE = 56
MOST_PAGE = 6


def run(*words):
    done = subprocess.run(list(map(str, words)), capture_output=True, check=False, timeout=600)
    if done.returncode != 0:
        raise AssertionError(f"{words[0]}: {done.stderr.decode('utf-8', 'replace')[:500]}")
    return done.stdout


def pgm_pages(data):
    """(width, height, bytes) of each picture in a stream of binary PGM files."""
    pages, at = [], 0
    head = re.compile(rb"P5\s+(?:#.*\n)?(\d+)\s+(\d+)\s+255\s")
    while at < len(data):
        found = head.match(data, at)
        width, height = int(found[1]), int(found[2])
        at = found.end() + width * height
        pages.append((width, height, data[found.end() : at]))
    return pages


def pixels(file):
    """Width and height of a page in whole points; both programs are to fill just that."""
    size = re.search(rb"Page size:\s+([\d.]+) x ([\d.]+)", run("pdfinfo", file))
    return round(float(size[1])), round(float(size[2]))


def by_poppler(file):
    width, height = pixels(file)
    return pgm_pages(run("pdftoppm", "-scale-to-x", width, "-scale-to-y", height, "-gray",
                         "-cropbox", file))


def by_mupdf(file):
    width, height = pixels(file)
    # -O 0: in grey, MuPDF 1.21's view of overprint makes coloured letters black and fat.
    return pgm_pages(run("mutool", "draw", "-q", "-O", 0, "-w", width, "-h", height, "-f",
                         "-c", "gray", "-F", "pgm", "-o", "-", file))


def pictures(folder, layout):
    """Boxes of the pictures by page, in points. Their colours are left to tests of their own:
    MuPDF of Debian knows no profiles, so a photograph's tones differ throughout."""
    dump = run(PROGRAM, "dump", "document", folder, *(["--layout", layout] if layout else []))
    boxes, page = {}, 0
    for line in dump.decode().splitlines():
        if found := re.match(r"page (\d+) ", line):
            page = int(found[1])
        elif found := re.match(r"  picture x=(\S+) y=(\S+) w=(\S+) h=(\S+) ", line):
            left, top, width, height = (float(part) * 72 / 25.4 for part in found.groups())
            boxes.setdefault(page, []).append((left, top, left + width, top + height))
    return boxes


def squares(page):
    """Averages of the squares, row by row. Rows of pixels are added as long numbers of 16-bit
    lanes, which is what makes this quick enough without a library."""
    width, height, data = page
    columns, cells = width // CELL, []
    for top in range(0, height - CELL + 1, CELL):
        total = 0
        for y in range(top, top + CELL):
            lanes = bytearray(2 * width)
            lanes[0::2] = data[y * width : (y + 1) * width]
            total += int.from_bytes(lanes, "little")
        sums = memoryview(total.to_bytes(2 * width, "little")).cast("H")
        parts = (sums[i : columns * CELL : CELL].tolist() for i in range(CELL))
        cells.append([sum(cell) for cell in zip(*parts)])
    out = []
    for upper, lower in zip(cells, cells[1:]):
        pairs = [a + b for a, b in zip(upper, lower)]
        out.append([(a + b) // (4 * CELL * CELL) for a, b in zip(pairs, pairs[1:])])
    return out


def covered(boxes, x, y):
    """Whether the square at x, y touches one of the boxes."""
    side = 2 * CELL
    return any(x + side >= left and x <= right and y + side >= top and y <= bottom
               for left, top, right, bottom in boxes)


def differences(pages, others, masks=None):
    """What is wrong outside the boxes `masks` has for each page, a line for each page."""
    masks = masks or {}
    out = []
    if len(pages) != len(others):
        out.append(f"{len(pages)} pages, the other {len(others)}")
    for number, (one, other) in enumerate(zip(pages, others), 1):
        if abs(one[0] - other[0]) > 1 or abs(one[1] - other[1]) > 1:
            out.append(f"page {number}: {one[:2]} against {other[:2]} pixels")
            continue
        worst, total, count = (0, 0, 0), 0, 0
        for row, (a, b) in enumerate(zip(squares(one), squares(other))):
            apart = [abs(p - q) for p, q in zip(a, b)]
            if boxes := masks.get(number):
                apart = [0 if covered(boxes, column * CELL, row * CELL) else much
                         for column, much in enumerate(apart)]
            total += sum(apart)
            count += len(apart)
            most = max(apart)
            if most > worst[0]:
                worst = (most, apart.index(most) * CELL, row * CELL)
        if worst[0] > MOST_SQUARE:
            out.append(f"page {number}: {worst[0]} at {worst[1]},{worst[2]} pt from the top left")
        elif count and total / count > MOST_PAGE:
            out.append(f"page {number}: {total / count:.1f} on average")
    return out


def build(folder, layout, into):
    file = pathlib.Path(into) / f"{folder.name}-{layout or 'own'}.pdf"
    words = [PROGRAM, "build", folder, "-o", file] + (["--layout", layout] if layout else [])
    run(*words)
    return file


def cases():
    samples = SOURCE / "samples"
    out = [(samples / "minimal", ""), (samples / "gallery", ""), (samples / "monthly", ""),
           (samples / "minimal", "large-print"), (samples / "gallery", "newsletter"),
           (samples / "monthly", "modern"), (samples / "minimal", "journal")]
    return out + ([(REAL, "")] if (REAL / "issue.toml").exists() else [])


def codes_of(picture):
    words = ["zbarimg", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", picture]
    done = subprocess.run(list(map(str, words)), capture_output=True, check=False, timeout=60)
    return sorted(done.stdout.decode().splitlines())


def judge(made):
    (folder, layout), file = made
    return [f"{folder.name} {layout}: {line}"
            for line in differences(by_poppler(file), by_mupdf(file), pictures(folder, layout))]


class Renderers(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        for program in ("pdftoppm", "mutool", "zbarimg", "qpdf", "fix-qdf"):
            if not shutil.which(program):
                raise unittest.SkipTest(f"{program} is not installed")
        cls.work = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.work.cleanup)
        cls.files = [(case, build(*case, cls.work.name)) for case in cases()]

    def test_F7_both_draw_every_page_alike(self):
        # Left out: on a page of newsletter where pictures with transparency stand among tinted boxes,
        # MuPDF mixes in CMYK and makes the tints of the whole page darker.
        files = [made for made in self.files if made[0][1] != "newsletter"]
        with concurrent.futures.ProcessPoolExecutor(2) as pool:
            wrong = [line for lines in pool.map(judge, files) for line in lines]
        self.assertEqual([], wrong)

    def pages_with_codes(self, folder, layout):
        """Physical page: how many QR codes are on it."""
        words = [PROGRAM, "dump", "document", folder]
        dump = run(*words, *(["--layout", layout] if layout else [])).decode()
        pages, page = {}, 0
        for line in dump.splitlines():
            if found := re.match(r"page (\d+) ", line):
                page = int(found[1])
            elif re.match(r"  rects n=\d+ .* figure#\d+$", line):
                pages[page] = pages.get(page, 0) + 1
        return pages

    def test_R43_every_QR_code_decodes_from_both(self):
        for (folder, layout), file in self.files:
            if folder.name != "gallery" and layout != "modern":
                continue  # enough of them, in three sizes
            with self.subTest(issue=folder.name, layout=layout):
                pages = self.pages_with_codes(folder, layout)
                self.assertTrue(pages)
                for page, count in pages.items():
                    shown = [f"{self.work.name}/poppler.png", f"{self.work.name}/mupdf.png"]
                    run("pdftoppm", "-r", 220, "-gray", "-png", "-cropbox", "-f", page, "-l", page,
                        "-singlefile", file, shown[0][:-4])
                    run("mutool", "draw", "-q", "-r", 220, "-c", "gray", "-o", shown[1], file, page)
                    seen = [codes_of(picture) for picture in shown]
                    self.assertEqual(seen[0], seen[1], f"page {page}")
                    self.assertEqual(count, len(seen[0]), f"page {page}: {seen[0]}")


class Comparison(unittest.TestCase):
    """It finds what it is there to find."""

    @classmethod
    def setUpClass(cls):
        cls.work = tempfile.TemporaryDirectory()
        cls.good = build(SOURCE / "samples" / "minimal", "", cls.work.name)
        cls.plain = pathlib.Path(cls.work.name) / "plain.pdf"
        run("qpdf", "--qdf", "--object-streams=disable", cls.good, cls.plain)
        cls.pages = by_mupdf(cls.good)

    @classmethod
    def tearDownClass(cls):
        cls.work.cleanup()

    def spoilt(self, change):
        """The file with one line of its text changed, drawn by poppler against the good one."""
        data = self.plain.read_bytes()
        # The longest line of body text: one TJ of many codes.
        lines = sorted(re.finditer(rb"\[(?:[^\]]*)\] ?TJ", data), key=lambda m: -len(m[0]))
        line = lines[0]
        changed = data[: line.start()] + change(line[0]) + data[line.end() :]
        self.assertNotEqual(changed, data)
        broken = pathlib.Path(self.work.name) / "broken.qdf.pdf"
        broken.write_bytes(changed)
        mended = pathlib.Path(self.work.name) / "broken.pdf"
        mended.write_bytes(run("fix-qdf", broken))
        return differences(by_poppler(mended), self.pages)

    def test_nothing_wrong_is_nothing_found(self):
        self.assertEqual([], self.spoilt(lambda line: line + b" "))

    @staticmethod
    def cut(line):
        """The longest string of codes in two, and the code of one full character between them."""
        group = max(re.finditer(rb"<([0-9A-Fa-f]{8,})>", line), key=lambda m: len(m[1]))
        at = group.start(1) + 4 * 8
        return line[:at], line[at : at + 4], line[at + 4 :]

    def test_a_missing_glyph_is_found(self):
        def unseen(line):  # drawn in text mode 3, which leaves no ink
            before, code, after = self.cut(line)
            return before + b">] TJ 3 Tr [<" + code + b">] TJ 0 Tr [<" + after

        self.assertEqual(1, len(self.spoilt(unseen)))

    def test_F7_another_glyph_is_found(self):
        def other(line):
            before, _, after = self.cut(line)
            return before + before[-28:-24] + after  # the second, 一

        self.assertEqual(1, len(self.spoilt(other)))

    def test_a_moved_word_is_found(self):
        def moved(line):  # by half an em
            return b"[500 " + line[1:]

        self.assertEqual(1, len(self.spoilt(moved)))


if __name__ == "__main__":
    unittest.main()
