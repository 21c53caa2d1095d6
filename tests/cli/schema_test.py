"""The JSON Schemas: every layout and sample follows them, files with faults do not.

With BANXIN (the program) and python3-jsonschema; without the latter the test is reported skipped.
"""
import datetime
import json
import pathlib
import re
import tempfile
import unittest

from harness import PROGRAM, SOURCE, run

try:
    import jsonschema
except ImportError:
    jsonschema = None
try:
    import tomllib
except ImportError:
    tomllib = None

KINDS = ("issue", "article", "layout")


def plain(value):
    """Dates as strings: that is how editors' TOML tools hand them to a schema."""
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [plain(one) for one in value]
    if isinstance(value, (datetime.date, datetime.time, datetime.datetime)):
        return value.isoformat()
    return value


def quoted_keys(text):
    """TOML 1.0 wants quotes round Chinese keys; the program does not."""
    return re.sub(r"^([^\s\"'#=\[\]\x00-\x7f][^\s=]*)(\s*=)", r'"\1"\2', text, flags=re.M)


def read(text):
    return plain(tomllib.loads(quoted_keys(text.lstrip("\ufeff"))))


def front_matter(path):
    text = path.read_text(encoding="utf-8").lstrip("\ufeff").replace("\r\n", "\n")
    return text.split("+++\n", 2)[1]


@unittest.skipUnless(jsonschema and tomllib, "needs python3-jsonschema and Python 3.11")
class Schemas(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.schemas = {kind: json.loads(run("schema", kind).stdout) for kind in KINDS}

    def problems(self, kind, value):
        validator = jsonschema.Draft7Validator(self.schemas[kind])
        return [f"{'/'.join(map(str, e.absolute_path))}: {e.message[:200]}"
                for e in validator.iter_errors(value)]

    def test_are_schemas(self):
        for kind in KINDS:
            with self.subTest(kind):
                jsonschema.Draft7Validator.check_schema(self.schemas[kind])

    def test_those_checked_in_are_those_printed(self):
        for kind in KINDS:
            printed = run("schema", kind).stdout
            self.assertEqual(printed, (SOURCE / "layouts" / "schema" / f"{kind}.schema.json").read_bytes(), kind)

    def test_every_key_has_a_description_in_chinese(self):
        def walk(node, path):
            if isinstance(node, list):
                for one in node:
                    walk(one, path)
            if not isinstance(node, dict):
                return
            for key, one in (node.get("properties") or {}).items():
                if isinstance(one, dict) and path[-1:] != ["ink"]:
                    self.assertRegex(one.get("description", ""), r"[\u4e00-\u9fff]", path + [key])
            for key, one in node.items():
                walk(one, path + [key])
        for kind in KINDS:
            walk(self.schemas[kind], [kind])

    def test_layouts_follow(self):
        files = sorted((SOURCE / "layouts").glob("*/layout.toml"))
        files += sorted((SOURCE / "samples").glob("*/layout.toml"))
        files += [SOURCE / "tests" / "golden" / "layout.toml"]
        self.assertGreaterEqual(len(files), 2)
        for path in files:
            with self.subTest(path.relative_to(SOURCE)):
                self.assertEqual(self.problems("layout", read(path.read_text("utf-8"))), [])

    def test_samples_follow(self):
        folders = sorted(path.parent for path in (SOURCE / "samples").glob("*/issue.toml"))
        real = SOURCE.parent / "shared" / "real-issue"
        folders += sorted(path.parent for path in real.glob("*/issue.toml"))
        self.assertGreaterEqual(len(folders), 2)
        for folder in folders:
            with self.subTest(folder.name):
                issue = read((folder / "issue.toml").read_text("utf-8"))
                self.assertEqual(self.problems("issue", issue), [])
            for path in sorted(folder.glob("articles/*.md")):
                with self.subTest(path.name):
                    self.assertEqual(self.problems("article", read(front_matter(path))), [])

    def test_faults_are_found(self):
        issue = """
            [publication]
            title = "刊"
            [issue]
            year = 2023
            number = 9
            [[section]]
            title = "栏"
            articles = ["a.md"]
        """
        self.assertEqual(self.problems("issue", read(issue)), [])
        rows = [
            ("issue", issue.replace("[issue]", "[isue]")),
            ("issue", issue.replace("2023", '"2023"')),
            ("issue", issue.replace("year = 2023", "year = 23")),
            ("issue", issue.replace('title = "栏"', "")),
            ("issue", issue.replace('["a.md"]', "[1]")),
            ("article", "subtitle = '无题'"),
            ("article", "title = '题'\ntitel = '题'"),
            ("article", "title = '题'\ntoc = 'no'"),
            ("article", "title = '题'\n[[book]]\nauthor = '甲'"),
            ("layout", "[style.title]"),
            ("layout", "[styles.title]\nfont-sise = '12pt'"),
            ("layout", "[styles.title]\nfont-size = '12px'"),
            ("layout", "[styles.title]\nmargin-top = 12"),
            ("layout", "[styles.title]\nmargin = '1pt 1pt 1pt 1pt 1pt'"),
            ("layout", "[styles.title]\nbreak-before = 'pages'"),
            ("layout", "[styles.title]\nwidows = 101"),
            ("layout", "[styles.title]\nkeep-together = 'yes'"),
            ("layout", "[text-styles.strong]\nmargin-top = '1pt'"),
            ("layout", "[text]\nfont-size = '12pt'"),
            ("layout", "[page]\ncolumns = 13"),
            ("layout", "[page]\nsize = ['210mm', 297]"),
            ("layout", "[masters.a]\nframes = [ { lefft = 0 } ]"),
            ("layout", "[templates]\na = [ { txt = '甲' } ]"),
            ("layout", "[templates]\na = [ { rule = '1pt', gap = '1pt' } ]"),
            ("layout", "[colors]\na = { cmyk = [0, 0, 0] }"),
            ("layout", "[[flows]]\nname = 'a'\nfolio = 'greek'"),
        ]
        for kind, text in rows:
            with self.subTest(text):
                self.assertNotEqual(self.problems(kind, read(text)), [], text)

    def test_variables_may_stand_anywhere(self):
        layout = """
            [variables]
            gap = "6pt"
            [page]
            columns = "$n"
            bleed = "$gap"
            [styles.a]
            margin = "$gap 0"
            keep-together = "$on"
            border-top = "$w accent"
            text-align = "$side"
            font-weight = "$bold"
            autospace = "$space"
            [templates]
            a = [ { rule = "$w", style = "$s" } ]
        """
        self.assertEqual(self.problems("layout", read(layout)), [])

    def test_a_new_issue_names_its_schema(self):
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name) / "新刊"
            self.assertEqual(run("init", folder).returncode, 0)
            text = (folder / "issue.toml").read_text("utf-8")
            named = re.match(r"#:schema (\S+)\n", text)
            self.assertTrue(named, text[:80])
            schema = json.loads((folder / named[1]).read_text("utf-8"))
            self.assertEqual(schema, self.schemas["issue"])
            self.assertEqual(self.problems("issue", read(text)), [])
            article = next(folder.glob("articles/*.md"))
            self.assertEqual(self.problems("article", read(front_matter(article))), [])


class Command(unittest.TestCase):
    def test_an_unknown_file_is_usage(self):
        answer = run("schema", "magazine")
        self.assertEqual(answer.returncode, 2)
        self.assertIn(b"issue, article, layout", answer.stderr)
        self.assertEqual(answer.stdout, b"")


if __name__ == "__main__":
    assert PROGRAM
    unittest.main()
