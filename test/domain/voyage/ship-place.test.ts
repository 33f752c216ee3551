import { describe, expect, it } from 'vitest'
import { shipPlace } from '#src/domain/voyage/ship-place.ts'
import { columnsOf } from '#test/support/voyage-answer.ts'

const hour = 3_600_000
const start = Date.UTC(2026, 10, 22, 18)
const timeMs = [0, 1, 2, 2, 4].map((hours) => start + hours * hour)
// East along the equator over 180°, a stay at 181°E, then north.
const columns = columnsOf({}, { lat: [0, 0, 0, 0, 2], lon: [179, 180, 181, 181, 181], timeMs })

describe('shipPlace', () => {
  it.each([
    ['before the start', -5, 179, 0, 90, 0],
    ['at the start', 0, 179, 0, 90, 0],
    ['between samples', 0.25, 179.25, 0, 90, 0],
    ['over 180°', 1.75, 180.75, 0, 90, 2],
    ['at a time given twice', 2, 181, 0, 0, 3],
    ['after the turn', 3, 181, 1, 0, 3],
    ['after the end', 99, 181, 2, 0, 4],
  ])('%s', (_, hours, lon, lat, courseDeg, sample) => {
    const place = shipPlace(columns, start + hours * hour)!
    expect(place.position.lon).toBeCloseTo(lon, 9)
    expect(place.position.lat).toBeCloseTo(lat, 2) // a degree of the ellipsoid is not quite the same everywhere
    expect(place.courseDeg).toBeCloseTo(courseDeg, 6)
    expect(place.sample).toBe(sample)
  })

  it('lies at the only sample, with no course', () => {
    const one = columnsOf({}, { lat: [50], lon: [4], timeMs: [start] })
    expect(shipPlace(one, start + hour)).toEqual({ position: { lat: 50, lon: 4 }, courseDeg: NaN, sample: 0 })
    expect(shipPlace(columnsOf({}), start)).toBeNull()
  })
})
