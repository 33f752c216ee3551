import { at } from '../at.ts'
import { formatCourse, formatDistance, formatNumber, formatQuantity, formatSpeed, MISSING } from '../units/format.ts'
import { formatLatitude, formatLongitude } from '../units/position-text.ts'
import { formatDuration, formatUtcFull, formatUtcNear } from '../units/time-text.ts'
import { activeAlternative, nameAmong, type PlannedSpeed, type Voyage } from '../voyage/voyage.ts'
import type { Estimate } from '../voyage/estimate.ts'
import type { MagneticWords } from '../voyage/variation.ts'
import {
  co2Basis,
  co2Text,
  fuelBasis,
  fuelTable,
  fuelText,
  type FuelUse,
  fuelUse,
  type Stretch,
} from '../voyage/ship/fuel.ts'
import type { Position } from '../position.ts'
import { type Leg, UNCHECKED_WORDS, type Waypoint } from './route.ts'
import { schedule, type ScheduleRow } from './schedule.ts'
import { HOUR_MS, MINUTE_MS } from '../time.ts'

/** One line of the plan, all of it text as it is printed. Columns of a leg describe the leg that ends here. */
export interface PassagePlanRow {
  readonly id: string
  readonly number: string
  readonly name: string
  readonly latitude: string
  readonly longitude: string
  /** "RL", "GC"; — at the first. */
  readonly leg: string
  readonly course: string
  /** The same by the compass; — where it is not asked for, or not known. */
  readonly magnetic: string
  readonly distance: string
  /** Ends in ` *` where a fixed ETA requires it. */
  readonly speed: string
  /** Without the year where it is that of the departure; — at the first. Ends in ` *` where it is fixed and kept. */
  readonly eta: string
  readonly stay: string
  /** At the first waypoint, and where she stays. */
  readonly etd: string
  /** Turn radius, as an RTZ file has it. */
  readonly turn: string
  /** Cross-track limits to port and to starboard, as an RTZ file has them. */
  readonly offTrack: string
  readonly toGo: string
  /** Estimated; — for a ship without a consumption table. */
  readonly fuel: string
}

export interface PassagePlan {
  readonly title: string
  /** That nobody has checked it yet; null: a route like any other. */
  readonly mark: string | null
  /** Which of several alternatives it is; null where there is only one. */
  readonly alternative: string | null
  readonly departure: string
  readonly arrival: string
  /** Of the whole passage, with the time spent at waypoints on the way. */
  readonly duration: string
  readonly stays: string
  readonly distance: string
  /** Distance divided by the time under way. */
  readonly meanSpeed: string
  /** Both estimated; — for a ship without a consumption table. */
  readonly fuel: string
  readonly co2: string
  readonly rows: readonly PassagePlanRow[]
  /** What the reader has to know besides the figures. */
  readonly notes: readonly string[]
}

/** A true course at a place and time as the compass has it. */
type Magnetic = (trueDeg: number, position: Position, timeMs: number) => Estimate<MagneticWords>

const STILL_WATER = 'The times are those in still water, without the current.'

/** A plan whose times and speeds the current has corrected. */
export interface Corrected {
  /** What the reader must know of them. */
  readonly note: string
  /** The plan through the water that they come from: what she burns goes by its speeds. */
  readonly planned: Voyage
}

/**
 * A route as a passage plan to print: WGS84, true courses, UTC.
 * @param magnetic null: true courses alone @param corrected null: as planned
 */
export function passagePlan(
  voyage: Voyage,
  magnetic: Magnetic | null = null,
  corrected: Corrected | null = null,
): PassagePlan {
  const {
    name: alternative,
    plan: { route, departureMs, speedKn },
  } = activeAlternative(voyage)
  const plan = schedule(route, { departureMs, speedKn })
  const staysMs = plan.rows.slice(1, -1).reduce((sum, { stayMin }) => sum + stayMin * MINUTE_MS, 0)
  const underWayMs = plan.durationMs === null ? null : plan.durationMs - staysMs
  const compass = plan.rows.map(({ courseDeg, etaMs }, index) => {
    const from = plan.rows[index - 1]
    return magnetic && from && courseDeg !== null ? magnetic(courseDeg, from.position, etaMs ?? NaN) : null
  })
  const table = fuelTable(voyage.ship.consumption, voyage.loading.condition)
  const waterKn = corrected && plannedSpeeds(corrected.planned)
  const stretches = plan.rows.map((row, index) => stretchOf(row, waterKn?.[index]))
  const whole = table?.known ? fuelUse(table.value, stretches) : null
  const rows = plan.rows.map((row, index) => ({
    ...planRow(row, index, at(route.waypoints, index), departureMs),
    magnetic: compassText(compass[index] ?? null),
    fuel: table?.known && index > 0 ? fuelText(fuelUse(table.value, stretches.slice(index, index + 1))) : MISSING,
  }))
  return {
    title: voyage.name || route.name || 'Passage plan',
    mark: route.isProposal ? UNCHECKED_WORDS : null,
    alternative: nameAmong(voyage, { name: alternative }) || null,
    departure: formatUtcFull(departureMs),
    arrival: formatUtcFull(plan.arrivalMs),
    duration: formatDuration(plan.durationMs),
    stays: staysMs > 0 ? formatDuration(staysMs) : MISSING,
    distance: formatDistance(plan.distanceNm),
    meanSpeed: formatSpeed(underWayMs !== null && underWayMs > 0 ? plan.distanceNm / (underWayMs / HOUR_MS) : null),
    fuel: table?.known && whole ? fuelText(whole, table.value.fuel) : MISSING,
    co2: whole ? co2Text(whole) : MISSING,
    rows,
    notes: [
      ...(corrected ? [corrected.note] : voyage.plannedSpeed === 'through water' ? [STILL_WATER] : []),
      ...notesOf(plan.rows, voyage.plannedSpeed),
      ...compassNotes(compass),
      ...fuelNotes(table, whole, corrected?.planned.plannedSpeed ?? voyage.plannedSpeed),
    ],
  }
}

