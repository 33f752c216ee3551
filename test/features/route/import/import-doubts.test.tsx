import { render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import type { ImportCandidate } from '#src/domain/formats/import-file.ts'
import { emptyRoute } from '#src/domain/route/route.ts'
import { ImportDialog } from '#src/features/route/import/import-dialog.tsx'
import { standInForDialogs } from '#test/support/dialogs.ts'
import { readText } from '#test/support/route-files.ts'
import { openVoyage } from '../route-page.tsx'

standInForDialogs()

const now = Date.UTC(2026, 10, 22)

/** A log of points a tenth of a degree apart, at these hours of 22 November. */
const log = (hours: readonly number[], step = 0.1) =>
  `lat,lon,time\n${hours.map((hour, index) => `50,${(index * step).toFixed(1)},2026-11-22T${String(hour).padStart(2, '0')}:00:00Z`).join('\n')}`

function show(text: string, fileName = 'log.csv') {
  openVoyage(emptyRoute)
  const onUse = vi.fn<(candidate: ImportCandidate) => void>()
  render(
    <ImportDialog
      origin="worked-out"
      isStale={false}
      onAssigned={vi.fn()}
      result={readText(text, fileName)}
      nowMs={now}
      onUse={onUse}
      onCancel={vi.fn()}
    />,
  )
  const dialog = within(screen.getByRole('dialog', { name: `Import ${fileName}` }))
  const fact = (term: string) => screen.queryByText(term, { selector: 'dt' })?.nextElementSibling?.textContent
  const use = async (button = 'Use track') => {
    await userEvent.click(dialog.getByRole('button', { name: button }))
    return onUse.mock.calls[0]![0]
  }
  return { dialog, fact, use }
}

const hoursOf = ({ track }: ImportCandidate) =>
  [...track!.timeMs].map((time) => (Number.isNaN(time) ? null : new Date(time).getUTCHours()))

describe('a track with doubtful times', () => {
  it('is offered in reverse order if its times run backwards', async () => {
    const { dialog, fact, use } = show(log([5, 4, 3, 2]))
    expect(dialog.getByRole('group', { name: 'Its times are doubtful. How should it be used?' })).toBeVisible()
    expect(dialog.getByText('The times run backwards.')).toBeVisible()
    expect(dialog.getByRole('radio', { name: /^Reverse the order/ })).toBeChecked()
    expect(dialog.queryByRole('radio', { name: /^Use as in the file/ })).toBeNull()
    expect(dialog.queryByText('Everything in it was understood.')).toBeNull()
    expect(fact('Times')).toBe('22 Nov 2026 02:00Z to 22 Nov 05:00Z')
    expect(hoursOf(await use())).toEqual([2, 3, 4, 5])
  })

  it('is offered without the few points that cause the doubt', async () => {
    const { dialog, fact, use } = show(log([1, 2, 3, 0, 5, 6]))
    expect(dialog.getByText('The time goes back at point 4.')).toBeVisible()
    expect(dialog.getByRole('radio', { name: /^Leave out 1 point/ })).toBeChecked()
    expect(fact('Points')).toBe('5')
    expect(hoursOf(await use())).toEqual([1, 2, 3, 5, 6])
  })

  it('can be taken without times', async () => {
    const { dialog, fact, use } = show(log([1, 2, 3, 0, 5, 6]))
    await userEvent.click(dialog.getByRole('radio', { name: /^Use without times/ }))
    expect([fact('Points'), fact('Times')]).toEqual(['6', undefined])
    expect(dialog.queryByRole('checkbox', { name: /^Use its times/ })).toBeNull()
    const taken = await use()
    expect(hoursOf(taken)).toEqual([null, null, null, null, null, null])
    expect(taken.departureMs).toBeNull()
  })

  it('can be taken as in the file if the times rise', async () => {
    const { dialog, use } = show(log([1, 2, 3, 4, 5], 9))
    expect(dialog.getByText('The ship would sail at more than 60 kn to 4 points, first to point 2.')).toBeVisible()
    expect(dialog.getByRole('radio', { name: /^Use without times/ })).toBeChecked()
    await userEvent.click(dialog.getByRole('radio', { name: /^Use as in the file/ }))
    expect(hoursOf(await use())).toEqual([1, 2, 3, 4, 5])
  })

  it('is only a statement if there is nothing to choose', async () => {
    const { dialog, use } = show(log([1, 1, 1]))
    expect(dialog.getByText('All 3 times are the same. Its times are not used.')).toBeVisible()
    expect(hoursOf(await use())).toEqual([null, null, null])
  })

  it('asks nothing about a sound one', () => {
    expect(show(log([1, 2, 3])).dialog.queryByRole('group', { name: /doubtful/ })).toBeNull()
  })
})

describe('a plan with ETAs', () => {
  const rtept = (lon: number, time: string) =>
    `<rtept lat="50" lon="${lon}"><time>2026-11-2${time}:00:00Z</time></rtept>`
  const plan = `<gpx version="1.1"><rte>${rtept(0, '3T06')}${rtept(2, '3T14')}${rtept(4, '4T00')}</rte></gpx>`

  it('shows when the ship is there, and drops its times on request', async () => {
    const { dialog, fact, use } = show(plan, 'plan.gpx')
    expect(['Departure', 'Arrival', 'Speed'].map(fact)).toEqual([
      '23 Nov 2026 06:00Z',
      '24 Nov 00:00Z',
      '2 legs with their own',
    ])
    await userEvent.click(dialog.getByRole('checkbox', { name: /^Use its times/ }))
    const { departureMs, route } = await use('Use route')
    expect(departureMs).toBeNull()
    expect(route!.waypoints.map(({ leg }) => leg.speedKn)).toEqual([null, null, null])
  })
})
