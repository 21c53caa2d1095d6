#!/usr/bin/env python3
"""The PDF as others read it: qpdf, poppler and zbar on the samples and the real issue.

Nothing here knows the engine: the manuscripts are read anew, and what is expected of the file is
found in them.
"""
import concurrent.futures
import json
import os
import pathlib
import re
import subprocess
import tempfile
import tomllib
import unittest

PROGRAM = os.environ.get("BANXIN", "banxin")
SOURCE = pathlib.Path(os.environ.get("BANXIN_SOURCE", pathlib.Path(__file__).parents[2]))
POINTS = 72 / 25.4
MARGIN = 25  # mm; the type area of the layouts used lies within it


MARKDOWN = re.compile(r"[*_`\[\]<>|~\\&^#$:{}!]|^\s|^\d+[.)]|^[-+]|https?|--")


def issues():
    folders = [SOURCE / "samples" / name for name in ("minimal", "gallery", "monthly")]
    real = SOURCE.parent / "shared" / "real-issue" / "2023-09"
    return folders + ([real] if (real / "issue.toml").exists() else [])


def tool(*words):
    done = subprocess.run(list(map(str, words)), capture_output=True, check=False, timeout=300)
    return done.returncode, done.stdout, done.stderr.decode("utf-8", "replace")


def squeezed(text):
    return re.sub(r"[\s\u3000\u00a0\u200b\u2060\u00ad\ufeff\f]+", "", text)


class Manuscript:
    """What the files of an issue folder say, read without the engine."""

    def __init__(self, folder):
        self.issue = tomllib.loads((folder / "issue.toml").read_text(encoding="utf-8-sig"))
        self.articles = []
        listed = set()  # a glob leaves out what is listed before it
        for section in self.issue.get("section", self.issue.get("栏目", [])):
            for entry in section.get("articles", section.get("文章", [])):
                for path in sorted(folder.glob(entry)) if "*" in entry else [folder / entry]:
                    if path.exists() and path not in listed:
                        listed.add(path)
                        self.articles.append(self.article(path))

    @staticmethod
    def article(path):
        text = path.read_text(encoding="utf-8-sig").replace("\r\n", "\n")
        _, front, body = text.split("+++\n", 2)
        return tomllib.loads(front), body

    def titles(self):
        return [front.get("title", front.get("标题")) for front, _ in self.articles]

    def plain_paragraphs(self):
        """Paragraphs of one line without any mark of Markdown, which print as they are written.

        Keywords are left out: a layout may set what stands between them (B1)."""
        for _, body in self.articles:
            inside = False
            for line in body.split("\n"):
                if line.startswith("```"):
                    inside = not inside
                plain = len(line) > 12 and not MARKDOWN.search(line)
                if not inside and plain and not line.startswith("关键词："):
                    yield line

    def qr_data(self):
        data = [entry["data"] for entry in self.issue.get("board", {}).get("qr", [])]
        for front, _ in self.articles:
            data += [front[key] for key in ("link", "链接") if key in front]
        return data


