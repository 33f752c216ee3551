import { act, fireEvent, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it } from 'vitest'
import { derive } from '#src/domain/voyage/derived.ts'
import { shipAtSea } from '#src/domain/voyage/ship/ship-at-sea.ts'
import type { PeriodKind } from '#src/domain/voyage/sea/danger-state.ts'
import type { Particulars } from '#src/domain/voyage/ship/hull.ts'
import { Polar } from '#src/features/results/polar/polar.tsx'
import { useViewActions } from '#src/state/view.ts'
import { bulker } from '#test/domain/voyage/ships.ts'
import { answerOf, columnsOf } from '#test/support/voyage-answer.ts'

/** Northbound at 12.0 kn, five hourly samples in a swell from 090 near her roll period of 12.39 s. */
function open(
  change: { height?: number; period?: number; part?: boolean; kind?: PeriodKind } = {},
  particulars: Particulars = bulker,
) {
  const five = (value: number) => [value, value, value, value, value]
  const { height = 3, period = 12.4, part = true } = change
  const columns = columnsOf({
    Waves_Significant_Height: five(height),
    Waves_Mean_Period: five(period),
    Waves_Mean_Direction: five(90),
    ...(part && {
      Swell_Wave_Significant_Height: five(height),
      Swell_Wave_Mean_Period: five(period),
      Swell_Wave_Mean_Direction: five(90),
      Wind_Wave_Significant_Height: five(0.5),
      Wind_Wave_Mean_Period: five(3),
      Wind_Wave_Mean_Direction: five(45),
    }),
  })
  const { kind = 'tm01' } = change
  const derived = derive(columns, { particulars, planned: 'over ground', period: kind })
  return render(<Polar id="polar" ship={shipAtSea(columns, particulars, derived, kind)} answer={answerOf(columns)} />)
}
const point = () => screen.getByRole('slider', { name: 'Speed and course to try' })
const says = () => point().getAttribute('aria-valuetext')
const press = (keys: string) => userEvent.keyboard(keys)

beforeEach(() => act(() => useViewActions().cursorMoved(null)))

describe('the dangers by speed and course', () => {
  it('say where the plan lies, which periods were tried, the way out, and whose the decision is', () => {
    open()
    expect(screen.getByRole('heading', { name: 'Motion, 22 Nov 18:00Z' })).toBeVisible()
    expect(says()).toBe('12.0 kn on 000°T: limit: synchronous rolling (swell, mean 12.4 s)')
    const { textContent } = screen.getByRole('region', { name: /^Motion/ })
    expect(textContent).toContain('(planned)')
    expect(textContent).toMatch(/Way out: course \d{3}–\d{3}\./)
    expect(textContent).toContain(
      'Swell: 3.0 m from 090°T, mean 12.4 s (Tm01 assumed), peak 14.9 s; both tried; 1.1 to 1.6',
    )
    expect(textContent).toContain('Roll period 12.4 s, from GM.')
    expect(textContent).toContain(
      'IMO MSC.1/Circ.1228 guidance, not a stability calculation; the ship’s approved software and the master decide.',
    )
  })

  it('name the period that the service’s mean is taken for', () => {
    open({ kind: 'tm02' })
    expect(screen.getByText(/mean 12\.4 s \(Tm02 assumed\), peak 16\.0 s/)).toBeVisible()
  })

  it('are tried by keyboard: speed up and down, course left and right, and back to the plan', async () => {
    open()
    act(() => point().focus())
    await press('{ArrowUp}')
    expect(says()).toMatch(/^12\.5 kn on 000°T: /)
    await press('{Shift>}{ArrowDown}{ArrowLeft}{/Shift}')
    expect(says()).toMatch(/^12\.4 kn on 359°T: /)
    for (let turn = 0; turn < 10; turn += 1) await press('{ArrowLeft}')
    expect(says()).toBe('12.4 kn on 309°T: outside the four dangers')
    expect(screen.getByText('(tried)', { exact: false })).toBeVisible()
    expect(screen.queryByText('Way out:')).not.toBeInTheDocument()
    expect(point()).toHaveAttribute('aria-valuenow', '12.4')
    await press('{Escape}')
    expect(says()).toMatch(/^12\.0 kn on 000°T: limit/)
  })

  it('keep the speed between rest and the rim', async () => {
    open()
    act(() => point().focus())
    const top = Number(point().getAttribute('aria-valuemax'))
    for (let step = 0; step < 2 * top; step += 1) fireEvent.keyDown(point(), { key: 'ArrowUp' })
    expect(point()).toHaveAttribute('aria-valuenow', String(top))
    for (let step = 0; step < 4 * top; step += 1) fireEvent.keyDown(point(), { key: 'ArrowDown' })
    expect(says()).toMatch(/^0\.0 kn on/)
  })

  it('are drawn for each part of the sea, from caution to limit, by mean and peak', async () => {
    const { container } = open()
    const zones = () =>
      [...container.querySelectorAll<SVGElement>('[data-level][data-taken]')].map(
        ({ dataset }) => `${dataset['level']} ${dataset['taken']}`,
      )
    expect(new Set(zones())).toEqual(new Set(['caution mean', 'caution peak', 'limit mean', 'limit peak']))
    expect(zones().lastIndexOf('caution peak')).toBeLessThan(zones().indexOf('limit mean'))
    await userEvent.click(screen.getByRole('button', { name: 'Wind sea' }))
    // Half a metre at 3 s: nothing that matters, if anything is near at all.
    expect(zones().filter((zone) => !zone.startsWith('low sea'))).toEqual([])
  })

  it('say so where only the whole sea is known, and what is lacking where nothing is', () => {
    open({ part: false }).unmount()
    const { unmount } = open({ part: false })
    expect(says()).toBe('12.0 kn on 000°T: limit: synchronous rolling (total sea only, mean 12.4 s)')
    expect(screen.queryByRole('button')).not.toBeInTheDocument()
    unmount()
    open({ period: 20 }, { ...bulker, gmM: null })
    expect(says()).toBe('12.0 kn on 000°T: not known, needs GM or roll period')
    expect(screen.getByText('Rolling needs GM or roll period.')).toBeVisible()
  })

  it('follow the cursor, which puts the point back on the plan', async () => {
    open()
    act(() => point().focus())
    await press('{ArrowUp}')
    act(() => useViewActions().cursorMoved(2))
    expect(screen.getByRole('heading', { name: 'Motion, 22 Nov 20:00Z' })).toBeVisible()
    expect(says()).toMatch(/^12\.0 kn/)
  })
})
