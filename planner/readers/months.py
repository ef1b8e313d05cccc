"""The words in which dates are written: months, quarters and parts of a year, in many languages."""

from __future__ import annotations

from planner.readers.texts import folded

# One paragraph a language, January to December; several spellings of a month parted by "/";
# "-" where an earlier paragraph has the spelling, or where it means another month there.
_MONTHS = """
january/jan february/feb march/mar april/apr may june/jun
july/jul august/aug september/sep/sept october/oct november/nov december/dec

janvier/janv février/févr/fév mars avril/avr mai juin
juillet/juil août septembre octobre novembre décembre/déc

enero/ene febrero marzo abril/abr mayo junio
julio agosto/ago septiembre/setiembre/set octubre noviembre diciembre/dic

janeiro fevereiro março abril maio/mai junho
julho agosto setembro outubro/out novembro dezembro/dez

januar/jänner/jaenner februar/feber märz/maerz/mrz april mai juni
juli august september oktober/okt november dezember/dez

gennaio/gen febbraio/febb marzo aprile maggio/mag giugno/giu
luglio/lug agosto settembre/sett ottobre/ott novembre dicembre

januari februari maart/mrt april mei juni juli augustus september oktober november december

ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık

январь/января февраль/февраля март/марта апрель/апреля май/мая июнь/июня
июль/июля август/августа сентябрь/сентября октябрь/октября ноябрь/ноября декабрь/декабря

يناير/كانون_الثاني/جانفي فبراير/شباط/فيفري مارس/آذار أبريل/نيسان/أفريل مايو/أيار/ماي
يونيو/حزيران/جوان يوليو/تموز/جويلية أغسطس/آب/أوت سبتمبر/أيلول أكتوبر/تشرين_الأول
نوفمبر/تشرين_الثاني ديسمبر/كانون_الأول

ינואר פברואר מרץ אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר

gener febrer/febr març - maig juny juliol agost setembre - - desembre

stycznia/styczeń lutego/luty marca/marzec kwietnia/kwiecień maja czerwca/czerwiec lipca/lipiec
sierpnia/sierpień września/wrzesień października/październik listopada/listopad grudnia/grudzień

ledna/leden února/únor března/březen dubna/duben května/květen června/červen července/červenec
srpna/srpen září října/říjen listopadu prosince/prosinec

januára februára marec apríla - júna júla augusta septembra októbra novembra decembra

- - - - - junij julij avgust - - - -

siječnja/siječanj veljače/velj/veljača ožujka/ožujak travnja/travanj svibnja/svibanj lipnja/lipanj
srpnja/srpanj kolovoza/kolovoz rujna/rujan - studenoga/studeni prosinca/prosinac

јануар/јан фебруар/феб мар април/апр мај јун јул авг септембар/сеп октобар/окт новембар/нов
децембар/дец

јануари февруари/фев - - - јуни јули - септември октомври ноември/ное декември/дек

януари/яну - - - - юни юли - - - - -

січня/січ/січень лютого/лют/лютий березня/бер/березень квітня/квіт/квітень травня/трав/травень
червня/черв/червень липня/лип/липень серпня/серп/серпень вересня/вер/вересень жовтня/жовт/жовтень
листопада/лист/листопад грудня/груд/грудень

студзеня/сту/студзень лютага/люты сакавіка/сак/сакавік красавіка/кра/красавік -
чэрвеня/чэр/чэрвень ліпеня/ліп/ліпень жніўня/жні/жнівень верасня/верасень
кастрычніка/кас/кастрычнік лістапада/ліс/лістапад снежня/сне/снежань

ianuarie februarie martie aprilie - iunie iulie - septembrie octombrie noiembrie decembrie

- - március április május június július augusztus szeptember/szept - - -

ιανουαρίου/ιαν/ιανουάριος φεβρουαρίου/φεβ/φεβρουάριος μαρτίου/μαρ/μάρτιος απριλίου/απρ/απρίλιος
μαΐου/μαΐ/μάιος ιουνίου/ιουν/ιούνιος ιουλίου/ιουλ/ιούλιος αυγούστου/αυγ/αύγουστος
σεπτεμβρίου/σεπ/σεπτέμβριος οκτωβρίου/οκτ/οκτώβριος νοεμβρίου/νοε/νοέμβριος
δεκεμβρίου/δεκ/δεκέμβριος

- - - - - - - augusti - - - -

- - marts - - - - - - - - -

- - - - - - - - - - - desember

tammikuuta/tammi/tammikuu helmikuuta/helmi/helmikuu maaliskuuta/maalis/maaliskuu
huhtikuuta/huhti/huhtikuu toukokuuta/touko/toukokuu kesäkuuta/kesä/kesäkuu
heinäkuuta/heinä/heinäkuu elokuuta/elokuu syyskuuta/syys/syyskuu lokakuuta/loka/lokakuu
marraskuuta/marras/marraskuu joulukuuta/joulu/joulukuu

jaanuar/jaan veebruar/veebr - aprill - juuni juuli - - oktoober - detsember/dets

sausio/saus/sausis vasario/vasaris kovo/kovas balandžio/balandis gegužės/gegužė
birželio/birž/birželis liepos/liep/liepa rugpjūčio/rugp/rugpjūtis rugsėjo/rugs/rugsėjis
spalio/spal/spalis lapkričio/lapkr/lapkritis gruodžio/gruod/gruodis

janvāris februāris - - maijs jūnijs jūlijs augusts septembris oktobris novembris decembris

- - maret - - - - agustus - - - -

janar shkurt - prill - qershor korrik/korr gusht/gush shtator tetor nëntor dhjetor

ژانویه فوریه - آوریل - ژوئن ژوئیه - سپتامبر اکتبر نوامبر دسامبر

- - machi aprili - - julai agosti septemba oktoba novemba desemba

იანვარი/იან თებერვალი/თებ მარტი/მარ აპრილი/აპრ მაისი/მაი ივნისი/ივნ ივლისი/ივლ აგვისტო/აგვ
სექტემბერი/სექ ოქტომბერი/ოქტ ნოემბერი/ნოე დეკემბერი/დეკ

հունվարի/հնվ/հունվար փետրվարի/փտվ/փետրվար մարտի/մրտ/մարտ ապրիլի/ապր/ապրիլ մայիսի/մյս/մայիս
հունիսի/հնս/հունիս հուլիսի/հլս/հուլիս օգոստոսի/օգս/օգոստոս սեպտեմբերի/սեպ/սեպտեմբեր
հոկտեմբերի/հոկ/հոկտեմբեր նոյեմբերի/նոյ/նոյեմբեր դեկտեմբերի/դեկ/դեկտեմբեր

yanvar fevral - aprel - iyun iyul avqust sentyabr oktyabr noyabr dekabr

қаңтар/қаң ақпан/ақп наурыз/нау сәуір/сәу мамыр/мам маусым/мау шілде/шіл тамыз/там қыркүйек/қыр
қазан/қаз қараша/қар желтоқсан/жел

- - - - - - - - sentabr oktabr - -

جنوری فروری مارچ اپریل مئی جون جولائی اگست ستمبر - نومبر دسمبر

ጃንዋሪ ፌብሩዋሪ ማርች ኤፕሪል/ኤፕሪ - - ጁላይ ኦገስት/ኦገስ ሴፕቴምበር/ሴፕቴ ኦክቶበር/ኦክቶ ኖቬምበር/ኖቬም ዲሴምበር/ዲሴም

janaayo/jannaayo febraayo maarso abriil maayo juun luulyo ogosto sebtembar/sebteembar oktoobar
noofeembar diseembar

mutarama gashyantare werurwe mata gicurasi kamena nyakanga kanama nzeri ukwakira ugushyingo
ukuboza

- pebrero marso - - hunyo hulyo - setyembre oktubre nobyembre disyembre

- - - - - - - ogos - - - disember
"""
MONTHS: dict[str, int] = {
    folded(name): number
    for language in _MONTHS.split("\n\n")
    for number, names in enumerate(language.split(), start=1)
    for name in names.split("/")
    if name != "-"
}
# Scripts whose vowel signs part a word in folding, and languages that number their months.
_SIGNED = """
มกราคม/ม.ค. กุมภาพันธ์/ก.พ. มีนาคม/มี.ค. เมษายน/เม.ย. พฤษภาคม/พ.ค. มิถุนายน/มิ.ย.
กรกฎาคม/ก.ค. สิงหาคม/ส.ค. กันยายน/ก.ย. ตุลาคม/ต.ค. พฤศจิกายน/พ.ย. ธันวาคม/ธ.ค.

जनवरी फ़रवरी/फरवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर/सितम्बर अक्टूबर/अक्तूबर नवंबर/नवम्बर दिसंबर/दिसम्बर

জানুয়ারি/জানুয়ারী ফেব্রুয়ারি/ফেব্রুয়ারী মার্চ এপ্রিল মে জুন জুলাই আগস্ট সেপ্টেম্বর অক্টোবর নভেম্বর ডিসেম্বর
"""
SIGNED = {
    name: number
    for language in _SIGNED.split("\n\n")
    for number, names in enumerate(language.split(), start=1)
    for name in names.split("/")
}


