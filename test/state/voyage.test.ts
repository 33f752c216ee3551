import { renderHook, act } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { appendWaypoint, moveWaypoint } from '#src/domain/route/edit.ts'
import { emptyRoute } from '#src/domain/route/route.ts'
import { defaultRequest } from '#src/domain/voyage/voyage.ts'
import {
  currentHistory,
  currentPlan,
  currentVoyage,
  newVoyage,
  useCanRedo,
  useCanUndo,
  useVoyageActions,
} from '#src/state/voyage.ts'
import { planned } from '#test/support/planned.ts'

const one = appendWaypoint(emptyRoute, { lat: 51, lon: 2 })
const two = appendWaypoint(one, { lat: 50, lon: -1 })

function actions() {
  return renderHook(() => useVoyageActions()).result.current
}

describe('the voyage that is edited', () => {
  beforeEach(() => actions().voyageOpened(newVoyage('v', Date.UTC(2026, 10, 22, 17, 51))))

  it('departs at the next full hour', () => {
    expect(new Date(currentPlan().departureMs).toISOString()).toBe('2026-11-22T18:00:00.000Z')
  })

  it('undoes and redoes edits one by one', () => {
    const { routeEdited, undone, redone } = actions()
    act(() => {
      routeEdited(one)
      routeEdited(two)
      undone()
    })
    expect(currentPlan().route).toEqual(one)
    act(redone)
    expect(currentPlan().route).toEqual(two)
    act(() => {
      undone()
      undone()
      undone()
    })
    expect(currentPlan().route).toEqual(emptyRoute)
  })

  it('drops what could be redone once something else was edited', () => {
    const { result } = renderHook(() => ({ undo: useCanUndo(), redo: useCanRedo() }))
    const { routeEdited, undone } = actions()
    act(() => {
      routeEdited(one)
      undone()
    })
    expect(result.current).toEqual({ undo: false, redo: true })
    act(() => routeEdited(two))
    expect(result.current).toEqual({ undo: true, redo: false })
  })

  it('takes a file as one step, and undo brings back what it replaced', () => {
    const { routeEdited, routeImported, undone } = actions()
    act(() => {
      routeEdited(one)
      routeImported({ name: 'From a file', route: two, speedKn: 14 })
    })
    expect(currentVoyage().name).toBe('From a file')
    expect(currentPlan()).toMatchObject({ route: two, speedKn: 14 })
    act(undone)
    expect(currentVoyage().name).toBe('')
    expect(currentPlan()).toMatchObject({ route: one, speedKn: 12 })
  })

  it('leaves the request’s choices alone when an edit is undone', () => {
    const { routeEdited, requestChosen, undone } = actions()
    act(() => {
      routeEdited(one)
      requestChosen({ ...defaultRequest, stepMin: 15 })
      undone()
    })
    expect(currentVoyage().request.stepMin).toBe(15)
  })

  it('keeps at least the hundred steps the design asks for', () => {
    const { routeEdited, undone } = actions()
    act(() => {
      for (let step = 1; step <= 150; step += 1) routeEdited({ ...one, name: `${step}` })
      for (let step = 0; step < 100; step += 1) undone()
    })
    expect(currentPlan().route.name).toBe('50')
  })

  it('undoes the ship, the voyage number and the alternatives like the route', () => {
    const {
      routeEdited,
      shipEdited,
      voyageNumberEdited,
      alternativeDuplicated,
      alternativeRenamed,
      alternativeShown,
      alternativeDeleted,
      undone,
      redone,
    } = actions()
    const states = [currentVoyage()]
    for (const edit of [
      () => routeEdited(two),
      () => shipEdited({ name: 'Test Ship', draughtM: 11.5 }),
      () => voyageNumberEdited('12W'),
      () => alternativeDuplicated(),
      () => routeEdited(one),
      () => alternativeRenamed('a1', 'North about'),
      () => alternativeShown('a1', false),
      () => alternativeDeleted('a2'),
    ]) {
      act(edit)
      states.push(currentVoyage())
    }
    expect(currentVoyage()).toMatchObject({
      activeId: 'a1',
      alternatives: [{ id: 'a1', name: 'North about', plan: { route: two } }],
    })
    for (const state of states.slice(0, -1).reverse()) {
      act(undone)
      expect(currentVoyage()).toEqual(state)
    }
    for (const state of states.slice(1)) {
      act(redone)
      expect(currentVoyage()).toEqual(state)
    }
  })

  it('does not count an edit without changes as a step', () => {
    const { routeEdited, voyageRenamed } = actions()
    act(() => {
      routeEdited(one)
      routeEdited({ ...one })
      voyageRenamed('')
    })
    expect(currentHistory().steps).toHaveLength(1)
  })

  it('undoes and redoes limits', () => {
    const { limitsEdited, undone, redone } = actions()
    const { limits } = currentVoyage()
    act(() => limitsEdited({ ...limits, wave: { caution: 4, limit: 5 } }))
    act(undone)
    expect(currentVoyage().limits).toEqual(limits)
    act(redone)
    expect(currentVoyage().limits.wave).toEqual({ caution: 4, limit: 5 })
  })

  it('leaves a voyage alone that another tab edits', () => {
    const { routeEdited, editingAllowed, undone } = actions()
    act(() => {
      routeEdited(one)
      editingAllowed(false)
      routeEdited(two)
      undone()
    })
    expect(currentPlan().route).toEqual(one)
  })

  it('gives the name of a file to the alternative if there are several', () => {
    const { voyageRenamed, alternativeAdded, routeImported } = actions()
    act(() => {
      voyageRenamed('Rotterdam – Halifax')
      alternativeAdded()
      routeImported({ name: 'Great circle', route: two })
    })
    expect(currentVoyage()).toMatchObject({
      name: 'Rotterdam – Halifax',
      activeId: 'a2',
      alternatives: [{ name: 'Route 1' }, { id: 'a2', name: 'Great circle', plan: { route: two } }],
    })
  })
})

