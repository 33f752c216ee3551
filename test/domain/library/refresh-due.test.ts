import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { planRefresh } from '#src/domain/library/refresh-due.ts'
import { coverageWindow } from '#src/domain/metocean/coverage.ts'
import { variables } from '#src/domain/metocean/layers/variables.ts'
import { routeFromPositions } from '#src/domain/route/edit.ts'
import { DAY_MS } from '#src/domain/time.ts'
import { requestParts } from '#src/domain/voyage/request-plan.ts'
import { defaultRequest, emptyVoyage, type RequestChoices, type Voyage } from '#src/domain/voyage/voyage.ts'
import { planned } from '#test/support/planned.ts'

const nowMs = Date.UTC(2026, 10, 22)
const bounds = { served: coverageWindow(nowMs), mostPoints: 100_000, allowance: Infinity, nowMs }

/** A voyage southwards. @param hours it takes at 12 kn, about an hour a point */
function voyageOf(id: string, hours: number, request: Partial<RequestChoices> = {}, departureMs = nowMs): Voyage {
  const ends = [
    { lat: 60, lon: -30 },
    { lat: 60 - hours / 5, lon: -30 },
  ]
  const choices = { ...defaultRequest, ...request }
  return planned(emptyVoyage(id, departureMs), { name: id, request: choices, route: routeFromPositions('', ends) })
}
const pointsOf = (voyage: Voyage) => requestParts(voyage).points.timeMs.length

describe('refreshing what is due', () => {
  it('asks several voyages in one request, each as its own part', () => {
    const [one, other] = [voyageOf('a', 10), voyageOf('b', 20)]
    const { requests, points, leftOut } = planRefresh([one, other], bounds)
    expect(requests).toHaveLength(1)
    expect(requests[0]!.parts).toMatchObject([
      { voyageId: 'a', voyageName: 'a', alternativeId: 'a1', first: 0, count: pointsOf(one) },
      { voyageId: 'b', voyageName: 'b', alternativeId: 'a1', first: pointsOf(one), count: pointsOf(other) },
    ])
    expect([...requests[0]!.points.lat]).toEqual([...requestParts(one).points.lat, ...requestParts(other).points.lat])
    expect(points).toBe(pointsOf(one) + pointsOf(other))
    expect(leftOut).toEqual([])
  })

  it('asks for the variables of all, and tells what that costs', () => {
    const voyages = [voyageOf('a', 10, { variables: ['wave'] }), voyageOf('b', 10, { variables: ['wind', 'wave'] })]
    const { requests, points, cost } = planRefresh(voyages, bounds)
    expect(requests[0]!.variables).toEqual(['wind', 'wave'])
    expect(cost).toBe(points * 2)
  })

  it('begins another request for another wind height, and where the first is full', () => {
    const voyages = [voyageOf('a', 10), voyageOf('b', 10, { windHeightM: 40 }), voyageOf('c', 10)]
    expect(planRefresh(voyages, bounds).requests.map(({ parts }) => parts.map(({ voyageId }) => voyageId))).toEqual([
      ['a', 'c'],
      ['b'],
    ])
    expect(planRefresh(voyages, { ...bounds, mostPoints: pointsOf(voyages[0]!) }).requests).toHaveLength(3)
  })

  it('leaves out the points beyond the forecast, and a voyage that has no others', () => {
    const long = voyageOf('long', 300)
    const late = voyageOf('late', 10, {}, nowMs + 20 * DAY_MS)
    const { requests, leftOut, asked } = planRefresh([long, late], bounds)
    expect(Math.max(...requests[0]!.points.timeMs)).toBeLessThanOrEqual(bounds.served.toMs)
    expect(asked).toEqual([{ id: 'long', name: 'long', points: requests[0]!.points.timeMs.length }])
    expect(leftOut).toMatchObject([
      { id: 'late', reason: expect.stringContaining('the end of the forecast') as string },
    ])
  })

  it('leaves out what cannot be asked for, and says why', () => {
    const { requests, leftOut } = planRefresh([emptyVoyage('empty', nowMs)], bounds)
    expect(requests).toEqual([])
    expect(leftOut).toEqual([{ id: 'empty', name: 'Untitled voyage', reason: 'Draw a route or import a file first.' }])
  })

  it('keeps within the allowance, in the order given', () => {
    const voyages = [voyageOf('a', 10), voyageOf('b', 200), voyageOf('c', 10)]
    const whole = planRefresh([voyages[0]!, voyages[2]!], bounds)
    const { asked, leftOut, cost } = planRefresh(voyages, { ...bounds, allowance: whole.cost })
    expect(asked.map(({ id }) => id)).toEqual(['a', 'c'])
    expect(leftOut).toEqual([{ id: 'b', name: 'b', reason: 'It needs more than is left for today.' }])
    expect(cost).toBe(whole.cost)
  })

  it('never passes a bound, and asks every voyage once or says why not', () => {
    const some = fc.array(
      fc.record({
        hours: fc.integer({ min: 1, max: 240 }),
        windHeightM: fc.constantFrom(10, 40),
        asked: fc.subarray([...variables], { minLength: 1 }),
      }),
      { maxLength: 8 },
    )
    fc.assert(
      fc.property(
        some,
        fc.integer({ min: 50, max: 400 }),
        fc.integer({ min: 0, max: 5000 }),
        (given, most, allowance) => {
          const voyages = given.map(({ hours, windHeightM, asked }, index) =>
            voyageOf(String(index), hours, { windHeightM, variables: asked }),
          )
          const plan = planRefresh(voyages, { ...bounds, mostPoints: most, allowance })
          const sent = plan.requests.reduce(
            (sum, { points, variables: of }) => sum + points.timeMs.length * of.length,
            0,
          )
          expect(sent).toBe(plan.cost)
          expect(plan.cost).toBeLessThanOrEqual(allowance)
          const ids = [...plan.requests.flatMap(({ parts }) => parts.map(({ voyageId }) => voyageId))]
          expect([...ids, ...plan.leftOut.map(({ id }) => id)].sort()).toEqual(voyages.map(({ id }) => id).sort())
          for (const { points, parts } of plan.requests) {
            expect(parts.reduce((next, { first, count }) => (first === next ? next + count : NaN), 0)).toBe(
              points.lat.length,
            )
            if (parts.length > 1) expect(points.lat.length).toBeLessThanOrEqual(most)
          }
        },
      ),
      { numRuns: 60 },
    )
  })
})
