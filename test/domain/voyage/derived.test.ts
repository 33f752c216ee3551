import { describe, expect, it } from 'vitest'
import { HOUR_MS } from '#src/domain/time.ts'
import { derive, type DerivedBy } from '#src/domain/voyage/derived.ts'
import { noParticulars } from '#src/domain/voyage/ship/hull.ts'
import { underKeel } from '#src/domain/voyage/ship/depth.ts'
import { seaParts } from '#src/domain/voyage/sea/danger-state.ts'
import { dangers } from '#src/domain/voyage/sea/dangers.ts'
import { columnsOf, passageAnswer } from '#test/support/voyage-answer.ts'
import { beamSwell, bulker, hullFrom } from './ships.ts'

const by: DerivedBy = { particulars: bulker, planned: 'over ground', period: 'tm01' }
/** Northbound from the equator, 0.2° an hour: 11.941 kn. Two samples of the same weather. */
const north = 11.941
const still = {
  Winds_10m_Intensity: 10,
  Winds_10m_Direction: 45,
  Waves_Significant_Height: 4,
  Waves_Mean_Period: 8,
  ...beamSwell,
  Currents_Intensity: 0,
  Currents_Direction: 0,
  Bathymetry: 20,
}
const derived = (
  change: Partial<Record<keyof typeof still, number>> = {},
  how: Partial<DerivedBy> = {},
  lat = [0, 0.2],
) => {
  const fields = Object.entries({ ...still, ...change }).map(([name, value]) => [name, [value, value]] as const)
  return derive(columnsOf(Object.fromEntries(fields), { lat, lon: [0, 0], timeMs: [0, HOUR_MS] }), { ...by, ...how })
}
const kn = (knots: number) => (knots * 1852) / 3600