function planRow(
  row: ScheduleRow,
  index: number,
  { leg, radiusNm }: Waypoint,
  departureMs: number,
): Omit<PassagePlanRow, 'magnetic' | 'fuel'> {
  const first = index === 0
  const kept = row.fixedEtaMs !== null && row.fault === null
  return {
    id: row.id,
    number: String(index + 1),
    name: row.name || MISSING,
    latitude: formatLatitude(row.position.lat),
    longitude: formatLongitude(row.position.lon),
    leg: first ? MISSING : leg.type,
    course: formatCourse(row.courseDeg),
    distance: formatDistance(row.legDistanceNm),
    speed: formatSpeed(row.speedKn) + (row.speedRequired ? ' *' : ''),
    eta: first ? MISSING : formatUtcNear(row.etaMs, departureMs) + (kept ? ' *' : ''),
    stay: row.stayMin > 0 ? formatDuration(row.stayMin * MINUTE_MS) : MISSING,
    etd: first || row.stayMin > 0 ? formatUtcNear(row.etdMs, departureMs) : MISSING,
    turn: formatQuantity(radiusNm, 'NM', 2),
    offTrack: first ? MISSING : offTrackText(leg),
    toGo: formatDistance(row.distanceToGoNm),
  }
}

const compassText = (compass: ReturnType<Magnetic> | null): string => (compass?.known ? compass.value.course : MISSING)

/** By which model and variation the courses are magnetic, or why one is not. */
function compassNotes(compass: readonly (ReturnType<Magnetic> | null)[]): string[] {
  const known = compass.flatMap((one) => (one?.known ? [one.value] : []))
  const [first, last] = [known[0], known.at(-1)]
  const why = [...new Set(compass.flatMap((one) => (one && !one.known ? [one.reason] : [])))]
  return [
    ...(first && last
      ? [
          `Magnetic courses by ${first.model}, rounded to 0.5°, without the ship’s deviation. Variation ${first.variation} on the first leg, ${last.variation} on the last.`,
        ]
      : []),
    ...why.map((reason) => `A magnetic course is missing: ${reason}.`),
  ]
}

/** Of the leg to each waypoint, knots. */
function plannedSpeeds(voyage: Voyage): (number | null)[] {
  const { route, departureMs, speedKn } = activeAlternative(voyage).plan
  return schedule(route, { departureMs, speedKn }).rows.map((row) => row.speedKn)
}

/**
 * The leg that ends here, without the weather, which a plan does not know.
 * @param waterKn her speed through the water, where it is another than that of the plan
 */
function stretchOf({ legDistanceNm, speedKn }: ScheduleRow, waterKn?: number | null): Stretch | null {
  if (!legDistanceNm) return null
  return {
    hours: legDistanceNm / (speedKn ?? 0),
    speedKn: waterKn ?? speedKn ?? NaN,
    isThroughWater: waterKn !== undefined,
  }
}

function fuelNotes(table: ReturnType<typeof fuelTable>, use: FuelUse | null, planned: PlannedSpeed): string[] {
  if (!table) return []
  if (!table.known || !use) return table.known ? [] : [`Fuel is not known. ${table.reason}`]
  return [
    `Fuel is estimated from ${fuelBasis(table.value)}; speeds are those ${planned === 'through water' ? 'through the water' : 'over the ground, without the current'}. CO₂ at ${co2Basis(table.value)}.`,
    ...(use.outsideHours > 0 ? ['~ Speed outside the consumption table, by the cube of speed from its end.'] : []),
    ...(use.unknownHours > 0
      ? ['Fuel is not known at speeds more than 10 % outside the table, and not in the total.']
      : []),
  ]
}

function offTrackText({ rtz }: Leg): string {
  const [port, starboard] = [rtz?.['portsideXTD'], rtz?.['starboardXTD']].map((text) =>
    text && Number.isFinite(Number(text)) ? formatNumber(Number(text), 2) : MISSING,
  )
  return port === MISSING && starboard === MISSING ? MISSING : `${port} / ${starboard} NM`
}

function notesOf(rows: readonly ScheduleRow[], planned: PlannedSpeed): string[] {
  return [
    `Distances and courses on WGS84; RL rhumb line, GC great circle with its first course. Courses true, speeds ${planned === 'through water' ? 'through the water' : 'over ground'}, times UTC.`,
    ...(rows.some(({ speedRequired }) => speedRequired) ? ['* Fixed ETA, and the speed that it requires.'] : []),
    ...rows.flatMap(({ fault }, index) => (fault === null ? [] : [`Waypoint ${index + 1}: ${fault}`])),
  ]
}
