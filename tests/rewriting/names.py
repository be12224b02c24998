"""Other names for the rewriting: real districts with their cities and provinces, invented schools."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from random import Random


@dataclass(frozen=True)
class Region:
    """A real district or county, the city and province above it, and another county of the province."""

    district: str
    code: str
    city: str
    province: str
    other: str


REGIONS: tuple[Region, ...] = (
    Region("吴中区", "320506", "苏州", "江苏", "睢宁县"),
    Region("盱眙县", "320830", "淮安", "江苏", "沛县"),
    Region("丰泽区", "350503", "泉州", "福建", "将乐县"),
    Region("岳麓区", "430104", "长沙", "湖南", "新化县"),
    Region("涪城区", "510703", "绵阳", "四川", "仁寿县"),
    Region("禅城区", "440604", "佛山", "广东", "大埔县"),
    Region("崂山区", "370212", "青岛", "山东", "沂水县"),
    Region("微山县", "370826", "济宁", "山东", "莘县"),
    Region("西陵区", "420502", "宜昌", "湖北", "罗田县"),
    Region("镜湖区", "340202", "芜湖", "安徽", "霍山县"),
    Region("章贡区", "360702", "赣州", "江西", "婺源县"),
    Region("罗山县", "411521", "信阳", "河南", "鲁山县"),
    Region("雁塔区", "610113", "西安", "陕西", "镇安县"),
    Region("沈河区", "210103", "沈阳", "辽宁", "法库县"),
    Region("南岗区", "230103", "哈尔滨", "黑龙江", "依兰县"),
    Region("南明区", "520102", "贵阳", "贵州", "开阳县"),
    Region("五华区", "530102", "昆明", "云南", "陆良县"),
    Region("海州区", "320706", "连云港", "江苏", "东海县"),
    Region("裕华区", "130108", "石家庄", "河北", "平山县"),
    Region("苍南县", "330327", "温州", "浙江", "遂昌县"),
    Region("柯城区", "330802", "衢州", "浙江", "武义县"),
    Region("南关区", "220102", "长春", "吉林", "伊通县"),
)

_STEMS = [
    "青溪",
    "白塔",
    "东陂",
    "竹园",
    "龙桥",
    "石门",
    "凤鸣",
    "月湖",
    "梅岭",
    "松江里",
    "云台",
    "沙河",
    "柳林",
    "金沙",
    "大桥",
    "清源",
    "望江",
    "北塘",
    "桃源",
    "古楼",
    "枫林",
    "丹霞",
    "玉泉",
    "和平",
]
_TOWNSHIPS = ["石塘乡", "云溪镇", "大坪乡", "桐岭镇", "白沙乡", "新丰镇", "河口乡", "马鞍镇"]
_CAMPUSES = ["阳光里", "映月湾", "锦绣", "望江", "翠湖", "金桂", "和园", "书香里"]
_ESTATES = ["万科金域蓝湾", "碧水华庭", "绿城桂语江南", "中海锦园", "保利天汇", "融信学院府"]
_COMMUNITIES = ["翡翠湖", "金桥", "滨河湾", "东风里", "银杏", "柳浪"]
_ZONES = ["高新区", "经开区", "开发区", "新区"]
_BRANDS = ["优学", "善育", "乐学", "智学", "美好学", "悦读"]
_CARE = ["安心接", "暖心托", "快乐四点半", "放心学", "阳光托"]
_SAFETY = ["除险保安", "护苗", "平安校园", "净源", "清患"]
_SHARING = ["优教共享", "同心共建", "携手同行", "名校带动"]
_ROOTS = ["红色根脉强基工程", "先锋领航工程", "红烛铸魂工程", "堡垒筑基工程"]
_INQUIRY = ["浙里问学", "空中问学", "名师在线", "云上学堂"]

# What a county calls itself where a district says 区; other 区 (社区, 校区, 试点区 …) stay as they are.
_COUNTY_WORDS = {
    "区委": "县委",
    "区政府": "县政府",
    "全区": "全县",
    "区内": "县内",
    "区级": "县级",
    "市、区宣讲": "市、县宣讲",
    "评选区教育": "评选县教育",
    "获评区": "获评县",
    "普及普惠区": "普及普惠县",
    "省市区各类": "省市县各类",
    "市区一体": "市县一体",
}


def stem(place: str) -> str:
    """The name as people say it: 吴兴区 → 吴兴; a name of two characters stays whole."""
    return place[:-1] if len(place) > 2 else place


def renaming(rng: Random, region: Region) -> Callable[[str], str]:
    """A function that renames all places, schools and local programmes of the shipped report in a text."""
    schools = rng.sample(_STEMS, 6)
    core = rng.choice(["附小", "实小", "外小"])
    campus, township, city = rng.choice(_CAMPUSES), rng.choice(_TOWNSHIPS), region.city
    school = rng.choice([city[0] + "师", "育英", "东师", "崇文"])
    lot = f"{rng.choice(['市南', '城东', '滨江', '河西'])}{rng.randint(2, 98)}号地块"
    table = {
        "湖师附小": school + core,
        "附小": core,
        "幸福里": campus,
        "吴兴二小": stem(region.district) + rng.choice(["一小", "二小", "三小", "四小", "实小"]),
        "五中仁北": rng.choice("二三四六七八") + "中" + schools[0],
        "蜀山小学": schools[1] + "小学",
        "升山小学": schools[2] + rng.choice(["小学", "实验小学"]),
        "织北中心": schools[3] + "中心",
        "高新区新城中学": rng.choice(_ZONES) + schools[4] + "中学",
        "道场乡": township,
        "红树湾": rng.choice(_COMMUNITIES),
        "爱家曦霖越": rng.choice(_ESTATES),
        "市北33号地块": lot,
        "优学": rng.choice(_BRANDS),
        "安心接": rng.choice(_CARE),
        "除险保安": rng.choice(_SAFETY),
        "优教共享": rng.choice(_SHARING),
        "红色根脉强基工程": rng.choice(_ROOTS),
        "浙里问学": rng.choice(_INQUIRY),
        "吴兴区": region.district,
        "吴兴": stem(region.district),
        "湖州": city,
        "浙江": region.province,
        "遂昌县": region.other,
        "遂昌": stem(region.other),
    }
    if region.district.endswith("县"):
        table |= _COUNTY_WORDS | {"吴兴区" + "委": region.district + "委"}
    pattern = re.compile("|".join(sorted(map(re.escape, table), key=len, reverse=True)))
    return lambda text: pattern.sub(lambda match: table[match.group()], text)
