/** Words without accents and in lower case: `Fév.` is fev, `März` is marz. */
export const plainWords = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/ø/g, 'o')
    .replace(/ı/g, 'i')
    .replace(/ł/g, 'l')
    .replace(/æ/g, 'ae')
    .replace(/ß/g, 'ss')
    .replace(/[−–‒]/g, '-')

/** English, German, French, Spanish, Italian, Portuguese, Dutch, Norwegian and Danish, as they differ. */
const months: readonly string[] = [
  'january januar janvier enero gennaio janeiro januari jan janv ene gen',
  'february februar fevrier febrero febbraio fevereiro februari feb fev fevr',
  'march marz maerz mars marzo marco maart mar mrt mrz',
  'april avril abril aprile apr avr abr',
  'may mai mayo maggio maio mei maj mag',
  'june juni juin junio giugno junho jun giu',
  'july juli juillet julio luglio julho jul juil lug',
  'august aout agosto augustus aug ago aou',
  'september septembre septiembre settembre setembro sep sept set',
  'october oktober octobre octubre ottobre outubro oct okt ott out',
  'november novembre noviembre novembro nov',
  'december dezember decembre diciembre dicembre dezembro desember dec dez dic des',
]

const monthOfWord = new Map(
  months.flatMap((words, index) => words.split(' ').map((word) => [word, index + 1] as const)),
)

/** 1 to 12 for the name of a month or its usual abbreviation, in any of the languages; null for anything else. */
export const monthOf = (word: string): number | null => monthOfWord.get(word) ?? null

const weekdays = new Set(
  (
    'monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun ' +
    'montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so ' +
    'lundi mardi mercredi jeudi vendredi samedi dimanche lun mar mer jeu ven sam dim ' +
    'lunes martes miercoles jueves viernes sabado domingo mie jue vie sab dom ' +
    'lunedi martedi mercoledi giovedi venerdi domenica gio ' +
    'segunda terca quarta quinta sexta seg ter qua qui sex ' +
    'maandag dinsdag woensdag donderdag vrijdag zaterdag zondag ma wo vr za zo ' +
    'mandag tirsdag onsdag torsdag fredag lordag sondag man tir ons tor fre lor son'
  ).split(' '),
)

export const isWeekday = (word: string): boolean => weekdays.has(word)

/** Minutes ahead of UTC; `local`: a clock of which nobody says how far ahead. */
export type WrittenZone = number | 'local'

/** Abbreviations with one meaning. BST, CST and IST have several. */
const namedZones: Readonly<Record<string, number>> = {
  wet: 0,
  west: 60,
  cet: 60,
  mez: 60,
  cest: 120,
  mesz: 120,
  eet: 120,
  eest: 180,
  msk: 180,
  sgt: 480,
  hkt: 480,
  jst: 540,
  kst: 540,
  aest: 600,
  aedt: 660,
  nzst: 720,
  nzdt: 780,
  edt: -240,
  cdt: -300,
  pdt: -420,
  pst: -480,
}

// "UTC - 08:00" behind a time is the end of a window as well: a blank behind the sign leaves no minutes.
const offset = String.raw`(?:([+-])(\d{1,2})(?::?([0-5]\d))?|([+-]) (\d{1,2}))(?![\d:])`
const minutes = ([, sign, hours, rest, apart, apartHours]: readonly (string | undefined)[]) =>
  ((sign ?? apart) === '-' ? -1 : 1) * (Number(hours ?? apartHours) * 60 + Number(rest ?? 0))

const zoneForms: readonly (readonly [RegExp, (match: readonly string[]) => WrittenZone])[] = [
  // ZD is what is added to the zone's time to give UTC: ZD −3 is three hours ahead.
  [new RegExp(String.raw`(?<![a-z])z\.?d\.?(?: ?[:=])? ?${offset}`), (match) => -minutes(match) + 0],
  [new RegExp(String.raw`(?<![a-z])(?:utc|gmt|ut|tu) ?${offset}`), minutes],
  // ISO 8601, or a time with its seconds; 06:00-08:00 alone may as well be two hours of a morning.
  [/(?<=:\d\d:\d\d(?:[.,]\d{1,9})?|t\d\d:\d\d|t\d{4}|t\d{6}) ?([+-])(\d{1,2})(?::?([0-5]\d))?$/, minutes],
  [/(?<=:\d\d) ?(\+)(\d{1,2})(?::?([0-5]\d))?$|(?<=:\d\d) (-)(\d\d)([0-5]\d)$/, behindClock],
  // What is added to the time to give UTC is written like this as well.
  [/(?<=:\d\d) ?-\d{1,2}$/, () => 'local'],
  [/(?<![a-z])(?:utc|gmt|ut|tu|zulu|z)(?![a-z]|\d{1,2}(?!\d))/, () => 0],
  [
    new RegExp(String.raw`(?<![a-z])(${Object.keys(namedZones).join('|')})(?![a-z])`),
    ([, name = '']) => namedZones[name] ?? 'local',
  ],
  [
    /(?<![a-z])(?:(?:heure|hora|ora) (?:locale?|de bord)|loka?le? ?tijd|lokal ?tid|(?:local|ship'?s?|ships|zone|board)(?: mean)? time|ortszeit|lokalzeit|bordzeit|schiffszeit|scheepstijd|boordtijd|skipstid|local|lokal|lt|lct|lmt|smt|zt|bst|cst|ist|est|mst)(?![a-z])/,
    () => 'local',
  ],
]

function behindClock([, plus, hours, rest, minus, two, end]: readonly (string | undefined)[]): number {
  return minutes(['', plus ?? minus, hours ?? two, rest ?? end])
}

/** Yankee to Mike; without J, which is the clock of whoever reads it, and Lima, whose L is written for local time as well. */
const militaryZones = 'yxwvutsrqponzabcdefghik.m'

/** The zone of a military letter; `local` for J and L. */
export const militaryZone = (letter: string): WrittenZone =>
  militaryZones.includes(letter) ? (militaryZones.indexOf(letter) - militaryZones.indexOf('z')) * 60 : 'local'

/** Every zone that a text of plain words names, and the text without them. */
export function zonesIn(text: string): { zones: readonly WrittenZone[]; rest: string } {
  const zones: WrittenZone[] = []
  let rest = text
  for (const [form, zoneOf] of zoneForms)
    for (let match = form.exec(rest); match; match = form.exec(rest)) {
      zones.push(zoneOf(match))
      rest = `${rest.slice(0, match.index)} ${rest.slice(match.index + match[0].length)}`
    }
  return { zones, rest: rest.replace(/\s+/g, ' ').trim() }
}

/** The one zone that is meant: `LT (UTC+3)` says it. undefined: none is named; null: they contradict each other. */
export function zoneOf(zones: readonly WrittenZone[]): WrittenZone | null | undefined {
  const known = [...new Set(zones.filter((zone) => zone !== 'local'))]
  if (known.length > 1 || known.some((zone) => zone > 14 * 60 || zone < -12 * 60)) return null
  return known[0] ?? zones[0]
}