describe('what follows from an answer and the ship', () => {
  it('meets the weather on her heading', () => {
    const calm = derived()
    expect(calm.headingDeg[0]).toBeCloseTo(0, 5)
    expect(calm.waterKn[1]).toBeCloseTo(north, 3)
    expect(calm.groundKn[1]).toBeCloseTo(north, 3)
    expect(calm.windAngleDeg[0]).toBeCloseTo(45, 4)
    expect(calm.seaAngleDeg[0]).toBeCloseTo(90, 4)
    expect(calm.steepness[0]).toBeCloseTo(0.04, 4)
    const across = derived({ Currents_Intensity: kn(2), Currents_Direction: 90 })
    const set = (Math.atan2(2, north) * 180) / Math.PI
    expect(across.headingDeg[0]).toBeCloseTo(360 - set, 2)
    expect(across.waterKn[0]).toBeCloseTo(Math.hypot(2, north), 3)
    expect(across.windAngleDeg[0]).toBeCloseTo(45 + set, 2)
    expect(across.seaAngleDeg[0]).toBeCloseTo(90 + set, 2)
    // Apparent wind is of the movement over the ground; only its angle is from the heading.
    expect(across.apparentWindKn[0]).toBeCloseTo(calm.apparentWindKn[0]!, 3)
    expect(across.apparentAngleDeg[0]).toBeCloseTo(calm.apparentAngleDeg[0]! + set, 2)
  })
  it('gives speed over ground for a speed through the water, and 0 where the track cannot be held', () => {
    const through = (knots: number, set: number) =>
      derived({ Currents_Intensity: kn(knots), Currents_Direction: set }, { planned: 'through water' })
    expect(through(2, 90).groundKn[0]).toBeCloseTo(Math.sqrt(north ** 2 - 4), 3)
    expect(through(2, 90).waterKn[0]).toBeCloseTo(north, 3)
    expect(through(2, 0).hoursGained[1]).toBeCloseTo(1 - north / (north + 2), 3)
    expect(through(15, 90)).toMatchObject({ groundKn: Float32Array.of(0, 0), headingDeg: Float32Array.of(NaN, NaN) })
    expect(through(15, 90).waterKn[0]).toBeCloseTo(north, 3)
    expect(through(NaN, 90).groundKn[0]).toBeNaN()
    expect(through(NaN, 90).apparentWindKn[0]).toBeCloseTo(derived().apparentWindKn[0]!, 3)
  })
  it('keeps to her course where the current is not known', () => {
    const {
      headingDeg,
      waterKn,
      groundKn,
      windAngleDeg,
      dangers: states,
      underKeelM,
      hoursGained,
      windAgainstCurrent,
    } = derived({ Currents_Intensity: NaN })
    expect([headingDeg[0], waterKn[0], hoursGained[0], windAgainstCurrent[0]]).toEqual([NaN, NaN, NaN, NaN])
    expect(groundKn[0]).toBeCloseTo(north, 3)
    expect(windAngleDeg[0]).toBeCloseTo(45, 4)
    expect(states.synchronous.level[0]).toBe(3)
    expect(underKeelM[0]).toBeCloseTo(derived().underKeelM[0]!, 5)
  })
  it('tells wind against current', () => {
    const against = (change: Parameters<typeof derived>[0]) => derived(change).windAgainstCurrent[0]
    expect(against({ Currents_Intensity: 1, Currents_Direction: 45 })).toBe(1)
    expect(against({ Currents_Intensity: 0.4, Currents_Direction: 45 })).toBe(0)
  })
  it('knows the dangers with their part and period', () => {
    const { dangers: states, worst } = derived()
    expect(states.synchronous).toMatchObject({
      level: Float32Array.of(3, 3),
      part: Uint8Array.of(0, 0),
      taken: Uint8Array.of(0, 0),
    })
    expect(states['surf-riding'].level[0]).toBe(0)
    expect([worst.level[0], worst.danger[0], worst.part[0]]).toEqual([3, dangers.indexOf('synchronous'), 0])
    // The peak of 10.32 s is 12.4 s
    expect(derived({ Swell_Wave_Mean_Period: 10.32 }).dangers.synchronous).toMatchObject({ taken: Uint8Array.of(1, 1) })
    const total = derived({ Swell_Wave_Mean_Period: NaN, Waves_Mean_Period: 12.4 })
    expect(seaParts[total.worst.part[0]!]).toBe('total sea only')
  })
  it('does not know rolling without GM, and says nothing worse than that', () => {
    const { dangers: states, worst } = derived({}, { particulars: { ...bulker, gmM: null } })
    expect([states.synchronous.level[0], states.parametric.level[0], worst.level[0]]).toEqual([NaN, NaN, NaN])
    expect([states['surf-riding'].level[0], states['high-waves'].level[0]]).toEqual([0, 0])
  })
  it('has water under the keel for a hull that is known', () => {
    const expected = underKeel(hullFrom(bulker), north, 20, 4)
    expect(derived().underKeelM[0]).toBeCloseTo(expected.known ? expected.value : NaN, 3)
    for (const change of [{ Bathymetry: NaN }, { Bathymetry: -3 }, { Waves_Significant_Height: NaN }])
      expect(derived(change).underKeelM[0]).toBeNaN()
    expect(derived({}, { particulars: noParticulars }).underKeelM[0]).toBeNaN()
  })
  it('has no angles of what is not there', () => {
    const none = derived({ Winds_10m_Intensity: 0, Winds_10m_Direction: NaN, Waves_Significant_Height: 0.04 })
    expect([none.windAngleDeg[0], none.seaAngleDeg[0], none.steepness[0]]).toEqual([NaN, NaN, NaN])
    expect(none.apparentWindKn[0]).toBeCloseTo(north, 3)
    expect(none.apparentAngleDeg[0]).toBeCloseTo(0, 4)
  })
  it('has a ship at rest without a heading', () => {
    const rest = derived({ Currents_Intensity: kn(1) }, {}, [0, 0])
    expect([rest.headingDeg[0], rest.waterKn[0], rest.groundKn[0], rest.windAngleDeg[0]]).toEqual([NaN, 0, 0, NaN])
    expect(rest.apparentWindKn[0]).toBeCloseTo(10 / kn(1), 3)
    expect(rest.hoursGained[1]).toBe(0)
  })
  it('knows nothing of an answer without weather', () => {
    const nothing = derive(columnsOf({ Sea_Surface_Temperature: [3, 4] }), by)
    const { dangers: states, worst, groundKn, ...rest } = nothing
    expect(groundKn[0]).toBeGreaterThan(0)
    for (const column of [...Object.values(rest), worst.level, ...Object.values(states).map(({ level }) => level)])
      expect([...column]).toEqual([NaN, NaN])
    expect(derive(columnsOf({}), by).headingDeg).toHaveLength(0)
  })
  it('is quick', () => {
    const { columns } = passageAnswer(20_000)
    const start = performance.now()
    expect(derive(columns, by).underKeelM).toHaveLength(20_000)
    expect(performance.now() - start).toBeLessThan(4000) // a guard; about 80 ms
  })
})
