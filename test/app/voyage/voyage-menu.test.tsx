import 'fake-indexeddb/auto'
import { act, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { session } from '#src/app/voyage/session.ts'
import { Dialogs } from '#src/app/dialogs.tsx'
import { VoyageMenu } from '#src/app/shell/bars/top-bar.tsx'
import { storage } from '#src/data/storage/storage.ts'
import { deleteVoyage, notSaved, saveVoyage } from '#src/data/voyages/voyages.ts'
import { noHistory } from '#src/domain/voyage/history.ts'
import { currentVoyage, newVoyage, voyageActions } from '#src/state/voyage.ts'
import { standInForDialogs } from '#test/support/dialogs.ts'

const dialog = () => within(screen.getByRole('dialog', { name: 'Voyages' }))
const titles = () =>
  dialog()
    .getAllByRole('listitem')
    .map(
      (item) =>
        within(item)
          .getByRole('button', { name: /waypoint/ })
          .querySelector('strong')!.textContent,
    )
let stop: () => void

beforeAll(async () => {
  await import('#src/app/voyage/voyages-dialog.tsx') // loaded when it is opened, but not while a test waits
  standInForDialogs()
})

beforeEach(async () => {
  localStorage.clear()
  for (const { id } of await storage.getAll('voyages')) await deleteVoyage(id)
  await saveVoyage({ ...newVoyage('a', 0), name: 'Older' }, noHistory, notSaved, 1000)
  voyageActions.voyageOpened(newVoyage('b', 0))
  stop = session.start(null)
  act(() => voyageActions.voyageRenamed('At hand'))
  render(
    <>
      <VoyageMenu />
      <Dialogs />
    </>,
  )
  await userEvent.click(screen.getByRole('button', { name: 'Voyages' }))
  await waitFor(() => expect(titles()).toContain('Older'))
})
afterEach(async () => {
  stop()
  await act(() => session.flush())
})

describe('the list of voyages', () => {
  it('starts with the last changed, and opens one under its own address', async () => {
    expect(titles()).toEqual(['At hand', 'Older'])
    await userEvent.click(dialog().getByRole('button', { name: /^Older/ }))
    await waitFor(() => expect(currentVoyage()).toMatchObject({ id: 'a', name: 'Older' }))
    expect(window.location.pathname).toBe('/v/a')
  })

  it('renames one that is not open', async () => {
    await userEvent.click(dialog().getByRole('button', { name: 'Rename Older' }))
    await userEvent.clear(dialog().getByLabelText('Name of the voyage'))
    await userEvent.type(dialog().getByLabelText('Name of the voyage'), 'Renamed{Enter}')
    await waitFor(() => expect(titles()).toEqual(['Renamed', 'At hand']))
  })

  it('renames the open one as a step of undo', async () => {
    await userEvent.click(dialog().getByRole('button', { name: 'Rename At hand' }))
    await userEvent.type(dialog().getByLabelText('Name of the voyage'), ' now{Enter}')
    await waitFor(() => expect(titles()[0]).toMatch(/now$/))
    act(voyageActions.undone)
    expect(currentVoyage().name).toBe('At hand')
  })

  it('duplicates, deletes and brings back', async () => {
    await userEvent.click(dialog().getByRole('button', { name: 'Duplicate Older' }))
    await waitFor(() => expect(titles()).toEqual(['Older copy', 'At hand', 'Older']))
    await userEvent.click(dialog().getByRole('button', { name: 'Delete Older' }))
    await waitFor(() => expect(titles()).toEqual(['Older copy', 'At hand']))
    await userEvent.click(dialog().getByRole('button', { name: 'Undo' }))
    await waitFor(() => expect(titles()).toEqual(['Older copy', 'At hand', 'Older']))
  })

  it('leaves a new voyage open if the open one is deleted', async () => {
    await userEvent.click(dialog().getByRole('button', { name: 'Delete At hand' }))
    await waitFor(() => expect(titles()).toEqual(['Older']))
    expect(currentVoyage()).toMatchObject({ name: '' })
    expect(window.location.pathname).toBe('/')
  })

  it('B8 sets aside what a newer Fairway saved, to download as it is', async () => {
    await storage.put('voyages', { id: 'n', schema: 9, rev: 1, doc: {} })
    await userEvent.click(dialog().getByRole('button', { name: 'Duplicate Older' }))
    await waitFor(() => expect(dialog().getByText(/1 more voyage saved by a newer version of Fairway/)).toBeVisible())
    expect(dialog().getByRole('button', { name: 'Download as stored' })).toBeVisible()
  })
})
