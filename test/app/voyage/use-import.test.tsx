import { act, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { useImport } from '#src/app/voyage/use-import.ts'
import type { ImportWork } from '#src/data/import-reader.ts'
import { readRouteFile } from '#src/domain/formats/import-file.ts'
import { routeFromPositions } from '#src/domain/route/edit.ts'
import { ImportDialog } from '#src/features/route/import-dialog.tsx'
import { currentVoyage, newVoyage, voyageActions } from '#src/state/voyage.ts'
import { standInForDialogs } from '#test/support/dialogs.ts'
import { type StandInWorkers, standInWorkers } from '#test/support/workers.ts'

standInForDialogs()
let workers: StandInWorkers<ImportWork>
const drawn = routeFromPositions('', [{ lat: 51, lon: 2 }, { lat: 50, lon: -1 }], { names: ['Dover', 'Nab'] })

beforeEach(() => {
  workers = standInWorkers(({ bytes, fileName }: ImportWork) => readRouteFile(bytes, fileName))
  voyageActions.voyageOpened({ ...newVoyage('v', 0), name: 'Drawn', route: drawn })
})
afterEach(() => void vi.unstubAllGlobals())

/** As the page shows it: the file being read, the preview, and what went wrong. */
function Page() {
  const { reading, preview, failure, candidateUsed, dismissed } = useImport()
  return (
    <>
      <output>{reading && `${reading.fileName} ${reading.fraction}`}</output>
      {failure && <p role="alert">{failure.error.detail}</p>}
      {preview && <ImportDialog result={preview} nowMs={0} onUse={candidateUsed} onCancel={dismissed} />}
    </>
  )
}

/** jsdom's File has no arrayBuffer(). */
const fileOf = (text: string, name = 'plan.csv') => Object.assign(new File([text], name), { arrayBuffer: async () => new TextEncoder().encode(text).buffer })

async function drop(text: string, name?: string) {
  const event = Object.assign(new Event('drop', { cancelable: true }), { dataTransfer: { files: [fileOf(text, name)], types: ['Files'] } })
  await act(async () => void window.dispatchEvent(event))
}
async function dropAndRead(text: string) {
  await drop(text)
  await act(async () => workers.answer())
}
const use = (name: string) => userEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name }))
const names = () => currentVoyage().route.waypoints.map(({ name }) => name)
const table = 'name,lat,lon\nMaas,52,4\nHalifax,44.6,-63.5'

describe('a file dropped on the page', () => {
  it('F10: the same file twice replaces the route each time, and undo brings back what was there', async () => {
    render(<Page />)
    for (const name of ['once', 'twice']) {
      await dropAndRead(table)
      await use('Use route')
      expect(names(), name).toEqual(['Maas', 'Halifax'])
    }
    expect(currentVoyage().alternatives).toHaveLength(1)
    act(voyageActions.undone)
    expect([currentVoyage().name, names()]).toEqual(['Drawn', ['Dover', 'Nab']])
  })

  it('F10: twice beside the route, it is two more alternatives of different names, each one step of undo', async () => {
    render(<Page />)
    for (let times = 0; times < 2; times += 1) {
      await dropAndRead(table)
      await use('Use as a new alternative')
    }
    expect(currentVoyage().alternatives.map(({ name }) => name)).toEqual(['Route 1', 'plan', 'plan 2'])
    expect(currentVoyage().name).toBe('Drawn')
    act(() => {
      voyageActions.undone()
      voyageActions.undone()
    })
    expect([currentVoyage().alternatives.length, names()]).toEqual([1, ['Dover', 'Nab']])
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
})
