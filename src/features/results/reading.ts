import { at as checked } from '#src/domain/at.ts'
import { type FieldLook, fieldLooks, fieldText, FLAT_M, isFlatAt } from '#src/domain/metocean/layers/field-look.ts'
import { alongTrackGapWords, gapWords } from '#src/domain/metocean/gap-words.ts'
import type { Answer, ResultColumns } from '#src/domain/metocean/result.ts'
import {
  formatCourse,
  formatDistance,
  formatNumber,
  formatQuantity,
  formatSpeed,
  isMissing,
  MISSING,
} from '#src/domain/units/format.ts'
import { formatPosition } from '#src/domain/units/position-text.ts'
import { formatUtc } from '#src/domain/units/time-text.ts'
import { defaultUnits, shownSpeed, type Units } from '#src/domain/units/unit-choice.ts'
import {
  clearanceWords,
  motionWords,
  type ShipAtSea,
  shipColumnsOf,
  type Told,
} from '#src/domain/voyage/ship/ship-at-sea.ts'
import { addedWords, type LossShip, lossWords, weatherLossOf } from '#src/domain/voyage/ship/weather-loss.ts'
import { limitText, limitWords } from '#src/domain/limits/limit-words.ts'
import { limitDecimals, type Limits, noLimits } from '#src/domain/limits/limits.ts'
import { watchedColumn } from '#src/domain/limits/watched.ts'
import { positionAt } from '#src/domain/position.ts'
import type { Magnetic } from '#src/state/preferences.ts'
import type { PlannedSpeed } from '#src/domain/voyage/voyage.ts'
import { CANNOT_HOLD } from '#src/domain/voyage/current/triangle.ts'
import { type Meeting, meetingOf, seaOf } from '#src/domain/voyage/meeting.ts'
import { angleText, relativeText } from '#src/domain/voyage/sea/relative-weather.ts'
import { steepness } from '#src/domain/voyage/sea/steepness.ts'
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

/** What a reading depends on besides the answer. */
interface ReadingBy {
  readonly units: Units
  readonly limits: Limits
  readonly planned: PlannedSpeed
  /** null: true courses only. */
  readonly magnetic: Magnetic | null
  /** null: nothing is said about her motion and depth. */
  readonly ship: ShipAtSea | null
  /** null: nor about what the weather takes of her speed. */
  readonly loss: LossShip | null
}

const usual: ReadingBy = {
  units: defaultUnits,
  limits: noLimits,
  planned: 'over ground',
  magnetic: null,
  ship: null,
  loss: null,
}

