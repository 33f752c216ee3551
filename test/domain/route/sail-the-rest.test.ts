import { describe, expect, it } from 'vitest'
import { legLine } from '#src/domain/geodesy/leg-line.ts'
import { routeFromPositions, setFixedEta, setLegSpeed, setLegType, setStay } from '#src/domain/route/edit.ts'
import { emptyRoute } from '#src/domain/route/route.ts'
import { sailTheRest } from '#src/domain/route/sail-the-rest.ts'
import { schedule } from '#src/domain/route/schedule.ts'
import { HOUR_MS } from '#src/domain/time.ts'

const degreeNm = (6_378_137 * Math.PI) / 180 / 1852
const departureMs = Date.UTC(2026, 10, 22, 12)
const timing = { departureMs, speedKn: degreeNm / 2 } // a degree takes two hours
const equator = routeFromPositions(
  'Equator',
  [178.5, 179.5, -179.5, -178.5].map((lon) => ({ lat: 0, lon })),
)
const report = (lat: number, lon: number, hours: number) => ({
  position: { lat, lon },
  timeMs: departureMs + hours * HOUR_MS,
})

describe('sail the rest', () => {
  it('starts at the reported position and time, and keeps what is ahead', () => {
    const planned = setFixedEta(setStay(setLegSpeed(equator, 'w3', 20), 'w3', 60), 'w4', departureMs + 12 * HOUR_MS)
    const rest = sailTheRest(planned, timing, report(0.1, 179.9, 5))!
    expect(rest.place).toMatchObject({ legIndex: 2, fraction: expect.closeTo(0.4, 6) as number })
    expect(rest.place.offTrackNm).toBeCloseTo(5.97, 2) // 0.1° of latitude at the equator is 11 057 m
    expect(rest.route.waypoints.map(({ id, name, position }) => [id, name, position.lon])).toEqual([
      ['w5', 'Reported position', 179.9],
      ['w3', '', 180.5],
      ['w4', '', 181.5],
    ])
    expect(rest.route.waypoints.slice(1)).toEqual(planned.waypoints.slice(2))
    const plan = schedule(rest.route, { ...timing, departureMs: rest.departureMs })
    expect(plan.rows[1]!.etaMs! - rest.departureMs).toBeCloseTo(
      (legLine({ lat: 0.1, lon: 179.9 }, { lat: 0, lon: 180.5 }, 'RL').distanceNm / 20) * HOUR_MS,
      3,
    )
    expect(plan.arrivalMs).toBe(departureMs + 12 * HOUR_MS)
  })

  it('says how late the ship is', () => {
    expect(sailTheRest(equator, timing, report(0, -179.5, 5))!.lateMs! / HOUR_MS).toBeCloseTo(1, 4)
    expect(sailTheRest(equator, timing, report(0, 179, 0.5))!.lateMs! / HOUR_MS).toBeCloseTo(-0.5, 4)
    expect(sailTheRest(equator, { ...timing, speedKn: 0 }, report(0, 179, 0.5))!.lateMs).toBeNull()
  })

  it('takes the leg the operator names, and at a waypoint the leg that follows', () => {
    expect(sailTheRest(equator, timing, report(0, 179.5, 2))!.place.legIndex).toBe(2)
    expect(sailTheRest(equator, timing, report(0, 179.5, 2), 1)!.route.waypoints).toHaveLength(4)
    expect(sailTheRest(equator, timing, report(0, -170, 9))!.place).toMatchObject({
      legIndex: 3,
      fraction: expect.closeTo(1, 6) as number,
    })
  })

  it('has a waypoint astern that a report to a tenth of a minute is at, and none beyond it', () => {
    const dense = routeFromPositions(
      '',
      Array.from({ length: 40 }, (_, index) => ({ lat: 0, lon: index / 600 })), // every tenth of a mile
    )
    expect(sailTheRest(equator, timing, report(0.0008, 179.4992, 2))!.place.legIndex).toBe(2)
    expect(sailTheRest(dense, timing, report(0, 10.5 / 600, 2))!.place.legIndex).toBeLessThan(13)
  })

  it('finds the place on a great circle, whichever copy of the world the report is in', () => {
    const pacific = setLegType(
      routeFromPositions('', [
        { lat: 35, lon: 140 },
        { lat: 38, lon: -123 },
      ]),
      'w2',
      'GC',
    )
    const line = legLine({ lat: 35, lon: 140 }, { lat: 38, lon: 237 }, 'GC')
    const { lat, lon } = line.at(0.37)
    const { place, route } = sailTheRest(pacific, timing, { position: { lat, lon: lon - 360 }, timeMs: departureMs })!
    expect(place.fraction).toBeCloseTo(0.37, 5)
    expect(place.offTrackNm).toBeLessThan(0.01)
    expect(Math.abs(route.waypoints[1]!.position.lon - route.waypoints[0]!.position.lon)).toBeLessThan(180)
  })

  it('has nothing to sail without a leg', () => {
    expect(sailTheRest(emptyRoute, timing, report(0, 0, 0))).toBeNull()
    expect(() => sailTheRest(equator, timing, report(95, 0, 0))).toThrow(
      expect.objectContaining({ code: 'latitude-out-of-range' }) as Error,
    )
  })
})