class Checks:
    """The tests; one class a folder is made of them below."""
    folder = None

    @classmethod
    def setUpClass(cls):
        cls.scratch = tempfile.TemporaryDirectory(prefix="banxin-pdf-")
        cls.addClassCleanup(cls.scratch.cleanup)
        cls.pdf = pathlib.Path(cls.scratch.name) / "out.pdf"
        code, _, said = tool(PROGRAM, "build", cls.folder, "-o", cls.pdf, "--lang", "en")
        if code != 0:
            raise AssertionError(f"{cls.folder} does not build:\n{said}")
        cls.manuscript = Manuscript(cls.folder)

    def test_qpdf_finds_nothing_wrong(self):
        code, out, said = tool("qpdf", "--check", self.pdf)
        self.assertEqual(code, 0, out.decode() + said)
        self.assertNotIn("WARNING", said)

    def test_fonts_are_embedded_subset_and_mapped_to_unicode(self):
        _, out, _ = tool("pdffonts", self.pdf)
        rows = out.decode().splitlines()[2:]
        self.assertTrue(rows)
        for row in rows:
            embedded, subset, unicode_map = row.split()[-5:-2]
            self.assertEqual((embedded, subset, unicode_map), ("yes", "yes", "yes"), row)

    def extracted(self, *options):
        """Text of the type areas, page after page, without running heads and folios."""
        _, info, _ = tool("pdfinfo", "-box", self.pdf)
        left, bottom, right, top = map(float, re.search(r"CropBox:" + 4 * r"\s+([\d.]+)",
                                                        info.decode()).groups())
        # pdftotext counts from the media box, which the bleed makes larger on all sides alike.
        margin = int(MARGIN * POINTS + left) - 4
        _, out, _ = tool("pdftotext", *options, "-x", margin, "-y", margin,
                         "-W", int(right + left - 2 * margin), "-H", int(top + bottom - 2 * margin),
                         self.pdf, "-")
        return squeezed(out.decode("utf-8"))

    def test_text_extracts_as_written(self):
        # As poppler orders it, or in the order of the file: where columns stand close together
        # poppler reads across them.
        text = self.extracted() + "\n" + self.extracted("-raw")
        checked = 0
        for paragraph in self.manuscript.plain_paragraphs():
            rest, pieces = squeezed(paragraph), 0
            # A page may end inside a paragraph, and notes stand below it: two pieces, each whole.
            while rest and pieces < 3:
                size = len(rest)
                while size > 0 and rest[:size] not in text:
                    size -= 1
                rest, pieces = rest[size:], pieces + 1
            self.assertEqual(rest, "", paragraph)
            self.assertLessEqual(pieces, 2, paragraph)
            checked += 1
        self.assertGreater(checked, 0)

    def test_titles_extract_in_order(self):
        # In the order of the file: poppler's own order takes the em between two phrases of a
        # title for a gap between columns.
        text = self.extracted("-raw")
        at = 0
        for title in self.manuscript.titles():
            found = text.find(squeezed(title), at)
            self.assertGreaterEqual(found, 0, title)
            at = found + 1

    def test_every_qr_code_decodes_to_its_link(self):
        expected = self.manuscript.qr_data()
        decoded = self.decoded()
        for data in expected:
            self.assertIn(data, decoded)
        self.assertGreaterEqual(len(decoded), len(set(expected)))

    def decoded(self):
        folder = self.pdf.with_suffix(".pages")
        folder.mkdir(exist_ok=True)
        tool("pdftoppm", "-r", 220, "-gray", self.pdf, folder / "p")

        def read(page):
            _, out, _ = tool("zbarimg", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", page)
            return out.decode("utf-8").splitlines()

        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            return [line for lines in pool.map(read, sorted(folder.iterdir())) for line in lines]

    def test_metadata_bookmarks_and_labels(self):
        _, info, _ = tool("pdfinfo", self.pdf)
        publication = self.manuscript.issue["publication"]
        title = publication.get("title") or publication["刊名"]
        self.assertRegex(info.decode(), rf"Title:\s+.*{re.escape(title)}")
        _, shown, _ = tool("qpdf", "--json", "--json-key=pagelabels", "--json-key=outlines",
                           self.pdf)
        shown = json.loads(shown)
        self.assertTrue(shown["pagelabels"])
        bookmarks = squeezed("".join(titles_of(shown["outlines"])))
        for text in self.manuscript.titles():
            self.assertIn(squeezed(text), bookmarks)


def titles_of(outlines):
    for entry in outlines:
        yield entry["title"]
        yield from titles_of(entry["kids"])


for _folder in issues():
    _name = re.sub(r"\W", "_", _folder.name)
    globals()[f"Pdf_{_name}"] = type(f"Pdf_{_name}", (Checks, unittest.TestCase),
                                     {"folder": _folder})


if __name__ == "__main__":
    unittest.main()
