import { describe, expect, it } from 'vitest'
import { coverageWindow } from '#src/domain/metocean/coverage.ts'
import { routeFromPositions } from '#src/domain/route/edit.ts'
import { activateAlternative, addAlternative, renameAlternative } from '#src/domain/voyage/alternatives.ts'
import {
  partsUntil,
  planRequest,
  requestParts,
  sailableAlternatives,
  submissionParts,
  withFans,
} from '#src/domain/voyage/request-plan.ts'
import { defaultRequest, emptyVoyage, type Voyage } from '#src/domain/voyage/voyage.ts'
import { HOUR_MS } from '#src/domain/time.ts'
import { planned } from '#test/support/planned.ts'

const nowMs = Date.UTC(2026, 10, 22)
const window = coverageWindow(nowMs)
const all = { ...defaultRequest, alternatives: 'all' } as const
const south = (hours: number) =>
  routeFromPositions('', [
    { lat: 51, lon: -6 },
    { lat: 51 - hours / 5, lon: -6 },
  ])

/** Six hours at 12 kn from now (the active one), nothing drawn, and a track of three points a day later at 6 kn. */
function threeAlternatives(change: Partial<Voyage> = {}): Voyage {
  const first: Voyage = planned(emptyVoyage('v', nowMs), { request: all, route: south(6) })
  const second = addAlternative(first)
  const third = addAlternative(second, 'Track')
  const track = {
    name: '',
    lat: Float64Array.of(51, 50.9, 50.8),
    lon: Float64Array.of(-7, -7, -7),
    timeMs: new Float64Array(3).fill(NaN),
  }
  return {
    ...activateAlternative(planned(third, { track, departureMs: nowMs + 24 * HOUR_MS, speedKn: 6 }), 'a1'),
    ...change,
  }
}

it.each([
  ['its own name', { name: 'Winter run' }, ['Santos', 'Cape Town'], 'Winter run'],
  ['both ends of its route', {}, ['Santos', 'Cape Town'], 'Santos – Cape Town'],
  ['the name of its file, where an end has none', {}, ['', 'Cape Town'], 'north.rtz'],
  ['no name at all', {}, [], 'Untitled voyage'],
])('a voyage is told apart by %s', (_, change, names, title) => {
  const { waypoints } = south(6)
  const route = {
    name: names.length > 0 ? 'north.rtz' : '',
    waypoints: waypoints.map((waypoint, index) => ({ ...waypoint, name: names[index] ?? '' })),
  }
  const voyage = { ...planned(emptyVoyage('v', nowMs), { route }), ...change }
  expect(submissionParts(voyage, requestParts(voyage).parts)).toMatchObject([{ voyageName: title }])
})

describe('what a request asks for', () => {
  it('is the active alternative, as one part', () => {
    const { points, parts } = requestParts(threeAlternatives({ request: defaultRequest }))
    expect(parts).toEqual([{ alternativeId: 'a1', name: 'Route 1', first: 0, count: points.timeMs.length }])
    expect(points.timeMs[0]).toBe(nowMs)
  })

  it('is every alternative that can be sailed, each with its own departure and speed', () => {
    const voyage = threeAlternatives()
    expect(sailableAlternatives(voyage).map(({ id }) => id)).toEqual(['a1', 'a3'])
    const { points, parts } = requestParts(voyage)
    const alone = requestParts({ ...voyage, request: defaultRequest }).points
    const track = requestParts({ ...activateAlternative(voyage, 'a3'), request: defaultRequest }).points
    expect(parts).toEqual([
      { alternativeId: 'a1', name: 'Route 1', first: 0, count: alone.timeMs.length },
      { alternativeId: 'a3', name: 'Track', first: alone.timeMs.length, count: 3 },
    ])
    for (const column of ['lat', 'lon', 'timeMs'] as const)
      expect([...points[column]]).toEqual([...alone[column], ...track[column]])
    // 6 NM at 6 kn from point to point, from its own departure.
    expect(track.timeMs[0]).toBe(nowMs + 24 * HOUR_MS)
    expect(track.timeMs[1]! - track.timeMs[0]!).toBeCloseTo(HOUR_MS, -5)
  })

  it('is the same whichever alternative is active', () => {
    expect(requestParts(activateAlternative(threeAlternatives(), 'a3'))).toEqual(requestParts(threeAlternatives()))
  })

  it('is the active alternative if the others were deleted or cannot be sailed', () => {
    const voyage: Voyage = planned(
      addAlternative(planned(emptyVoyage('v', nowMs), { request: all, route: south(6) })),
      {
        route: south(3),
      },
    )
    expect(requestParts({ ...voyage, alternatives: voyage.alternatives.slice(1) }).parts).toHaveLength(1)
  })

  it('keeps its parts right if only the first days are asked for', () => {
    const whole = requestParts(threeAlternatives())
    const cut = partsUntil(whole, nowMs + 2 * HOUR_MS)
    expect(cut.parts).toEqual([{ alternativeId: 'a1', name: 'Route 1', first: 0, count: 3 }])
    expect([...cut.points.timeMs]).toEqual([0, 1, 2].map((hour) => nowMs + hour * HOUR_MS))
    const later = partsUntil(whole, nowMs + 24 * HOUR_MS)
    const { first, count } = later.parts[1]!
    expect([first, count]).toEqual([later.parts[0]!.count, 1])
    expect([...later.points.lat.slice(first)]).toEqual([51])
  })
})

