import { at, numberAt } from '#src/domain/at.ts'
import { summariseColumn } from '#src/domain/metocean/column-summary.ts'
import { gapWords } from '#src/domain/metocean/gap-words.ts'
import { binEdges } from '#src/domain/metocean/layers/bins.ts'
import {
  directionColumn,
  fieldsByLayer,
  KNOTS_PER_MS,
  layerById,
  type LayerId,
  magnitudeColumn,
} from '#src/domain/metocean/layers/layers.ts'
import { hoursOfSamples } from '#src/domain/metocean/statistics.ts'
import type { Answer, FieldColumn, ResultColumns } from '#src/domain/metocean/result.ts'
import { formatNumber } from '#src/domain/units/format.ts'
import { formatUtc } from '#src/domain/units/time-text.ts'
import { defaultUnits, shownSpeed, type Units } from '#src/domain/units/unit-choice.ts'
import type { Derived } from '#src/domain/voyage/derived.ts'
import { relativeAngle, relativeText, sectorOf, sectors } from '#src/domain/voyage/sea/relative-weather.ts'
import { steepness } from '#src/domain/voyage/sea/steepness.ts'
import { furtherLaneIds, type LaneId } from '#src/state/preferences.ts'
import { watchedColumn } from '#src/domain/limits/watched.ts'
import type { ShipAtSea } from '#src/domain/voyage/ship/ship-at-sea.ts'
import { binsOf, gapRuns, inUnit, type Lane, laneOf, type LaneSeries, mapped } from './lanes.ts'
import { shipLaneOf } from './ship-lanes.ts'

// Lanes of what follows from the weather and her course, for those who choose to see them.

type FurtherLaneId = (typeof furtherLaneIds)[number]

const needs: Readonly<Record<FurtherLaneId, readonly LayerId[]>> = {
  apparent: ['wind'],
  'off-bow': ['wave'],
  steepness: ['wave', 'period'],
  against: ['wind', 'current'],
}

/** Those that an answer can fill. */
export function furtherIdsOf(columns: ResultColumns): FurtherLaneId[] {
  const fields = fieldsByLayer(columns)
  return furtherLaneIds.filter((id) => needs[id].every((layer) => fields[layer]?.magnitude !== undefined))
}

const known = new WeakMap<Derived, Map<FurtherLaneId, Lane>>()

const isFurther = (id: LaneId): id is FurtherLaneId => furtherLaneIds.some((one) => one === id)

/** One of them, kept for the units last chosen. */
export function furtherLaneOf(answer: Answer, derived: Derived, id: FurtherLaneId, units: Units = defaultUnits): Lane {
  const lanes = known.get(derived) ?? new Map<FurtherLaneId, Lane>()
  known.set(derived, lanes)
  const before = lanes.get(id)
  if (before?.units === units) return before
  const lane = makers[id](answer, derived, units)
  lanes.set(id, lane)
  return lane
}

/**
 * Any lane of an answer; null where the answer cannot fill it.
 * @param ship null: what follows from the ship and her course is not worked out yet
 */
export function anyLaneOf(answer: Answer, ship: ShipAtSea | null, id: LaneId, units: Units): Lane | null {
  if (id === 'motion' || id === 'clearance') return ship && shipLaneOf(ship, answer, id, units)
  return isFurther(id) ? ship && furtherLaneOf(answer, ship.derived, id, units) : laneOf(answer, id, units)
}

const makers: Readonly<Record<FurtherLaneId, (answer: Answer, derived: Derived, units: Units) => Lane>> = {
  apparent: apparentLane,
  'off-bow': offBowLane,
  steepness: steepnessLane,
  against: againstLane,
}

const common = { fromZero: true, ramp: 'neutral', glyphs: null, signed: false, downward: false, ship: null } as const

const series = (label: string, stroke: LaneSeries['stroke'], values: FieldColumn): LaneSeries => ({
  label,
  stroke,
  values,
  limitId: null,
  summary: summariseColumn(values),
})

