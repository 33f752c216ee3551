import 'fake-indexeddb/auto'
import { act, render, renderHook, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { session } from '#src/app/voyage/session.ts'
import { useImport } from '#src/app/voyage/use-import.ts'
import { storage } from '#src/data/storage/storage.ts'
import { deleteVoyage, listVoyages } from '#src/data/voyages/voyages.ts'
import { readRouteFile } from '#src/domain/formats/import-file.ts'
import type { TableAssignment } from '#src/domain/formats/table-sheet.ts'
import { routeFromPositions } from '#src/domain/route/edit.ts'
import { emptyRoute } from '#src/domain/route/route.ts'
import { ImportDialog } from '#src/features/route/import/import-dialog.tsx'
import { usePreference, usePreferenceActions } from '#src/state/preferences.ts'
import { shownInVoyage, useShownKey } from '#src/state/shown-answer.ts'
import { useViewActions } from '#src/state/view.ts'
import { currentPlan, currentVoyage, newVoyage, voyageActions } from '#src/state/voyage.ts'
import { standInForDialogs } from '#test/support/dialogs.ts'
import { type StandInWorkers, standInWorkers } from '#test/support/workers.ts'
import { activePlan } from '#src/domain/voyage/voyage.ts'
import { planned } from '#test/support/planned.ts'

standInForDialogs()
let workers: StandInWorkers
const drawn = routeFromPositions(
  '',
  [
    { lat: 51, lon: 2 },
    { lat: 50, lon: -1 },
  ],
  { names: ['Dover', 'Nab'] },
)

let stop: () => void

beforeEach(async () => {
  localStorage.clear()
  for (const { id } of await storage.getAll('voyages')) await deleteVoyage(id)
  workers = standInWorkers((bytes: Uint8Array, fileName: string, _: unknown, assignment?: TableAssignment) =>
    readRouteFile(bytes, fileName, undefined, assignment),
  )
  voyageActions.voyageOpened(planned(newVoyage('v', 0), { name: 'Drawn', route: drawn }))
  shownInVoyage(null, 'closed') // the page outlives each test
  stop = session.start(null)
  await session.flush()
})
afterEach(async () => {
  stop()
  await act(() => session.flush())
  vi.unstubAllGlobals()
})

/** As the page shows it: the file being read, the preview, and what went wrong. */
function Page() {
  const { reading, preview, failure, done, candidateUsed, columnsAssigned, dismissed } = useImport()
  const shown = useShownKey()
  const tab = usePreference('planTab')
  return (
    <>
      <p>
        Shown: {shown ?? 'none'}, {tab}
      </p>
      <output>{reading && `${reading.fileName} ${reading.fraction}`}</output>
      <p role="status">{done}</p>
      {failure && <p role="alert">{failure.error.detail}</p>}
      {preview && (
        <ImportDialog {...preview} nowMs={0} onAssigned={columnsAssigned} onUse={candidateUsed} onCancel={dismissed} />
      )}
    </>
  )
}

/** jsdom's File has no arrayBuffer(). */
const fileOf = (text: string, name = 'plan.csv') =>
  Object.assign(new File([text], name), { arrayBuffer: async () => new TextEncoder().encode(text).buffer })

async function drop(text: string, name?: string) {
  const event = Object.assign(new Event('drop', { cancelable: true }), {
    dataTransfer: { files: [fileOf(text, name)], types: ['Files'] },
  })
  await act(async () => void window.dispatchEvent(event))
}
async function dropAndRead(text: string) {
  await drop(text)
  await act(async () => workers.answer())
}
const use = (name: string) => userEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name }))
/** `output` is a status too: that of the file being read. */
const told = () => screen.getAllByRole('status').find(({ tagName }) => tagName === 'P')
const lookAt = (key: string) => {
  const { answerShown } = renderHook(() => useViewActions()).result.current
  act(() => answerShown(key))
}
const names = () => currentPlan().route.waypoints.map(({ name }) => name)
const table = 'name,lat,lon\nMaas,52,4\nHalifax,44.6,-63.5'

