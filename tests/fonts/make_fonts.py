#!/usr/bin/env python3
"""Makes the fonts of the tests: boxes with round metrics. Needs python3-fonttools.

Usage: make_fonts.py [FOLDER]      writes the font files there (default: beside this script)

Banxin Test Song   CID-keyed CFF, built like the Noto CJK faces: Han 1000, ASCII 500, space 250,
                   marks with known ink halves, `locl` by language, a 2000-unit `——` in `ccmp`
                   that only the script Hani reaches.
Banxin Test Hei    TrueType, weight 700, proportional ASCII of 600 with `hwid` 500.
Banxin Test Latin  name-keyed CFF, proportional, kern and liga.
Banxin Test Rare   TrueType of 1024 to the em: Ext C and H, private use, a variation sequence.
"""
import pathlib
import sys

from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.fontBuilder import FontBuilder
from fontTools.misc.psCharStrings import T2CharString
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools import cffLib

HAN = (40, -80, 960, 840)
ASCII = [chr(c) for c in range(0x21, 0x7F)]

# Full-width marks: ink box left, bottom, right, top.
LEFT_LOW, LEFT, RIGHT = (60, -100, 260, 120), (60, -80, 360, 840), (640, -80, 940, 840)
CENTRE_LOW, CENTRE = (400, 280, 600, 480), (420, 0, 580, 760)
MARKS = {
    "，": LEFT_LOW, "、": LEFT_LOW, "。": (40, -60, 320, 220), "．": (60, -60, 200, 80),
    "；": (100, -100, 240, 560), "：": (100, 0, 240, 560), "？": (40, -20, 440, 780),
    "！": (180, -20, 300, 780), "“": (570, 500, 930, 800), "‘": (740, 500, 930, 800),
    "”": (70, 500, 430, 800), "’": (70, 500, 260, 800),
    "…": (80, 340, 920, 420), "⋯": (80, 340, 920, 420), "～": (60, 320, 940, 440),
    "〜": (60, 320, 940, 440), "／": (60, -80, 940, 840), "‥": (200, 340, 800, 420),
    "・": (430, 310, 570, 450), "‧": (430, 310, 570, 450), "‐": (375, 300, 625, 360),
    "゠": (100, 300, 900, 460), "ー": (60, 340, 940, 420),
}
for opening in "「『（〔【〖［｛｟《〈〝":
    MARKS[opening] = RIGHT
for closing in "」』）〕】〗］｝｠》〉〞〟":
    MARKS[closing] = LEFT
# Symbols as wide as a Han, ink in the middle.
WIDE = ("％‰℃℉′″￥＄￡￠№①②③④⑤⑥⑦⑧⑨⑩⑴⑵⑶㈠㈡㎡㎏㎞×÷±−＋－＝＜＞＠＃＆＊＿｜※●○■□◆◇▲△→←↑↓"
        "々〻〇‼⁇⁈⁉■〒§°"
        "０１２３４５６７８９ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ"
        "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわをんぁぃぅぇぉっゃゅょ"
        "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲンァィゥェォッャュョ"
        "ㄅㄆㄇㄈㄉㄊㄋㄌㄍㄎ")


def common_han():
    """The 3755 Han of GB 2312 level 1, traditional forms the tests use, and what fills short gaps."""
    codes = set()
    for row in range(0xB0, 0xD8):
        for cell in range(0xA1, 0xFF):
            try:
                codes.add(ord(bytes([row, cell]).decode("gb2312")))
            except UnicodeDecodeError:
                pass
    codes |= {ord(c) for c in "繁體國學報刊說門開關書發時間東風龍龜鄉會論證號劃經濟資訊網臺灣為與萬個這們"}
    ordered = sorted(codes)
    for low, high in zip(ordered, ordered[1:]):
        if high - low == 2:  # one glyph costs less than one more group of the cmap
            codes.add(low + 1)
    return [chr(c) for c in sorted(codes)]


class Face:
    """Glyphs in order: name, advance, ink box or None; plus the character map."""

    def __init__(self):
        self.glyphs = [(".notdef", 1000, (100, 0, 900, 760))]
        self.cmap = {}

    def add(self, name, advance, box, *characters):
        self.glyphs.append((name, advance, box))
        for c in characters:
            self.cmap[ord(c)] = name
        return name


