import { numberAt } from '../at.ts'
import { coordinateCells } from '../formats/write/csv.ts'
import type { Cell } from '../formats/write/sheet.ts'
import { decimal } from '../formats/write/text.ts'
import { lengthOf, type Span, valueAt } from '../limits/exceedances.ts'
import { gainedText, hoursText, percent } from '../limits/limit-words.ts'
import { trackOf } from '../metocean/along-track.ts'
import { KNOTS_PER_MS, layerById, magnitudeColumn } from '../metocean/layers/layers.ts'
import type { Answer, ResultColumns } from '../metocean/result.ts'
import { SYNTHETIC_LABEL } from '../metocean/wire/contract.ts'
import { positionAt } from '../position.ts'
import { HOUR_MS } from '../time.ts'
import { formatDistance, formatNumber, formatQuantity, MISSING, signedText } from '../units/format.ts'
import { formatPosition, type Notation } from '../units/position-text.ts'
import { beaufort } from '../units/sea-words.ts'
import { formatIso, formatUtcFull } from '../units/time-text.ts'
import { type Charter, charterLine, charterTerms } from '../voyage/charter/charter.ts'
import {
  type GoodWeatherFound,
  goodWeatherOf,
  type GoodWeatherPeriod,
  type GoodWeatherSailed,
  goodWeatherSailed,
  lackingWeather,
  placeAmong,
  timeUnderCharter,
} from '../voyage/charter/good-weather.ts'
import { noonsOnBoard } from './noon-report.ts'
import type { SummarySection } from './summary-sections.ts'

// Knots, miles and metres whatever the screen shows: those of the contract.

/** An answer against the terms of the charter party, in words. */
export interface GoodWeatherReport {
  /** The terms on one line. */
  readonly terms: string
  /** Weather, then time; a column for each part of the passage, expected or as it was. Empty: not worked out, `notes` says why. */
  readonly figures: readonly SummarySection[]
  /** What is missing or weak in it, a sentence each. */
  readonly notes: readonly string[]
}

/** Below this share the figures themselves say what they rest on. */
const WELL_KNOWN = 0.9
/** Less good weather than this says little: hours, and share of the passage. */
const SMALL = { hours: 12, share: 0.1 } as const

interface Worked {
  readonly found: GoodWeatherFound
  readonly parts: readonly { readonly words: string; readonly sailed: GoodWeatherSailed }[]
}

function workedOut({ columns, askedMs }: Answer, { goodWeather }: Charter): Worked | null {
  const noonsMs = goodWeather.shortest === 'noon to noon' ? noonsOnBoard(columns) : []
  const found = goodWeatherOf(columns, goodWeather, noonsMs)
  if (!found) return null
  const sailedIn = (words: string, part?: Pick<Span, 'from' | 'to'>) => ({
    words,
    sailed: goodWeatherSailed(columns, found, part),
  })
  const { count, timeMs } = columns
  if (askedMs === null || count === 0) return { found, parts: [sailedIn('Whole passage')] }
  const [first, last] = [numberAt(timeMs, 0), numberAt(timeMs, count - 1)]
  if (last <= askedMs) return { found, parts: [sailedIn('As it was')] }
  if (first >= askedMs) return { found, parts: [sailedIn('Expected')] }
  const cut = placeAmong(timeMs, askedMs)
  return {
    found,
    parts: [
      sailedIn('As it was', { from: 0, to: cut }),
      sailedIn('Expected', { from: cut, to: count - 1 }),
      sailedIn('Whole passage'),
    ],
  }
}

interface CharterFigure {
  readonly label: string
  /** One line. */
  readonly how: string
  readonly text: (sailed: GoodWeatherSailed, charterKn: number | null) => string
}

/** A figure, with the share of the time it rests on where that is not nearly all. */
const resting = (text: string, coverage: number): string =>
  text === MISSING || coverage >= WELL_KNOWN ? text : `${text} (${percent(coverage)} known)`

/** What is known of the weather, and of the current in it. */
const ofCurrent = ({ coverage, currentFactor }: GoodWeatherSailed) => Math.min(coverage, currentFactor?.coverage ?? 0)

