import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import type { BenchBrowser, BrowserFigure, BrowserRun } from './browser.ts'
import { mainThreadDuring, toNextPaint } from './main-thread.ts'
import { gpxRoute, gpxTrack, kmlLine } from './route-files.ts'

const PREVIEW = 'dialog[open]'

/** Gives the page a file by its path: sent as bytes, it would be unpacked on the main thread that is measured. */
async function withFile<T>(name: string, text: string, use: (path: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'fairway-bench-'))
  try {
    const path = join(folder, name)
    await writeFile(path, text)
    return await use(path)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const chooseFile = (page: Page, path: string) => page.getByTestId('route-file').setInputFiles(path)

type ImportSample = (page: Page, choose: () => Promise<void>) => Promise<number>

/** A file chosen, read in the worker and previewed; the preview is closed before the next. */
const importing =
  (name: string, text: () => string, sample: ImportSample): BrowserRun =>
  async (bench) => {
    const page = await bench.page()
    return () =>
      withFile(name, text(), async (path) => {
        const ms = await sample(page, () => chooseFile(page, path))
        await page.getByRole('button', { name: 'Cancel' }).click()
        return ms
      })
  }

const toPreview: ImportSample = (page, choose) => toNextPaint(page, 'change', choose, PREVIEW)
const longestToPreview: ImportSample = async (page, choose) => {
  const { longestMs } = await mainThreadDuring(page, async () => {
    await choose()
    await page.locator(PREVIEW).waitFor()
  })
  return longestMs
}

const grid = (page: Page, full: boolean) =>
  page.getByRole('grid', { name: full ? 'Waypoints, full table' : 'Waypoints', exact: true })
const rowOf = (table: Locator, number: number) => table.locator(`[aria-rowindex="${number + 1}"]`)

/** The product with the longest editable route, its table in sight. */
async function openLongRoute(bench: BenchBrowser, full = false): Promise<{ page: Page; table: Locator }> {
  const page = await bench.page()
  await withFile('long.gpx', gpxRoute(2000), async (path) => {
    await chooseFile(page, path)
    await page.getByRole('button', { name: 'Use route' }).click()
  })
  if (full) await page.getByRole('button', { name: 'Full table' }).click()
  const table = grid(page, full)
  await rowOf(table, 1).waitFor()
  await page.getByText(/^Saved \d/).waitFor()
  return { page, table }
}

/** Scrolls the table until a row in the middle of the route is drawn. */
async function showMiddle(table: Locator): Promise<void> {
  await table.evaluate((element) => {
    const scroller = element.parentElement!
    scroller.scrollTop = scroller.scrollHeight / 2
  })
  await rowOf(table, 1000).waitFor()
}

/** An action in the middle of the long table, again and again; the longest task of the main thread it takes. */
const inTable =
  (full: boolean, act: (page: Page, table: Locator, run: number) => Promise<() => Promise<unknown>>): BrowserRun =>
  async (bench) => {
    const { page, table } = await openLongRoute(bench, full)
    await showMiddle(table)
    let run = 0
    return async () => {
      const measuredAct = await act(page, table, (run += 1))
      return (await mainThreadDuring(page, measuredAct)).longestMs
    }
  }

/** A latitude typed into the middle row; the Enter that keeps it is measured. */
async function editCell(page: Page, table: Locator, run: number) {
  await table.getByRole('button', { name: /^Waypoint 1000, latitude/ }).click()
  await page.keyboard.type(`${20 + run / 100}`)
  return () => page.keyboard.press('Enter')
}

async function pressOnRow(page: Page, table: Locator, key: string) {
  await rowOf(table, 1000).focus()
  return () => page.keyboard.press(key)
}

const deleteRow = (page: Page, table: Locator) => pressOnRow(page, table, 'Delete')

/** A route of 2,000 is full: there is room for one once another is gone. */
async function insertRow(page: Page, table: Locator) {
  await (
    await deleteRow(page, table)
  )()
  await page.waitForTimeout(1000)
  return pressOnRow(page, table, 'Insert')
}

async function scroll(page: Page, table: Locator) {
  await rowOf(table, 1000)
    .hover()
    .catch(() => table.hover())
  return async () => {
    for (let step = 0; step < 30; step += 1) {
      await page.mouse.wheel(0, 240)
      await page.waitForTimeout(16)
    }
    await showMiddle(table)
  }
}

/** Steps of one drag, far enough apart that each is drawn. */
const DRAG_STEPS = 30
const STEP_MS = 50

async function dragStep(bench: BenchBrowser): Promise<() => Promise<number>> {
  const { page } = await openLongRoute(bench)
  const box = (await page.getByRole('application', { name: 'Route map' }).boundingBox())!
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  return async () => {
    await page.mouse.move(x, y)
    await page.mouse.down()
    await page.mouse.move(x + 10, y)
    const { busyMs } = await mainThreadDuring(
      page,
      async () => {
        for (let step = 1; step <= DRAG_STEPS; step += 1) {
          await page.mouse.move(x + 10 + step, y - step)
          await page.waitForTimeout(STEP_MS)
        }
      },
      0,
    )
    await page.mouse.up()
    await page.getByRole('toolbar', { name: 'Route' }).getByRole('button', { name: 'Undo' }).click() // fails where nothing was dragged
    return busyMs / DRAG_STEPS
  }
}

const task = { issue: 3, goal: 50, floor: 100, inBrowser: true } as const
const file = { issue: 3, goal: 500, floor: 1000, inBrowser: true } as const
const kml = () => kmlLine(36_000)
const gpx = () => gpxTrack(12_000, Date.UTC(2026, 10, 22))
const tables = [
  { words: 'table', full: false },
  { words: 'full table', full: true },
] as const

/** The route editor at its largest sizes, in a browser: fault B13, and how fast it is. */
export const routeEditorFigures: readonly BrowserFigure[] = [
  {
    name: '2,000 waypoints: main-thread work of a drag step on the map',
    issue: 3,
    goal: 16,
    floor: 33,
    inBrowser: true,
    run: dragStep,
  },
  { name: 'Import to preview: KML of 36,000 points', ...file, run: importing('track.kml', kml, toPreview) },
  { name: 'Import to preview: GPX of 12,000 timed points', ...file, run: importing('track.gpx', gpx, toPreview) },
  { name: 'Import, longest task: KML of 36,000 points', ...task, run: importing('track.kml', kml, longestToPreview) },
  {
    name: 'Import, longest task: GPX of 12,000 timed points',
    ...task,
    run: importing('track.gpx', gpx, longestToPreview),
  },
  ...tables.flatMap(({ words, full }): BrowserFigure[] => [
    { name: `2,000 waypoints, ${words}, longest task: a cell edited`, ...task, run: inTable(full, editCell) },
    { name: `2,000 waypoints, ${words}, longest task: a waypoint inserted`, ...task, run: inTable(full, insertRow) },
    { name: `2,000 waypoints, ${words}, longest task: a waypoint deleted`, ...task, run: inTable(full, deleteRow) },
    { name: `2,000 waypoints, ${words}, longest task: scrolled`, ...task, run: inTable(full, scroll) },
  ]),
]
