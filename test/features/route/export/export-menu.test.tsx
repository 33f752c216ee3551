import { act, render, renderHook, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { routeFromPositions } from '#src/domain/route/edit.ts'
import type { Track } from '#src/domain/route/route.ts'
import type { RoutePlan, Voyage } from '#src/domain/voyage/voyage.ts'
import { writeFile } from '#src/data/workers/write-file.ts'
import { ExportMenu } from '#src/features/route/export/export-menu.tsx'
import { intend } from '#src/state/intents.ts'
import { usePreferenceActions } from '#src/state/preferences.ts'
import { newVoyage, useVoyageActions } from '#src/state/voyage.ts'
import { type StandInWorkers, standInWorkers } from '#test/support/workers.ts'
import { givePageSize } from '#test/support/page-size.ts'
import { preloadParts } from '#src/ui/page/lazy-part.tsx'
import { planned } from '#test/support/planned.ts'

const route = routeFromPositions(
  '',
  [
    { lat: 51.9, lon: 4 },
    { lat: 44.6, lon: -63.5 },
  ],
  { names: ['Maas', 'Halifax'] },
)
const track: Track = {
  name: 'AIS',
  lat: Float64Array.of(1, 2),
  lon: Float64Array.of(3, 4),
  timeMs: Float64Array.of(NaN, NaN),
}

function show(change: Partial<Voyage & RoutePlan>) {
  const { result } = renderHook(() => useVoyageActions())
  act(
    () =>
      void result.current.voyageOpened(
        planned(newVoyage('v', 0), {
          name: 'Rotterdam – Halifax',
          departureMs: Date.UTC(2026, 10, 22, 22),
          speedKn: 12,
          ...change,
        }),
      ),
  )
  render(<ExportMenu />)
}
const open = () => userEvent.click(screen.getByRole('button', { name: 'Export' }))
const offered = () =>
  screen
    .getAllByRole('menuitem')
    .filter((item) => !item.hasAttribute('data-disabled'))
    .map(({ firstChild }) => firstChild?.textContent)

/** jsdom's Blob has no text(). */
const textOf = (blob: Blob) =>
  new Promise<string>((resolve) => {
    const reader = new FileReader()
    reader.onload = () => resolve(reader.result as string)
    reader.readAsText(blob)
  })

describe('the Export menu', () => {
  const saved: { name: string; blob: Blob }[] = []
  beforeEach(() => {
    givePageSize({ width: 400, height: 600 })
    saved.length = 0
    let blob = new Blob()
    URL.createObjectURL = vi.fn((given: Blob) => {
      blob = given
      return 'blob:test'
    })
    URL.revokeObjectURL = vi.fn()
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      saved.push({ name: this.download, blob })
    })
  })
  afterEach(() => {
    vi.unstubAllGlobals()
    vi.restoreAllMocks()
  })

  it('offers RTZ 1.1 first and saves it under the name of the voyage', async () => {
    show({ route })
    await open()
    expect(offered()).toEqual([
      'RTZ 1.1',
      'RTZ 1.0',
      'RTZ 1.2',
      'GPX 1.1',
      'KML',
      'GeoJSON',
      'CSV',
      'Passage plan (print)',
    ])
    await userEvent.click(screen.getByRole('menuitem', { name: 'RTZ 1.1' }))
    expect(saved.map(({ name }) => name)).toEqual(['Rotterdam_Halifax.rtz'])
    expect(await textOf(saved[0]!.blob)).toContain('http://www.cirm.org/RTZ/1/1')
  })

  it('writes the numbers of a CSV file as the spreadsheets here have them', async () => {
    act(() => usePreferenceActions().preferenceChosen({ sheetChoice: 'comma-semicolon' }))
    show({ route })
    await open()
    await userEvent.click(screen.getByRole('menuitem', { name: /^CSV/ }))
    await waitFor(() => expect(saved).toHaveLength(1))
    expect(await textOf(saved[0]!.blob)).toMatch(/No;Name;Latitude;Longitude;.*\r\n1;[^;]*;-?\d+,\d{6};-?\d+,\d{6};/)
    act(() => usePreferenceActions().preferenceChosen({ sheetChoice: 'auto' }))
  })

  it('works by keyboard and returns focus', async () => {
    show({ route })
    screen.getByRole('button', { name: 'Export' }).focus()
    await userEvent.keyboard('{Enter}csv{Enter}')
    await waitFor(() => expect(screen.getByRole('button', { name: 'Export' })).toHaveFocus())
    expect(saved.map(({ name }) => name)).toEqual(['Rotterdam_Halifax.csv'])
  })

  it('offers a track only if a file can hold one', async () => {
    show({ track })
    await open()
    expect(offered()).toEqual(['GPX 1.1', 'KML', 'GeoJSON', 'CSV'])
  })

  it('says why a single waypoint cannot be saved', async () => {
    show({ route: routeFromPositions('', [{ lat: 1, lon: 1 }]) })
    await open()
    expect(offered()).toEqual([])
    expect(screen.getByText('A route needs at least two waypoints.')).toBeVisible()
  })
})

