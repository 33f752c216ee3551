import { leastFuel } from '#src/domain/optimise/speed-plan.ts'
import type { SpeedStretch } from '#src/domain/optimise/speed-sail.ts'
import { bridgeSteps } from '#src/domain/optimise/speed-steps.ts'
import type { Figure } from './harness.ts'

const rules = { exponent: 3, minKn: 8, maxKn: 16 } as const

/** Weather that comes and goes, and a tide along and across the track. */
const passage = (legs: number): SpeedStretch[] =>
  Array.from({ length: legs }, (_, leg) => ({
    distanceNm: 2400 / legs,
    stayHours: 0,
    resistance: 1 + Math.sin(leg / 9) ** 2 / 2,
    currentAt: (hours) => ({ alongKn: Math.sin(hours / 2 + leg / 7), acrossKn: Math.cos(hours / 3) }),
    fromWaypoint: leg,
  }))

function speeds(legs: number): () => unknown {
  const stretches = passage(legs)
  return () => {
    const plan = leastFuel(stretches, rules, { earliest: 200, latest: 200 })
    if (plan.kind !== 'planned') throw new Error(plan.kind)
    return bridgeSteps(plan, rules)
  }
}

/** Best speeds. */
export const optimiseFigures: readonly Figure[] = [
  { name: 'Speed plan, 60 legs', issue: 18, goal: 10, floor: 50, run: speeds(60) },
]
