import { at } from '../../at.ts'
import { legLine } from '../../geodesy/leg-line.ts'
import type { Leg } from '../../route/route.ts'
import { HOUR_MS, MINUTE_MS } from '../../time.ts'
import { formatUtcFull, parseDuration } from '../../units/time-text.ts'
import { fileSpeed, legTypeOf } from '../draft-points.ts'
import { cleanName } from '../file-values.ts'
import type { DraftPoint, ImportNote } from '../reading.ts'
import type { ColumnUse } from '../table-sheet.ts'
import { speedUnitIn } from './heading-words.ts'
import type { PlacedRow } from './odd-rows.ts'
import { cellNumber } from './places.ts'
import { knotsPer } from './roles.ts'
import { isNothing, type TableRow, withoutGuard } from './rows.ts'
import type { UsedColumns } from './uses.ts'

/** Points with names, legs and stays, without times. */
export function draftPoints(
  rows: readonly PlacedRow[],
  columns: UsedColumns,
  uses: readonly ColumnUse[],
  notes: ImportNote[],
): DraftPoint[] {
  if (columns.speed === null && columns.legType === null && columns.stay === null)
    return rows.map(({ row, position }) => ({ ...position, name: nameIn(row, columns), stayMin: null, leg: plainLeg }))
  const text = (column: number | null) => rows.map(({ row }) => (column === null ? '' : (row.cells[column] ?? '')))
  const unit = (columns.speed === null ? undefined : uses[columns.speed]?.speedUnit) ?? 'kn'
  const speeds = outgoing(text(columns.speed), 'Speeds', notes)
  const types = outgoing(text(columns.legType), 'Kinds of legs', notes)
  const stays = text(columns.stay)
  return rows.map(({ row, position }, index): DraftPoint => {
    const speed = index === 0 ? null : speedOf(at(speeds, index), unit)
    if (index > 0 && speed === null && !isNothing(at(speeds, index)))
      notes.push({
        item: `Waypoint ${index + 1}`,
        text: `Speed "${cleanName(at(speeds, index)).slice(0, 40)}" cannot be used and was left out.`,
      })
    const leg: Leg = { type: legTypeOf(at(types, index)) ?? 'RL', speedKn: speed }
    return { ...position, name: nameIn(row, columns), stayMin: stayOf(at(stays, index)), leg }
  })
}

const plainLeg: Leg = { type: 'RL', speedKn: null }

const nameIn = ({ cells }: TableRow, { name }: UsedColumns) => (name === null ? '' : withoutGuard(cells[name] ?? ''))

/** Knots; null for what no ship sails. The unit of the cell goes before that of the heading. */
function speedOf(cell: string, unit: keyof typeof knotsPer): number | null {
  const own = speedUnitIn(cell)
  const value = cellNumber(own.rest.trim())
  return value === null ? null : fileSpeed(String(value * knotsPer[own.unit ?? unit]))
}

function stayOf(cell: string): number | null {
  const value = cellNumber(cell) ?? (/[a-z:]/i.test(cell) ? (parseDuration(cell) ?? 0) / MINUTE_MS : null)
  return value !== null && value > 0 ? value : null
}

/**
 * Cells of legs by the row where each leg ends. Where the first row has one and the last has none, they are of the legs
 * that begin there.
 */
function outgoing(cells: readonly string[], what: string, notes: ImportNote[]): readonly string[] {
  const isIdle = (cell: string | undefined) => isNothing(cell ?? '') || cellNumber(cell ?? '') === 0
  const isOutgoing = cells.length > 1 && isIdle(cells.at(-1)) && cells.slice(0, -1).every((cell) => !isIdle(cell))
  if (!isOutgoing) {
    const [first = '', second = ''] = cells
    if (/^\d/.test(first) && /^\d/.test(second) && !isIdle(first) && first !== second)
      notes.push({
        text: `${what} were taken as those of the legs that end at their rows: "${cleanName(first).slice(0, 40)}" of the first row is of no leg.`,
      })
    return cells
  }
  notes.push({ text: `${what} were taken as those of the legs that begin at their rows: the last row has none.` })
  return ['', ...cells.slice(0, -1)]
}

/** What a plan says of the time at each point, epoch milliseconds UTC. */
export interface PlannedTimes {
  readonly etas: readonly (number | null)[]
  readonly etds: readonly (number | null)[]
}

/** Times of a plan at its points: a stay is what lies between an ETA and the ETD behind it. */
export function withPlannedTimes(
  points: readonly DraftPoint[],
  { etas, etds }: PlannedTimes,
  notes: ImportNote[],
): { points: readonly DraftPoint[]; departureMs: number | null } {
  const timed = points.map((point, index): DraftPoint => {
    const [eta = null, etd = null] = [etas[index], etds[index]]
    if (index === 0) return point
    if (eta === null || etd === null)
      return { ...point, etaMs: eta ?? (etd === null ? null : etd - (point.stayMin ?? 0) * MINUTE_MS) }
    if (etd < eta)
      notes.push({
        item: `Waypoint ${index + 1}`,
        text: `Its ETD ${formatUtcFull(etd)} is before its ETA ${formatUtcFull(eta)} and was left out.`,
      })
    const between = etd - eta >= MINUTE_MS / 2 ? (etd - eta) / MINUTE_MS : null
    return { ...point, etaMs: eta, stayMin: point.stayMin ?? between }
  })
  const departureMs = etds[0] ?? etas[0] ?? departureBefore(timed)
  if (departureMs !== null) return { points: timed, departureMs }
  // From when a speed would count nobody says: the ETAs stay as they are.
  return { points: timed.map(({ etaMs = null, ...point }) => ({ ...point, fixedEtaMs: etaMs })), departureMs }
}

/** The first ETA and the speed that leads to it tell the departure. */
function departureBefore([first, second]: readonly DraftPoint[]): number | null {
  const speedKn = second?.leg?.speedKn ?? null
  if (!first || second?.etaMs == null || speedKn === null) return null
  const { distanceNm } = legLine(first, second, second.leg?.type ?? 'RL')
  return second.etaMs - (distanceNm / speedKn) * HOUR_MS
}
