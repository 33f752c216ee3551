import { act, render } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { ThemeKeeper } from '#src/app/shell/bars/theme-keeper.tsx'
import { routeFromPositions } from '#src/domain/route/edit.ts'
import { usePreferenceActions } from '#src/state/preferences.ts'
import { newVoyage, voyageActions } from '#src/state/voyage.ts'
import { planned } from '#test/support/planned.ts'

let choose: ReturnType<typeof usePreferenceActions>['preferenceChosen']
function Page() {
  choose = usePreferenceActions().preferenceChosen
  return <ThemeKeeper />
}
const shown = () => document.documentElement.dataset['theme']
const clock = (time: string) => vi.useFakeTimers({ now: Date.parse(time) })
const pass = (minutes: number) => act(() => vi.advanceTimersByTimeAsync(minutes * 60_000))

beforeEach(() => {
  vi.spyOn(Date.prototype, 'getHours').mockImplementation(function (this: Date) {
    return this.getUTCHours()
  })
  act(() => voyageActions.voyageOpened(newVoyage('v', 0)))
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

it('follows the sun at the ship through the evening, and the system without a route', async () => {
  // Civil twilight at Greenwich on 21 December: sunset 15:53, its end 16:34 (HM Nautical Almanac Office).
  clock('2026-12-21T15:45Z')
  render(<Page />)
  act(() => choose({ theme: 'sun' }))
  expect(shown()).toBe('day')
  act(() =>
    voyageActions.voyageOpened(
      planned(newVoyage('w', Date.parse('2026-12-21T00:00Z')), {
        speedKn: 0.1,
        route: routeFromPositions('', [
          { lat: 51.48, lon: 0 },
          { lat: 51.5, lon: 0 },
        ]),
      }),
    ),
  )
  expect(shown()).toBe('day')
  await pass(20)
  expect(shown()).toBe('dusk')
  await pass(40)
  expect(shown()).toBe('night')
  expect(localStorage.getItem('fairway.theme')).toBe('night')
})

it('follows the hours of this computer', async () => {
  clock('2026-06-21T17:59Z')
  render(<Page />)
  act(() => choose({ theme: 'clock', themeHours: { day: 420, dusk: 1080, night: 1320 } }))
  expect(shown()).toBe('day')
  await pass(2)
  expect(shown()).toBe('dusk')
  act(() => choose({ theme: 'night' }))
  expect(shown()).toBe('night')
})
