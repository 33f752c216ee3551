import { noLimits } from '#src/domain/limits/limits.ts'
import type { CorridorSurvey } from '#src/domain/metocean/survey.ts'
import { betterRoute } from '#src/domain/optimise/track/better-route.ts'
import { corridorRequest, type CorridorSize, corridorSizes } from '#src/domain/optimise/track/corridor.ts'
import { leastFuel } from '#src/domain/optimise/speeds/speed-plan.ts'
import type { SpeedStretch } from '#src/domain/optimise/speeds/speed-sail.ts'
import { bridgeSteps } from '#src/domain/optimise/speeds/speed-steps.ts'
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

/** A corridor of 600 NM in a shear, as answered: the sea whose best track is known in closed form. */
function searched(size: CorridorSize): () => unknown {
  const survey: CorridorSurvey = {
    kind: 'corridor',
    line: [
      { lat: 0, lon: 0, type: 'RL', isKept: false },
      { lat: 0, lon: 9.98, type: 'RL', isKept: false },
    ],
    departureMs: Date.UTC(2026, 10, 30),
    speedKn: 12,
    halfWidthNm: 150,
    driftKn: 3,
    ...corridorSizes[size],
  }
  const { lat, lon, timeMs } = corridorRequest(survey)
  const columns = {
    count: lat.length,
    lat,
    lon,
    timeMs,
    fields: {
      Currents_Intensity: Float32Array.from(lat, (φ) => (Math.abs(φ) * 1.2 * 1852) / 3600),
      Currents_Direction: Float32Array.from(lat, (φ) => (φ > 0 ? 90 : 270)),
    },
    gaps: [],
  }
  const problem = {
    survey,
    columns,
    limits: noLimits,
    choices: {
      objective: 'max-speed',
      limitMode: 'warn',
      marginNm: 5,
      leastDepthM: null,
      minKn: 8,
      maxKn: 16,
      exponent: 3,
      arrivalMs: null,
      dayCost: 0,
    },
    loss: null,
    land: null,
    areas: [],
  } as const
  return () => {
    const found = betterRoute(problem)
    if (Math.abs(found.best.hours / 48.19446 - 1) > 0.001) throw new Error(`${found.best.hours} h`)
    return found
  }
}

/** Best routes and speeds. */
export const optimiseFigures: readonly Figure[] = [
  { name: 'Better route in 30,012 samples', issue: 18, goal: 1000, floor: 2500, run: searched('usual') },
  { name: 'Better route in 98,820 samples', issue: 18, goal: 3000, floor: 6000, run: searched('fine') },
  { name: 'Speed plan, 60 legs', issue: 18, goal: 10, floor: 50, run: speeds(60) },
]