/** The reading at a sample; null where the answer has no such sample. */
export function readingAt(answer: Answer, index: number | null, by: Partial<ReadingBy> = {}): Reading | null {
  const { columns } = answer
  const all = { ...usual, ...by }
  const { units, ship } = all
  if (index === null || index < 0 || index >= columns.count) return null
  return {
    time: formatUtc(columns.timeMs[index]),
    distance: formatDistance(trackOf(columns).distanceNm[index]),
    position: formatPosition({ lat: checked(columns.lat, index), lon: checked(columns.lon, index) }, units.position),
    rows: [
      ...rowsAt(answer, index, units),
      ...meetingRows(columns, index, all),
      ...(ship ? shipRows(answer, index, units, ship) : []),
      ...(all.loss ? lossRows(columns, index, all.loss, all.planned) : []),
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

/** How wind, sea and current meet the ship at a sample; an unknown has no row, as its parts say why. */
function meetingRows(columns: ResultColumns, index: number, by: ReadingBy): ReadingRow[] {
  const { units, limits } = by
  const sea = seaOf(columns)
  const meeting = meetingOf(columns, by.planned, sea)(index)
  const { windAngleDeg, apparentWindKn, apparentAngleDeg, seaAngleDeg, headingDeg } = meeting
  const hasAngle = ![windAngleDeg, apparentAngleDeg, seaAngleDeg].every(Number.isNaN)
  // Beaufort is for the true wind.
  const { unit, decimals, of } = shownSpeed(units, 0, false)
  const apparent = () =>
    Number.isNaN(apparentAngleDeg)
      ? 'calm'
      : `${formatQuantity(of(apparentWindKn), unit, decimals)}, ${angleText(apparentAngleDeg)}`
  const beam = limits['beam-wind'] && watchedColumn(columns, 'beam-wind')
  const acrossKn = beam ? (beam.values[index] ?? NaN) * beam.factor : NaN
  const courseDeg = trackOf(columns).cogDeg[index] ?? NaN
  const magneticOf = (deg: number) =>
    by.magnetic?.(deg, positionAt(columns, index), columns.timeMs[index] ?? NaN) ?? null
  const withMagnetic = (deg: number) => {
    const magnetic = magneticOf(deg)
    return magnetic?.known ? `${formatCourse(deg)} = ${magnetic.value.course}` : formatCourse(deg)
  }
  const course = magneticOf(courseDeg)
  const rows: readonly (readonly [label: string, isThere: boolean, text: () => string])[] = [
    ['Course', course !== null && !Number.isNaN(courseDeg), () => withMagnetic(courseDeg)],
    ['Variation', course !== null && !Number.isNaN(courseDeg), () => variationText(course)],
    ['True wind angle', !Number.isNaN(windAngleDeg), () => relativeText(windAngleDeg)],
    ['Apparent wind', !Number.isNaN(apparentWindKn), apparent],
    [limitWords['beam-wind'].label, !Number.isNaN(acrossKn), () => limitText('beam-wind', acrossKn, units)],
    ['Wave angle', !Number.isNaN(seaAngleDeg), () => relativeText(seaAngleDeg)],
    ['Angles', hasAngle && Number.isNaN(headingDeg), () => 'relative to course'],
    ['To steer', !Number.isNaN(headingDeg) || isHeld(meeting), () => steerText(meeting, by.planned, withMagnetic)],
  ]
  const there = rows.flatMap(([label, isThere, text]) => (isThere ? [{ label, text: text() }] : []))
  const steep = steepText(sea, index)
  return [
    ...there,
    ...(steep ? [{ label: limitWords.steepness.label, text: steep }] : []),
    ...(meeting.windAgainstCurrent ? [{ label: 'Wind against current', text: 'steeper seas than Hs suggests' }] : []),
  ]
}

/** `9.0°W by WMM2025`, or why there is none. */
function variationText(magnetic: ReturnType<Magnetic> | null): string {
  if (!magnetic) return MISSING
  return magnetic.known ? `${magnetic.value.variation} by ${magnetic.value.model}` : magnetic.reason
}

const isHeld = ({ waterKn, groundKn }: Meeting) => waterKn > 0 && groundKn === 0

/** With the speed that the current decides, and the one that was planned where it is not that over ground. */
function steerText(meeting: Meeting, planned: PlannedSpeed, courseText: (deg: number) => string): string {
  const { headingDeg, waterKn, groundKn } = meeting
  const water = `${formatSpeed(waterKn)} STW`
  if (isHeld(meeting)) return CANNOT_HOLD
  return `${courseText(headingDeg)}, ${planned === 'over ground' ? water : `${formatSpeed(groundKn)} SOG at ${water}`}`
}

/** Less reads 0.000. */
const LEAST_STEEPNESS = 0.0005

/** Of the whole sea, and of the steepest of its parts where that is steeper. */
function steepText({ total, parts }: ReturnType<typeof seaOf>, index: number): string {
  const known = [total(index), ...parts(index)].flatMap(({ part, heightM, meanS }) => {
    const steep = heightM < FLAT_M ? NaN : steepness(heightM, meanS)
    return steep >= LEAST_STEEPNESS ? [{ part, steep }] : []
  })
  const most = Math.max(...known.map(({ steep }) => steep))
  return known
    .filter(({ part, steep }) => part === 'total sea only' || steep === most)
    .map(({ part, steep }) => `${formatNumber(steep, limitDecimals.steepness)} ${part.replace(/ only$/, '')}`)
    .join(', ')
}

/** What the weather means to the ship at a sample, as far as her particulars allow. */
function shipRows(answer: Answer, index: number, units: Units, ship: ShipAtSea): ReadingRow[] {
  const shown = shipColumnsOf(answer.columns, ship.particulars)
  return [
    ...(shown.includes('motion') ? [toldRow('Motion', motionWords(ship, answer, index))] : []),
    ...(shown.includes('clearance') ? [toldRow('Under the keel', clearanceWords(ship, index, units, true))] : []),
  ]
}

const toldRow = (label: string, told: Told): ReadingRow =>
  told.reason === undefined ? { label, text: told.text } : { label, text: MISSING, reason: told.reason }

/** Two figures that say nothing about each other; none while she stays. */
function lossRows(columns: ResultColumns, index: number, ship: LossShip, planned: PlannedSpeed): ReadingRow[] {
  const weather = weatherLossOf(columns, ship, planned)(index)
  if (!weather) return []
  return [
    toldRow('Speed loss', lossWords(weather)),
    ...(weather.added ? [toldRow('Head-wave resistance', addedWords(weather.added))] : []),
  ]
}

/** The reading as one sentence, for a screen reader. */
export function readingSentence({ time, distance, position, rows }: Reading): string {
  const values = rows.map(({ label, text, reason }) => `${label} ${reason ? `no value, ${reason}` : text}`)
  return `${time}, ${distance}, ${position}. ${values.join(', ')}.`
}
