import { at, integerAt } from '#src/domain/at.ts'
import { summariseColumn } from '#src/domain/metocean/column-summary.ts'
import type { Answer } from '#src/domain/metocean/result.ts'
import { formatNumber } from '#src/domain/units/format.ts'
import { formatUtc } from '#src/domain/units/time-text.ts'
import { defaultUnits, shownHeight, type Units } from '#src/domain/units/unit-choice.ts'
import {
  clearanceAt,
  type ClearanceKind,
  clearanceKinds,
  clearanceWords,
  motionAt,
  type MotionKind,
  motionKinds,
  motionWords,
  type ShipAtSea,
} from '#src/domain/voyage/ship/ship-at-sea.ts'
import type { Danger } from '#src/domain/voyage/sea/dangers.ts'
import { gapRuns, type KindLook, type Lane, type ShipLook } from './lanes.ts'

type ShipLaneId = 'motion' | 'clearance'

const motionLooks: Readonly<Record<MotionKind, KindLook>> = {
  outside: 'quiet',
  'low sea': 'hollow',
  'not known': 'no data',
  caution: 'caution',
  limit: 'limit',
}
const clearanceLooks: Readonly<Record<ClearanceKind, KindLook>> = {
  deep: 'quiet',
  'not known': 'no data',
  shallow: 'caution',
  'too fast': 'crossed',
}

const known = new WeakMap<ShipAtSea, Map<ShipLaneId, Lane>>()

/** A lane of what the weather means to the ship, kept for the units last chosen. */
export function shipLaneOf(ship: ShipAtSea, answer: Answer, id: ShipLaneId, units: Units = defaultUnits): Lane {
  const lanes = known.get(ship) ?? new Map<ShipLaneId, Lane>()
  known.set(ship, lanes)
  const before = lanes.get(id)
  if (before?.units === units) return before
  const lane = id === 'motion' ? motionLane(ship, answer, units) : clearanceLane(ship, units)
  lanes.set(id, lane)
  return lane
}

const common = { fromZero: true, ramp: 'neutral', bins: new Uint8Array(), glyphs: null, signed: false } as const

function motionLane(ship: ShipAtSea, answer: Answer, units: Units): Lane {
  const { count, timeMs } = ship.columns
  const motions = Array.from({ length: count }, (_, index) => motionAt(ship, index))
  const kinds = Uint8Array.from(motions, ({ kind }) => motionKinds.indexOf(kind))
  const words = (index: number) => {
    const told = motionWords(ship, answer, index)
    return told.reason === undefined ? told.text : `not known, ${told.reason}`
  }
  return {
    ...common,
    id: 'motion',
    label: 'Motion',
    units,
    unit: '',
    decimals: 0,
    series: [{ label: 'level', stroke: 'main', values: ship.derived.worst.level, limitId: null, summary: null }],
    leastSpan: 3,
    downward: false,
    gaps: [],
    gapWords: words,
    detail: words,
    ship: {
      kinds,
      looks: motionKinds.map((kind) => motionLooks[kind]),
      worst: count === 0 ? nothing : worstMotion(),
      at: (index) => at(motions, index).kind,
    },
  }

  function worstMotion(): ShipLook['worst'] {
    const index = worstIndex(kinds)
    const { kind, danger, part, taken } = at(motions, index)
    const time = formatUtc(timeMs[index])
    const missing = kinds.filter((one) => motionKinds[one] === 'not known').length
    const also =
      missing > 0 && kind !== 'not known'
        ? `, ${formatNumber(missing)} of ${formatNumber(count)} samples not known`
        : ''
    if (kind === 'outside') return { text: 'outside', more: 'all four dangers', from: '', words: words(index) }
    return kind === 'not known'
      ? { text: 'not known', more: time, from: '', words: `${words(index)}, from ${time}` }
      : {
          text: shortDangers[danger],
          more: time,
          from: `${part.replace(' only', '')}, ${taken}`,
          words: `${words(index)} from ${time}${also}`,
        }
  }
}

const nothing: ShipLook['worst'] = { text: 'not known', more: '', from: '', words: 'not known' }

export const shortDangers: Readonly<Record<Danger, string>> = {
  'surf-riding': 'Surf-riding',
  'high-waves': 'High waves',
  synchronous: 'Synchronous',
  parametric: 'Parametric',
}

function clearanceLane(ship: ShipAtSea, units: Units): Lane {
  const { count, timeMs } = ship.columns
  const { of, unit, decimals } = shownHeight(units, 0)
  const all = Array.from({ length: count }, (_, index) => clearanceAt(ship, index))
  const kinds = Uint8Array.from(all, ({ kind }) => clearanceKinds.indexOf(kind))
  const values = Float32Array.from(all, ({ metres }) => of(metres))
  const summary = summariseColumn(values)
  // Deep water has no figure, and lacks none.
  const gaps = gapRuns(Float32Array.from(all, ({ kind }) => (kind === 'not known' ? NaN : 0)))
  const words = (index: number) => {
    const told = clearanceWords(ship, index, units)
    return told.reason === undefined ? told.text : told.reason
  }
  return {
    ...common,
    id: 'clearance',
    label: 'Under-keel clearance',
    units,
    unit,
    decimals,
    series: [{ label: 'by the model', stroke: 'main', values, limitId: null, summary }],
    leastSpan: of(10) - of(0),
    downward: false,
    gaps,
    gapWords: words,
    detail: words,
    ship: {
      kinds,
      looks: clearanceKinds.map((kind) => clearanceLooks[kind]),
      worst: count === 0 ? nothing : worstClearance(),
      at: (index) => {
        const { kind, metres, reason } = at(all, index)
        return kind === 'shallow' ? `${reason ? '~ ' : ''}${formatNumber(of(metres), 0)} ${unit}` : kind
      },
    },
  }

  function worstClearance(): ShipLook['worst'] {
    const worst = worstIndex(kinds)
    const { kind } = at(all, worst)
    const index = kind === 'shallow' && summary ? summary.minIndex : worst
    const time = formatUtc(timeMs[index])
    const missing = all.filter((one) => one.kind === 'not known').length
    const also = missing > 0 ? `, ${formatNumber(missing)} of ${formatNumber(count)} samples not known` : ''
    if (kind === 'deep') return { text: 'deep', more: 'over 4 draughts', from: '', words: words(index) }
    if (kind === 'not known')
      return missing === count
        ? { text: 'not known', more: '', from: '', words: `not known, ${words(index)}` }
        : { text: 'deep', more: 'where known', from: '', words: `deep where known${also}` }
    const text = kind === 'shallow' ? `${formatNumber(of(at(all, index).metres), 0)} ${unit}` : 'Too fast'
    const end = kind === 'shallow' ? 'least ' : ''
    return {
      text,
      more: time,
      from: 'Check the chart',
      words: `${end}${words(index).replace(/\.$/, '')}, at ${time}${also}`,
    }
  }
}

/** The first of the worst. */
function worstIndex(kinds: Uint8Array): number {
  let worst = 0
  for (let index = 1; index < kinds.length; index++)
    if (integerAt(kinds, index) > integerAt(kinds, worst)) worst = index
  return worst
}
