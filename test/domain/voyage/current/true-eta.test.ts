import { describe, expect, it } from 'vitest'
import { type ResultColumns } from '#src/domain/metocean/result.ts'
import { passagePlan } from '#src/domain/route/passage-plan.ts'
import { routeFromPositions } from '#src/domain/route/edit.ts'
import { schedule } from '#src/domain/route/schedule.ts'
import { HOUR_MS } from '#src/domain/time.ts'
import { withoutFan } from '#src/domain/voyage/current/fan.ts'
import {
  correctedNote,
  correctedPlan,
  correctedPoints,
  correctedVoyage,
  etaNote,
  etaRows,
  trueEta,
  type TrueEta,
} from '#src/domain/voyage/current/true-eta.ts'
import { partsUntil, requestParts, withFans } from '#src/domain/voyage/request-plan.ts'
import { activePlan, emptyVoyage, type Voyage } from '#src/domain/voyage/voyage.ts'
import { planned } from '#test/support/planned.ts'
import { answerOf } from '#test/support/voyage-answer.ts'

const startMs = Date.UTC(2026, 10, 22)
/** 240 NM due north at 12 kn through the water in two legs, with a stay of two hours between them. */
const straight = routeFromPositions('', [
  { lat: 40, lon: -30 },
  { lat: 42, lon: -30 },
  { lat: 44, lon: -30 },
])
const route = {
  ...straight,
  waypoints: straight.waypoints.map((waypoint, index) => (index === 1 ? { ...waypoint, stayMin: 120 } : waypoint)),
}
const voyage: Voyage = planned({ ...emptyVoyage('v', startMs), plannedSpeed: 'through water' }, { route, speedKn: 12 })
const plan = { ...activePlan(voyage), stepMin: voyage.request.stepMin }
const [, middle, end] = schedule(route, plan).rows

/** @param north of the current at so many hours after departure, knots */
function answered(
  north: (hours: number) => number,
  { corrections = 0, asked = withFans(voyage, requestParts(voyage)) } = {},
) {
  const { lat, lon, timeMs } = asked.points
  const along = Array.from(timeMs, (time) => north((time - startMs) / HOUR_MS))
  const columns: ResultColumns = {
    count: lat.length,
    lat,
    lon,
    timeMs,
    fields: {
      Currents_Intensity: Float64Array.from(along, (kn) => (Math.abs(kn) * 1852) / 3600),
      Currents_Direction: Float64Array.from(along, (kn) => (kn < 0 ? 180 : 0)),
    },
    gaps: [],
  }
  const askedFor = { voyageId: 'v', voyageName: '', alternativeId: 'a1', alternativeName: '', corrections }
  return answerOf(withoutFan(columns), { askedFor })
}
const etaOf = (answer: ReturnType<typeof answered>) => trueEta(answer, plan, 'through water')!

