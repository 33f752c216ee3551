import { positionAt } from '../position.ts'
import { at } from '../at.ts'
import { layerUnit } from '../metocean/layers/layer-unit.ts'
import { layerById, layerLabel, layersOf } from '../metocean/layers/layers.ts'
import type { Answer, ResultColumns } from '../metocean/result.ts'
import type { ClassHours } from '../metocean/statistics.ts'
import {
  formatCourse,
  formatDistance,
  formatNumber,
  formatQuantity,
  MISSING,
  shownText,
  signedText,
} from '../units/format.ts'
import { alignedText, MAIL_COLUMNS } from '../units/aligned-text.ts'
import { formatPosition } from '../units/position-text.ts'
import { seaStateWords } from '../units/sea-words.ts'
import { sunDays, type SunTime } from '../sun/sun-times.ts'
import { formatDuration, formatUtc, formatUtcFull } from '../units/time-text.ts'
import { defaultUnits, type ShownUnit, type Units } from '../units/unit-choice.ts'
import { limitTotals, type LimitTotals, notKnown, overBound } from '../limits/limit-totals.ts'
import {
  amountText,
  boundText,
  GAINED,
  gainedText,
  hoursText,
  overText,
  percent,
  shareText,
} from '../limits/limit-words.ts'
import { type Limits, watchedLimits, watchedPairs } from '../limits/limits.ts'
import type { Waypoint } from '../route/route.ts'
import { legCurrents } from '../voyage/current/leg-currents.ts'
import type { Consumption, LoadCondition } from '../voyage/ship/consumption.ts'
import {
  co2Basis,
  co2Text,
  fuelBasis,
  fuelTable,
  fuelText,
  type FuelUse,
  fuelUse,
  sailedStretches,
} from '../voyage/ship/fuel.ts'
import { type LossShip, lossShip, type PassageLoss, passageLoss } from '../voyage/ship/weather-loss.ts'
import type { PlannedSpeed, Voyage } from '../voyage/voyage.ts'
import { waypointSamples } from '../voyage/waypoint-samples.ts'
import { sectors } from '../voyage/sea/relative-weather.ts'
import { type VariableSummary, voyageSummary, type VoyageSummary } from './voyage-summary.ts'
import { resultFacts, type VoyageFacts } from './result-facts.ts'

