import { plainWords, type WrittenZone, zoneOf } from '../../units/time-words.ts'
import type { TableSpeedUnit } from '../table-sheet.ts'

// As headings come out of `plainWords`, which takes marks off letters and Korean syllables apart.
const set = (words: string): ReadonlySet<string> => new Set(plainWords(words).split(' '))

// English, German, French, Spanish, Italian, Portuguese, Dutch and the languages of Scandinavia; of other languages and
// scripts the words that have one meaning. Words for a width or a length are coordinates only as both of them.

export const latWords = set(
  'lat latt lats latitude latitud latitudine breite breitengrad breedte breedtegraad bredde breddegrad 纬度 緯度 широта шир szerokosc enlem leveysaste leveyspiiri breddgrad lintang πλατος 위도',
)
export const lonWords = set(
  'lon long lng longitude longitud longitudine lange laenge langengrad laengengrad lengte lengtegraad lengde lengdegrad laengde laengdegrad 经度 経度 經度 долгота долг довгота długosc dlugosc boylam pituusaste pituuspiiri langdgrad bujur μηκος 경도',
)
export const positionWords = set(
  'position pos posn positions coordinates coordinate coords coord latlon latlong latlng standort koordinaten koordinate positie posicion posicao posizione posisjon coordonnees coordenadas coordinate coordinaten koordinater координаты позиция местоположение 位置 坐标 坐標 座標 위치 좌표 θεση συντεταγμενες konum koordinatlar pozycja wspolrzedne',
)
/** Columns that hold points and say nothing of their order. */
export const pointWords = set(
  'coordinates coordinate coords coord koordinaten coordonnees coordenadas coordinaten koordinater координаты 坐标 坐標 座標 좌표 συντεταγμενες koordinatlar wspolrzedne',
)

export const degreeWords = set(
  'd deg degs degree degrees dd ddd grad grader grados degres degre gradi graus graden graad градусы градусов град 度 도 μοιρες stopnie stopni derece',
)
export const minuteWords = set(
  'm min mins minute minutes minuten minuto minutos minuti minutter minuut mm mmm минуты минут мин 分 분 minuty dakika',
)
export const secondWords = set(
  's sec secs second seconds sek sekunden seconde secondes segundo segundos secondi seconden sekunder ss секунды секунд сек 秒 초 sekundy saniye',
)
export const hemisphereWords = set(
  'hem hemi hemis hemisphere hemisphare hemisferio hemisfero emisfero halfrond halvkule dir direction quadrant cardinal sign letter ns ew eo ow полушарие 半球',
)
/** Beside the name of a coordinate they say nothing that makes it another one. */
export const coordinateFillers = set(
  'decimal dec dms dm dmm ddm ddmm dddmm ddmmm signed wgs wgs84 84 gps position pos wp waypoint waypoints wpt point punkt wegpunkt ship vessel geo geographic geographical geografische geographische north east of in the and value coordinate coord y x format dezimal decimale географическая географічна γεωγραφικο geograficzna geogr geografica geografiska geografisk cografi',
)
/** What is said of a coordinate and is none. */
export const notCoordinates = set(
  'error err accuracy acc std stddev sigma sd offset diff difference delta rate uncertainty precision variance dop rad radian radians gon speed name description desc text type source haul term range',
)

export const dateWords = set(
  'date datum fecha data dato dag tag jour ddmmyy mmddyy yymmdd дата 日期 日付 날짜 일자 ημερομηνια tarih',
)
export const clockWords = set(
  'time zeit uhrzeit heure hora ora tijd tid tidspunkt klokkeslett klokkeslaet uhr время час 时间 时刻 時刻 시각 ωρα saat czas godzina klockslag',
)
export const momentWords = set(
  'timestamp timestamps datetime zeitstempel zeitpunkt horodatage tijdstip epoch unix unixtime posix basedatetime 日時 일시',
)
/** They name a time only where their cells have dates: DTG may be a distance to go as well. */
export const datedWords = set('created updated update dtg')
export const arrivalWords = set(
  'eta arrival ankunft arrivee llegada arrivo chegada aankomst ankomst прибытие прибытия 到达时间 到港时间 预抵时间 到着 到着時刻 도착 varis przybycie αφιξη',
)
export const departureWords = set(
  'etd departure abfahrt depart salida partenza partida saida vertrek avgang afgang отход отхода отправление 离港时间 开航时间 出港 出港時刻 출항 kalkis αναχωρηση',
)
export const timeFillers = set(
  'of fix position pos log report gps the at s ms wp waypoint planned est estimated expected dd mm yyyy yy hh ss h hhmm hhmmss ddmmyyyy yyyymmdd mmm iso 8601 24h 24 base and point stamp og et y e en och i ve и και',
)
/** They set a time apart from others; any other word beside a time may be its zone. */
export const timeQualifiers = set(
  'track received reception sent created updated update dtg recorded record reported observed observation measured logged start end begin first last noon event message msg data valid actual next arrival departure',
)

