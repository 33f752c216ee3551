import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  appendWaypoint,
  deleteWaypoint,
  insertWaypoint,
  moveWaypoint,
  reorderWaypoint,
  reverseRoute,
  routeFromPositions,
  setStay,
} from '#src/domain/route/edit.ts'
import type { Route } from '#src/domain/route/route.ts'
import { changesBetween, withChanges } from '#src/domain/voyage/changes.ts'

const big = routeFromPositions(
  'Big',
  Array.from({ length: 1999 }, (_, index) => ({ lat: (index % 100) / 2, lon: index / 20 })),
)
const bytes = (value: unknown) => JSON.stringify(value).length

/** An edit by its number, with two more numbers that say where. */
const edits: readonly ((route: Route, place: number, other: number) => Route)[] = [
  (route, place) => appendWaypoint(route, { lat: place % 90, lon: place }),
  (route, place, other) => moveWaypoint(route, `w${place}`, { lat: other % 90, lon: other }),
  (route, place) => deleteWaypoint(route, `w${place}`),
  (route, place) => insertWaypoint(route, `w${place}`),
  (route, place, other) => reorderWaypoint(route, `w${place}`, other),
  (route) => reverseRoute(route),
  (route, place, other) => setStay(route, `w${place}`, other % 2 ? other : null),
]

describe('changesBetween', () => {
  it('finds nothing between lists of things without ids that say the same, and leads from any to any other', () => {
    const rows = fc.array(fc.record({ speedKn: fc.nat(3), laden: fc.option(fc.nat(2)) }), { maxLength: 5 })
    fc.assert(
      fc.property(rows, rows, (before, after) => {
        expect(changesBetween(before, structuredClone(before))).toEqual([])
        expect(withChanges(before, structuredClone(changesBetween(before, after)))).toEqual(after)
      }),
    )
  })

  it('leads from any state of a route to the next and back', () => {
    const anyEdits = fc.array(fc.tuple(fc.nat(edits.length - 1), fc.integer({ min: 1, max: 30 }), fc.nat(29)), {
      minLength: 1,
      maxLength: 30,
    })
    fc.assert(
      fc.property(anyEdits, (list) => {
        const before = routeFromPositions(
          'Any',
          Array.from({ length: 24 }, (_, index) => ({ lat: index, lon: index * 7 })),
        )
        const after = list.reduce((route, [edit, place, other]) => edits[edit]!(route, place, other), before)
        expect(withChanges(before, structuredClone(changesBetween(before, after)))).toEqual(after)
        expect(withChanges(after, structuredClone(changesBetween(after, before)))).toEqual(before)
      }),
    )
  })

  it('is small for one waypoint of two thousand, moved, inserted or removed', () => {
    for (const edited of [
      moveWaypoint(big, 'w900', { lat: 1, lon: 44.97 }),
      insertWaypoint(big, 'w900'),
      deleteWaypoint(big, 'w900'),
    ]) {
      expect(bytes(changesBetween(big, edited))).toBeLessThan(400)
      expect(bytes(changesBetween(edited, big))).toBeLessThan(400)
    }
  })

  it('leaves what it does not touch the same object', () => {
    const edited = moveWaypoint(big, 'w2', { lat: 1, lon: 0 })
    const back = withChanges(edited, changesBetween(edited, big))
    expect(back.waypoints[0]).toBe(big.waypoints[0])
    expect(back.waypoints[1998]).toBe(big.waypoints[1998])
  })

  it('is empty if nothing differs', () =>
    expect(changesBetween({ a: [{ id: 1, b: 2 }] }, { a: [{ id: 1, b: 2 }] })).toEqual([]))

  it('carries columns as they are', () => {
    const lat = Float64Array.of(1, NaN)
    expect(withChanges({ track: null }, changesBetween({ track: null }, { track: { lat } }))).toEqual({
      track: { lat },
    })
  })

  it('refuses what does not fit, and never reaches a prototype', () => {
    expect(() => withChanges({ list: [1] }, [{ do: 'splice', path: ['list'], at: 1, remove: 3, insert: [] }])).toThrow(
      'does not fit',
    )
    expect(() => withChanges({}, [{ do: 'set', path: ['a', 'b'], value: 1 }])).toThrow()
    expect(() => withChanges({}, [{ do: 'set', path: ['__proto__', 'polluted'], value: 1 }])).toThrow()
    expect(withChanges({}, [{ do: 'set', path: ['__proto__'], value: { polluted: 1 } }])).not.toHaveProperty('polluted')
    expect({}).not.toHaveProperty('polluted')
  })
})
