"""Words and signs that multiply a sum: thousand, crore, 億, in the languages of ministries."""

from __future__ import annotations

from decimal import Decimal

from planner.readers.texts import folded

# Each number with its words, one line a family of languages; cases and plurals are words as well.
_WORDS = {
    Decimal(10) ** 3: """
        k thousand thousands mille millier milliers mil miles tsd tausend mila migliaia duizend
        tusen tkr tuhat tuhatta tuhansia tuh tuhandetes tūkst tūkstoši tūkstoša
        tūkstančių tūkstančiais
        tys tysięcy tysiącach tis tisíc tisících tisoč tisuća tisućama hiljada hiljadama
        ezer mii bin ribu rb elfu mijë
        тыс тысяч тысяча тысячах тис тисяч хил хиляди хиљ хиљада хиљаде хиљадама илјади мың
        χιλ χιλιάδες χιλιάδων ألف آلاف אלף אלפי אלפים هزار ہزار हजार হাজার พัน nghìn ngàn
        հազար հզր ათასი ሺ 千 천
    """,
    Decimal(10) ** 4: "万 萬 만 หมื่น",
    Decimal(10) ** 5: "lakh lakhs lac lacs लाख লক্ষ লাখ لاکھ แสน",
    Decimal(10) ** 6: """
        m mn mm mln mio million millions millón millones milhão milhões millionen milione milioni
        miljoen miljoner mkr mnkr miljoonaa miljoonia milj miljonit miljonites miljoni milijonų mlj
        milion miliony milionów milionach milionů milióny miliónov
        milijun milijuna milijon milijonov millió milioane milyon juta jt milionë
        млн миллион миллионов миллионах мільйон мільйонів милион милиона милиони милионов
        εκατ εκατομμύρια εκατομμυρίων مليون ملايين میلیون ملین מיליון מיליוני
        मिलियन মিলিয়ন ล้าน triệu միլիոն մլն მილიონი მლნ ሚሊዮን 百万 百萬 백만
    """,
    Decimal(10) ** 7: "crore crores cr करोड़ करोड কোটি کروڑ 千万 千萬 천만",
    Decimal(10) ** 8: "億 亿 억",
    Decimal(10) ** 9: """
        b bn bln billion billions milliard milliards md mds mrd milliarden bilhão bilhões miliardo
        miliardi miljard miljarder mdkr miljardia mld mlrd miliard miliardów miliardy miliardů
        milijarda milijardi milliárd miliarde milyar miliar bilioni
        млрд миллиард миллиардов мільярд мільярдів милиард милијарди
        δισ δισεκατομμύρια مليار میلیارد מיליארד अरब tỷ tỉ մլրդ მლრდ ቢሊዮን 十億 十亿 십억
    """,
    Decimal(10) ** 12: "trillion trillions triliun 兆 조",
}
_PHRASES = {
    Decimal(10) ** 3: (
        "أ د",
    ),  # thousands and millions of dinars, as Tunis and Algiers shorten them
    Decimal(10) ** 6: ("م د",),
    Decimal(10) ** 9: ("mil millones", "miles de millones", "mil milhões"),
}
SCALES = {folded(word): scale for scale, words in _WORDS.items() for word in words.split()} | {
    folded(phrase): scale for scale, phrases in _PHRASES.items() for phrase in phrases
}
# Words whose vowel signs are lost in folding, as they are written.
WRITTEN = {
    word: scale
    for scale, words in _WORDS.items()
    for word in words.split()
    if len(word) > 2 and "\u0900" <= word[0] <= "\u0eff"
}
# Words between the number and what it counts, and before it.
LINKING = frozenset("de d of en in".split())
