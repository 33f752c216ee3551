import { describe, expect, it } from 'vitest'
import { checkRoute } from '#src/domain/route/checks.ts'
import { moveWaypoint, routeFromPositions, setFixedEta } from '#src/domain/route/edit.ts'
import { checkedRoute, emptyRoute, type Route } from '#src/domain/route/route.ts'
import { boxArea } from '#test/support/box-area.ts'
import { voyageOf } from '#test/support/random-voyage.ts'

// One degree of the equator is 60.107716 NM.
const nowMs = Date.UTC(2026, 10, 22, 17)
const route = (places: readonly (readonly [number, number])[]) =>
  routeFromPositions(
    '',
    places.map(([lat, lon]) => ({ lat, lon })),
  )
const check = (of: Route, change = {}) =>
  checkRoute(voyageOf(of, change), { nowMs }).map(({ code, tone, words, waypointId, legIndex }) => [
    code,
    tone,
    words,
    waypointId,
    legIndex,
  ])

describe('the checks of a route', () => {
  it('say nothing about a good route, one waypoint, or none', () => {
    for (const good of [
      route([
        [50, 0],
        [49, -3],
      ]),
      route([[50, 0]]),
      emptyRoute,
    ])
      expect(check(good)).toEqual([])
  })

  it('say of a proposal that it is none until somebody has checked it', () => {
    const proposal: Route = {
      ...route([
        [50, 0],
        [49, -3],
      ]),
      isProposal: true,
    }
    const words = 'First proposal, not a route: check it on the chart.'
    expect(check(proposal)).toEqual([['proposal', 'caution', words, null, null]])
    expect(check(moveWaypoint(proposal, 'w2', { lat: 49, lon: -4 }))).toHaveLength(1)
    expect(check(checkedRoute(proposal))).toEqual([])
  })

  it('find waypoints in the same place and very close to each other', () => {
    expect(
      check(
        route([
          [50, 0],
          [50, 0],
          [50.0005, 0],
          [50.0016, 0],
        ]),
      ),
    ).toEqual([
      ['same-place', 'caution', 'Waypoints 1 and 2 are the same place.', 'w2', 1],
      ['same-place', 'caution', 'Waypoints 2 and 3 are only 0.03 NM apart.', 'w3', 2],
    ])
  })

  it('find a leg over 2 000 NM, and where 180° is crossed', () => {
    expect(
      check(
        route([
          [0, 160],
          [0, -160],
        ]),
        { speedKn: 30 },
      ),
    ).toEqual([
      ['long-leg', 'caution', 'Leg 1 is 2\u2009404.3 NM long, over 2\u2009000 NM.', 'w2', 1],
      ['crosses-180', 'info', 'Leg 1 crosses 180°.', 'w2', 1],
    ])
    expect(
      check(
        route([
          [0, 179],
          [0, 180],
          [0, 179],
        ]),
      ),
    ).toEqual([])
    expect(
      check(
        route([
          [0, 179],
          [0, 180],
          [0, -179],
          [0, 179],
        ]),
      ).map(([, , words]) => words),
    ).toEqual(['Leg 2 crosses 180°.', 'Leg 3 crosses 180°.'])
  })

  it('say why a fixed ETA cannot be kept', () => {
    const late = setFixedEta(
      route([
        [0, 0],
        [0, 2],
      ]),
      'w2',
      Date.UTC(2026, 10, 22, 12),
    )
    expect(check(late)).toEqual([
      [
        'eta-impossible',
        'error',
        'Waypoint 2: ETA 22 Nov 2026 12:00Z cannot be kept: no time is left for 120.2 NM.',
        'w2',
        1,
      ],
    ])
  })

  it('name positions out of range, and nothing else', () => {
    const { waypoints } = route([
      [50, 0],
      [49, -3],
      [48, -3],
    ])
    const broken = {
      name: '',
      waypoints: [
        waypoints[0]!,
        { ...waypoints[1]!, position: { lat: 95.2, lon: 0 } },
        { ...waypoints[2]!, position: { lat: 0, lon: NaN } },
      ],
    }
    expect(check(broken)).toEqual([
      ['out-of-range', 'error', 'Waypoint 2: latitude 95.2 is outside −90 to 90.', 'w2', null],
      ['out-of-range', 'error', 'Waypoint 3: longitude NaN is not a number.', 'w3', null],
    ])
  })

  it('count the points the service does not cover, on a route and on a track', () => {
    const line = route([
      [50, 0],
      [49, 0],
    ])
    expect(check(line, { departureMs: nowMs + 10 * 86_400_000 - 3_600_000 })).toEqual([
      ['too-late', 'caution', '5 of 7 points are later than the 10-day forecast and will be empty.', null, null],
    ])
    expect(check(line, { departureMs: Date.UTC(2020, 0, 1) })).toEqual([
      ['too-old', 'caution', '7 of 7 points are more than 3 years old and will be empty.', null, null],
    ])
    const track = {
      name: '',
      lat: Float64Array.of(1, 2),
      lon: Float64Array.of(1, 2),
      timeMs: Float64Array.of(0, nowMs),
    }
    expect(check(emptyRoute, { track })).toEqual([
      ['too-old', 'caution', '1 of 2 points are more than 3 years old and will be empty.', null, null],
    ])
  })

  it('report a leg over land as information', () => {
    const place = { lat: 49, lon: -2 }
    const crossesLand = [{ legIndex: 1, lengthNm: 12.34, from: place, to: place }]
    expect(
      checkRoute(
        voyageOf(
          route([
            [50, 0],
            [49, -3],
          ]),
        ),
        { nowMs, crossesLand },
      ),
    ).toEqual([
      {
        code: 'land',
        tone: 'info',
        words: 'Leg 1 goes over land for 12.3 NM (coastline 1:10 M, not a chart).',
        waypointId: 'w2',
        legIndex: 1,
      },
    ])
  })

  it('find the areas that a leg goes through while they are valid: what to keep out of, and what to know of', () => {
    const across = route([
      [0, 0],
      [0, 2],
      [0, 12],
    ])
    // She leaves at 17:51Z and makes 60 NM an hour nearly: 1° of longitude.
    const plan = { speedKn: 60 }
    const box = [4, -1, 7, 1] as const
    const soon = Date.UTC(2026, 10, 22, 23)
    expect(
      check(across, { ...plan, areas: [boxArea('Wind farm', box), boxArea('Whales', box, { effect: 'warn' })] }),
    ).toEqual([
      [
        'area',
        'caution',
        'Leg 2 goes through the no-go area “Wind farm” for 180.3 NM, 22 Nov 21:51Z to 23 Nov 00:51Z.',
        'w3',
        2,
      ],
      ['area', 'info', 'Leg 2 goes through the area “Whales” for 180.3 NM, 22 Nov 21:51Z to 23 Nov 00:51Z.', 'w3', 2],
    ])
    expect(check(across, { ...plan, areas: [boxArea('Firing', box, { validToMs: soon })] })[0]?.[2]).toBe(
      'Leg 2 goes through the no-go area “Firing” for 68.6 NM, 22 Nov 21:51Z to 23:00Z.',
    )
    expect(check(across, { ...plan, areas: [boxArea('Over', box, { validToMs: nowMs })] })).toEqual([])
  })

  it('find the areas on a track too, and the place where it enters', () => {
    const track = {
      name: 'Sailed',
      lat: Float64Array.of(0, 0),
      lon: Float64Array.of(0, 2),
      timeMs: Float64Array.of(0, NaN),
    }
    const voyage = voyageOf(emptyRoute, { track, speedKn: 60, areas: [boxArea('Wind farm', [1, -1, 3, 1])] })
    const [found] = checkRoute(voyage, { nowMs })
    expect(found).toMatchObject({ code: 'area', tone: 'caution', waypointId: null, place: { lat: 0 } })
    expect(found?.words).toMatch(
      /^The track goes through the no-go area “Wind farm” for 60\.1 NM, 01 Jan 1970 01:00Z to/,
    )
    expect(found?.place?.lon).toBeCloseTo(1, 6)
  })
})
