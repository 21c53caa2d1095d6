#!/usr/bin/env python3
"""Holds code and message catalogue together.

Every code "E123", "W123", "N123" that the engine names must have a row, and every row must be
named; the same for the keys of wording.inc. Rows stand on the page of their hundred, once, with
the same {0}, {1}… in both languages.

Usage: check_catalogue.py ROOT      (registered with ctest as `catalogue`)
"""
import pathlib
import re
import sys

ROW = re.compile(r'^\{"([EWN]\d{3})",\s*(.*)\},?\s*$')
WORDING = re.compile(r'^\{"([a-z0-9_.]+)",\s*(.*)\},?\s*$')
STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
CODE = re.compile(r'"([EWN]\d{3})"')
COMMENT = re.compile(r"//[^\n]*|/\*(?:[^*]|\*(?!/)|\n)*\*/")
ASKED = re.compile(r'\b(?:wording|text|catalogue_text)\(\s*"([a-z0-9_.]+)"[,)]')
# Keys put together at run time: the prefix as it stands in the code.
DYNAMIC = re.compile(r'"([a-z]+\.)" \+')


def slots(text):
    return set(re.findall(r"\{(\d)\}", text))


def read_rows(pages, pattern, errors):
    rows = {}
    for page in pages:
        for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), 1):
            where = f"{page.name}:{number}"
            if not line.strip() or line.lstrip().startswith("//"):
                continue
            match = pattern.match(line.strip())
            if not match:
                errors.append(f"{where}: not a row of one line")
                continue
            key, rest = match.group(1), STRING.findall(match.group(2))
            if key in rows:
                errors.append(f"{where}: {key} stands twice")
            rows[key] = (page, where, rest)
    return rows


def check_rows(rows, columns, errors):
    for key, (page, where, texts) in rows.items():
        if len(texts) != columns:
            errors.append(f"{where}: {key} has {len(texts)} texts, not {columns}")
            continue
        if not texts[0] or not texts[1]:
            errors.append(f"{where}: {key} has no wording in one language")
        for zh, en in zip(texts[0::2], texts[1::2]):
            if slots(zh) != slots(en):
                errors.append(f"{where}: {key}: other arguments in Chinese than in English")
            if bool(zh) != bool(en):
                errors.append(f"{where}: {key}: a text in one language only")


def main(root):
    engine = root / "engine"
    messages = engine / "base" / "messages"
    errors = []
    pages = sorted(messages.glob("[0-9]_*.inc"))
    codes = read_rows(pages, ROW, errors)
    wordings = read_rows([messages / "wording.inc"], WORDING, errors)
    check_rows(codes, 4, errors)
    check_rows(wordings, 2, errors)
    for code, (page, where, _) in codes.items():
        if page.name[0] != code[1]:
            errors.append(f"{where}: {code} belongs on the page of its hundred")

    used_codes, text, asked = {}, "", set()
    for path in sorted(engine.rglob("*")):
        if path.suffix not in {".h", ".cc"} or path.stem.endswith("_test"):
            continue
        source = COMMENT.sub("", path.read_text(encoding="utf-8"))
        text += source
        # Only base and cli speak in wordings; elsewhere `text("…")` asks something else.
        if path.parent.name in {"base", "cli"}:
            asked.update(ASKED.findall(source))
        for number, line in enumerate(source.splitlines(), 1):
            for code in CODE.findall(line):
                used_codes.setdefault(code, f"{path.relative_to(root)}:{number}")
    for code, where in sorted(used_codes.items()):
        if code not in codes:
            errors.append(f"{where}: {code} is not in the catalogue")
    for code in sorted(set(codes) - set(used_codes)):
        errors.append(f"{codes[code][1]}: {code} is used nowhere")

    prefixes = tuple(DYNAMIC.findall(text))
    for key in sorted(wordings):
        if f'"{key}"' not in text and not key.startswith(prefixes):
            errors.append(f"{wordings[key][1]}: {key} is used nowhere")
    for key in sorted(asked - set(wordings)):
        errors.append(f"wording.inc: {key} is missing")
    print("\n".join(errors) or f"catalogue ok: {len(codes)} codes, {len(wordings)} wordings")
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1])))
