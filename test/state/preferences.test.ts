import { act, renderHook } from '@testing-library/react'
import { beforeEach, expect, it, vi } from 'vitest'

/** The store as a page starts with it, after what an earlier visit left. */
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
    sheetChoice: usePreference('sheetChoice'),
    drawer: usePreference('tasksDrawerOpen'),
    ...usePreferenceActions(),
  }))
  return result
}

beforeEach(() => localStorage.clear())

it('lets the screen choose the sizes that version 1 had stored by itself, and keeps the theme', async () => {
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

it('does not lower a sheet that has been drawn up', async () => {
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

it('takes over what earlier versions kept separately, and replaces an unknown unit by the default', async () => {
  vi.resetModules()
  const kept = {
    'fairway.units': { units: { height: 'ft', speed: 'furlongs' } },
    'fairway.chart-lanes': { order: ['wave', 'wind', 'current', 'sst', 'depth'], hidden: ['sst'], maximised: null },
    'fairway.results-table': { form: 'noon', hidden: ['gust'] },
    'fairway.route-columns': { hidden: ['rhumb'] },
    'fairway.recent-commands': { ids: ['reverse'] },
    'fairway.view': { layerId: 'wave', glyphs: 'none', playbackOpen: false, nightShaded: false, placesNamed: true },
    'fairway.preferences': { theme: 'night' },
  }
  for (const [name, state] of Object.entries(kept))
    localStorage.setItem(name, JSON.stringify({ state, version: name === 'fairway.preferences' ? 3 : 1 }))
  const { currentPreferences } = await import('#src/state/preferences.ts')
  const further = ['apparent', 'off-bow', 'steepness', 'against']
  const { defaultUnits } = await import('#src/domain/units/unit-choice.ts')
  expect(currentPreferences()).toMatchObject({
    theme: 'night',
    units: { ...defaultUnits, height: 'ft' },
    // What is new stands behind what was kept.
    laneOrder: ['wave', 'wind', 'current', 'sst', 'depth', 'motion', 'clearance', ...further],
    hiddenLanes: ['sst', ...further],
    tableForm: 'noon',
    hiddenResultColumns: ['gust'],
    hiddenRouteColumns: ['rhumb'],
    recentCommands: ['reverse'],
    layerId: 'wave',
    playbackOpen: false,
  })
})

it('prefers what it keeps itself, and copes with what cannot be read', async () => {
  vi.resetModules()
  localStorage.setItem('fairway.units', '{')
  localStorage.setItem('fairway.view', JSON.stringify({ state: { layerId: 'wave' }, version: 2 }))
  localStorage.setItem('fairway.preferences', JSON.stringify({ state: { layerId: 'sst' }, version: 4 }))
  const { currentPreferences } = await import('#src/state/preferences.ts')
  expect(currentPreferences()).toMatchObject({ layerId: 'sst', nightShaded: true })
})

it.each([
  ['comma-semicolon', 'comma-semicolon'],
  ['comma-comma', 'auto'],
  [undefined, 'auto'],
])('keeps how numbers are written in tables, and follows the browser for unknown values: %s', async (left, kept) => {
  const page = await visit({ state: { sheetChoice: left }, version: 4 })
  expect(page.current.sheetChoice).toBe(kept)
})
