import 'fake-indexeddb/auto'
import { act, render, renderHook, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { session } from '#src/app/voyage/session.ts'
import { useImport } from '#src/app/voyage/use-import.ts'
import { serverAnswered } from '#src/data/http/server-answers.ts'
import { storage } from '#src/data/storage/storage.ts'
import { deleteVoyage, listVoyages } from '#src/data/voyages/voyages.ts'
import { readRouteFile } from '#src/domain/formats/import-file.ts'
import type { TableAssignment } from '#src/domain/formats/table-sheet.ts'
import { appendWaypoint, routeFromPositions } from '#src/domain/route/edit.ts'
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

/** What the page shows of it: the file being read, the preview, and any failure. */
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
      {failure && <p role="alert">{failure.error.detail || failure.error.code}</p>}
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
/** `output` has the role status too: it shows the file being read. */
const told = () => screen.getAllByRole('status').find(({ tagName }) => tagName === 'P')
const lookAt = (key: string) => {
  const { answerShown } = renderHook(() => useViewActions()).result.current
  act(() => answerShown(key))
}
const names = () => currentPlan().route.waypoints.map(({ name }) => name)
const table = 'name,lat,lon\nMaas,52,4\nHalifax,44.6,-63.5'

describe('a file dropped on the page', () => {
  it('F10 the same file twice replaces the route each time, and undo brings back what was there', async () => {
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

  it('F10 twice beside the route, it is two more alternatives of different names, each one step of undo, and what is shown stays', async () => {
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

  it('F10 the same file twice opens a voyage each time; the one that was open is kept as it was', async () => {
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

  it('can be pasted from the clipboard too, unless that holds text', async () => {
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

  it('shows how far it is read if that takes a moment; a newer file replaces it', async () => {
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

  it('that is broken is reported by its line, and the route stays', async () => {
    render(<Page />)
    await dropAndRead('lat;lon\n1;2\n3;')
    expect(screen.getByRole('alert')).toHaveTextContent('line 3 has no longitude')
    expect(names()).toEqual(['Dover', 'Nab'])
  })

  it('that is broken is reported until there is a route by other means, and not until its name has changed', async () => {
    render(<Page />)
    await dropAndRead('lat;lon\n1;2\n3;')
    act(() => voyageActions.voyageRenamed('Channel'))
    expect(screen.getByRole('alert')).toBeVisible()
    act(() => voyageActions.routeEdited(appendWaypoint(currentPlan().route, { lat: 49, lon: -5 })))
    expect(screen.queryByRole('alert')).toBeNull()
  })

  describe('with columns that nobody can tell', () => {
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

    it('is read with the assigned columns, and so is the next one like it until that is reset', async () => {
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

    it('asks each table in which zone its times are, whatever was said of the last one like it', async () => {
      render(<Page />)
      const local = (lat: number) =>
        `Name;Lat;Lon;ETA (ship time)\nA;${lat};4;2026-12-01 06:00\nB;${lat};5;2026-12-01 12:00\nC;${lat};6;2026-12-01 18:00`
      const zone = () => screen.getByRole('combobox', { name: 'Times without a zone are in' })
      act(() => voyageActions.routeEdited(emptyRoute))
      await dropAndRead(local(36))
      await choose('Column 1, Name', 'Not used')
      await userEvent.selectOptions(zone(), 'UTC+2')
      await act(async () => workers.answer())
      await use('Use route')

      act(() => voyageActions.routeEdited(emptyRoute))
      await dropAndRead(local(-36))
      await act(async () => workers.answer())
      expect(screen.getByText(/as you assigned them the last time/)).toBeVisible()
      expect(zone()).toHaveDisplayValue('Choose a zone')
    })

    it('cannot be used with the old columns while it is being read with new ones', async () => {
      render(<Page />)
      act(() => voyageActions.routeEdited(emptyRoute))
      await dropAndRead(bare.replaceAll(/$/gm, ',0')) // with a layout that is not remembered
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

describe('a file for which the reader cannot be loaded, as while the line is down', () => {
  const answers = (nowMs: number) => act(async () => serverAnswered(nowMs))

  it('is kept, and read by itself once the server answers', async () => {
    render(<Page />)
    await drop(table)
    await act(async () => workers.failToLoad())
    expect(screen.getByRole('alert')).toHaveTextContent('part-not-loaded')
    await answers(1e9)
    await act(async () => workers.failToLoad()) // it was away again
    await answers(2e9)
    await act(async () => workers.answer())
    expect(screen.queryByRole('alert')).toBeNull()
    await use('Replace this route')
    expect(names()).toEqual(['Maas', 'Halifax'])
  })

  it('is read no more once another was chosen', async () => {
    render(<Page />)
    await drop(table)
    await act(async () => workers.failToLoad())
    await drop('name,lat,lon\nBrest,48,-5\nBilbao,43.4,-3.1', 'other.csv')
    await answers(3e9)
    expect(workers.waiting).toHaveLength(1)
    await act(async () => workers.answer())
    expect(screen.getByRole('dialog')).toHaveTextContent('other.csv')
  })
})
