import { act, renderHook } from '@testing-library/react'
import { beforeEach, expect, it, vi } from 'vitest'

/** The store as a page begins with it, after what an earlier visit left. */
async function visit(left?: object) {
  vi.resetModules()
  localStorage.clear()
  if (left) localStorage.setItem('fairway.preferences', JSON.stringify(left))
  const { usePreference, usePreferenceActions } = await import('#src/state/preferences.ts')
  const { result } = renderHook(() => ({
    theme: usePreference('theme'),
    planWidthPx: usePreference('planWidthPx'),
    planTab: usePreference('planTab'),
    folded: usePreference('chartsFolded'),
    sheetPlace: usePreference('sheetPlace'),
    sheetSnap: usePreference('sheetSnap'),
    drawer: usePreference('tasksDrawerOpen'),
    ...usePreferenceActions(),
  }))
  return result
}

beforeEach(() => localStorage.clear())

it('lets the screen choose the sizes that version 1 had put there itself, and keeps the theme', async () => {
  const page = await visit({ state: { theme: 'night', planWidthPx: 360, chartHeightPx: 260 }, version: 1 })
  expect(page.current.planWidthPx).toBeNull()
  expect(page.current.theme).toBe('night')
})

it('brings a place into sight on every screen: as a tab, unfolded, opened, on a raised sheet', async () => {
  const page = await visit()
  act(() => page.current.preferenceChosen({ chartsFolded: true, sheetSnap: 'low' }))
  act(() => page.current.placeShown('results'))
  expect(page.current).toMatchObject({ folded: false, sheetPlace: 'results', sheetSnap: 'half', planTab: 'route' })
  act(() => page.current.placeShown('request'))
  expect(page.current).toMatchObject({ planTab: 'request', sheetPlace: 'request' })
  act(() => page.current.placeShown('tasks'))
  expect(page.current).toMatchObject({ drawer: true, planTab: 'request' })
})

it('does not lower a sheet that is drawn up', async () => {
  const page = await visit()
  act(() => page.current.preferenceChosen({ sheetSnap: 'tall' }))
  act(() => page.current.placeShown('tasks'))
  expect(page.current.sheetSnap).toBe('tall')
})

it('resets the layout and nothing else', async () => {
  const page = await visit()
  act(() => page.current.preferenceChosen({ theme: 'dusk', planWidthPx: 500, sheetSnap: 'tall' }))
  act(() => page.current.layoutReset())
  expect(page.current).toMatchObject({ theme: 'dusk', planWidthPx: null, sheetSnap: 'half' })
})