describe('the Export menu with a long track', () => {
  const long = 501
  const logged: Track = {
    name: 'AIS',
    lat: new Float64Array(long),
    lon: new Float64Array(long).map((_, index) => index / 100),
    timeMs: new Float64Array(long).fill(NaN),
  }
  let workers: StandInWorkers
  let names: string[]
  beforeEach(() => {
    givePageSize({ width: 400, height: 600 })
    workers = standInWorkers(writeFile, 'writeFile')
    names = []
    URL.createObjectURL = vi.fn(() => 'blob:test')
    URL.revokeObjectURL = vi.fn()
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      names.push(this.download)
    })
  })
  afterEach(() => {
    vi.unstubAllGlobals()
    vi.restoreAllMocks()
  })
  const choose = async () => {
    show({ track: logged })
    await open()
    await userEvent.click(screen.getByRole('menuitem', { name: 'GPX 1.1' }))
  }

  it('says that it is preparing, saves what a worker has written, and closes', async () => {
    await choose()
    expect(screen.getByRole('status')).toHaveTextContent('Preparing GPX 1.1…')
    expect(names).toEqual([])
    await act(async () => workers.answer())
    expect(names).toEqual(['Rotterdam_Halifax.gpx'])
    expect(screen.queryByRole('menu')).toBeNull()
    expect(screen.getByRole('status')).toHaveTextContent('')
  })

  it('cancels when the menu is closed', async () => {
    await choose()
    await userEvent.keyboard('{Escape}')
    expect(workers.ended()).toBe(1)
    await act(async () => workers.answer())
    expect(names).toEqual([])
    expect(screen.getByRole('status')).toHaveTextContent('')
  })

  it('saves it even if the worker cannot be loaded, as without the server', async () => {
    await choose()
    await act(async () => workers.failToLoad())
    expect(names).toEqual(['Rotterdam_Halifax.gpx'])
  })
})

describe('a print of the page', () => {
  it('waits for what makes it, asked for by its key before anything else was done', async () => {
    const papers: (string | null)[] = []
    window.print = () => {
      window.dispatchEvent(new Event('beforeprint'))
      papers.push(document.querySelector('[data-print-sheet]')?.getAttribute('aria-label') ?? null)
      window.dispatchEvent(new Event('afterprint'))
    }
    intend('print-plan') // by a page that does not show the route yet
    show({ route })
    await waitFor(() => expect(papers).toEqual(['Passage plan']))
  })

  it('says of a proposal that nobody has checked it, above the plan and at the foot of every page', async () => {
    show({ route: { ...route, isProposal: true } })
    await act(() => preloadParts())
    act(() => void window.dispatchEvent(new Event('beforeprint')))
    const sheet = within(document.querySelector<HTMLElement>('[data-print-sheet]')!)
    expect(sheet.getAllByText(/First proposal, not a route: check it on the chart/)).toHaveLength(2)
    act(() => void window.dispatchEvent(new Event('afterprint')))
  })

  it('is the passage plan, however it was started, and gone afterwards', async () => {
    show({ route })
    await act(() => preloadParts())
    expect(document.querySelector('[data-print-sheet]')).toBeNull()
    act(() => void window.dispatchEvent(new Event('beforeprint')))
    const sheet = within(document.querySelector<HTMLElement>('[data-print-sheet]')!)
    expect(sheet.getByRole('heading', { hidden: true, name: 'Rotterdam – Halifax' })).toBeInTheDocument()
    const rows = sheet.getAllByRole('row', { hidden: true }).map((row) =>
      within(row)
        .queryAllByRole('cell', { hidden: true })
        .map(({ textContent }) => textContent),
    )
    expect(rows[1]!.slice(0, 4)).toEqual(['1', 'Maas', "51°54.000'N", "004°00.000'E"])
    expect(rows[2]!.slice(0, 4)).toEqual(['2', 'Halifax', "44°36.000'N", "063°30.000'W"])
    expect(sheet.getByText(/^Distances and courses on WGS84/)).toHaveTextContent('times UTC')
    expect(sheet.getByText(/Halifax · Planned with Fairway · Not for navigation without checking/)).toBeInTheDocument()
    act(() => void window.dispatchEvent(new Event('afterprint')))
    expect(document.querySelector('[data-print-sheet]')).toBeNull()
  })
})