export const speedWords = set(
  'speed spd sog geschwindigkeit fahrt vitesse velocidad velocidade velocita snelheid fart hastighet hastighed kn kt kts knot knots knoten noeud noeuds nudo nudos nodi nos knopen knop скорость швидкість 航速 船速 速力 速度 对地航速 对地速度 対地速度 속력 속도 선속 ταχυτητα hiz hız predkosc nopeus السرعة kecepatan',
)
/** A speed with any other word beside it, wind, current, limit, water, is none of the ship over ground. */
export const speedFillers = set(
  'over ground the of ship s vessel ships planned plan plans leg avg average mean made good service required req sog uber grund sur le fond sobre fondo over de grond',
)

/** The likeliest first. */
export const nameWords = [
  'name', 'nom', 'nombre', 'nome', 'naam', 'navn', 'bezeichnung', 'waypoint', 'wegpunkt', 'wpt', 'wp', 'veipunkt',
  'port', 'hafen', 'puerto', 'porto', 'haven', 'havn', 'place', 'ort', 'lieu', 'lugar', 'luogo', 'plaats', 'sted',
  'label', 'desc', 'description', 'beschreibung', 'id', 'название', 'наименование', 'имя', 'точка', '名称', '名稱', '名字',
  '航点', '航路点', '转向点', '名前', '地点', '変針点', '이름', '명칭', '지점', 'ονομα', 'σημειο', 'الاسم', 'isim', 'adi', 'nazwa',
  'punkt', 'namn', 'nimi', 'порт', '港口', '港', '항구', 'liman', 'hamn',
].map(plainWords) // prettier-ignore
/** A column with one of these is no name, whatever else it says: `PORT [NM]` is a cross-track limit. */
export const notNames = set('nm m km deg xtd xtl limit time date number')

export const shipHeadings = set(
  'mmsi imo callsign vessel ship shipname vesselname boat boatname yacht yachtname device deviceid devicename user userid schiff schiffsname navire bateau buque barco nave navio schip skip skib судно 船名 선명 선박 gemi statek πλοιο fartyg',
)
export const shipFillers = set('name no number nr id call sign code s of the')

export const routeHeadings = set(
  'route routes routename routeid voyage voyageid track trackid trackname reise voyageno',
)
export const routeFillers = set('name no nr number id of the code')

export const legHeadings = [
  'geometry', 'rlgc', 'rl gc', 'sail rl gc', 'leg', 'leg type', 'legtype', 'track type', 'leg geometry', 'sail', 'sailing', 'leg rl gc',
] as const // prettier-ignore

/** Columns beside a position that nothing is read from. */
export const otherWords = set(
  'depth draught draft course cog heading hdg hdop pdop vdop dop altitude alt elevation ele height temp temperature wind gust wave waves swell current drift set pressure distance dist dtg bearing brg rot rudder rpm speed sog stw knots xtd xtl port stbd starboard radius limit number no nr count status satellites sats accuracy draft tide visibility humidity tiefe kurs entfernung distanz cap route voyage track leg reise distancia profundidad rumbo distanza rotta diepte koers afstand dybde',
)

/** Positions of another datum lie hundreds of metres off; other units and scales anywhere. */
export const otherDatum =
  /(?<![a-z])(?:ed ?-?(?:50|79|87)|nad ?-?27|tokyo|pulkovo|s[ck] ?-?(?:42|95)|gcj ?-?02|bd ?-?09|osgb|sad ?-?69|psad|wgs ?-?(?:60|66|72)|agd ?-?(?:66|84)|nzgd ?-?49|potsdam|dhdn|bessel|clarke|hayford|arc ?-?1?9?[56]0|grads|gradians|semi-?circles|rot(?:ated)?)(?![a-z])|[*×] ?\d|\d ?[*×]/i

/** What other languages say in several words, or in one that says more than the coordinate. */
const phrases: readonly (readonly [RegExp, string])[] = [
  [/(?:خط|دائرة)\s+(?:ال)?عرض/g, ' latitude '],
  [/خط\s+(?:ال)?طول/g, ' longitude '],
  [/北[纬緯]/g, ' latitude n '],
  [/南[纬緯]/g, ' latitude s '],
  [/[东東][经經経]/g, ' longitude e '],
  [/西[经經経]/g, ' longitude w '],
  [/(?:当地|當地|現地|船内|本地)(?:时间|時間|時刻)|船时|船時|현지 ?시[간각]|yerel saat|czas (?:lokalny|miejscowy)|(?:местное|судовое) время/giu, ' local time '],
  [/北京时间|北京時間/g, ' time utc+8 '],
  [/日本時間/g, ' time jst '],
  [/московское время|время\s*\(?мск\)?|(?<!\p{L})мск(?!\p{L})/giu, ' time msk '],
  [/(?:协调|協調|協定)?世界[时時]/g, ' time utc '],
  [/(?:всемирное|гринвичское) время/giu, ' time utc '],
] // prettier-ignore

