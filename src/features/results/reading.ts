import { KNOTS_PER_MS } from '#src/domain/metocean/layers/layers.ts'
import { at as checked } from '#src/domain/at.ts'
import { type FieldLook, fieldLooks, fieldText, isFlatAt } from '#src/domain/metocean/layers/field-look.ts'
import { alongTrackGapWords, gapWords } from '#src/domain/metocean/gap-words.ts'
import type { Answer, ResultColumns } from '#src/domain/metocean/result.ts'
import { formatDistance, formatQuantity, isMissing, MISSING } from '#src/domain/units/format.ts'
import { formatPosition } from '#src/domain/units/position-text.ts'
import { formatUtc } from '#src/domain/units/time-text.ts'
import { defaultUnits, shownSpeed, type Units } from '#src/domain/units/unit-choice.ts'
import {
  clearanceWords,
  motionWords,
  type ShipAtSea,
  shipColumnsOf,
  type Told,
} from '#src/domain/voyage/ship-at-sea.ts'
import { angleText, relativeText, relativeWeather } from '#src/domain/voyage/sea/relative-weather.ts'
import { laneNumber } from './lanes/lanes.ts'
import { trackOf } from '#src/domain/metocean/along-track.ts'

export interface ReadingRow {
  readonly label: string
  /** Value and direction together: `24 kn from 215°T`. */
  readonly text: string
  /** Why the value is missing, in words. */
  readonly reason?: string
}

/** Everything known at one sample, as text. */
interface Reading {
  readonly time: string
  readonly distance: string
  readonly position: string
  readonly rows: readonly ReadingRow[]
}

const looksOf = new WeakMap<ResultColumns, FieldLook[]>()

function looks(columns: ResultColumns): FieldLook[] {
  const before = looksOf.get(columns)
  if (before) return before
  const made = fieldLooks(columns)
  looksOf.set(columns, made)
  return made
}

/** The reading at a sample; null where the answer has no such sample. @param ship null: nothing is said about her */
export function readingAt(
  answer: Answer,
  index: number | null,
  units: Units = defaultUnits,
  ship: ShipAtSea | null = null,
): Reading | null {
  const { columns } = answer
  if (index === null || index < 0 || index >= columns.count) return null
  return {
    time: formatUtc(columns.timeMs[index]),
    distance: formatDistance(trackOf(columns).distanceNm[index]),
    position: formatPosition({ lat: checked(columns.lat, index), lon: checked(columns.lon, index) }, units.position),
    rows: [
      ...rowsAt(answer, index, units),
      ...relativeRows(columns, index, units),
      ...(ship ? shipRows(answer, index, units, ship) : []),
    ],
  }
}

/** One row per magnitude, followed by its period and direction: `6.5 m, 11.6 s from 294°T`. */
function rowsAt(answer: Answer, index: number, units: Units): ReadingRow[] {
  const { columns } = answer
  const all = looks(columns).filter(({ name }) => !isFlatAt(columns, name, index))
  const valueOf = ({ name }: FieldLook) => columns.fields[name]?.[index]
  const partner = (look: FieldLook, is: (other: FieldLook) => boolean) =>
    all.find((other) => is(other) && groupOf(other) === groupOf(look))
  const known = (look: FieldLook | undefined) =>
    look && !isMissing(valueOf(look)) ? fieldText(look, valueOf(look), units) : null
  const rows: ReadingRow[] = []
  for (const look of all) {
    if (isDirection(look) && partner(look, (other) => !isDirection(other))) continue
    const text = known(look)
    if (text === null) rows.push({ label: look.label, text: MISSING, reason: gapWords(answer, look.name, index) })
    else if (isPeriod(look) && known(partner(look, isHeight)) !== null) continue
    else {
      const period = isHeight(look) ? known(partner(look, isPeriod)) : null
      const direction = isDirection(look) || isPeriod(look) ? null : known(partner(look, isDirection))
      rows.push({
        label: look.label,
        text: `${text}${period === null ? '' : `, ${period}`}${direction === null ? '' : ` ${direction}`}`,
      })
    }
  }
  return withAlongTrack(rows, answer, index, units)
}

const isDirection = ({ unit }: FieldLook) => unit === '°T'
const isPeriod = ({ unit }: FieldLook) => unit === 's'
const isHeight = ({ unit }: FieldLook) => unit === 'm'
/** `Winds_10m_Intensity` and `Winds_10m_Direction` are one group; swell and wind sea are two. */
const groupOf = ({ name }: FieldLook) =>
  name.replace(/_(Intensity|Direction|Significant_Height|Mean_Period|Mean_Direction)$/, '')

/** The current along the track, right after the current it comes from. */
function withAlongTrack(rows: ReadingRow[], answer: Answer, index: number, units: Units): ReadingRow[] {
  const at = rows.findIndex(({ label }) => label === 'Current')
  // Without a speed, the row of the current says why.
  if (at < 0 || checked(rows, at).reason !== undefined) return rows
  const knots = trackOf(answer.columns).current?.[index]
  if (isMissing(knots))
    return rows.toSpliced(at + 1, 0, { label: 'Along track', text: MISSING, reason: alongTrackGapWords(answer, index) })
  const { unit, decimals, of } = shownSpeed(units, 1, false)
  const text = laneNumber({ decimals, signed: true }, of(knots))
  // What rounds to nothing is neither with the ship nor against it.
  const words = /[1-9]/.test(text) ? (knots > 0 ? ' favourable' : ' adverse') : ''
  const row = { label: 'Along track', text: `${text} ${unit}${words}` }
  return rows.toSpliced(at + 1, 0, row)
}

/** How wind and sea meet the ship at a sample; an unknown has no row, as its parts say why. */
function relativeRows(columns: ResultColumns, index: number, units: Units): ReadingRow[] {
  const { windDeg, apparent, seaDeg } = relativeWeather(columns, index)
  const rows: ReadingRow[] = []
  if (windDeg !== null) rows.push({ label: 'True wind angle', text: relativeText(windDeg) })
  if (apparent) {
    // Beaufort is for the true wind.
    const { unit, decimals, of } = shownSpeed(units, 0, false)
    const speed = formatQuantity(of(apparent.speedMs * KNOTS_PER_MS), unit, decimals)
    rows.push({
      label: 'Apparent wind',
      text: apparent.angleDeg === null ? 'calm' : `${speed}, ${angleText(apparent.angleDeg)}`,
    })
  }
  if (seaDeg !== null) rows.push({ label: 'Wave angle', text: relativeText(seaDeg) })
  return rows
}

/** What the weather means to the ship at a sample, as far as her particulars allow. */
function shipRows(answer: Answer, index: number, units: Units, ship: ShipAtSea): ReadingRow[] {
  const shown = shipColumnsOf(answer.columns, ship.particulars)
  const row = (label: string, told: Told): ReadingRow =>
    told.reason === undefined ? { label, text: told.text } : { label, text: MISSING, reason: told.reason }
  return [
    ...(shown.includes('motion') ? [row('Motion', motionWords(ship, answer, index))] : []),
    ...(shown.includes('clearance') ? [row('Under the keel', clearanceWords(ship, index, units))] : []),
  ]
}

/** The reading as one sentence, for a screen reader. */
export function readingSentence({ time, distance, position, rows }: Reading): string {
  const values = rows.map(({ label, text, reason }) => `${label} ${reason ? `no value, ${reason}` : text}`)
  return `${time}, ${distance}, ${position}. ${values.join(', ')}.`
}
