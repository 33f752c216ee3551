import { renderHook, act } from '@testing-library/react'
import { beforeEach, describe, expect, it } from 'vitest'
import { appendWaypoint } from '#src/domain/route/edit.ts'
import { emptyRoute } from '#src/domain/route/route.ts'
import { defaultRequest } from '#src/domain/voyage/voyage.ts'
import { currentVoyage, newVoyage, useCanRedo, useCanUndo, useVoyageActions } from '#src/state/voyage.ts'

const one = appendWaypoint(emptyRoute, { lat: 51, lon: 2 })
const two = appendWaypoint(one, { lat: 50, lon: -1 })

function actions() {
  return renderHook(() => useVoyageActions()).result.current
}

describe('the voyage that is edited', () => {
  beforeEach(() => actions().voyageOpened(newVoyage('v', Date.UTC(2026, 10, 22, 17, 51))))

  it('departs at the next full hour', () => {
    expect(new Date(currentVoyage().departureMs).toISOString()).toBe('2026-11-22T18:00:00.000Z')
  })

  it('undoes and redoes edits one by one', () => {
    const { routeEdited, undone, redone } = actions()
    act(() => {
      routeEdited(one)
      routeEdited(two)
      undone()
    })
    expect(currentVoyage().route).toBe(one)
    act(redone)
    expect(currentVoyage().route).toBe(two)
    act(() => {
      undone()
      undone()
      undone()
    })
    expect(currentVoyage().route).toBe(emptyRoute)
  })

  it('forgets what could be redone once something else was edited', () => {
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
    expect(currentVoyage()).toMatchObject({ name: 'From a file', route: two, speedKn: 14 })
    act(undone)
    expect(currentVoyage()).toMatchObject({ name: '', route: one, speedKn: 12 })
  })

  it('leaves the choices of the request alone when an edit is undone', () => {
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
    expect(currentVoyage().route.name).toBe('50')
  })
})
