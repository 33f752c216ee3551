import { describe, expect, it } from 'vitest'
import { routeFromPositions } from '#src/domain/route/edit.ts'
import { firstStepsDone } from '#src/domain/voyage/first-steps.ts'
import { noHistory, withStep } from '#src/domain/voyage/history.ts'
import { emptyVoyage } from '#src/domain/voyage/voyage.ts'
import { planned } from '#test/support/planned.ts'

const empty = emptyVoyage('v', 0)
const routed = planned(empty, {
  route: routeFromPositions('', [
    { lat: 51, lon: 2 },
    { lat: 50, lon: -1 },
  ]),
})
const begun = { voyage: empty, history: noHistory, asked: false, answered: false, read: false }

describe('the steps of a first voyage', () => {
  it('are open at first, and one waypoint is no route', () => {
    expect(Object.values(firstStepsDone(begun))).toEqual([false, false, false, false])
    const one = planned(empty, { route: routeFromPositions('', [{ lat: 51, lon: 2 }]) })
    expect(firstStepsDone({ ...begun, voyage: one }).route).toBe(false)
    expect(firstStepsDone({ ...begun, voyage: routed }).route).toBe(true)
  })

  it('tick the schedule once departure or speed was edited, and untick it after undo', () => {
    const drawn = withStep(noHistory, empty, routed)
    expect(firstStepsDone({ ...begun, voyage: routed, history: drawn }).schedule).toBe(false)
    const edited = withStep(drawn, routed, planned(routed, { speedKn: 14 }))
    expect(firstStepsDone({ ...begun, voyage: routed, history: edited }).schedule).toBe(true)
    expect(firstStepsDone({ ...begun, voyage: routed, history: { ...edited, done: 1 } }).schedule).toBe(false)
  })

  it('take a request as a decision on the schedule, and an answer as weather', () => {
    expect(firstStepsDone({ ...begun, voyage: routed, asked: true })).toEqual({
      route: true,
      schedule: true,
      weather: false,
      read: false,
    })
    expect(firstStepsDone({ ...begun, voyage: routed, asked: true, answered: true }).weather).toBe(true)
  })

  it('are open again when the route is gone, as after an import was undone', () => {
    expect(firstStepsDone({ ...begun, asked: true, answered: true })).toMatchObject({ schedule: false, weather: false })
  })

  it('are done once the answer is read, or with the operator’s own limits', () => {
    expect(firstStepsDone({ ...begun, read: true }).read).toBe(true)
    expect(
      firstStepsDone({ ...begun, voyage: { ...empty, limits: { ...empty.limits, wave: { caution: 2, limit: 3 } } } })
        .read,
    ).toBe(true)
  })
})