/** A table of the summary; the first cell of a row names it. */
export interface SummarySection {
  readonly title: string
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** What an answer is sailed by, as far as it does not say so itself. */
export interface SailingPlan {
  /** Those of the route the answer is for; left out: not known. */
  readonly waypoints?: readonly Pick<Waypoint, 'name' | 'position'>[]
  readonly planned?: PlannedSpeed
  /** When she arrives with the current, row by row; left out: her times are over ground, or it is not known. */
  readonly eta?: readonly (readonly string[])[]
  /** The same of answers that are compared, by their keys, epoch milliseconds UTC; NaN where she is held. */
  readonly arrivals?: Readonly<Record<string, number>>
  readonly consumption?: Consumption | null
  readonly condition?: LoadCondition
  /** null: her speed loss in weather is not asked for. */
  readonly loss?: LossShip | null
}

/** What of it belongs to the ship, as she is loaded. */
export const shipInPlan = ({ ship, loading }: Pick<Voyage, 'ship' | 'loading'>) =>
  ({
    consumption: ship.consumption,
    condition: loading.condition,
    loss: lossShip(ship, loading),
  }) satisfies SailingPlan

/**
 * The summary of a passage as tables, the same on screen, in a mail and in a report. Times UTC; wind and waves from,
 * current towards; figures with gaps behind them are marked `at least`.
 * @returns empty for an answer without samples
 */
export function summarySections(
  columns: ResultColumns,
  limits: Limits,
  units = defaultUnits,
  {
    waypoints = [],
    planned = 'over ground',
    eta = [],
    consumption = null,
    condition = 'laden',
    loss = null,
  }: SailingPlan = {},
): SummarySection[] {
  const summary = voyageSummary(columns, planned)
  if (!summary) return []
  const totals = limitTotals(columns, limits)
  const isAsked = watchedLimits(limits).length > 0
  const valueless = layersOf(columns).filter((layer) => !summary.variables.some((one) => one.layer.id === layer.id))
  return [
    passageSection(summary, isAsked ? totals : null),
    { title: 'ETA', head: [], rows: eta },
    {
      title: 'Worst and mean',
      head: ['', 'Worst', 'Where and when', 'Mean over time'],
      rows: [
        ...summary.variables.map((one) => variableRow(one, columns, units)),
        ...valueless.map((layer) => [layerLabel(layer, columns), 'not known', '', MISSING]),
      ],
    },
    limitSection(columns, limits, totals, units),
    hoursSection('Hours per Beaufort force', summary.beaufort, (force) => `Bf ${force}`),
    hoursSection(
      'Hours per sea state, by wave height',
      summary.seaState,
      (degree) => `${degree} ${seaStateWords(degree)}`,
    ),
    sectorSection(summary),
    currentSection(summary, units),
    legSection(columns, waypoints, planned, units),
    ...fuelSections(columns, waypoints, planned, fuelTable(consumption, condition)),
    ...(loss ? [lossSection(passageLoss(columns, loss, planned))] : []),
    sunSection(columns),
  ].filter(({ rows }) => rows.length > 0)
}

/** @param totals against the limits: what is not known of them is the one figure of the summary for it; null: no limits */
function passageSection({ startMs, endMs, distanceNm }: VoyageSummary, totals: LimitTotals | null): SummarySection {
  const rows = [
    ['From', formatUtcFull(startMs)],
    ['To', formatUtcFull(endMs)],
    ['Time', formatDuration(endMs - startMs)],
    ['Distance', formatDistance(distanceNm)],
    ...(totals ? [['Not known', unknownText(totals)]] : []),
  ]
  return { title: 'Passage', head: [], rows }
}

function variableRow(
  { layer, label, min, max, minIndex, maxIndex, mean, coverage, direction }: VariableSummary,
  columns: ResultColumns,
  units: Units,
): string[] {
  const { timeMs } = columns
  const shown = layerUnit(layer, units)
  // For depth the least value is the worst; temperature has no worst, so both ends are given.
  const index = layer.id === 'depth' ? minIndex : maxIndex
  const worst =
    layer.id === 'sst'
      ? `${formatNumber(shown.of(min), shown.decimals)} to ${shownText(shown, max)}`
      : shownText(shown, layer.id === 'depth' ? min : max)
  const partly = coverage < 1 && layer.id !== 'sst' ? (layer.id === 'depth' ? 'at most ' : 'at least ') : ''
  const where =
    layer.id === 'sst'
      ? ''
      : `${formatUtc(timeMs[index])}, ${formatPosition(positionAt(columns, index), units.position)}`
  return [
    label,
    partly + worst,
    where,
    meanText(
      shown,
      mean,
      coverage,
      direction === null
        ? ''
        : direction === 'variable'
          ? ', variable'
          : ` ${layer.convention} ${formatCourse(direction)}`,
    ),
  ]
}

function meanText(shown: ShownUnit, mean: number | null, coverage: number, way: string): string {
  if (mean === null) return MISSING
  return `${shownText(shown, mean)}${way}${coverage < 1 ? ` (${shareOfTime(coverage)})` : ''}`
}

/** How much of the time is known; with a gap, however short, never all of it. */
const shareOfTime = (coverage: number) => `${percent(coverage < 1 ? Math.min(coverage, 0.99) : 1)} of the time`

function limitSection(columns: ResultColumns, limits: Limits, totals: LimitTotals, units: Units): SummarySection {
  const watched = watchedPairs(limits)
  const rows = watched.map(([id, { limit }]) => {
    const unknown = notKnown(columns, id)
    const over = (level: 'caution' | 'limit') => overText(overBound(columns, limits, id, level), unknown)
    return [boundText(id, limit, units), over('limit'), over('caution'), amountText(unknown)]
  })
  return {
    title: 'Against the limits',
    head: ['', 'Limit', 'Caution', 'Not known'],
    rows: watched.length > 1 ? [...rows, anyRow(totals)] : rows,
  }
}

function anyRow({ over, caution, unknown, whole }: LimitTotals): string[] {
  return [
    'Any of them',
    overText(over, unknown) + shareText(over, whole),
    overText(caution, unknown) + shareText(caution, whole),
    unknownText({ unknown, whole }),
  ]
}

const unknownText = ({ unknown, whole }: Pick<LimitTotals, 'unknown' | 'whole'>) =>
  amountText(unknown) + shareText(unknown, whole)

function hoursSection(title: string, classes: ClassHours | null, label: (place: number) => string): SummarySection {
  const rows = (classes?.hours ?? []).flatMap((hours, place) => (hours > 0 ? [[label(place), hoursText(hours)]] : []))
  return {
    title,
    head: [],
    rows: classes && classes.unknown > 0 ? [...rows, ['Not known', hoursText(classes.unknown)]] : rows,
  }
}

function sectorSection({ windSectors, waveSectors }: VoyageSummary): SummarySection {
  const isCalm = [windSectors, waveSectors].some((classes) => (classes?.hours[sectors.length] ?? 0) > 0)
  const row = (label: string, classes: ClassHours | null) => {
    const known = classes?.hours.reduce((sum, hours) => sum + hours, 0) ?? 0
    if (!classes || known === 0) return []
    return [
      [
        label,
        ...classes.hours.slice(0, sectors.length + Number(isCalm)).map((hours) => percent(hours / known)),
        classes.unknown > 0 ? hoursText(classes.unknown) : 'none',
      ],
    ]
  }
  return {
    title: 'Where it meets the ship, share of the time known',
    head: [
      'Relative to course',
      ...sectors.map((sector) => at(sector, 0).toUpperCase() + sector.slice(1)),
      ...(isCalm ? ['Calm'] : []),
      'Not known',
    ],
    rows: [...row('Wind', windSectors), ...row('Waves', waveSectors)],
  }
}

const currentLayer = layerById.current

const alongText = (units: Units, kn: number) => signedText(layerUnit(currentLayer, units), kn)

function currentSection({ current }: VoyageSummary, units: Units): SummarySection {
  if (!current) return { title: 'Current', head: [], rows: [] }
  const { along, hoursGained } = current
  const rows = [
    ['Mean along the track', `${alongText(units, along.mean)} (+ with the ship)`],
    [GAINED, `${gainedText(hoursGained)}, against the same speed through still water`],
    ['Known', shareOfTime(along.coverage)],
  ]
  return { title: 'Current', head: [], rows }
}

/** What the current does on each leg; there is none where no current is known. */
function legSection(
  columns: ResultColumns,
  waypoints: NonNullable<SailingPlan['waypoints']>,
  planned: PlannedSpeed,
  units: Units,
): SummarySection {
  const legs = legCurrents(columns, waypointSamples(columns, waypoints), planned)
  const rows = legs.map(({ to, distanceNm, along, groundKn, waterKn, headingDeg, hoursGained }) => [
    legName(waypoints, to),
    formatDistance(distanceNm),
    along === null ? MISSING : alongText(units, along.mean),
    `${formatNumber(groundKn, 1)} / ${formatNumber(waterKn, 1)} kn`,
    headingDeg === null ? MISSING : headingText(headingDeg),
    gainedText(hoursGained),
    along === null ? 'none of the time' : along.coverage < 1 ? shareOfTime(along.coverage) : 'all of the time',
  ])
  return {
    title: 'Current by leg',
    head: ['Leg', 'Distance', 'Mean along', 'SOG / STW', 'To steer', GAINED, 'Known'],
    rows: legs.some(({ along }) => along !== null) ? rows : [],
  }
}

/** `2 Wolf Rock – WP 3` */
function legName(waypoints: NonNullable<SailingPlan['waypoints']>, to: number): string {
  const nameOf = (place: number) => waypoints[place]?.name || `WP ${place + 1}`
  return `${to} ${nameOf(to - 1)} – ${nameOf(to)}`
}

/** `078° to 084°T`; one where both read the same. */
function headingText({ from, to }: { readonly from: number; readonly to: number }): string {
  const [first, last] = [formatCourse(from), formatCourse(to)]
  return first === last ? first : `${first.slice(0, -1)} to ${last}`
}

/** What she burns, in all and by leg; nothing for a ship without a table. */
function fuelSections(
  columns: ResultColumns,
  waypoints: NonNullable<SailingPlan['waypoints']>,
  planned: PlannedSpeed,
  table: ReturnType<typeof fuelTable>,
): SummarySection[] {
  const title = 'Fuel, estimated'
  if (!table) return []
  if (!table.known) return [{ title, head: [], rows: [['Not known', table.reason]] }]
  const stretches = sailedStretches(columns, planned)
  const whole = fuelUse(table.value, stretches)
  const { hours, outsideHours, unknownHours } = whole
  if (hours === 0) return []
  const samples = waypointSamples(columns, waypoints)
  const legs = Array.from(samples).flatMap((last, to) => {
    const first = samples[to - 1] ?? -1
    if (first < 0 || last <= first) return []
    const use = fuelUse(table.value, stretches.slice(first + 1, last + 1))
    return [[legName(waypoints, to), hoursText(use.hours), fuelText(use), co2Text(use)]]
  })
  return [
    {
      title,
      head: [],
      rows: [
        ['Fuel', fuelText(whole, table.value.fuel)],
        ['CO₂', `${co2Text(whole)}, at ${co2Basis(table.value)}`],
        ['By her speed', fuelSpeedText(whole, planned)],
        ...(outsideHours > 0
          ? [['Outside the table', `${hoursText(outsideHours)}, by the cube of speed from its end`]]
          : []),
        ...(unknownHours > 0
          ? [['Not known', `${hoursText(unknownHours)} at speeds more than 10 % outside the table`]]
          : []),
        ['Rests on', fuelBasis(table.value)],
      ],
    },
    { title: 'Fuel by leg, estimated', head: ['Leg', 'Under way', 'Fuel', 'CO₂'], rows: legs.length > 1 ? legs : [] },
  ]
}

/** Where the current is not known, the planned speed is all there is. */
function fuelSpeedText({ hours, throughWaterHours }: FuelUse, planned: PlannedSpeed): string {
  if (planned === 'through water') return 'through the water, as planned'
  if (throughWaterHours === 0) return 'over the ground, as no current is known'
  const share = throughWaterHours / hours
  return share < 1 ? `through the water for ${shareOfTime(share)}, else over the ground` : 'through the water'
}

/** What wind and sea would take of her speed, which changes neither the plan nor its ETA. */
function lossSection(found: PassageLoss): SummarySection {
  const { meanPercent, laterHours, hours, coveredHours, outsideHours, tooMuchHours, unknownHours } = found
  const partly = coveredHours < hours ? `, over the ${shareOfTime(coveredHours / hours)} that the method covers` : ''
  const about = (words: string) => (coveredHours > 0 ? `~ ${words}${partly}` : 'not known')
  const row = (name: string, of: number, words = '') =>
    of > 0 ? [[name, `${hoursText(of)} (${shareOfTime(of / hours)})${words}`]] : []
  return {
    title: 'Speed loss in weather (Kwon 2008), experimental',
    head: [],
    rows: [
      ['Mean loss', about(formatQuantity(meanPercent, '%', 1))],
      ['Later at the same power', about(hoursText(laterHours))],
      ...row('~ more than 30 %, outside the method', tooMuchHours),
      ...row('Outside the method', outsideHours),
      ...row('Not known', unknownHours, `: ${found.unknownReason}`),
      ['ETA', 'as planned: the loss is not in it'],
    ],
  }
}

const sunKinds = ['dawn', 'sunrise', 'sunset', 'dusk'] as const

/** A first or last day on which none of it falls in the voyage has no row. */
function sunSection(columns: ResultColumns): SummarySection {
  const rows = sunDays(columns).flatMap((day, place) => {
    const times = sunKinds.map((kind) => day[kind])
    if (times.every((time) => typeof time === 'string' && time !== 'none')) return []
    return [[`${place + 1}`, ...times.map((time, column) => sunText(time, at(sunKinds, column)))]]
  })
  return {
    title: 'Sun, where the ship is at that time',
    head: ['Day', 'Civil dawn', 'Sunrise', 'Sunset', 'Civil dusk'],
    rows,
  }
}

const sunText = (time: SunTime, kind: string) =>
  time === 'none' ? `no ${kind}` : typeof time === 'number' ? formatUtc(time) : time

const sectionText = ({ title, head, rows }: SummarySection): string =>
  [title, ...alignedText(head.length > 0 ? [head, ...rows] : rows, MAIL_COLUMNS - 2).map((line) => `  ${line}`)].join(
    '\n',
  )

/** The summary to paste in a mail: title, how to read it, tables. @param sections `summarySections` in these units */
export function summaryText(
  answer: Answer,
  voyage: VoyageFacts,
  sections: readonly SummarySection[],
  units = defaultUnits,
): string {
  const facts = alignedText(resultFacts(answer, voyage, { units }).map(([label, text]) => [`${label}:`, text]))
  return `${['Weather along the route', ...facts, '', sections.map(sectionText).join('\n\n')].join('\n')}\n`
}