const signedKn = (kn: number | null) => signedText({ unit: 'kn', decimals: 2, of: (value) => value }, kn)

function hoursAndMiles({ hours, miles, coverage }: GoodWeatherSailed): string {
  if (hours === 0) return coverage < 1 ? 'none known' : 'none'
  return `${coverage < 1 ? 'at least ' : ''}${hoursText(hours)}, ${formatDistance(miles)}`
}

function timesOf({ wholeMiles, performanceKn }: GoodWeatherSailed, charterKn: number | null) {
  return charterKn === null || performanceKn === null || performanceKn <= 0
    ? null
    : timeUnderCharter(wholeMiles, charterKn, performanceKn)
}

function gainedWords(hours: number): string {
  const text = gainedText(hours)
  return /[1-9]/.test(text) ? `${text}, ${hours < 0 ? 'lost' : 'gained'}` : text
}

const weatherFigures: readonly CharterFigure[] = [
  {
    label: 'In good weather',
    how: 'Time and distance of the periods that count.',
    text: (sailed) => resting(hoursAndMiles(sailed), sailed.coverage),
  },
  {
    label: 'Left out',
    how: 'Good by wind and sea, but not by the terms for current or length.',
    text: ({ leftOutHours }) => leftOutWords(leftOutHours),
  },
  {
    label: 'Known',
    how: 'Share of the time for which it is known whether the weather is good.',
    text: ({ coverage }) => `${percent(coverage < 1 ? Math.min(coverage, 0.99) : 1)} of the time`,
  },
  {
    label: 'Speed in good weather',
    how: 'Distance over time of the periods that count, over ground.',
    text: ({ speedKn, coverage }) => resting(formatQuantity(speedKn, 'kn', 2), coverage),
  },
  {
    label: 'Current factor',
    how: 'Mean current along the course in the same periods, by time; + with the ship.',
    text: (sailed) => resting(signedKn(sailed.currentFactor?.mean ?? null), ofCurrent(sailed)),
  },
  {
    label: 'Performance speed',
    how: 'Speed in good weather less the current factor.',
    text: (sailed) => resting(formatQuantity(sailed.performanceKn, 'kn', 2), ofCurrent(sailed)),
  },
]

const timeFigures: readonly CharterFigure[] = [
  {
    label: 'Passage',
    how: 'From the first point to the last.',
    text: ({ wholeHours, wholeMiles }) => `${hoursText(wholeHours)}, ${formatDistance(wholeMiles)}`,
  },
  {
    label: 'Speed in all weather',
    how: 'Distance over time of the whole passage, over ground.',
    text: ({ wholeSpeedKn }) => formatQuantity(wholeSpeedKn, 'kn', 2),
  },
  {
    label: 'Current in all weather',
    how: 'Mean current along the course over the whole passage, by time.',
    text: ({ wholeCurrent }) => resting(signedKn(wholeCurrent?.mean ?? null), wholeCurrent?.coverage ?? 0),
  },
  {
    label: 'Weather factor',
    how: 'Speed less current, both in all weather, less the performance speed; − slower.',
    text: (sailed) =>
      resting(signedKn(sailed.weatherFactorKn), Math.min(ofCurrent(sailed), sailed.wholeCurrent?.coverage ?? 0)),
  },
  {
    label: 'Time at charter speed',
    how: 'Distance of the whole passage over the charter speed.',
    text: ({ wholeMiles }, charterKn) => (charterKn === null ? MISSING : hoursText(wholeMiles / charterKn)),
  },
  {
    label: 'Time at performance speed',
    how: 'The same distance over the performance speed.',
    text: (sailed) =>
      resting(
        sailed.performanceKn !== null && sailed.performanceKn > 0
          ? hoursText(sailed.wholeMiles / sailed.performanceKn)
          : MISSING,
        ofCurrent(sailed),
      ),
  },
  {
    label: 'Time gained or lost',
    how: 'Time at charter speed less time at performance speed; + gained, − lost.',
    text: (sailed, charterKn) => {
      const times = timesOf(sailed, charterKn)
      return times ? resting(gainedWords(times.gainedHours), ofCurrent(sailed)) : MISSING
    },
  },
]