describe('a waypoint moved by held keys', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: 0 })
    actions().voyageOpened(planned(newVoyage('v', 0), { route: two }))
  })
  afterEach(() => vi.useRealTimers())

  const nudge = (lat: number, held = false) => {
    const { routeEdited } = actions()
    act(() => routeEdited(moveWaypoint(currentPlan().route, 'w2', { lat, lon: -1 }), { key: 'w2', held }))
  }

  it('is one step as long as the keys follow within a second', () => {
    for (const lat of [50.1, 50.2, 50.3]) {
      nudge(lat)
      vi.advanceTimersByTime(900)
    }
    expect(currentHistory().steps).toHaveLength(1)
    vi.advanceTimersByTime(200)
    nudge(50.4)
    expect(currentHistory().steps).toHaveLength(2)
    act(actions().undone)
    expect(currentPlan().route.waypoints[1]!.position.lat).toBe(50.3)
    act(actions().undone)
    expect(currentPlan().route).toEqual(two)
  })

  it('is one step while the key is held, however slowly the page follows', () => {
    nudge(50.1)
    vi.advanceTimersByTime(5000)
    nudge(50.2, true)
    expect(currentHistory().steps).toHaveLength(1)
    act(actions().undone)
    expect(currentPlan().route).toEqual(two)
  })

  it('is no step once it is back, and the next one is its own', () => {
    const { routeEdited } = actions()
    act(() => routeEdited({ ...two, name: 'named' }))
    nudge(50.1)
    nudge(50)
    nudge(50.1)
    expect(currentHistory()).toMatchObject({ done: 2, steps: [{ n: 1 }, { n: 2 }] })
    act(actions().undone)
    expect(currentPlan().route).toEqual({ ...two, name: 'named' })
  })
})
