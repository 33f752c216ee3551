import { render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { routeFromPositions } from '#src/domain/route/edit.ts'
import { emptyRoute } from '#src/domain/route/route.ts'
import { MAX_ALTERNATIVES } from '#src/domain/voyage/alternatives.ts'
import { ImportDialog } from '#src/features/route/import/import-dialog.tsx'
import { currentPlan, voyageActions } from '#src/state/voyage.ts'
import { readText } from '#test/support/route-files.ts'
import { standInForDialogs } from '#test/support/dialogs.ts'
import { openVoyage, pacific } from '../route-page.tsx'

standInForDialogs()

const now = Date.UTC(2026, 10, 22)

function show(text: string) {
  const onUse = vi.fn()
  const onCancel = vi.fn()
  render(
    <ImportDialog
      result={readText(text, 'plan.gpx')}
      origin="worked-out"
      isStale={false}
      nowMs={now}
      onAssigned={vi.fn()}
      onUse={onUse}
      onCancel={onCancel}
    />,
  )
  const fact = (term: string) => screen.queryByText(term, { selector: 'dt' })?.nextElementSibling?.textContent
  return { dialog: within(screen.getByRole('dialog', { name: 'Import plan.gpx' })), onUse, onCancel, fact }
}

const logged = 'name,lat,lon,time\nA,50,-5,2026-11-22T00:00Z\nB,50,-4,2026-11-22T04:00Z\nC,51,-4,2026-11-22T12:00Z'
const planned =
  '<gpx version="1.1"><rte><name>Fiji</name><extensions><planned_speed>12.5</planned_speed></extensions><rtept lat="-17" lon="179"/><rtept lat="-16" lon="-179"/></rte></gpx>'

describe('the preview of a file', () => {
  it('says what would be taken, and changes nothing by itself', async () => {
    openVoyage(pacific)
    const { dialog, fact, onCancel } = show(planned)
    expect(dialog.getByText('Read as GPX 1.1.')).toBeVisible()
    expect(['Name', 'Waypoints', 'First', 'Speed', 'Crosses'].map(fact)).toEqual([
      'Fiji',
      '2',
      "17°00.000'S 179°00.000'E",
      '12.5 kn',
      'the antimeridian (180°)',
    ])
    expect(dialog.getByText('Everything in it was understood.')).toBeVisible()
    await userEvent.click(dialog.getByRole('button', { name: 'Cancel' }))
    expect(onCancel).toHaveBeenCalledOnce()
    expect(currentPlan().route).toEqual(pacific)
  })

  it('lets a log be taken as a track or as an editable route', async () => {
    openVoyage(emptyRoute)
    const { dialog, fact, onUse } = show(logged)
    expect(dialog.getByRole('radio', { name: /^Track/ })).toBeChecked()
    expect(fact('Times')).toBe('22 Nov 2026 00:00Z to 22 Nov 12:00Z')
    await userEvent.click(dialog.getByRole('radio', { name: /^Route/ }))
    expect([fact('Times'), fact('Departure'), fact('Speed')]).toEqual([
      undefined,
      '22 Nov 2026 00:00Z',
      '2 legs with their own',
    ])
    await userEvent.click(dialog.getByRole('button', { name: 'Use route' }))
    expect(onUse).toHaveBeenCalledWith(
      expect.objectContaining({
        kind: 'route',
        track: null,
        route: expect.objectContaining({ name: 'plan' }) as unknown,
      }),
      'instead',
    )
  })

  it('does not ask about the kind of a planned route, nor about the place in an empty voyage', () => {
    openVoyage(emptyRoute)
    const { dialog } = show(planned)
    expect(dialog.queryByRole('radio')).toBeNull()
    expect(dialog.queryByRole('button', { name: 'As alternative' })).toBeNull()
  })

  it('is a new voyage by default if a route is open, or goes beside it or in its place', async () => {
    openVoyage(pacific)
    const { dialog, onUse } = show(planned)
    expect(
      dialog.getByText('This voyage is kept when a new one opens. Undo restores a route that was replaced.'),
    ).toBeVisible()
    expect(dialog.getAllByRole('button').map(({ textContent }) => textContent)).toEqual([
      '',
      'Cancel',
      'As alternative',
      'Replace this route',
      'Open as new voyage',
    ])
    expect(dialog.getByRole('button', { name: 'Open as new voyage' })).toHaveAttribute('data-tone', 'primary')
    for (const name of ['Open as new voyage', 'As alternative', 'Replace this route'])
      await userEvent.click(dialog.getByRole('button', { name }))
    for (const [at, place] of ['new', 'beside', 'instead'].entries())
      expect(onUse).toHaveBeenNthCalledWith(at + 1, expect.objectContaining({ name: 'Fiji' }), place)
  })

  it.each([
    ['a route is open', pacific, 'new'],
    ['the voyage is empty', emptyRoute, 'instead'],
  ])('uses Enter for its main button if %s, but not from another button', async (_, route, place) => {
    openVoyage(route)
    const { dialog, onUse, onCancel } = show(planned)
    expect(screen.getByRole('dialog')).toHaveFocus()
    await userEvent.keyboard('{Enter}')
    expect(onUse).toHaveBeenCalledWith(expect.objectContaining({ name: 'Fiji' }), place)
    dialog.getByRole('button', { name: 'Cancel' }).focus()
    await userEvent.keyboard('{Enter}')
    expect(onCancel).toHaveBeenCalledOnce()
    expect(onUse).toHaveBeenCalledOnce()
  })

  it('says why it cannot go into a voyage that another tab edits, but can still be a new one', async () => {
    openVoyage(pacific)
    voyageActions.voyageRenamed('Drawn')
    voyageActions.editingAllowed(false)
    const { dialog, onUse } = show(planned)
    for (const name of ['As alternative', 'Replace this route']) {
      const button = dialog.getByRole('button', { name })
      expect(button).toHaveAttribute('aria-disabled', 'true')
      expect(button).toHaveAccessibleDescription(
        '“Drawn” is being edited in another tab; here the file can only be opened as a new voyage.',
      )
      await userEvent.click(button)
    }
    expect(onUse).not.toHaveBeenCalled()
    await userEvent.click(dialog.getByRole('button', { name: 'Open as new voyage' }))
    expect(onUse).toHaveBeenCalledWith(expect.anything(), 'new')
  })

  it('cannot be one alternative more than the maximum', async () => {
    openVoyage(pacific)
    for (let count = 1; count < MAX_ALTERNATIVES; count += 1) voyageActions.alternativeDuplicated()
    const { dialog, onUse } = show(planned)
    const button = dialog.getByRole('button', { name: 'As alternative' })
    expect(button).toHaveAccessibleDescription(/This voyage has 20 alternatives, the maximum\.$/)
    await userEvent.click(button)
    expect(onUse).not.toHaveBeenCalled()
    expect(dialog.getByRole('button', { name: 'Replace this route' })).toHaveAttribute('aria-disabled', 'false')
  })

  it('asks which of several lines, each as a route or a track', async () => {
    openVoyage(emptyRoute)
    const track =
      '<trk><name>Sailed</name><trkseg><trkpt lat="1" lon="2"><time>2026-11-22T00:00:00Z</time></trkpt><trkpt lat="2" lon="2"><time>2026-11-22T05:00:00Z</time></trkpt></trkseg></trk>'
    const { dialog, onUse, fact } = show(planned.replace('</gpx>', `${track}</gpx>`))
    const lines = within(dialog.getByRole('group', { name: 'The file has 2 routes and tracks. Which one?' }))
    expect(lines.getAllByRole('radio').map((radio) => radio.parentElement!.textContent)).toEqual([
      expect.stringMatching(/^Fijiroute, 2 points/),
      expect.stringMatching(/^Sailedtrack, 2 points/),
    ])
    await userEvent.click(lines.getByRole('radio', { name: /^Sailed/ }))
    expect(fact('Name')).toBe('Sailed')
    await userEvent.click(dialog.getByRole('button', { name: 'Use track' }))
    expect(onUse).toHaveBeenCalledWith(
      expect.objectContaining({ name: 'Sailed', kind: 'track', route: null }),
      'instead',
    )
  })

  it('keeps more than 2,000 points as a track and says so', () => {
    openVoyage(emptyRoute)
    const { dialog } = show(`lat,lon\n${Array.from({ length: 2001 }, (_, index) => `1,${index / 100}`).join('\n')}`)
    expect(
      dialog.getByText(/2.001 points and is kept as a track; its points cannot be edited one by one/),
    ).toBeVisible()
    expect(dialog.queryByRole('radio')).toBeNull()
    expect(dialog.getByRole('button', { name: 'Use track' })).toBeVisible()
  })

  it('ignores times that the service does not cover, unless they are asked for', async () => {
    openVoyage(emptyRoute)
    const { dialog, onUse } = show(logged.replaceAll('2026-11-22', '2012-11-22'))
    const times = dialog.getByRole('checkbox', { name: 'Use its times' })
    expect(times).not.toBeChecked()
    expect(times).toHaveAccessibleDescription('outside the times the service covers')
    await userEvent.click(dialog.getByRole('button', { name: 'Use track' }))
    expect(onUse).toHaveBeenCalledWith(expect.objectContaining({ departureMs: null }), 'instead')
  })

  it('keeps the times of a voyage that lies ahead, covered or not, and shows only what would be taken', async () => {
    openVoyage(emptyRoute)
    const { dialog, fact, onUse } = show(logged.replaceAll('2026-11-22', '2027-01-15'))
    const times = dialog.getByRole('checkbox', { name: 'Use its times' })
    expect(times).toBeChecked()
    expect(fact('Times')).toContain('15 Jan 2027')
    await userEvent.click(times)
    expect(fact('Times')).toBeUndefined()
    await userEvent.click(times)
    await userEvent.click(dialog.getByRole('button', { name: 'Use track' }))
    expect(onUse).toHaveBeenCalledWith(expect.objectContaining({ departureMs: Date.UTC(2027, 0, 15) }), 'instead')
  })

  it('says by waypoint and line what was not understood, with the rest folded', async () => {
    openVoyage(emptyRoute)
    const { dialog } = show(`name;lat;lon;speed;crew\n${'A;1;2;fast;7\n'.repeat(9)}`)
    const notes = within(dialog.getByRole('region', { name: 'Not understood' }))
    expect(notes.getByText(/Columns? not used: "crew"\./)).toHaveTextContent('line 1')
    expect(notes.getByText('Waypoint 2:').parentElement).toHaveTextContent(
      'Waypoint 2: Speed "fast" cannot be used and was left out.',
    )
    await userEvent.click(notes.getByText('3 more'))
    expect(notes.getByText('Waypoint 9:')).toBeVisible()
  })
})

it('F8 names of a file are text in its preview', () => {
  openVoyage(routeFromPositions('', []))
  const name = '<img src=x onerror=alert(1)>'
  const { fact } = show(planned.replace('Fiji', name.replaceAll('<', '&lt;')))
  expect(fact('Name')).toBe(name)
  expect(document.querySelector('img')).toBeNull()
})
