import { defaultLimits } from '#src/domain/limits/limits.ts'
import { type DepartureBy, departureFigures } from '#src/domain/optimise/departures/departure-figures.ts'
import { rankDepartures } from '#src/domain/optimise/departures/departure-ranking.ts'
import { joinedPoints } from '#src/domain/voyage/request-plan.ts'
import { noParticulars } from '#src/domain/voyage/ship/hull.ts'
import { HOUR_MS } from '#src/domain/time.ts'
import { passageAnswer } from '#test/support/voyage-answer.ts'
import type { Figure } from './harness.ts'

const [DEPARTURES, SAMPLES] = [20, 250]
const { columns: passage } = passageAnswer(SAMPLES)
const startMs = passage.timeMs[0] ?? 0
const departuresMs = Array.from({ length: DEPARTURES }, (_, place) => startMs + place * 6 * HOUR_MS)

const by: DepartureBy = {
  sailing: 'planned',
  fastestKn: null,
  arrivalMs: NaN,
  planned: 'through water',
  limits: defaultLimits,
  consumption: { fuel: 'hfo', rows: [8, 20].map((speedKn) => ({ speedKn, laden: speedKn * 3, ballast: null })) },
  condition: 'laden',
  particulars: { ...noParticulars, lengthM: 217, rollPeriodS: 12 },
  period: 'tm01',
  askedMs: startMs,
  isCommonOnly: false,
}

/** A new answer, of which nothing has been worked out yet. */
function matrix(change: Partial<DepartureBy>): unknown {
  const points = joinedPoints(
    departuresMs.map((at) => ({ ...passage, timeMs: passage.timeMs.map((timeMs) => timeMs + at - startMs) })),
  )
  const fields = Object.fromEntries(
    Object.entries(passage.fields).map(([name, column]) => [
      name,
      Float32Array.from({ length: DEPARTURES * SAMPLES }, (_, index) => column[index % SAMPLES] ?? NaN),
    ]),
  )
  const answer = { ...points, fields, count: DEPARTURES * SAMPLES, gaps: passage.gaps }
  return rankDepartures(departureFigures(answer, { kind: 'departures', departuresMs }, { ...by, ...change }))
}

const figure = { issue: 18, goal: 200, floor: 400 } as const

/** From the answer to the ranked matrix. */
export const departureMatrixFigures: readonly Figure[] = [
  { ...figure, name: 'Departures: matrix of 20 × 250', run: () => matrix({}) },
  {
    ...figure,
    name: 'Departures: matrix of 20 × 250 at another speed',
    run: () => matrix({ sailing: 'fastest', fastestKn: 18 }),
  },
]