def draw(pen, box):
    if box:
        left, bottom, right, top = box
        pen.moveTo((left, bottom))
        pen.lineTo((left, top))
        pen.lineTo((right, top))
        pen.lineTo((right, bottom))
        pen.closePath()


def glyph_name(c):
    return "u%04X" % ord(c)


def box_of(advance):
    return (advance // 10, 0, advance - advance // 10, 700)


def start(face, family, weight, truetype, upem=1000):
    builder = FontBuilder(upem, isTTF=truetype)
    builder.setupGlyphOrder([g[0] for g in face.glyphs])
    builder.setupCharacterMap(face.cmap)
    ps = family.replace(" ", "") + ("-Bold" if weight == 700 else "-Regular")
    style = "Bold" if weight == 700 else "Regular"
    return builder, ps, {"familyName": family, "styleName": style, "psName": ps,
                         "fullName": family + " " + style, "uniqueFontIdentifier": ps + " 1.0",
                         "version": "Version 1.0", "licenseDescription": "Apache-2.0"}


def finish(builder, face, names, weight, path, features):
    builder.setupHorizontalMetrics(
        {name: (advance, box[0] if box else 0) for name, advance, box in face.glyphs})
    builder.setupHorizontalHeader(ascent=1151, descent=-286)
    builder.setupNameTable(names, mac=False)
    builder.setupOS2(sTypoAscender=880, sTypoDescender=-120, usWinAscent=1151, usWinDescent=286,
                     sCapHeight=700, sxHeight=500, usWeightClass=weight, fsType=0)
    builder.setupPost(keepGlyphNames=False, underlinePosition=-100, underlineThickness=50)
    if features:
        addOpenTypeFeaturesFromString(builder.font, features)
    builder.font["head"].created = builder.font["head"].modified = 3786912000
    builder.font.recalcTimestamp = False
    builder.save(path)
    print(path, pathlib.Path(path).stat().st_size)


def charstrings(face):
    out = {}
    for name, advance, box in face.glyphs:
        pen = T2CharStringPen(None if advance == 1000 else advance - 500, None)
        draw(pen, box)
        out[name] = pen.getCharString()
    return out


def make_cff(builder, ps, face):
    """CFF with default width 1000, nominal 500, and one subroutine for the box of every Han."""
    builder.setupCFF(ps, {"FullName": ps}, charstrings(face),
                     {"defaultWidthX": 1000, "nominalWidthX": 500})


def share_han(builder, face):
    top = builder.font["CFF "].cff.topDictIndex[0]
    private = top.Private
    subroutines = cffLib.SubrsIndex()
    pen = T2CharStringPen(None, None)
    draw(pen, HAN)
    body = pen.getCharString()
    body.private = private
    subroutines.append(body)
    private.Subrs = subroutines
    for name, advance, box in face.glyphs:
        if advance == 1000 and box == HAN:
            shared = T2CharString(program=[-107, "callsubr"], private=private,
                                  globalSubrs=top.GlobalSubrs)
            top.CharStrings[name] = shared


def make_cid_keyed(builder):
    """CID = glyph id with ROS Adobe-Identity-0, as in the Noto CJK faces."""
    cff = builder.font["CFF "].cff
    top = cff.topDictIndex[0]
    order = builder.font.getGlyphOrder()
    group = cffLib.FontDict()
    group.Private = top.Private
    group.FontName = top.FullName
    array = cffLib.FDArrayIndex()
    array.append(group)
    select = cffLib.FDSelect()
    select.format = 3
    select.gidArray = [0] * len(order)
    strings = top.CharStrings.charStrings
    charset = [".notdef"] + ["cid%05d" % i for i in range(1, len(order))]
    index = top.CharStrings.charStringsIndex if top.CharStrings.charStringsAreIndexed else None
    top.CharStrings.charStrings = {new: strings[old] for old, new in zip(order, charset)}
    assert index is None
    builder.font.setGlyphOrder(charset)
    top.charset = charset
    del top.Private
    top.rawDict.pop("Private", None)
    top.rawDict.pop("Encoding", None)
    top.ROS = ("Adobe", "Identity", 0)
    top.CIDCount = len(order)
    top.FDArray = array
    top.FDSelect = select
    top.CharStrings.fdArray = array
    top.CharStrings.fdSelect = select
    # The order of operators in a CID-keyed Top DICT: ROS first.
    top.rawDict = {"ROS": ("Adobe", "Identity", 0), **{k: v for k, v in top.rawDict.items()
                                                         if k != "ROS"}}
    return dict(zip(order, charset))


def song(folder):
    face = Face()
    face.add("space", 250, None, " ", "\u00a0")
    face.add("ideospace", 1000, None, "\u3000")
    for c in ASCII:
        face.add(glyph_name(c), 500, box_of(500), c)
    for c, box in MARKS.items():
        face.add(glyph_name(c), 1000, box, c)
    face.add("interpunct", 330, (100, 310, 230, 450), "·")   # box W8: 500
    face.add("endash", 560, (40, 300, 520, 360), "–")        # box W9: 500
    face.add("emdash", 890, (60, 340, 830, 400), "—")        # without locl: too narrow (O3)
    face.add("emdash.zh", 1000, (70, 340, 930, 400))
    face.add("emdash.two", 2000, (0, 340, 2000, 400), "⸺")
    face.add("emdash.three", 3000, (0, 340, 3000, 400), "⸻")
    for c in "，、。．：；？！":
        face.add(glyph_name(c) + ".hant", 1000, CENTRE if c in "？！：；" else CENTRE_LOW)
    for c in dict.fromkeys(WIDE):
        face.add(glyph_name(c), 1000, (100, -40, 900, 800), c)
    for c in common_han():
        face.add(glyph_name(c), 1000, HAN, c)
    face.add("bone.fe00", 1000, (60, -60, 940, 820))
    builder, ps, names = start(face, "Banxin Test Song", 400, truetype=False)
    builder.setupCharacterMap(face.cmap, uvs=[(0x9AA8, 0xFE00, "bone.fe00")])
    make_cff(builder, ps, face)
    share_han(builder, face)
    hant = "\n".join("sub %s by %s.hant;" % (glyph_name(c), glyph_name(c)) for c in "，、。．：；？！")
    colon = "\n".join("sub %s by %s.hant;" % (glyph_name(c), glyph_name(c)) for c in "：；")
    features = f"""
    languagesystem DFLT dflt; languagesystem hani dflt; languagesystem hani ZHS;
    languagesystem hani ZHT; languagesystem hani ZHH; languagesystem hani JAN;
    lookup DASH {{ sub emdash by emdash.zh; }} DASH;
    lookup HANT {{ {hant} }} HANT;
    lookup JA {{ {colon} }} JA;
    lookup LONG {{
      sub emdash.zh emdash.zh emdash.zh by emdash.three;
      sub emdash.zh emdash.zh by emdash.two;
    }} LONG;
    feature locl {{
      script hani; lookup DASH;
      language ZHS exclude_dflt; lookup DASH;
      language ZHT exclude_dflt; lookup DASH; lookup HANT;
      language ZHH exclude_dflt; lookup DASH; lookup HANT;
      language JAN exclude_dflt; lookup DASH; lookup JA;
    }} locl;
    feature ccmp {{
      script hani; lookup LONG;
      language ZHS; language ZHT; language ZHH; language JAN;
    }} ccmp;
    """
    addOpenTypeFeaturesFromString(builder.font, features)
    renamed = make_cid_keyed(builder)
    for table in ("cmap", "GSUB"):
        rename(builder.font, table, renamed)
    face.glyphs = [(renamed[n], a, b) for n, a, b in face.glyphs]
    finish(builder, face, names, 400, str(folder / "BanxinTestSong-Regular.otf"), "")


def rename(font, table, names):
    if table == "cmap":
        for sub in font["cmap"].tables:
            if sub.format == 14:
                sub.uvsDict = {v: [(u, names[n] if n else None) for u, n in pairs]
                               for v, pairs in sub.uvsDict.items()}
            else:
                sub.cmap = {c: names[n] for c, n in sub.cmap.items()}
        return
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for sub in lookup.SubTable:
            if lookup.LookupType == 1:
                sub.mapping = {names[a]: names[b] for a, b in sub.mapping.items()}
            else:
                for ligatures in sub.ligatures.values():
                    for ligature in ligatures:
                        ligature.Component = [names[c] for c in ligature.Component]
                        ligature.LigGlyph = names[ligature.LigGlyph]
                sub.ligatures = {names[a]: l for a, l in sub.ligatures.items()}


def hei(folder):
    face = Face()
    face.add("space", 300, None, " ", "\u00a0")
    face.add("ideospace", 1000, None, "\u3000")
    for c in ASCII:
        face.add(glyph_name(c), 600, box_of(600), c)
    for c in ASCII:
        face.add(glyph_name(c) + ".half", 500, box_of(500))
    for c, box in MARKS.items():
        face.add(glyph_name(c), 1000, box, c)
    face.add("interpunct", 1000, (430, 310, 570, 450), "·")
    face.add("endash", 500, (0, 300, 500, 360), "–")
    face.add("emdash", 1000, (70, 340, 930, 400), "—")  # no ligature: the gap is closed by O4
    for c in "％℃￥①②③○●":
        face.add(glyph_name(c), 1000, (100, -40, 900, 800), c)
    for c in ("一二三四五六七八九十甲乙丙丁戊己庚辛壬癸口中国文字人大小上下天地日月年期刊版心目录"
              "重点要摘关键词热题标编辑部主图表注附的是不了在有和为以于与之其者也囍"):
        face.add(glyph_name(c), 1000, HAN, c)
    builder, _, names = start(face, "Banxin Test Hei", 700, truetype=True)
    glyphs = {}
    for name, _, box in face.glyphs:
        pen = TTGlyphPen(None)
        draw(pen, box)
        glyphs[name] = pen.glyph()
    builder.setupGlyf(glyphs)
    half = "\n".join("sub %s by %s.half;" % (glyph_name(c), glyph_name(c)) for c in ASCII)
    finish(builder, face, names, 700, str(folder / "BanxinTestHei-Bold.ttf"),
           "languagesystem DFLT dflt; languagesystem latn dflt; languagesystem hani dflt;"
           f"feature hwid {{ {half} }} hwid;")


def latin(folder):
    face = Face()
    face.add("space", 250, None, " ", "\u00a0")
    for c in ASCII:
        advance = 250 if c in "ijlI.,;:!'|" else 750 if c in "mwMW@%" else 500
        face.add(glyph_name(c), advance, box_of(advance), c)
    for c, advance in {"“": 400, "”": 400, "‘": 250, "’": 250, "–": 500, "—": 1000, "…": 900,
                       "·": 250, "é": 500, "ü": 500, "ñ": 500, "α": 500, "β": 500, "Ж": 750,
                       "°": 300, "×": 500, "±": 500, "€": 500, "£": 500, "\u00ad": 300,
                       "‐": 300}.items():
        face.add(glyph_name(c), advance, box_of(advance), c)
    face.add("acutecomb", 0, (-300, 720, -200, 800), "\u0301")
    face.add("f_i", 450, box_of(450))
    builder, ps, names = start(face, "Banxin Test Latin", 400, truetype=False)
    make_cff(builder, ps, face)
    pair = glyph_name
    finish(builder, face, names, 400, str(folder / "BanxinTestLatin-Regular.otf"),
           "languagesystem DFLT dflt; languagesystem latn dflt;"
           f"feature liga {{ sub {pair('f')} {pair('i')} by f_i; }} liga;"
           f"feature kern {{ pos {pair('A')} {pair('V')} -80; }} kern;")


RARE = (41, -82, 983, 860)  # of 1024 to the em


def rare(folder):
    face = Face()
    face.add("space", 256, None, " ")
    for c in "\U0002CB4E\U0002B5AF\U00031350\uF900\u9FB4\uE000\U000F0000骨葛文":
        face.add(glyph_name(c), 1024, RARE, c)
    face.add("logo", 2048, (100, 0, 1948, 800), "\uE001")
    face.add("arrow.e0100", 1024, (60, -60, 900, 820))
    face.add("emdash", 1024, (72, 348, 952, 410), "—")       # no ligature, but the long dash
    face.add("emdash.two", 2048, (72, 348, 1976, 410), "⸺")
    builder, _, names = start(face, "Banxin Test Rare", 400, True, 1024)
    builder.setupCharacterMap(face.cmap, uvs=[(ord("葛"), 0xE0100, "arrow.e0100")])
    glyphs = {}
    for name, _, box in face.glyphs:
        pen = TTGlyphPen(None)
        draw(pen, box)
        glyphs[name] = pen.glyph()
    builder.setupGlyf(glyphs)
    finish(builder, face, names, 400, str(folder / "BanxinTestRare-Regular.ttf"), "")


if __name__ == "__main__":
    target = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parent)
    song(target)
    hei(target)
    latin(target)
    rare(target)