const charterFigures = [
  { title: 'Good weather by the charter party', figures: weatherFigures },
  { title: 'Speed and time by the charter party', figures: timeFigures },
] as const

const whyOut = { short: 'too short', adverse: 'adverse current', 'current not known': 'current not known' } as const

function leftOutWords(hours: GoodWeatherSailed['leftOutHours']): string {
  const words = (['adverse', 'short', 'current not known'] as const)
    .filter((why) => hours[why] > 0)
    .map((why) => `${hoursText(hours[why])} ${whyOut[why]}`)
  return words.join(', ') || 'none'
}

/**
 * The figures of an answer by the terms, expected where it was asked before, as it was where asked afterwards.
 * @param inStillWater are its times those of a plan that leaves the current out?
 */
export function goodWeatherReport(answer: Answer, charter: Charter, inStillWater = false): GoodWeatherReport {
  const worked = workedOut(answer, charter)
  return {
    terms: charterLine(charter),
    figures: worked
      ? charterFigures.map(({ title, figures }) => ({
          title,
          head: ['', ...worked.parts.map(({ words }) => words)],
          rows: figures.map(({ label, text }) => [
            label,
            ...worked.parts.map(({ sailed }) => text(sailed, charter.speedKn)),
          ]),
        }))
      : [],
    notes: notesOf(answer, charter, worked, inStillWater),
  }
}

/** The same to paste in a mail, with terms and notes in a table of their own. */
export function goodWeatherSections({ terms, figures, notes }: GoodWeatherReport): SummarySection[] {
  return [
    {
      title: 'Terms of the charter party as entered',
      head: [],
      rows: [['Terms', terms], ...notes.map((note) => ['Note', note])],
    },
    ...figures,
  ]
}

const HOW_TO_ASK = 'on the Request tab and press Get weather.'

function notesOf(
  { columns, askedMs }: Answer,
  { speedKn, goodWeather }: Charter,
  worked: Worked | null,
  inStillWater: boolean,
): string[] {
  const lacking = lackingWeather(columns, goodWeather)
  if (!worked) {
    const what = lacking.join(' and no ')
    return [`Not worked out: this answer has no ${what}. Choose ${lacking.length > 1 ? 'them' : 'it'} ${HOW_TO_ASK}`]
  }
  const several = worked.parts.length > 1
  const small = worked.parts.flatMap(({ words, sailed: { hours, wholeHours } }) =>
    hours > 0 && (hours < SMALL.hours || hours < SMALL.share * wholeHours)
      ? [`${several ? `${words}: ` : ''}${hoursText(hours)} of ${hoursText(wholeHours)}, little to judge by.`]
      : [],
  )
  const hasCurrent = trackOf(columns).current !== undefined
  const stillHours = hoursLyingStill(columns)
  return [
    ...(inStillWater
      ? [
          'The plan is through the water, so these times and speeds leave the current out until the weather is asked for at the corrected times.',
        ]
      : []),
    ...(several && askedMs !== null
      ? [`As it was up to ${formatUtcFull(askedMs)}, when it was asked; expected from then on.`]
      : []),
    ...(hasCurrent
      ? []
      : [
          `This answer has no current${
            goodWeather.minCurrentKn === null
              ? ', so the performance speed is not known'
              : ', which the terms ask for: no period counts'
          }. Choose it ${HOW_TO_ASK}`,
        ]),
    ...small,
    ...(stillHours > 0
      ? [`The ship lies still for ${hoursText(stillHours)}, which count as time of the passage.`]
      : []),
    ...(askedMs === null ? ['When it was asked is not known, nor whether it is expected or as it was.'] : []),
    ...(speedKn === null ? ['With a charter speed it also tells the time gained or lost.'] : []),
  ]
}

function hoursLyingStill(columns: ResultColumns): number {
  const { timeMs, count } = columns
  const { distanceNm } = trackOf(columns)
  let stillMs = 0
  for (let index = 1; index < count; index++)
    if (numberAt(distanceNm, index) === numberAt(distanceNm, index - 1))
      stillMs += numberAt(timeMs, index) - numberAt(timeMs, index - 1)
  return stillMs / HOUR_MS
}

