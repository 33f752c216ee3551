import { at } from '../../at.ts'
import { legLine } from '../../geodesy/leg-line.ts'
import type { Leg } from '../../route/route.ts'
import { HOUR_MS, MINUTE_MS } from '../../time.ts'
import { formatUtcFull, parseDuration } from '../../units/time-text.ts'
import { fileSpeed, legTypeOf } from '../draft-points.ts'
import { cleanName } from '../file-values.ts'
import type { DraftPoint, ImportNote } from '../reading.ts'
import type { ColumnUse } from '../table-sheet.ts'
import { speedUnitIn } from './headings.ts'
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
  const isOutgoing =
    cells.length > 1 && isNothing(cells.at(-1) ?? '') && cells.slice(0, -1).every((cell) => !isNothing(cell))
  if (!isOutgoing) return cells
  notes.push({ text: `${what} were taken as those of the legs that begin at their rows: the last row has none.` })
  return ['', ...cells.slice(0, -1)]
}

/** What a plan says of the time at each point, epoch milliseconds UTC. */
export interface PlannedTimes {
  readonly etas: readonly (number | null)[]
  readonly etds: readonly (number | null)[]
}

/** ETAs this near to what the speeds lead to say the same. */
const AGREES_MS = 5 * MINUTE_MS

/**
 * A plan keeps its times: ETAs are fixed where its legs have no speeds; an ETD behind an ETA is a stay. Where all legs
 * before an ETA have speeds these say it; where they disagree a note tells both.
 */
export function withPlannedTimes(
  points: readonly DraftPoint[],
  { etas, etds }: PlannedTimes,
  notes: ImportNote[],
): { points: readonly DraftPoint[]; departureMs: number | null } {
  const departureMs = etds[0] ?? etas[0] ?? null
  if ([...etas, ...etds].every((timeMs) => timeMs === null)) return { points, departureMs }
  const timed = points.map((point, index): DraftPoint => {
    const [eta = null, etd = null] = [etas[index], etds[index]]
    const stayMin =
      index > 0 && point.stayMin == null && eta !== null && etd !== null && etd - eta >= MINUTE_MS / 2
        ? (etd - eta) / MINUTE_MS
        : (point.stayMin ?? null)
    if (index > 0 && eta !== null && etd !== null && etd < eta)
      notes.push({
        item: `Waypoint ${index + 1}`,
        text: `Its ETD ${formatUtcFull(etd)} is before its ETA ${formatUtcFull(eta)} and was left out.`,
      })
    return { ...point, stayMin }
  })
  const kept: DraftPoint[] = []
  let worst: { index: number; byEtaMs: number; bySpeedsMs: number } | null = null
  let sailedMs = departureMs
  let departsMs = departureMs
  for (const [index, point] of timed.entries()) {
    const before = timed[index - 1]
    if (!before) {
      kept.push(point)
      continue
    }
    const speedKn = point.leg?.speedKn ?? null
    const { distanceNm } = legLine(before, point, point.leg?.type ?? 'RL')
    sailedMs = sailedMs === null || speedKn === null ? null : sailedMs + (distanceNm / speedKn) * HOUR_MS
    const etd = etds[index] ?? null
    const eta = etas[index] ?? (etd === null ? null : etd - (point.stayMin ?? 0) * MINUTE_MS)
    // The first ETA and the speeds before it tell the departure.
    if (eta !== null && departsMs === null && index === 1 && speedKn !== null) {
      departsMs = eta - (distanceNm / speedKn) * HOUR_MS
      sailedMs = eta
    }
    const isFixed = eta !== null && sailedMs === null
    if (
      eta !== null &&
      sailedMs !== null &&
      Math.abs(sailedMs - eta) > Math.max(AGREES_MS, Math.abs((worst?.bySpeedsMs ?? 0) - (worst?.byEtaMs ?? 0)))
    )
      worst = { index, byEtaMs: eta, bySpeedsMs: sailedMs }
    kept.push(isFixed ? { ...point, fixedEtaMs: eta } : point)
    if (isFixed) sailedMs = eta
    if (sailedMs !== null) sailedMs += (point.stayMin ?? 0) * MINUTE_MS
  }
  if (worst) {
    const { index, byEtaMs, bySpeedsMs } = worst
    const name = cleanName(points[index]?.name).slice(0, 40)
    notes.push({
      text: `The ETAs and the speeds disagree: by the speeds the ship reaches ${name ? `“${name}”` : `waypoint ${index + 1}`} at ${formatUtcFull(bySpeedsMs)}, by the ETA at ${formatUtcFull(byEtaMs)}; the speeds are used.`,
    })
  }
  return { points: kept, departureMs: departsMs }
}