/** A heading with such phrases in the words of English. */
export const withKnownPhrases = (heading: string): string =>
  /^\p{ASCII}*$/u.test(heading) && !/yerel|czas/i.test(heading)
    ? heading
    : phrases.reduce((text, [form, words]) => text.replace(form, words), heading)

/** Beside another word they may be how long something takes. */
export const mayBeDurations = set('время час 时间 saat czas godzina')

/** The words of a heading, in lower case and without accents; marks for degrees, minutes and seconds are words as well. */
export function headingWords(text: string): readonly string[] {
  const marked = text
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .replace(/[°º˚]/g, ' deg ')
    .replace(/(?<=^\s*(?:lat|lon|long|lng|latitude|longitude)\s?)['′’]$/i, ' min ')
    .replace(/(?<=^\s*(?:lat|lon|long|lng|latitude|longitude)\s?)(?:["″”]|'')$/i, ' sec ')
    .replace(/(?<!\p{L})['′’](?!\p{L})/gu, ' min ')
    .replace(/(?<!\p{L})["″”](?!\p{L})/gu, ' sec ')
  return plainWords(marked)
    .split(/[^\p{L}\p{N}]+/u)
    .flatMap((word) => (word === '' ? [] : compound(word)))
}

/** `latdeg`, `lon_min` without its stroke. */
const compounds =
  /^(latitude|longitude|lat|long|lon|lng)(deg|degrees?|dd|min|minutes?|sec|seconds?|dir|hemi?s?|hemisphere|ns|ew|dec|decimal|dms|dm|[nsew]?)$/

function compound(word: string): readonly string[] {
  if (latWords.has(word) || lonWords.has(word) || positionWords.has(word)) return [word]
  const [, axis, part] = compounds.exec(word) ?? []
  return axis === undefined || !part ? [word] : [axis, part]
}

/** Figures, and a word in brackets, beside a time: a zone that nobody here knows, unless it is a unit. */
export const isUnknownZone = (word: string, heading: string) =>
  /^\d+$/.test(word) ||
  (!timeQualifiers.has(word) &&
    !minuteWords.has(word) &&
    !secondWords.has(word) &&
    new RegExp(String.raw`[([{/] ?${word} ?(?:[)\]}]|$)`, 'u').test(heading))

/** What is not understood may be a zone, and is asked for. */
export function zoneSaid(
  said: readonly WrittenZone[],
  { unclear, unknown }: { unclear: readonly string[]; unknown: readonly string[] },
): WrittenZone | null {
  const isUnclear = unclear.some((word) => said.length === 0 || /^\d+$/.test(word))
  if (isUnclear || (said.length === 0 && unknown.some((word) => !timeQualifiers.has(word)))) return 'local'
  return said.length === 0 ? null : (zoneOf(said) ?? 'local')
}

/** `\b` knows the letters of ASCII alone. */
function foreignUnit(forms: string): RegExp {
  return new RegExp(`(?<!\\p{L})(?:${plainWords(forms)})(?!\\p{L})`, 'u')
}

const units: readonly (readonly [RegExp, TableSpeedUnit])[] = [
  [foreignUnit('км ?/ ?ч|公里/小时|千米/小时|公里/時'), 'km/h'],
  [foreignUnit('м ?/ ?с(?:ек)?|米/秒'), 'm/s'],
  [foreignUnit('узл[а-я]*|уз|节|節|ノット|노트|κομβοι|wezly|dugum|mil/saat'), 'kn'],
  [/\bkm ?\/ ?h\b|\bkm h(?:-1)?\b|\bkmh\b|\bkph\b|\bkmph\b|\bkm\/u\b/, 'km/h'],
  [/\bm ?\/ ?s(?:ec)?\b|\bm s(?:-1)?\b|\bm\.s-1\b|\bmps\b|\bms\b/, 'm/s'],
  [/\bmph\b|\bmi ?\/ ?h\b|\bmiles? per hour\b/, 'mph'],
  [/\b(?:kn|kts?|knots?|knoten|noeuds?|nudos?|nodi|nos|knopen|knop|nm ?\/ ?h)\b/, 'kn'],
]

/** The unit of speed that a text names, and the text without it. */
export function speedUnitIn(text: string): { unit: TableSpeedUnit | null; rest: string } {
  const plain = plainWords(text).replace(/œ/g, 'oe')
  for (const [form, unit] of units) if (form.test(plain)) return { unit, rest: plain.replace(form, ' ') }
  return { unit: null, rest: plain }
}