/** A column of a table, as it is printed and as a file has it. */
interface SheetColumn {
  /** Further lines are units. */
  readonly head: string
  readonly figures?: true
  readonly wraps?: true
  readonly text: (row: number) => string
  /** Of a file, one or more. */
  readonly cells: readonly (readonly [head: string, of: (row: number) => Cell])[]
}

/** A table to print. Lines of a head after the first are units. */
export interface SheetTable {
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
  /** Columns of figures, and columns whose lines are not broken. */
  readonly figures: readonly boolean[]
  readonly whole: readonly boolean[]
  /** What is not in it; null: it has all. */
  readonly leftOut: string | null
}

/** What goes on paper beside the figures, for whoever checks them. */
export interface EvidenceSheet extends GoodWeatherReport {
  readonly termsEntered: readonly (readonly [label: string, words: string])[]
  /** How each row of the figures is worked out. */
  readonly how: readonly string[]
  readonly periods: SheetTable
  readonly points: SheetTable
}

const printed = (columns: readonly SheetColumn[], rows: readonly number[], leftOut: string | null): SheetTable => ({
  head: columns.map(({ head }) => head),
  rows: rows.map((row) => columns.map(({ text }) => text(row))),
  figures: columns.map(({ figures }) => figures ?? false),
  whole: columns.map(({ wraps }) => !wraps),
  leftOut,
})

/** More rows nobody reads on paper. */
const MOST = { periods: 150, points: 400 } as const

/** What is printed of it: terms, figures, periods and points. @param notation of positions @returns null where it is not worked out */
export function evidenceSheet(
  answer: Answer,
  charter: Charter,
  notation: Notation,
  inStillWater = false,
): EvidenceSheet | null {
  const worked = workedOut(answer, charter)
  if (!worked) return null
  const { periods } = worked.found
  const { timeMs, count } = answer.columns
  const longest = periods
    .map((period, index) => ({ index, ms: lengthOf([period], timeMs) }))
    .sort((one, other) => other.ms - one.ms)
    .slice(0, MOST.periods)
  const points = thinned(timeMs)
  return {
    ...goodWeatherReport(answer, charter, inStillWater),
    termsEntered: charterTerms(charter),
    how: charterFigures.flatMap((one) => one.figures.map(({ how }) => how)),
    periods: printed(
      periodColumns(answer, charter, periods, notation),
      longest.map(({ index }) => index).sort((one, other) => one - other),
      periods.length > longest.length
        ? `The ${MOST.periods} longest of ${formatNumber(periods.length)} periods; the CSV file has all.`
        : null,
    ),
    points: printed(
      pointColumns(answer, charter, worked.found, notation),
      points.rows,
      points.everyHours === null
        ? null
        : `The first point of every ${formatQuantity(points.everyHours, 'h')}, of ${formatNumber(count)}; the CSV file has all.`,
    ),
  }
}

/** The same as cells of a file, with every period and point; empty where it is not worked out. */
export function evidenceCells(answer: Answer, charter: Charter, inStillWater = false): Cell[][] {
  const worked = workedOut(answer, charter)
  if (!worked) return []
  const { figures, notes } = goodWeatherReport(answer, charter, inStillWater)
  const table = (columns: readonly SheetColumn[], count: number): Cell[][] => {
    const cells = columns.flatMap((column) => column.cells)
    return [cells.map(([head]) => head), ...Array.from({ length: count }, (_, row) => cells.map(([, of]) => of(row)))]
  }
  return [
    ...charterTerms(charter).map((term) => [...term]),
    ...notes.map((note) => ['Note', note]),
    [],
    ['Figure', ...worked.parts.map(({ words }) => words), 'How it is worked out'],
    ...figures.flatMap(({ rows }, table) =>
      rows.map((row, place) => [...row, charterFigures[table]?.figures[place]?.how ?? null]),
    ),
    [],
    ...table(periodColumns(answer, charter, worked.found.periods, 'decimal'), worked.found.periods.length),
    [],
    ...table(pointColumns(answer, charter, worked.found, 'decimal'), answer.columns.count),
  ]
}

const STEP_HOURS = [1, 3, 6, 12, 24, 48, 168, 720] as const

