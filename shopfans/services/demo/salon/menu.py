"""What the demo salon sells: what an owner would have typed, in the language she speaks."""

from collections.abc import Mapping
from typing import NamedTuple

from shopfans import texts


class Named(NamedTuple):
    """A name in each of texts.LANGUAGES."""

    zh_CN: str  # noqa: N815  (the languages' own codes)
    zh_TW: str  # noqa: N815  (the same)
    en: str

    @property
    def spoken(self) -> str:
        """In the language spoken when the salon is made."""
        return str(getattr(self, texts.language()))


FACE = Named("面部护理", "臉部保養", "Facials")
BODY = Named("身体护理", "身體護理", "Body")
NAILS = Named("美甲", "美甲", "Nails")
LASHES = Named("美睫美眉", "美睫美眉", "Lashes and brows")
WAX = Named("脱毛", "除毛", "Hair removal")
SCALP = Named("头皮养发", "頭皮養髮", "Scalp and hair")
HOME = Named("居家护理", "居家保養", "For home")

HYDRATING = Named("补水护理", "保濕護理", "Hydrating facial")
SHOULDERS = Named("肩颈舒缓", "肩頸舒壓", "Neck and shoulders")
BROWS = Named("修眉", "修眉", "Brow shaping")
UNDERARMS = Named("腋下脱毛", "腋下除毛", "Underarms")

Service = tuple[Named, int]
"""And its price in yuan."""

SERVICES: Mapping[Named, tuple[Service, ...]] = {
    FACE: (
        (HYDRATING, 198),
        (Named("深层清洁", "深層清潔", "Deep cleansing"), 168),
        (Named("舒敏修护", "舒敏修護", "Calming facial"), 238),
        (Named("提拉紧致", "拉提緊緻", "Firming facial"), 398),
        (Named("亮肤焕彩", "亮膚煥彩", "Brightening facial"), 298),
        (Named("祛痘护理", "抗痘護理", "Clear skin facial"), 258),
        (Named("小气泡清洁", "小氣泡清潔", "Bubble cleansing"), 128),
        (Named("眼部护理", "眼部保養", "Eye care"), 158),
        (Named("颈部护理", "頸部保養", "Neck care"), 138),
    ),
    BODY: (
        (SHOULDERS, 168),
        (Named("全身精油按摩", "全身精油按摩", "Aroma massage"), 328),
        (Named("背部舒缓", "背部舒壓", "Back massage"), 198),
        (Named("足部护理", "足部保養", "Foot care"), 128),
        (Named("腿部舒缓", "腿部舒壓", "Leg massage"), 158),
        (Named("手部护理", "手部保養", "Hand care"), 98),
        (Named("热石按摩", "熱石按摩", "Hot stones"), 398),
        (Named("身体磨砂", "身體去角質", "Body scrub"), 228),
        (Named("腹部护理", "腹部保養", "Belly care"), 218),
        (Named("孕期舒缓", "孕期舒壓", "Massage in pregnancy"), 368),
    ),
    NAILS: (
        (Named("纯色美甲", "單色美甲", "One colour"), 98),
        (Named("法式美甲", "法式美甲", "French nails"), 138),
        (Named("猫眼美甲", "貓眼美甲", "Cat-eye nails"), 158),
        (Named("手绘美甲", "手繪美甲", "Painted nails"), 228),
        (Named("卸甲", "卸甲", "Removal"), 38),
        (Named("手部修护", "手部修護", "Manicure"), 68),
        (Named("足部美甲", "足部美甲", "Pedicure"), 128),
        (Named("延长甲", "延甲", "Extensions"), 268),
        (Named("新娘美甲", "新娘美甲", "Bridal nails"), 388),
    ),
    LASHES: (
        (Named("自然款睫毛", "自然款睫毛", "Natural lashes"), 198),
        (Named("浓密款睫毛", "濃密款睫毛", "Full lashes"), 268),
        (Named("睫毛补种", "睫毛補接", "Lash refill"), 108),
        (Named("卸睫毛", "卸睫毛", "Lash removal"), 48),
        (Named("睫毛烫翘", "睫毛捲翹", "Lash lift"), 158),
        (BROWS, 38),
        (Named("染眉", "染眉", "Brow tint"), 88),
        (Named("下睫毛", "下睫毛", "Lower lashes"), 98),
        (Named("眉形设计", "眉形設計", "Brow design"), 128),
        (Named("睫毛养护", "睫毛養護", "Lash care"), 78),
    ),
    WAX: (
        (UNDERARMS, 88),
        (Named("小腿脱毛", "小腿除毛", "Lower legs"), 198),
        (Named("全腿脱毛", "全腿除毛", "Full legs"), 328),
        (Named("手臂脱毛", "手臂除毛", "Arms"), 178),
        (Named("唇部脱毛", "唇部除毛", "Upper lip"), 48),
        (Named("面部脱毛", "臉部除毛", "Face"), 108),
        (Named("比基尼线脱毛", "比基尼線除毛", "Bikini line"), 228),
        (Named("背部脱毛", "背部除毛", "Back"), 258),
        (Named("发际线修整", "髮際線修整", "Hairline"), 128),
    ),
    SCALP: (
        (Named("头皮清洁", "頭皮清潔", "Scalp cleansing"), 138),
        (Named("头皮养护", "頭皮養護", "Scalp treatment"), 198),
        (Named("防脱护理", "防落髮護理", "Strengthening care"), 328),
        (Named("头部按摩", "頭部按摩", "Head massage"), 98),
        (Named("头发护理", "護髮", "Hair treatment"), 158),
        (Named("洗吹造型", "洗吹造型", "Wash and style"), 58),
        (Named("草本头浴", "草本頭浴", "Herbal head spa"), 228),
        (Named("新娘盘发", "新娘盤髮", "Bridal hair"), 368),
        (Named("精油头疗", "精油頭療", "Aroma head spa"), 268),
    ),
}

GOODS: Mapping[Named, int] = {
    Named("补水面膜一盒", "保濕面膜一盒", "Masks, a box"): 128,
    Named("舒敏精华", "舒敏精華", "Calming serum"): 298,
    Named("护手霜", "護手霜", "Hand cream"): 48,
    Named("睫毛滋养液", "睫毛滋養液", "Lash serum"): 168,
}
"""To take home, and their prices in yuan."""

NOTES = (
    Named("左脸颊敏感", "左臉頰敏感", "sensitive on the left cheek"),
    Named("力度轻一点", "力道輕一點", "a light hand"),
    Named("下次试玫瑰精油", "下次試玫瑰精油", "next time rose oil"),
    Named("怕冷，毯子加厚", "怕冷，毯子加厚", "feels cold: a thicker blanket"),
)
"""What stands with a session that was used."""

RUNG_TWICE = Named("重复收银", "重複結帳", "rung twice")
NOT_HAPPY = Named("客人不满意", "客人不滿意", "she was not happy with it")
MOVES_AWAY = Named("客人要搬走", "客人要搬走", "she moves away")
WAITED = Named("让客人久等了", "讓客人久等了", "her patience when we were late")
"""Why the owner did what needs a reason."""