/** Why a figure is missing: the value it comes from is, or else her course or speed. */
const whyUnknown = (answer: Answer, layer: LayerId) => (index: number) => {
  const name = fieldsByLayer(answer.columns)[layer]?.magnitude
  const isMissing = name === undefined || Number.isNaN(answer.columns.fields[name]?.[index])
  return isMissing && name !== undefined
    ? gapWords(answer, name, index)
    : 'course, speed or direction is not known here'
}

/** The arrows have her bow at the top: what she meets from ahead points down. */
function apparentLane(answer: Answer, { apparentWindKn, apparentAngleDeg }: Derived, units: Units): Lane {
  const shown = shownSpeed(units, 0, false)
  const values = inUnit(apparentWindKn, shown)
  const wire = magnitudeColumn(layerById.wind, answer.columns) ?? apparentWindKn
  return {
    ...common,
    id: 'apparent',
    label: 'Apparent wind, arrows with the bow up',
    units,
    unit: shown.unit,
    decimals: shown.decimals,
    series: [series('on deck', 'main', values)],
    leastSpan: Math.abs(shown.of(20) - shown.of(0)),
    ramp: 'wind',
    bins: binsOf(apparentWindKn, binEdges(layerById.wind, wire)),
    glyphs: {
      kind: 'wave',
      directionDeg: apparentAngleDeg,
      magnitude: apparentWindKn,
      lat: answer.columns.lat,
    },
    gaps: gapRuns(values),
    gapWords: whyUnknown(answer, 'wind'),
    detail: (index) => {
      const angle = numberAt(apparentAngleDeg, index)
      return Number.isNaN(angle) ? '' : `from ${relativeText(angle)}`
    },
  }
}

function offBowLane(answer: Answer, { seaAngleDeg, windAngleDeg }: Derived, units: Units): Lane {
  const { columns } = answer
  const off = (angles: FieldColumn) => mapped(angles, Math.abs)
  const sea = off(seaAngleDeg)
  const height = magnitudeColumn(layerById.wave, columns) ?? sea
  const hasWind = magnitudeColumn(layerById.wind, columns) !== undefined
  return {
    ...common,
    id: 'off-bow',
    label: 'Sea and wind off the bow, arrows with the bow up',
    units,
    unit: '°',
    decimals: 0,
    series: [series('sea', 'main', sea), ...(hasWind ? [series('wind', 'thin', off(windAngleDeg))] : [])],
    leastSpan: 180,
    axis: { min: 0, max: 180, step: 45 },
    // From astern pale to from ahead dark.
    bins: binsOf(
      mapped(sea, (angle) => 180 - angle),
      [22.5, 67.5, 112.5, 157.5],
    ),
    glyphs: { kind: 'wave', directionDeg: seaAngleDeg, magnitude: height, lat: columns.lat },
    gaps: gapRuns(sea),
    gapWords: whyUnknown(answer, 'wave'),
    detail: (index) =>
      [
        ['sea', seaAngleDeg],
        ['wind', windAngleDeg],
      ]
        .flatMap(([what, angles]) => {
          const angle = numberAt(angles as FieldColumn, index)
          return Number.isNaN(angle) ? [] : [`${what as string} ${relativeText(angle)}`]
        })
        .join('; '),
    headline: longest(seaAngleDeg, columns.timeMs),
  }
}

/** The sector in which the sea is for most of the time. */
function longest(angles: FieldColumn, timeMs: Float64Array): NonNullable<Lane['headline']> {
  const stands = hoursOfSamples(timeMs)
  const hours = sectors.map((sector) => ({
    sector,
    hours: stands.reduce((sum, hour, index) => (sectorOf(numberAt(angles, index)) === sector ? sum + hour : sum), 0),
  }))
  const most = hours.reduce((one, other) => (other.hours > one.hours ? other : one))
  if (most.hours === 0) return { text: 'not known', more: '', words: 'not known' }
  const text = `${most.sector} sea`
  const more = `for ${formatNumber(most.hours)} h`
  const rest = hours.filter((one) => one !== most && one.hours > 0)
  return {
    text,
    more,
    words: [most, ...rest].map((one) => `${one.sector} sea for ${formatNumber(one.hours)} h`).join(', '),
  }
}