/** The first sample of each so many hours, by UTC, and the last; all of them where there are few. */
function thinned(timeMs: Float64Array): { rows: number[]; everyHours: number | null } {
  const all = Array.from(timeMs.keys())
  if (all.length <= MOST.points) return { rows: all, everyHours: null }
  const spanHours = (numberAt(timeMs, timeMs.length - 1) - numberAt(timeMs, 0)) / HOUR_MS
  const everyHours = STEP_HOURS.find((hours) => spanHours / hours < MOST.points) ?? 720
  const stepOf = (index: number) => Math.floor(numberAt(timeMs, index) / (everyHours * HOUR_MS))
  const rows = all.filter((index) => index === 0 || index === all.length - 1 || stepOf(index) > stepOf(index - 1))
  return { rows, everyHours }
}

const cell = (value: number, decimals: number): Cell =>
  Number.isFinite(value) ? { digits: decimal(value, decimals) } : null

/** A column of one figure. */
const figureColumn = (
  label: string,
  unit: string,
  decimals: number,
  of: (row: number) => number,
  text = (row: number) => formatNumber(of(row), decimals),
): SheetColumn => ({
  head: unit ? `${label}\n${unit}` : label,
  figures: true,
  text,
  cells: [[unit ? `${label} (${unit})` : label, (row) => cell(of(row), decimals)]],
})

const wordsColumn = (label: string, text: (row: number) => string): SheetColumn => ({
  head: label,
  text,
  cells: [[label, text]],
})

/** The heights that the terms look at. */
function heightsOf(columns: ResultColumns, { goodWeather: { sea } }: Charter) {
  const of = (label: string, id: 'wave' | 'swell' | 'wind-sea') => {
    const values = magnitudeColumn(layerById[id], columns)
    return { label, at: (index: number) => (values ? numberAt(values, index) : NaN) }
  }
  return sea === 'total' ? [of('Hs', 'wave')] : [of('Wind sea', 'wind-sea'), of('Swell', 'swell')]
}

const windKnAt = ({ fields }: ResultColumns, index: number) =>
  (fields[layerById.wind.magnitude]?.[index] ?? NaN) * KNOTS_PER_MS

const signedNumber = (value: number, decimals: number) =>
  signedText({ unit: '', decimals, of: (kn) => kn }, Number.isNaN(value) ? null : value)

function periodColumns(
  { columns }: Answer,
  charter: Charter,
  periods: readonly GoodWeatherPeriod[],
  notation: Notation,
): SheetColumn[] {
  const { timeMs, lat, lon } = columns
  const { distanceNm } = trackOf(columns)
  const period = (row: number): GoodWeatherPeriod => {
    const found = periods[row]
    if (!found) throw new RangeError(`No period ${row} of ${periods.length}.`)
    return found
  }
  const ends = [
    ['From', (row: number) => period(row).from],
    ['To', (row: number) => period(row).to],
  ] as const
  const positionOf = (place: number) => ({ lat: valueAt(lat, place), lon: valueAt(lon, place) })
  const most = (of: (index: number) => number) => (row: number) => {
    const { from, to } = period(row)
    let found = NaN
    for (let index = Math.ceil(from); index <= to; index++) if (!(of(index) <= found)) found = of(index)
    return found
  }
  const over = (column: Float64Array, unit: number) => (row: number) => lengthOf([period(row)], column) / unit
  const hours = over(timeMs, HOUR_MS)
  // It may have begun earlier, or gone on; beyond the passage nobody asks.
  const isBesideGap = ({ from, to, openStart, openEnd }: GoodWeatherPeriod) =>
    (openStart && from > 0) || (openEnd && to < timeMs.length - 1)
  const coverageOf = (row: number) => period(row).current?.coverage ?? NaN
  const current = (row: number) => period(row).current?.mean ?? NaN
  return [
    figureColumn('No', '', 0, (row) => row + 1),
    {
      head: 'From, to\nUTC',
      text: (row) => ends.map(([, of]) => formatUtcFull(valueAt(timeMs, of(row)))).join('\n'),
      cells: ends.map(([head, of]) => [`${head} (UTC)`, (row) => formatIso(valueAt(timeMs, of(row)))]),
    },
    {
      head: 'Positions',
      text: (row) => ends.map(([, of]) => formatPosition(positionOf(of(row)), notation)).join('\n'),
      cells: ends.flatMap(([head, of]) =>
        ([0, 1] as const).map(
          (side) =>
            [
              `${head}, ${side === 0 ? 'latitude (deg N)' : 'longitude (deg E)'}`,
              (row: number): Cell => coordinateCells(positionOf(of(row)))[side],
            ] as const,
        ),
      ),
    },
    figureColumn('Hours', '', 1, hours, (row) => (isBesideGap(period(row)) ? '≥ ' : '') + formatNumber(hours(row), 1)),
    figureColumn('Distance', 'NM', 1, over(distanceNm, 1)),
    figureColumn(
      'Max',
      'Bf',
      0,
      most((index) => beaufort(windKnAt(columns, index)) ?? NaN),
    ),
    ...heightsOf(columns, charter).map(({ label, at }) =>
      figureColumn(`Max ${label === 'Hs' ? label : label.toLowerCase()}`, 'm', 2, most(at)),
    ),
    figureColumn(
      'Current',
      'kn along',
      2,
      current,
      (row) => signedNumber(current(row), 2) + (coverageOf(row) < 1 ? `\n${percent(coverageOf(row))} known` : ''),
    ),
    { ...wordsColumn('Counted', (row) => countedWords(period(row), charter)), wraps: true },
  ]
}

