import { act, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { LimitDialog } from '#src/features/settings/limit-dialog.tsx'
import { SettingsDialog } from '#src/features/settings/settings-dialog.tsx'
import { ShipFields } from '#src/features/settings/ship-fields.tsx'
import type { KeptItem, TeamState } from '#src/domain/library/kept-list.ts'
import { defaultLimits } from '#src/domain/limits/limits.ts'
import { emptyShip, type Ship } from '#src/domain/voyage/ship.ts'
import { profileList } from '#src/state/limit-profiles.ts'
import { shipList } from '#src/state/ships.ts'
import { teamListsChanged } from '#src/state/team-lists.ts'
import { newVoyage, voyageActions } from '#src/state/voyage.ts'
import { standInForDialogs } from '#test/support/dialogs.ts'

standInForDialogs()

/** 10:42Z of today, so that it is shown without a date. */
const at = `${new Date().toISOString().slice(0, 10)}T10:42:30Z`
const alk: Ship = { ...emptyShip, name: 'Alk', imo: '9074729', draughtM: 11.5 }

const teamState = (document: object, change: Partial<TeamState> = {}): TeamState => ({
  rev: 2,
  document: { ...document },
  by: 'Anna',
  at,
  isArchived: false,
  ...change,
})
const item = (change: Partial<KeptItem<Ship>> = {}): KeptItem<Ship> => ({
  id: 'alk',
  doc: alk,
  team: teamState(alk),
  ...change,
})
const shipsAre = (...items: KeptItem<Ship>[]) => act(() => shipList.changed(() => ({ items, hasMet: true })))
const ask = vi.fn()
const press = (name: string) => userEvent.click(screen.getByRole('button', { name }))
const ships = () => within(screen.getByRole('region', { name: 'Ships' }))

beforeEach(() => {
  act(() => {
    teamListsChanged({ standing: 'current', me: 'Ben', mayChange: true, unread: {}, refused: {}, ask })
    profileList.changed(() => ({ items: [], hasMet: true }))
    voyageActions.voyageOpened(newVoyage('v', Date.UTC(2026, 10, 22)))
  })
  ask.mockClear()
})

describe('ships of the team in the settings', () => {
  const show = (...items: KeptItem<Ship>[]) => {
    shipsAre(...items)
    render(<SettingsDialog onClose={() => undefined} />)
  }
  const row = () => ships().getByRole('listitem')

  it('are asked for when they are looked at, and stand with author and time', () => {
    show(item())
    expect(ask).toHaveBeenCalled()
    expect(row()).toHaveTextContent('Alk · IMO 9074729 · T 11.5 mAnna, 10:42Z')
  })

  it('have the date where it was not today, and nobody’s name where nobody signs in', () => {
    act(() => teamListsChanged({ me: null }))
    show(item({ team: teamState(alk, { at: '2024-11-02T10:42:30Z' }) }))
    expect(row()).toHaveTextContent('Saved 02 Nov 2024 10:42Z')
    expect(row()).not.toHaveTextContent('Anna')
  })

  it('say what the library does not have yet', () => {
    show({ id: 'alk', doc: alk })
    expect(row()).toHaveTextContent('Not in the library yet')
    shipsAre(item({ doc: { ...alk, draughtM: 12 } }))
    expect(row()).toHaveTextContent('Anna, 10:42Z · your changes are not in the library yet')
  })

  it('changed at two desks ask whose values hold, with what differs', async () => {
    const theirs = teamState({ ...alk, draughtM: 9.25 }, { rev: 3 })
    show(item({ doc: { ...alk, draughtM: 12 }, theirs }))
    expect(
      ships().getByText('Anna saved “Alk” at 10:42Z, and it was changed here. Both are kept until you choose.'),
    ).toBeVisible()
    const table = within(ships().getByRole('table', { name: 'What differs between the two versions' }))
    expect(table.getAllByRole('row').map((one) => one.textContent)).toEqual(['YoursAnna’s', 'Draught', '12 m9.25 m'])
    await press('Keep yours')
    expect(shipList.now().items).toEqual([item({ doc: { ...alk, draughtM: 12 }, team: theirs })])
    expect(ships().queryByRole('table')).toBeNull()
    shipsAre(item({ doc: { ...alk, draughtM: 12 }, theirs }))
    await press('Take Anna’s')
    expect(shipList.now().items).toEqual([item({ doc: { ...alk, draughtM: 9.25 }, team: theirs })])
  })

  it('name no desk where one person works at both', () => {
    const theirs = teamState({ ...alk, draughtM: 9 }, { rev: 3, by: 'Ben', at: '2024-11-02T10:42:30Z' })
    show(item({ doc: { ...alk, draughtM: 12 }, theirs }))
    expect(ships().getByText(/^Another desk saved “Alk” on 02 Nov 2024 10:42Z, and it was changed here/)).toBeVisible()
    expect(ships().getByRole('button', { name: 'Take the other desk’s' })).toBeVisible()
  })

  it.each<[string, Partial<KeptItem<Ship>>, string, [string, string]]>([
    [
      'archived there and changed here',
      { doc: { ...alk, draughtM: 12 }, theirs: teamState(alk, { rev: 3, isArchived: true }) },
      'Anna archived “Alk” at 10:42Z, and it was changed here.',
      ['Keep yours', 'Archive it here too'],
    ],
    [
      'changed there and archived here',
      { isGone: true, theirs: teamState({ ...alk, draughtM: 9 }, { rev: 3 }) },
      'Anna changed “Alk” at 10:42Z, and it was archived here.',
      ['Archive it anyway', 'Take Anna’s'],
    ],
    [
      'removed for good',
      { theirs: 'removed' },
      '“Alk” is no longer in the library. It is kept in this browser.',
      ['Save it again', 'Remove it here too'],
    ],
    [
      'saved by a newer version of Fairway',
      { doc: { ...alk, draughtM: 12 }, theirs: teamState({ ...alk, imo: 9074729 }, { rev: 3 }) },
      'Anna saved “Alk” at 10:42Z with a newer version of Fairway, and it was changed here. Both are kept until you choose.',
      ['Keep yours', 'Take Anna’s'],
    ],
  ])('%s ask too', async (_what, change, question, [mine, theirs]) => {
    show(item(change))
    expect(ships().getByText(question)).toBeVisible()
    expect(ships().getByRole('button', { name: theirs })).toBeVisible()
    await press(mine)
    expect(ships().queryByText(question)).toBeNull()
    expect(shipList.now().items.map(({ theirs: open }) => open)).toEqual([undefined])
  })

  it('are archived after a question, and taken back', async () => {
    show(item())
    await press('Archive Alk')
    expect(screen.getByRole('group', { name: 'Archive Alk for everybody?' })).toBeVisible()
    expect(screen.getByRole('button', { name: 'Keep' })).toHaveFocus()
    await press('Keep')
    expect(screen.getByRole('button', { name: 'Archive Alk' })).toHaveFocus()
    await press('Archive Alk')
    await press('Archive for everybody')
    expect(shipList.now().items).toEqual([item({ isGone: true })])
    expect(ships().queryByRole('listitem')).toBeNull()
    expect(ships().getByText('Archived “Alk” for everybody.')).toBeVisible()
    expect(screen.getByRole('button', { name: 'Undo' })).toHaveFocus()
    ask.mockClear()
    await press('Undo')
    expect(ask).toHaveBeenCalledOnce()
    expect(row()).toHaveTextContent('Alk')
    expect(ships().queryByText(/^Archived/)).toBeNull()
  })

  it('that only this browser has are forgotten at once', async () => {
    show({ id: 'alk', doc: alk })
    await press('Forget Alk')
    expect(shipList.now().items).toEqual([])
    expect(ships().queryByText(/^Archived/)).toBeNull()
  })

  it('are changed by no viewer, who is told why', () => {
    act(() => teamListsChanged({ mayChange: false }))
    const theirs = teamState({ ...alk, draughtM: 9 }, { rev: 3 })
    show(item({ doc: { ...alk, draughtM: 12 }, theirs }))
    const why = 'Viewers can use the team’s ships but not change them. An administrator can change your role.'
    expect(ships().getByText(why)).toBeVisible()
    expect(ships().getByRole('button', { name: 'Archive Alk' })).toBeDisabled()
    expect(ships().getByRole('button', { name: 'Keep yours' })).toHaveAttribute('title', why)
    expect(ships().getByRole('button', { name: 'Keep yours' })).toBeDisabled()
    expect(ships().getByRole('button', { name: 'Take Anna’s' })).toBeEnabled()
  })

  it('tell once what of this browser was taken in', async () => {
    show(item({ before: 'taken' }), { id: 'brent', doc: { ...emptyShip, name: 'Brent' }, before: 'held' })
    expect(ships().getByText('1 ship of this browser is now in the library too: “Alk”.')).toBeVisible()
    await press('Dismiss')
    expect(ships().queryByText(/of this browser/)).toBeNull()
    // What has not been taken in yet is told when it is.
    expect(shipList.now().items.map(({ before }) => before)).toEqual([undefined, 'held'])
  })

  it('say how it stands with the library', () => {
    show({ id: 'alk', doc: alk })
    act(() => teamListsChanged({ standing: 'away' }))
    expect(
      ships().getByText(/^The library cannot be reached now\. What you save is kept in this browser/),
    ).toBeVisible()
    act(() => teamListsChanged({ standing: 'full' }))
    expect(ships().getByText(/^The library is full or read-only for now\./)).toBeVisible()
    act(() => teamListsChanged({ standing: 'current', unread: { ship: 2 }, refused: { alk: 'The name is too long.' } }))
    expect(
      ships().getByText('2 more ships saved by a newer version of Fairway: not shown here, and left unchanged.'),
    ).toBeVisible()
    expect(
      ships().getByText('The library did not accept “Alk”: The name is too long. It is kept in this browser.'),
    ).toBeVisible()
  })

  it('are this browser’s alone where the server keeps no library', () => {
    act(() => teamListsChanged({ standing: 'off', me: null, mayChange: false }))
    show({ id: 'alk', doc: alk })
    expect(row()).toHaveTextContent(/^Alk · IMO 9074729 · T 11\.5 mUse in this voyage$/)
    expect(ships().getByRole('button', { name: 'Forget Alk' })).toBeEnabled()
    expect(screen.queryByText(/library|Viewers/)).toBeNull()
  })
})

describe('the ship of a voyage', () => {
  const show = async () => {
    render(<ShipFields />)
    await userEvent.click(screen.getByRole('button', { name: /^Ship: / }))
    return screen.findByLabelText('Saved ships')
  }

  it('stands with author and time, and is archived and taken back from there', async () => {
    shipsAre(item())
    const choice = await show()
    await userEvent.selectOptions(choice, 'Alk · IMO 9074729')
    expect(choice).toHaveAccessibleDescription('Anna, 10:42Z')
    await press('Archive this ship')
    await press('Archive for everybody')
    expect(screen.queryByLabelText('Saved ships')).toBeNull()
    await press('Undo')
    expect(screen.getByLabelText('Saved ships')).toHaveDisplayValue('Alk · IMO 9074729')
  })

  it('is saved by no viewer', async () => {
    act(() => teamListsChanged({ mayChange: false }))
    shipsAre(item())
    await show()
    expect(screen.getByRole('button', { name: 'Save this ship' })).toBeDisabled()
    expect(screen.getByText(/^Viewers can use the team’s ships but not change them\./)).toBeVisible()
  })
})

describe('limit profiles', () => {
  const laden = { name: 'Laden', ship: null, limits: { ...defaultLimits, wave: { caution: 3, limit: 4.5 } } }
  const show = (change: Partial<KeptItem<typeof laden>> = {}) => {
    act(() =>
      profileList.changed(() => ({
        items: [{ id: 'laden', doc: laden, team: teamState(laden), ...change }],
        hasMet: true,
      })),
    )
    render(<LimitDialog onClose={() => undefined} />)
  }

  it('stand with author and time, also where they are to be replaced', async () => {
    show()
    await press('Save as profile…')
    await userEvent.type(screen.getByLabelText('Profile name'), 'Laden')
    expect(screen.getByLabelText('Profile name')).toHaveAccessibleDescription(
      'Replaces the saved profile · Anna, 10:42Z',
    )
    await userEvent.selectOptions(screen.getByLabelText('Start from'), 'Laden')
    expect(screen.getByLabelText('Start from')).toHaveAccessibleDescription('Anna, 10:42Z')
    await press('Archive this limit profile')
    await press('Archive for everybody')
    expect(screen.getByText('Archived “Laden” for everybody.')).toBeVisible()
    expect(screen.getByLabelText('Start from')).toHaveDisplayValue('This voyage’s own')
  })

  it('changed at two desks ask whose values hold', () => {
    const other = { ...laden, limits: { ...laden.limits, wind: null } }
    show({
      doc: { ...laden, limits: { ...laden.limits, wave: { caution: 2, limit: 2.5 } } },
      theirs: teamState(other, { rev: 3 }),
    })
    const table = within(screen.getByRole('table', { name: 'What differs between the two versions' }))
    expect(table.getAllByRole('row').map((one) => one.textContent)).toEqual([
      'YoursAnna’s',
      'Wind',
      '30 kn (caution 24 kn)not watched',
      'Wave height',
      '2.5 m (caution 2.0 m)4.5 m (caution 3.0 m)',
    ])
  })

  it('are saved by no viewer', () => {
    act(() => teamListsChanged({ mayChange: false }))
    show()
    expect(screen.getByRole('button', { name: 'Save as profile…' })).toBeDisabled()
    expect(screen.getByText(/^Viewers can use the team’s limit profiles but not change them\./)).toBeVisible()
  })
})
