import type { Feature, FeatureCollection } from 'geojson'
import { describe, expect, it } from 'vitest'
import { deleteWaypoint, insertWaypoint, moveWaypoint, routeFromPositions, setLegType } from '#src/domain/route/edit.ts'
import type { Route } from '#src/domain/route/route.ts'
import { featureDiff } from '#src/features/map/view/feature-diff.ts'
import {
  movingFeatures,
  noFeatures,
  routeFeatures,
  trackFeatures,
  waypointFeatures,
} from '#src/features/map/edit/route-layers.ts'

const route = routeFromPositions(
  '',
  Array.from({ length: 9 }, (_, index) => ({ lat: index, lon: 174 + 2 * index })),
)

/** A source as the map keeps it: by id, a new feature replacing one with the same id. */
function applied({ features }: FeatureCollection, diff: NonNullable<ReturnType<typeof featureDiff>>): Feature[] {
  const kept = new Map(features.map((feature) => [feature.id, feature]))
  for (const id of diff.remove) kept.delete(id)
  for (const feature of diff.add) kept.set(feature.id, feature)
  return [...kept.values()]
}

const byId = (features: readonly Feature[]) => [...features].sort((a, b) => String(a.id).localeCompare(String(b.id)))

describe('featureDiff', () => {
  const edits: [string, (route: Route) => Route, { legs: number; points: number }][] = [
    [
      'a waypoint moved gives it and its two legs',
      (now) => moveWaypoint(now, 'w5', { lat: 1, lon: 181 }),
      { legs: 2, points: 1 },
    ],
    ['the first moved gives one leg', (now) => moveWaypoint(now, 'w1', { lat: 1, lon: 175 }), { legs: 1, points: 1 }],
    ['another kind of leg gives the leg', (now) => setLegType(now, 'w5', 'GC'), { legs: 1, points: 1 }],
    [
      'one inserted gives both halves of its leg, and those behind their numbers',
      (now) => insertWaypoint(now, 'w7'),
      { legs: 2, points: 4 },
    ],
    [
      'the last deleted gives no leg, and the end of the route',
      (now) => deleteWaypoint(now, 'w9'),
      { legs: 0, points: 1 },
    ],
  ]
  it.each(edits)('%s', (_, edit, expected) => {
    const next = edit(route)
    for (const [draw, count] of [
      [routeFeatures, expected.legs],
      [(now: Route) => waypointFeatures(now, null), expected.points],
    ] as const) {
      const [before, after] = [draw(route), draw(next)]
      const diff = featureDiff(before, after)!
      expect(diff.add).toHaveLength(count)
      expect(byId(applied(before, diff))).toEqual(byId(after.features))
    }
  })

  it('is empty if nothing changed', () => {
    expect(featureDiff(routeFeatures(route), routeFeatures({ ...route }))).toEqual({ add: [], remove: [] })
  })

  it('leaves it to a full update if most is new, or features have no id', () => {
    const moved = routeFromPositions(
      '',
      route.waypoints.map(({ position: { lat, lon } }) => ({ lat: lat + 1, lon })),
    )
    const track = trackFeatures({
      name: '',
      lat: Float64Array.of(1, 2),
      lon: Float64Array.of(3, 4),
      timeMs: new Float64Array(2),
    })
    expect(featureDiff(routeFeatures(route), routeFeatures(moved))).toBeNull()
    expect(featureDiff(noFeatures, routeFeatures(route))).toBeNull()
    expect(featureDiff(track, track)).toBeNull()
    expect(featureDiff(routeFeatures(route), track)).toBeNull()
  })

  it('removes features one by one', () => {
    expect(featureDiff(waypointFeatures(route, null), noFeatures)!.remove).toHaveLength(9)
  })
})

describe('movingFeatures', () => {
  it('separates a waypoint and its legs from what stays, and leaves none out', () => {
    const { route: legs, waypoints, moving } = movingFeatures(route, 'w5')
    expect(legs.features.map(({ id }) => id)).toEqual(['w2', 'w3', 'w4', 'w7', 'w8', 'w9'])
    expect(waypoints.features).toHaveLength(8)
    expect(moving.features.map(({ geometry }) => geometry.type)).toEqual(['LineString', 'LineString', 'Point'])
    expect(moving.features.at(-1)!.properties).toMatchObject({ label: '5', selected: true })
  })

  it('keeps the same objects for what stays, from one step to the next', () => {
    const [first, second] = [1, 2].map((lat) => movingFeatures(moveWaypoint(route, 'w5', { lat, lon: 182 }), 'w5'))
    expect(featureDiff(first!.route, second!.route)).toEqual({ add: [], remove: [] })
    expect(featureDiff(first!.waypoints, second!.waypoints)).toEqual({ add: [], remove: [] })
  })

  it('gives the last waypoint one leg', () => {
    expect(movingFeatures(route, 'w9').moving.features).toHaveLength(2)
  })
})