function countedWords({ out }: GoodWeatherPeriod, { goodWeather: { shortest } }: Charter): string {
  if (out === null) return 'counted'
  const short = shortest === 'noon to noon' ? 'not noon to noon' : `under ${formatQuantity(shortest, 'h')}`
  return `left out: ${out === 'short' ? short : whyOut[out]}`
}

function pointColumns(
  { columns, askedMs, source, synthetic }: Answer,
  charter: Charter,
  { good }: GoodWeatherFound,
  notation: Notation,
): SheetColumn[] {
  const { timeMs } = columns
  const { current } = trackOf(columns)
  const windKn = (row: number) => windKnAt(columns, row)
  const along = (row: number) => (current ? numberAt(current, row) : NaN)
  const leadHours = (row: number) => (askedMs === null ? NaN : (numberAt(timeMs, row) - askedMs) / HOUR_MS)
  const kind = (row: number) => {
    const lead = leadHours(row)
    return Number.isNaN(lead) ? 'not known' : lead > 0 ? 'forecast' : 'hindcast'
  }
  const data = synthetic ? SYNTHETIC_LABEL : null
  return [
    {
      head: 'Time\nUTC',
      text: (row) => formatUtcFull(timeMs[row]),
      cells: [['Time (UTC)', (row) => formatIso(timeMs[row])]],
    },
    {
      head: 'Position',
      text: (row) => formatPosition(positionAt(columns, row), notation),
      cells: [
        ['Latitude (deg N)', (row) => coordinateCells(positionAt(columns, row))[0]],
        ['Longitude (deg E)', (row) => coordinateCells(positionAt(columns, row))[1]],
      ],
    },
    figureColumn('Wind', 'kn', 0, windKn),
    figureColumn('Wind', 'Bf', 0, (row) => beaufort(windKn(row)) ?? NaN),
    ...heightsOf(columns, charter).map(({ label, at }) => figureColumn(label, 'm', 2, at)),
    figureColumn('Current', 'kn along', 1, along, (row) => signedNumber(along(row), 1)),
    wordsColumn('Weather', (row) => {
      const state = numberAt(good, row)
      return Number.isNaN(state) ? 'not known' : state === 1 ? 'good' : 'not good'
    }),
    {
      head: synthetic ? 'Source\nsynthetic data' : 'Source',
      text: (row) => (leadHours(row) > 0 ? `forecast, ${formatNumber(leadHours(row))} h ahead` : kind(row)),
      cells: [
        ['Source', () => source],
        ['Asked (UTC)', () => (askedMs === null ? 'not known' : formatIso(askedMs))],
        ['Kind', kind],
        ['Hours ahead', (row) => (leadHours(row) > 0 ? cell(leadHours(row), 1) : null)],
        ...(data ? [['Data', () => data] as const] : []),
      ],
    },
  ]
}