def _words(text: str) -> frozenset[str]:
    return frozenset(folded(word) for word in text.split())


QUARTERS = _words("quarter trimestre quartal kwartaal ربع רבעון")
HALVES = _words("semester semestre halbjahr half نصف")
# Words that say which part of a year or month is meant: its first, middle or last days.
EARLY = _words("early beginning start début inicio inicios principios anfang أول بداية")
MIDDLE = _words("mid middle mi milieu mediados meados mitte منتصف")
LATE = _words("late end fin fines final finales fim ende نهاية")
# Words that stand beside a date and add nothing to it.
SILENT = _words(
    "of the de del du da do le el al den dem em en in on am в"
    " year année ano anno jahr fy fiscal financial exercice exercicio exercício ejercicio an af"
    " sana سنة عام שנת v u w na г года год році рік року гг god godine roku rok roka leto r"
    " metų gads gada anul tahun yılı yıl vuosi aasta viti წელი tháng năm ngày bulan tanggal от до"
    " monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun"
    " lundi mardi mercredi jeudi vendredi samedi dimanche"
    " lunes martes miércoles jueves viernes sábado domingo"
)
# Words between the two ends of a span.
BETWEEN = (
    "to", "through", "until", "till", "au", "à", "a", "al", "até", "et", "bis", "hasta",
    "jusqu'au", "jusqu'à", "الى", "إلى", "עד",
)  # fmt: skip