describe('when she arrives with the current', () => {
  it('is told for speeds through the water, with a current, for the plan as it is', () => {
    const answer = answered(() => 0)
    expect(trueEta(answer, plan, 'over ground')).toBeNull()
    expect(trueEta({ ...answer, askedFor: null }, plan, 'through water')).toMatchObject({ corrections: 0 })
    const single = { ...answer.columns, count: 1 }
    expect(trueEta({ ...answer, columns: single }, plan, 'through water')).toBeNull()
    expect(trueEta(answer, { ...plan, speedKn: 11 }, 'through water')).toBeNull()
    const { fields, ...rest } = answer.columns
    expect(trueEta({ ...answer, columns: { ...rest, fields: {} } }, plan, 'through water')).toBeNull()
    expect(Object.keys(fields)).toHaveLength(2)
    const eta = etaOf(answer)
    expect(eta).toMatchObject({ asksAgain: false, unsettledHours: null, beyondMs: 0, corrections: 0 })
    expect(Math.abs(eta.arrivalMs - end!.etaMs!)).toBeLessThan(2000)
    expect(etaNote(eta)).toMatch(/^ETA 22 Nov 21:59Z with current, as in still water$/)
  })

  it('is later against a current, with the stay as planned, and asks again once the times leave the fan', () => {
    const eta = etaOf(answered(() => -2))
    const sailedHours = (end!.etaMs! - startMs) / HOUR_MS - 2
    expect((eta.arrivalMs - startMs) / HOUR_MS).toBeCloseTo((sailedHours * 12) / 10 + 2, 2)
    expect(eta.asksAgain).toBe(true)
    expect(etaNote(eta)).toMatch(/with current, 3 h 59 min later$/)
    expect(etaRows(eta).map(([name]) => name)).toEqual(['In still water', 'With the current', 'Agreement'])
    expect(etaRows(eta)[2]![1]).toContain('ask again')
    const near = etaOf(answered(() => 1))
    expect(near.asksAgain).toBe(false)
    expect(etaRows(near)[2]![1]).toBe('the times agree with the current')
    expect(etaNote(near)).toMatch(/1 h 3\d min earlier$/)
  })

  it('is asked for at the corrected times, whose answer is still that of the plan', () => {
    const tide = (hours: number) => 2 * Math.sin((2 * Math.PI * hours) / 12.42) - 1.5
    let [answer, arrival] = [answered(tide), NaN]
    for (let corrections = 1; corrections <= 2; corrections++) {
      const eta = etaOf(answer)
      const points = correctedPoints(answer, eta)
      expect(points.timeMs).toHaveLength(answer.columns.count)
      expect(points.timeMs.every((time) => time % 1000 === 0)).toBe(true)
      const parts = [{ alternativeId: 'a1', name: '', first: 0, count: points.timeMs.length }]
      answer = answered(tide, { corrections, asked: withFans(voyage, { points, parts }) })
      arrival = eta.arrivalMs
    }
    const last = etaOf(answer)
    expect(last).toMatchObject({ corrections: 2, asksAgain: false, unsettledHours: null })
    expect(Math.abs(last.arrivalMs - arrival)).toBeLessThan(5 * 60_000)
    expect(last.stillArrivalMs).toBeCloseTo(Math.floor(end!.etaMs! / 1000) * 1000, -1)
  })

  it('says how far it last moved where three answers do not agree', () => {
    const eta = etaOf(answered(() => -4, { corrections: 2 }))
    expect(eta.asksAgain).toBe(false)
    expect(eta.unsettledHours).toBeGreaterThan(3)
    expect(etaNote(eta)).toMatch(/ ± 10 h with current/)
    expect(etaRows(eta)[2]![1]).toBe('asked three times; the arrival last moved by 9 h 59 min')
    expect(etaRows(eta)[1]![1]).toBe('23 Nov 2026 07:59Z ± 10 h, 9 h 59 min later')
  })

  it('is no time at all where the current is too strong', () => {
    const eta = etaOf(answered((hours) => (hours > 5 && hours < 9 ? -13 : 0)))
    expect(eta.heldUpTo).not.toBeNull()
    expect(eta.arrivalMs).toBeNaN()
    expect(etaNote(eta)).toMatch(/^With current she cannot hold this track after 22 Nov \d\d:\d\dZ/)
    expect(correctedVoyage(voyage, eta)).toBeNull()
    expect(etaRows(eta)[1]![1]).toMatch(/^cannot hold this track after 22 Nov \d\d:\d\dZ/)
    const still = answered(() => 0)
    const { lat, lon, timeMs } = correctedPoints(still, eta)
    expect([lat, lon, timeMs].map(({ length }) => length)).toEqual([1, 1, 1].map(() => eta.heldUpTo! + 1))
    const atOnce = etaOf(answered(() => -13))
    expect(etaNote(atOnce)).toContain('after 22 Nov 00:00Z')
    expect(correctedPoints(still, atOnce).timeMs).toHaveLength(1)
  })

  it('counts what lies beyond the answer as still water, and what is not known', () => {
    const until = partsUntil(requestParts(voyage), startMs + 8 * HOUR_MS)
    const eta = etaOf(answered((hours) => (hours > 4 && hours < 7 ? NaN : 1), { asked: withFans(voyage, until) }))
    expect(eta.beyondMs / HOUR_MS).toBeCloseTo((end!.etaMs! - startMs) / HOUR_MS - 8, 2)
    expect(
      etaRows(eta)
        .map(([name]) => name)
        .slice(3),
    ).toEqual(['Current not known', 'Beyond the answer'])
    expect(etaNote(eta)).toContain(' ± ')
    const lastMs = eta.timeMs.at(-1)!
    expect(eta.arrivalMs - lastMs).toBe(eta.beyondMs)
    expect(etaRows(eta).at(-1)![1]).toMatch(/^the last 1\d h( \d+ min)?, as in still water$/)
    const nothing = etaOf(answered(() => NaN))
    expect(etaRows(nothing)[3]![1]).toContain('none is known to judge by')
  })
})

describe('a plan with the times that the current leaves of it', () => {
  it('brings her to each waypoint at its corrected time, stays as planned', () => {
    const answer = answered(() => -2)
    const eta = etaOf(answer)
    const rows = schedule(correctedPlan(plan, eta)!.route, plan).rows
    expect(rows[1]!.speedKn).toBeCloseTo(10, 2)
    expect(rows[1]!.etaMs! - startMs).toBeCloseTo(((middle!.etaMs! - startMs) * 12) / 10, -4)
    expect(Math.abs(rows[2]!.etaMs! - eta.arrivalMs)).toBeLessThan(2000)
    expect(rows[1]!.stayMin).toBe(120)
    expect(correctedPlan(plan, eta)!.route.waypoints[0]).toBe(plan.route.waypoints[0])
    const corrected = correctedVoyage(voyage, eta)!
    expect(corrected.plannedSpeed).toBe('over ground')
    const { notes } = passagePlan(corrected, null, correctedNote(answer))
    expect(notes[0]).toContain('with the current of the answer asked 22 Nov 2026 17:51Z (Test service)')
    expect(passagePlan(voyage).notes[0]).toContain('without the current')
  })

  it('keeps the speed of legs it does not reach, and is none for a track', () => {
    const eta: Pick<TrueEta, 'timeMs'> = { timeMs: new Float64Array(0) }
    expect(correctedPlan(plan, eta)!.route.waypoints[2]!.leg.speedKn).toBeNull()
    const track = { name: '', lat: new Float64Array(2), lon: new Float64Array(2), timeMs: new Float64Array(2) }
    expect(correctedPlan({ ...plan, track }, eta)).toBeNull()
  })
})
