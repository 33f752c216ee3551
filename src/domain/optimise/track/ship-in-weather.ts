import { at, numberAt } from '../../at.ts'
import { beaufortBounds } from '../../units/sea-words.ts'
import { hullOf } from '../../voyage/ship/hull.ts'
import { kwonLoss } from '../../voyage/ship/speed-loss.ts'
import type { LossShip } from '../../voyage/ship/weather-loss.ts'
import type { ShipInWeather } from './sailing.ts'

/** More is never taken: there the method gives no more than a hint. */
const MOST_LOST = 0.3
/** The strongest wind the method is for, force 6, knots. */
const COVERED_KN = 27.5
const FORCES = 13
/** Speeds of the table, knots. */
const SPEED_STEP = 0.5
const SPEEDS = 81
/** Angles off the bow that stand for the four directions of the method, and where one passes into the next, degrees. */
const DIRECTIONS = [15, 45, 105, 165] as const
const BETWEEN = [30, 60, 150] as const
/** A track must not bend for the sake of one degree, so directions pass into each other over as many to either side. */
const BLEND_DEG = 10

/**
 * The loss of speed of `weather-loss.ts` as a search needs it: in a table, without steps between forces and directions,
 * and never less in more wind. A search would go to and fro across such a step.
 * @returns null where the ship's hull is not known
 */
export function shipInWeather({ kind, particulars }: LossShip, unknownWindKn: number): ShipInWeather | null {
  const hull = hullOf(particulars)
  if (!hull.known) return null
  const table = new Float32Array(SPEEDS * FORCES * DIRECTIONS.length)
  const least = new Float32Array(SPEEDS * FORCES)
  for (let speed = 0; speed < SPEEDS; speed++)
    for (let force = 0; force < FORCES; force++) {
      const row = speed * FORCES + force
      least[row] = MOST_LOST
      for (const [direction, angleDeg] of DIRECTIONS.entries()) {
        const loss = kwonLoss(hull.value, kind, Math.max(speed * SPEED_STEP, SPEED_STEP), angleDeg, force)
        const share = loss.known ? Math.min(loss.value / 100, MOST_LOST) : 0
        const before = force > 0 ? numberAt(table, (row - 1) * DIRECTIONS.length + direction) : 0
        const lost = Math.max(share, before)
        table[row * DIRECTIONS.length + direction] = lost
        least[row] = Math.min(numberAt(least, row), lost)
      }
    }
  const inDirection = (row: number, offBow: number): number => {
    if (Number.isNaN(offBow)) return numberAt(least, row)
    const angle = (Math.acos(Math.min(1, Math.max(-1, offBow))) * 180) / Math.PI
    let lost = numberAt(table, row * DIRECTIONS.length)
    for (const [index, border] of BETWEEN.entries()) {
      const share = Math.min(1, Math.max(0, (angle - border + BLEND_DEG) / (2 * BLEND_DEG)))
      lost += share * (numberAt(table, row * DIRECTIONS.length + index + 1) - lost)
    }
    return lost
  }
  return {
    unknownWindKn,
    isCovered: (windKn, lost) => windKn <= COVERED_KN && lost < MOST_LOST,
    lost: (speedKn, windKn, offBow) => {
      const speed = Math.min(speedKn / SPEED_STEP, SPEEDS - 1.001)
      const force = Math.min(forceOf(windKn), FORCES - 1.001)
      const [v0, f0] = [Math.floor(speed), Math.floor(force)]
      const [v, f] = [speed - v0, force - f0]
      const row = v0 * FORCES + f0
      const lostIn = (rows: number) => inDirection(row + rows, offBow)
      return (1 - v) * ((1 - f) * lostIn(0) + f * lostIn(1)) + v * ((1 - f) * lostIn(FORCES) + f * lostIn(FORCES + 1))
    },
  }
}

/** The wind in the middle of each force, knots; the last has no end, and begins where it does. */
const middles = [0, ...beaufortBounds.map((from, index) => ((beaufortBounds[index + 1] ?? from) + from) / 2)]

function forceOf(windKn: number): number {
  const next = middles.findIndex((middle) => middle >= windKn)
  if (next <= 0) return next < 0 ? FORCES - 1 : 0
  const [below, above] = [at(middles, next - 1), at(middles, next)]
  return next - 1 + (windKn - below) / (above - below)
}