describe('the plan of a request', () => {
  it('counts what would be sent', () => {
    for (const voyage of [threeAlternatives(), threeAlternatives({ request: defaultRequest })]) {
      expect(planRequest(voyage, window)).toEqual({
        count: requestParts(voyage).points.timeMs.length,
        tooOld: 0,
        tooLate: 0,
        mode: 'sync',
        blocked: null,
        hasFan: false,
      })
    }
  })

  it('asks three times for each point where the current decides the times, if that is not too many', () => {
    const voyage = threeAlternatives({ plannedSpeed: 'through water' })
    const { points, parts } = requestParts(voyage)
    const asked = withFans(voyage, { points, parts })
    expect(asked.points.timeMs).toHaveLength(3 * points.timeMs.length)
    expect(planRequest(voyage, window)).toMatchObject({ count: 3 * points.timeMs.length, hasFan: true, tooOld: 0 })
    for (const [index, { first, count }] of asked.parts.entries()) {
      const own = parts[index]!
      const times = asked.points.timeMs.subarray(first, first + count)
      expect(count).toBe(3 * own.count)
      expect([...times.subarray(0, own.count)]).toEqual([...points.timeMs.subarray(own.first, own.first + own.count)])
      expect(times[own.count]).toBe(times[0]! - 3 * HOUR_MS)
      expect(times.at(-1)).toBe(times[own.count - 1]! + 3 * HOUR_MS)
    }
    // Those earlier than the plan and later than it may lie outside the times served.
    const late = { fromMs: window.fromMs, toMs: nowMs + 5 * HOUR_MS }
    const alone = threeAlternatives({ plannedSpeed: 'through water', request: defaultRequest })
    expect(planRequest(alone, late)).toMatchObject({ count: 24, tooLate: 2 + 5 })

    const others: Partial<Voyage>[] = [
      { plannedSpeed: 'over ground' },
      { request: { ...all, variables: ['wind'] } },
      { request: { ...all, stepMin: 0.2 } },
    ]
    for (const change of others) {
      const other = { ...voyage, ...change }
      const plain = requestParts(other)
      expect(withFans(other, plain)).toEqual(plain)
      expect(planRequest(other, window).hasFan).toBe(false)
    }
  })

  it('counts points outside the times served over all alternatives', () => {
    const voyage = threeAlternatives()
    const { count } = planRequest(voyage, window)
    expect(planRequest(voyage, { fromMs: nowMs + 1, toMs: nowMs + 20 * HOUR_MS })).toMatchObject({
      count,
      tooOld: 1,
      tooLate: 3,
    })
  })

  it('has nothing outside if only depth is requested, which does not depend on time', () => {
    const voyage = threeAlternatives({ request: { ...all, variables: ['bathy'] } })
    expect(planRequest(voyage, { fromMs: 0, toMs: 1 })).toMatchObject({ tooOld: 0, tooLate: 0 })
  })

  it('goes in the background if all alternatives together have many points', () => {
    const voyage: Voyage = planned(addAlternative(planned(emptyVoyage('v', nowMs), { route: south(60) })), {
      route: south(60),
      request: { ...all, stepMin: 1 },
    })
    expect(planRequest(voyage, window).mode).toBe('async')
    expect(planRequest({ ...voyage, request: { ...defaultRequest, stepMin: 1 } }, window).mode).toBe('sync')
  })

  it.each([
    [0, 'Draw a route or import a file first.'],
    [1, 'A route needs at least two waypoints.'],
  ])('says what is missing with %d waypoints', (count, words) => {
    const route = routeFromPositions('', [{ lat: 51, lon: 2 }].slice(0, count))
    expect(planRequest(planned(emptyVoyage('v', nowMs), { route }), window).blocked).toBe(words)
  })

  it('names the alternative that prevents sending', () => {
    const voyage = threeAlternatives()
    const route = south(6)
    const becalmed = {
      ...route,
      waypoints: route.waypoints.map((waypoint) => ({ ...waypoint, leg: { ...waypoint.leg, speedKn: 0 } })),
    }
    const named = renameAlternative(planned(activateAlternative(voyage, 'a2'), { route: becalmed }), 'a2', 'Inshore')
    const words = 'Every leg needs a speed above 0 kn, and the step must be above 0 min.'
    expect(planRequest(activateAlternative(named, 'a1'), window)).toMatchObject({
      blocked: `Inshore: ${words}`,
      tooLate: 0,
    })
    expect(planRequest({ ...named, request: defaultRequest }, window).blocked).toBe(words)
  })

  it('adds up what may be too many points together', () => {
    const voyage: Voyage = planned(addAlternative(planned(emptyVoyage('v', nowMs), { route: south(36) })), {
      route: south(36),
      request: { ...all, stepMin: 0.02 },
    })
    const { count, blocked } = planRequest(voyage, window)
    expect(count).toBeGreaterThan(200_000)
    expect(blocked).toMatch(
      /^All 2 alternatives come to 21\d.\d{3} points, and a request may have at most 200.000\. Choose a longer step, or ask for this route\.$/,
    )
    expect(() => requestParts(voyage)).toThrow(expect.objectContaining({ code: 'too-many-points' }))
  })
})