/** From here on a sea is steep, and dangerous to small ships; only for the shades. */
const STEEP = [0.01, 0.015, 0.02, 0.025, 0.03, 0.04, 0.05] as const

function steepnessLane(answer: Answer, _: Derived, units: Units): Lane {
  const { columns } = answer
  const sea = watchedColumn(columns, 'steepness')?.values ?? new Float32Array(columns.count).fill(NaN)
  const part = (id: 'swell' | 'wind-sea', period: RegExp) => {
    const heights = magnitudeColumn(layerById[id], columns)
    const periods = Object.entries(columns.fields).find(([name]) => period.test(name))?.[1]
    return heights && periods
      ? Float32Array.from(heights, (height, index) => steepness(height, numberAt(periods, index)))
      : null
  }
  const [swell, windSea] = [part('swell', /^Swell_.*Mean_Period$/), part('wind-sea', /^Wind_Wave_.*Mean_Period$/)]
  return {
    ...common,
    id: 'steepness',
    label: 'Steepness of the sea, height over length in deep water',
    units,
    unit: '',
    decimals: 3,
    series: [
      { ...series('sea', 'main', sea), limitId: 'steepness' },
      ...(swell ? [series('swell', 'thin', swell)] : []),
      ...(windSea ? [series('wind sea', 'dotted', windSea)] : []),
    ],
    leastSpan: 0.05,
    bins: binsOf(sea, STEEP),
    gaps: gapRuns(sea),
    gapWords: whyUnknown(answer, 'wave'),
    detail: () => '',
  }
}

/** As they stand beside the name. */
const againstKinds = ['no', '—', 'yes'] as const

function againstLane(answer: Answer, { windAgainstCurrent }: Derived, units: Units): Lane {
  const { count, timeMs } = answer.columns
  const kinds = Uint8Array.from(windAgainstCurrent, (value) => (Number.isNaN(value) ? 1 : value === 1 ? 2 : 0))
  const first = kinds.indexOf(2)
  const missing = kinds.filter((kind) => kind === 1).length
  const also = missing > 0 ? `, ${formatNumber(missing)} of ${formatNumber(count)} samples not known` : ''
  const [wind, from, set] = [
    magnitudeColumn(layerById.wind, answer.columns),
    directionColumn(layerById.wind, answer.columns),
    directionColumn(layerById.current, answer.columns),
  ]
  const off = Float32Array.from(windAgainstCurrent, (value, index) =>
    Number.isNaN(value) || !from || !set ? NaN : Math.abs(relativeAngle(numberAt(from, index), numberAt(set, index))),
  )
  const words = (index: number) =>
    kinds[index] === 2
      ? `Wind against current: steeper seas than Hs suggests${wind && set ? ` (wind ${formatNumber(numberAt(wind, index) * KNOTS_PER_MS)} kn)` : ''}`
      : kinds[index] === 1
        ? 'wind or current is not known here'
        : 'not against each other'
  return {
    ...common,
    id: 'against',
    label: 'Wind against current',
    units,
    unit: '°',
    decimals: 0,
    series: [series('off head on', 'main', off)],
    leastSpan: 180,
    axis: { min: 0, max: 180, step: 45 },
    bins: new Uint8Array(),
    gaps: [],
    gapWords: words,
    detail: words,
    ship: {
      kinds,
      looks: ['quiet', 'no data', 'caution'],
      worst:
        first >= 0
          ? {
              text: 'Steeper seas',
              more: formatUtc(timeMs[first]),
              from: '',
              words: `steeper seas than Hs suggests from ${formatUtc(timeMs[first])}${also}`,
            }
          : missing === count
            ? { text: 'not known', more: '', from: '', words: 'not known' }
            : { text: 'nowhere', more: missing > 0 ? 'where known' : '', from: '', words: `nowhere${also}` },
      at: (index) => at(againstKinds, kinds[index] ?? 1),
    },
  }
}