describe('a file dropped on the page', () => {
  it('F10: the same file twice replaces the route each time, and undo brings back what was there', async () => {
    render(<Page />)
    for (const name of ['once', 'twice']) {
      await dropAndRead(table)
      await use('Replace this route')
      expect(names(), name).toEqual(['Maas', 'Halifax'])
      expect(told()).toHaveTextContent('Imported “plan”, 2 waypoints, replacing what was there. Undo restores it.')
    }
    expect(currentVoyage()).toMatchObject({ id: 'v', alternatives: [{}] })
    act(() => {
      voyageActions.undone()
      voyageActions.undone()
    })
    expect([currentVoyage().name, names()]).toEqual(['Drawn', ['Dover', 'Nab']])
  })

  it('F10: twice beside the route, it is two more alternatives of different names, each one step of undo, and what is shown stays', async () => {
    render(<Page />)
    lookAt('task-1')
    for (let times = 0; times < 2; times += 1) {
      await dropAndRead(table)
      await use('As alternative')
    }
    expect(currentVoyage().alternatives.map(({ name }) => name)).toEqual(['Route 1', 'plan', 'plan 2'])
    expect(currentVoyage()).toMatchObject({ id: 'v', name: 'Drawn' })
    expect(screen.getByText('Shown: task-1, route')).toBeVisible()
    expect(told()).toHaveTextContent('Added “plan”, 2 waypoints, as an alternative.')
    act(() => {
      voyageActions.undone()
      voyageActions.undone()
    })
    expect([currentVoyage().alternatives.length, names()]).toEqual([1, ['Dover', 'Nab']])
  })

  it('F10: the same file twice opens a voyage each time; the one that was open is kept as it was', async () => {
    render(<Page />)
    lookAt('task-1')
    act(() => voyageActions.voyageRenamed('Drawn by hand')) // not yet written
    for (let times = 0; times < 2; times += 1) {
      await dropAndRead(table)
      await use('Open as new voyage')
      await waitFor(() => expect(told()).toHaveTextContent('Opened “plan”, 2 waypoints, as a new voyage.'))
    }
    expect(currentVoyage()).toMatchObject({ name: 'plan', alternatives: [{}] })
    expect(names()).toEqual(['Maas', 'Halifax'])
    expect(screen.getByText('Shown: none, route')).toBeVisible()
    await act(() => session.flush())
    const kept = (await listVoyages()).voyages.map(({ voyage }) => [
      voyage.name,
      activePlan(voyage).route.waypoints.map(({ name }) => name),
    ])
    expect(kept).toHaveLength(3)
    expect(kept).toContainEqual(['Drawn by hand', ['Dover', 'Nab']])
  })

  it('brings the Route tab into sight', async () => {
    render(<Page />)
    act(() => voyageActions.routeEdited(emptyRoute))
    const { preferenceChosen } = renderHook(() => usePreferenceActions()).result.current
    act(() => preferenceChosen({ planTab: 'request' }))
    expect(screen.getByText('Shown: none, request')).toBeVisible()
    await dropAndRead(table)
    await use('Use route')
    expect(screen.getByText('Shown: none, route')).toBeVisible()
    expect(told()).toHaveTextContent('Imported “plan”, 2 waypoints.')
  })

  it('opens as a new voyage, and nothing else, while another tab edits this one', async () => {
    render(<Page />)
    act(() => voyageActions.editingAllowed(false))
    await dropAndRead(table)
    await use('Replace this route')
    await use('As alternative')
    expect(names()).toEqual(['Dover', 'Nab'])
    await use('Open as new voyage')
    await waitFor(() => expect(names()).toEqual(['Maas', 'Halifax']))
    expect(currentVoyage().id).not.toBe('v')
  })

  it('is taken from the clipboard too, where it holds no text', async () => {
    render(<Page />)
    const paste = (types: string[]) =>
      act(
        async () =>
          void window.dispatchEvent(
            Object.assign(new Event('paste'), { clipboardData: { files: [fileOf(table)], types } }),
          ),
      )
    await paste(['text/plain', 'Files'])
    expect(workers.waiting).toHaveLength(0)
    await paste(['Files'])
    await act(async () => workers.answer())
    expect(screen.getByRole('dialog', { name: 'Import plan.csv' })).toBeVisible()
  })

  it('tells how far it is read where that takes a moment; a newer file takes its place', async () => {
    render(<Page />)
    await drop(table, 'old.csv')
    await act(async () => workers.progress(0.5))
    expect(document.querySelector('output')).toBeEmptyDOMElement()
    await waitFor(() => expect(document.querySelector('output')).toHaveTextContent('old.csv 0.5'))
    await drop('name,lat,lon\nA,1,1\nB,2,2', 'new.csv')
    await act(async () => workers.answer())
    expect(screen.queryByRole('dialog')).toBeNull()
    await act(async () => workers.answer())
    expect(screen.getByRole('dialog', { name: 'Import new.csv' })).toBeVisible()
  })

  it('that is broken is told by its line, and the route stays', async () => {
    render(<Page />)
    await dropAndRead('lat;lon\n1;2\n3;')
    expect(screen.getByRole('alert')).toHaveTextContent('line 3 has no longitude')
    expect(names()).toEqual(['Dover', 'Nab'])
  })

  describe('whose columns nobody can tell', () => {
    // Longitude first, beside a running number, a course and a speed.
    const bare = '1,4.5,51.9,12,14.2\n2,3.2,51.4,11,14.4\n3,1.8,51.0,12,13.9'
    const choose = async (column: string, role: string) => {
      await userEvent.selectOptions(screen.getByRole('combobox', { name: column }), role)
      await act(async () => workers.answer())
    }
    const placesTaken = () => currentPlan().route.waypoints.map(({ position: { lat, lon } }) => [lat, lon])
    const right = [
      [51.9, 4.5],
      [51.4, 3.2],
      [51, 1.8],
    ]

    it('is read by the columns that are assigned, and the next one like it in the same way until it is reset', async () => {
      render(<Page />)
      act(() => voyageActions.routeEdited(emptyRoute))
      await dropAndRead(bare)
      expect(screen.getByRole('button', { name: 'Use route' })).toHaveAttribute('aria-disabled', 'true')
      await choose('Column 2', 'Longitude')
      expect(screen.getByRole('button', { name: 'Use route' })).toHaveAttribute('aria-disabled', 'true')
      await choose('Column 3', 'Latitude')
      await use('Use route')
      expect(placesTaken()).toEqual(right)

      act(() => voyageActions.routeEdited(emptyRoute))
      await dropAndRead(bare)
      await act(async () => workers.answer()) // once as it is, once as before
      expect(screen.getByText(/as you assigned them the last time/)).toBeVisible()
      await use('Use route')
      expect(placesTaken()).toEqual(right)

      act(() => voyageActions.routeEdited(emptyRoute))
      await dropAndRead(bare)
      await act(async () => workers.answer())
      await userEvent.click(screen.getByRole('button', { name: 'Reset columns' }))
      await act(async () => workers.answer())
      expect(screen.getByRole('combobox', { name: 'Column 2' })).toHaveValue('none')
    })

    it('cannot be used by the columns before while it is being read by others', async () => {
      render(<Page />)
      act(() => voyageActions.routeEdited(emptyRoute))
      await dropAndRead(bare.replaceAll(/$/gm, ',0')) // of a layout that is not remembered
      await choose('Column 2', 'Longitude')
      await choose('Column 3', 'Latitude')
      await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Column 2' }), 'Not used')
      await use('Use route')
      expect(placesTaken()).toEqual([])
      await act(async () => workers.answer())
      expect(screen.getByRole('button', { name: 'Use route' })).toHaveAttribute('aria-disabled', 'true')
    })
  })
})
