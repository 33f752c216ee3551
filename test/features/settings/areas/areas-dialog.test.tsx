import { act, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, it, vi } from 'vitest'
import { AreasDialog } from '#src/features/settings/areas/areas-dialog.tsx'
import { onIntent } from '#src/state/intents.ts'
import { areaList, teamListsChanged } from '#src/state/team-lists.ts'
import { currentVoyage, newVoyage, voyageActions } from '#src/state/voyage.ts'
import { boxArea } from '#test/support/box-area.ts'
import { standInForDialogs } from '#test/support/dialogs.ts'

standInForDialogs()

const wind = boxArea('Wind farm', [3, 52, 4, 53])
const press = (name: string) => userEvent.click(screen.getByRole('button', { name }))
const write = async (label: string | RegExp, text: string) => {
  await userEvent.clear(screen.getByLabelText(label))
  await userEvent.click(screen.getByLabelText(label))
  await userEvent.paste(text)
}
const rows = (name: string) =>
  within(screen.getByRole('region', { name }))
    .queryAllByRole('listitem')
    .map(({ textContent }) => textContent)

beforeEach(() => {
  act(() => {
    teamListsChanged({ standing: 'off', me: null, mayChange: true, unread: {}, refused: {}, ask: () => undefined })
    areaList.changed(() => ({ items: [], hasMet: false }))
    voyageActions.voyageOpened(newVoyage('v', Date.UTC(2026, 10, 22)))
    voyageActions.areasEdited(() => [wind])
  })
  render(<AreasDialog onClose={() => undefined} />)
})

it('makes an area of typed corners, for the voyage and for the library', async () => {
  await press('Type its corners')
  expect(screen.getByLabelText('Name')).toHaveFocus()
  await write('Name', 'Whale  reserve ')
  await userEvent.selectOptions(screen.getByLabelText('On a route through it'), 'Warn only')
  await write('Valid to (UTC)', '3 Dec 2026 12:00Z')
  await write('Source', 'NAVAREA I 211')
  await write(/^Corners/, '46N 20W\n46N 30W')
  expect(screen.getByText('The area has only 2 corners; it needs at least 3.')).toBeInTheDocument()
  expect(screen.getByRole('button', { name: 'Save area' })).toBeDisabled()
  await write(/^Corners/, '46N 20W\n46N 30W\n40-30.0N 025-00.0W')
  await userEvent.click(screen.getByLabelText('Keep in the library too'))
  await press('Save area')
  const made = {
    name: 'Whale reserve',
    effect: 'warn',
    source: 'NAVAREA I 211',
    validFromMs: null,
    validToMs: Date.UTC(2026, 11, 3, 12),
    corners: [
      { lat: 46, lon: -20 },
      { lat: 46, lon: -30 },
      { lat: 40.5, lon: -25 },
    ],
  }
  expect(currentVoyage().areas).toEqual([wind, made])
  expect(areaList.docs()).toEqual([made])
  expect(rows('In this voyage')[1]).toBe(
    'Whale reserveWarn only · 3 corners · until 03 Dec 2026 12:00Z · NAVAREA I 211',
  )
})

it('says what is wrong, and makes no second area of one name', async () => {
  await press('Type its corners')
  await write('Name', 'Wind farm')
  await write(/^Corners/, '0N 0E\n10N 10E\n10N 0E\n0N 10E')
  await write('Valid from (UTC)', '3 Dec 2026 12:00Z')
  await write('Valid to (UTC)', '2 Dec 2026 12:00Z')
  for (const words of [
    'Another area of this voyage has this name.',
    'The area crosses itself: side 1 to 2 meets side 3 to 4.',
    'It ends before it begins.',
  ])
    expect(screen.getByText(words)).toBeInTheDocument()
  expect(screen.getByRole('button', { name: 'Save area' })).toBeDisabled()
  await press('Cancel')
  expect(currentVoyage().areas).toEqual([wind])
})

it('changes an area without moving its corners, and removes it; both can be undone', async () => {
  await press('Edit Wind farm')
  await write('Name', 'Wind farm north')
  await press('Save area')
  expect(currentVoyage().areas).toEqual([{ ...wind, name: 'Wind farm north' }])
  await press('Remove Wind farm north')
  expect(currentVoyage().areas).toEqual([])
  expect(screen.getByText(/^None yet\. Draw one/)).toBeInTheDocument()
  expect(screen.getByRole('heading', { name: 'In this voyage' })).toHaveFocus()
  act(() => voyageActions.undone())
  act(() => voyageActions.undone())
  expect(currentVoyage().areas).toEqual([wind])
})

it('keeps an area in the library, from where another voyage takes it', async () => {
  await press('Keep Wind farm in the library')
  expect(areaList.docs()).toEqual([wind])
  expect(screen.getByRole('button', { name: 'Wind farm is in the library' })).toBeDisabled()
  expect(screen.queryByRole('button', { name: 'Use in this voyage' })).toBeNull()
  act(() => voyageActions.voyageOpened(newVoyage('w', Date.UTC(2026, 10, 22))))
  await press('Use in this voyage')
  expect(currentVoyage().areas).toEqual([wind])
})

it('shows an area on the map', async () => {
  const shown = vi.fn()
  const end = onIntent('show-place', shown)
  await press('Show Wind farm on the map')
  end()
  expect(shown).toHaveBeenCalledWith({ lat: expect.closeTo(52.5, 0) as number, lon: expect.closeTo(3.5, 6) as number })
})
