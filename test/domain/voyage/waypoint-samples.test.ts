import { expect, it } from 'vitest'
import { waypointSamples } from '#src/domain/voyage/waypoint-samples.ts'
import { columnsOf } from '#test/support/voyage-answer.ts'

const at = (lat: number, lon: number) => ({ position: { lat, lon } })
const track = (lon: readonly number[]) => columnsOf({}, { lat: lon.map(() => 10), lon })

it('finds the sample on each waypoint', () => {
  expect([...waypointSamples(track([0, 1, 2, 3, 4]), [at(10, 0), at(10, 3), at(10, 4)])]).toEqual([0, 3, 4])
})

it('recognises a place despite the wire’s six decimals, and on both sides of 180°', () => {
  expect([
    ...waypointSamples(track([178, 179.123456, 181.5]), [at(10, 178), at(10, 179.12345612), at(10, -178.5)]),
  ]).toEqual([0, 1, 2])
})

it('says which ones are no longer passed', () => {
  expect([...waypointSamples(track([0, 1, 2]), [at(10, 0), at(11, 1), at(10, 2)])]).toEqual([0, -1, 2])
})

it('tells two calls at one place apart, and ends a stay at its last sample', () => {
  expect([
    ...waypointSamples(track([0, 1, 1, 1, 2, 1, 0]), [at(10, 0), at(10, 1), at(10, 2), at(10, 1), at(10, 0)]),
  ]).toEqual([0, 3, 4, 5, 6])
})

it('has nothing to find without samples', () => {
  expect([...waypointSamples(columnsOf({}), [at(1, 1)])]).toEqual([-1])
})
