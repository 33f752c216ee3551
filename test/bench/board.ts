import { randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import { FAIRWAY_HEADER } from '#src/domain/metocean/wire/contract.ts'
import { voyageDocumentJson } from '#src/domain/library/voyage-document.ts'
import { routeFromPositions } from '#src/domain/route/edit.ts'
import { HOUR_MS } from '#src/domain/time.ts'
import { emptyShip } from '#src/domain/voyage/ship.ts'
import { emptyVoyage, VOYAGE_SCHEMA } from '#src/domain/voyage/voyage.ts'
import { openDatabase } from '#src/server/db/open.ts'
import { allLoaded } from '#test/e2e/all-loaded.ts'
import { type Product, startProduct } from '#test/e2e/product.ts'
import makeTemplate, { makeDataFolder } from '#test/support/data-folder.ts'
import { planned } from '#test/support/planned.ts'
import type { BenchBrowser, BrowserFigure, BrowserRun } from './browser.ts'
import { toNextPaint } from './main-thread.ts'

const VOYAGES = 1000
const TASKS = 10_000
/** Each has a number of waypoints of its own, by which the page shows that it is open. */
const LARGE = Array.from({ length: 10 }, (_, index) => 2000 - index)
/** Until a page is at rest again. */
const SETTLED_MS = 2000
/** Waits that are meant, and not counted: for the next letter, for further edits, and for further saves. */
const [TYPING_MS, EDITS_MS, SAVES_MS] = [70, 400, 2000]

const iso = (ms: number) => new Date(ms).toISOString()

let product: Promise<Product> | null = null
/** One server for all figures, with a team's work of years in it. */
const library = () => (product ??= filledProduct())
export const closeBoard = async (): Promise<void> => void (await (await product)?.stop())

async function filledProduct(): Promise<Product> {
  await makeTemplate()
  const folder = makeDataFolder('board')
  await addTasks(folder)
  const filled = await startProduct({}, folder)
  const nowMs = Date.now()
  for (let number = LARGE.length; number < VOYAGES; number++)
    await addVoyage(filled.url, `Voyage ${number}`, number, 40, nowMs)
  for (const count of LARGE) await addVoyage(filled.url, `Large ${count}`, 1, count, nowMs)
  return filled
}

const taskId = (number: number) => `7a5c0000-0000-4000-8000-${String(number).padStart(12, '0')}`

/** Tasks that are done, straight into the database: the service would compute for minutes. */
async function addTasks(folder: string): Promise<void> {
  const db = await openDatabase({ dataDir: folder, databaseUrl: null })
  const id = (first: string) => `('${first}0000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid`
  const each = `FROM generate_series(1, ${TASKS}) n`
  const at = `now() - n * interval '20 seconds'`
  const asked = `'operator', 'task-' || n, 40, '["wind","wave"]'::jsonb`
  await db.exec(`
    INSERT INTO submission (id, user_name, task_name, points, variables, sent_at, task_id, state, service)
      SELECT ${id('5b00')}, ${asked}, ${at}, ${id('7a5c')}::text, 'accepted', 'embedded' ${each};
    INSERT INTO task (id, submission_id, mode, status, user_name, task_name, points, variables, wind_height_m,
        receive_mail, called_at, estimated_ms, started_at, finished_at, compute_ms)
      SELECT ${id('7a5c')}, ${id('5b00')}, 'async', 'SUCCESS', ${asked}, 10, false, ${at}, 20, ${at}, ${at}, 20 ${each};
    ANALYZE`)
  await db.close()
}

/** A passage under way, or still planned, with the last answer and what it says is ahead. */
async function addVoyage(url: string, name: string, number: number, count: number, nowMs: number): Promise<void> {
  const call = async (method: string, path: string, body: unknown) => {
    const response = await fetch(`${url}/api${path}`, {
      method,
      headers: { [FAIRWAY_HEADER]: '1', 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
  }
  const places = Array.from({ length: count }, (_, at) => ({
    lat: 50 - (number % 40) + Math.sin(at / 3) * 0.2,
    lon: -10 - (at * 40) / count,
  }))
  const { waypoints } = routeFromPositions('', places)
  const named = waypoints.map((one, at) => ({ ...one, name: at % 4 === 0 ? `Buoy ${number}-${at.toString(36)}` : '' }))
  const departureMs = nowMs - ((number % 100) - 10) * HOUR_MS
  const id = randomUUID()
  const askedAt = iso(nowMs - (number % 12) * HOUR_MS)
  const voyage = {
    ...planned(emptyVoyage(id, departureMs), { route: { name: '', waypoints: named } }),
    name,
    ship: { ...emptyShip, name: `Ship ${number % 200}` },
  }
  const answers = [
    { alternative: 'a1', taskId: taskId(number + 1), taskName: `task-${number + 1}`, first: 0, count: 40, askedAt },
  ]
  const document = voyageDocumentJson({
    schema: VOYAGE_SCHEMA,
    voyage,
    note: number % 5 === 0 ? `Pilot ${number} at six; berth to be confirmed by the agent.` : '',
    answers,
    reported: null,
    shown: {},
  })
  await call('POST', '/voyages', { id, document })
  const state = (['ok', 'ok', 'ok', 'caution', 'limit'] as const)[number % 5] ?? 'ok'
  await call('PUT', `/voyages/${id}/outlook`, {
    askedAt,
    worst: { quantity: 'wave', value: 2 + (number % 5), unit: 'm', at: iso(nowMs + (number % 60) * HOUR_MS), state },
    hoursOverLimit: state === 'limit' ? 6 : 0,
    hoursOverCaution: state === 'ok' ? 0 : 9,
    unknownShare: 0,
    synthetic: true,
    alternative: 'a1',
  })
}

const ROWS = '[role=grid][aria-label="Voyages"]'

/** An open page, at rest, with the board one press away. */
async function openPage(bench: BenchBrowser, before?: () => void): Promise<Page> {
  const { url } = await library()
  const page = await bench.page(`${url}/icon.svg`)
  if (before) await page.addInitScript(before)
  await page.goto(url)
  await page.getByRole('button', { name: 'Board', exact: true }).waitFor()
  await allLoaded(page)
  await page.waitForTimeout(SETTLED_MS)
  return page
}

const toBoard = (page: Page) =>
  toNextPaint(
    page,
    'click',
    () => page.getByRole('button', { name: 'Board', exact: true }).click(),
    `${ROWS}[aria-rowcount="${VOYAGES + 1}"] [data-index="0"]`,
  )

/** The first press in each page: later ones show what was read before. */
const board: BrowserRun = (bench) =>
  Promise.resolve(async () => {
    const page = await openPage(bench)
    const ms = await toBoard(page)
    await page.context().close()
    return ms
  })

const search: BrowserRun = async (bench) => {
  const page = await openPage(bench)
  await toBoard(page)
  await page.waitForTimeout(SETTLED_MS)
  const field = page.getByRole('searchbox')
  let number = 500
  return async () => {
    number += 1
    const query = `buoy ${number}`
    await field.fill(query.slice(0, -1))
    await page.waitForTimeout(1000)
    const found = `${ROWS}[aria-rowcount="2"]`
    return (await toNextPaint(page, 'keydown', () => field.press(query.slice(-1)), found)) - TYPING_MS
  }
}

/** From a press on a row to the table of a voyage that this browser has never had. */
const opening: BrowserRun = async (bench) => {
  const page = await openPage(bench)
  let count = 2001
  return async () => {
    count -= 1
    return openLarge(page, count)
  }
}

async function openLarge(page: Page, count: number): Promise<number> {
  await page.getByRole('button', { name: 'Board', exact: true }).click()
  await page.getByRole('searchbox').fill(`Large ${count}`)
  await page.locator(`${ROWS}[aria-rowcount="2"]`).waitFor()
  await page.waitForTimeout(1000)
  const ms = await toNextPaint(
    page,
    'click',
    () => page.getByRole('link', { name: `Large ${count}` }).click(),
    `#root > div:not([inert]) [aria-label="Waypoints"][aria-rowcount="${count + 1}"] [aria-rowindex="2"]`,
  )
  await page.waitForTimeout(1000)
  return ms
}

declare global {
  interface Window {
    /** Waits for an edit by Enter to be kept. Milliseconds from the key to the browser's and to the library's answer. */
    readonly nextSave: () => Promise<{ readonly hereMs: number; readonly thereMs: number }>
  }
}

/** Runs before the page does, and notes when IndexedDB and the server have answered. */
function watchSaves(): void {
  const seen: { readonly what: string; readonly atMs: number }[] = []
  const note = (what: string) => void seen.push({ what, atMs: performance.now() })
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called on what it belongs to
  const { transaction } = IDBDatabase.prototype
  IDBDatabase.prototype.transaction = function (names, mode, options) {
    const made = transaction.call(this, names, mode, options)
    if (mode === 'readwrite')
      made.addEventListener('complete', () => note(typeof names === 'string' ? names : [...names].join(' ')))
    return made
  }
  const fetch = window.fetch.bind(window)
  window.fetch = async (input, init) => {
    const answer = await fetch(input, init)
    if (init?.method === 'PUT' && typeof input === 'string' && /\/api\/voyages\/[\w-]+$/.test(input)) note('sent')
    return answer
  }
  const nextSave = () =>
    new Promise<{ hereMs: number; thereMs: number }>((resolve) => {
      const counted = ({ timeStamp }: Event) => {
        const looking = setInterval(() => {
          const since = seen.filter(({ atMs }) => atMs > timeStamp)
          const here = since.find(({ what }) => what.includes('voyages'))
          const sent = since.find(({ what }) => what === 'sent')
          const there = sent && since.find(({ what, atMs }) => what === 'links' && atMs > sent.atMs)
          if (!here || !there) return
          clearInterval(looking)
          resolve({ hereMs: here.atMs - timeStamp, thereMs: there.atMs - timeStamp })
        }, 20)
      }
      window.addEventListener('keydown', (event) => event.key === 'Enter' && counted(event), {
        capture: true,
        once: true,
      })
    })
  Object.assign(window, { nextSave })
}

/**
 * A new name for the voyage, which is stored whole: another place of a waypoint would be drawn on the map meanwhile, and
 * where the processor draws it that is most of the time.
 * @param count of a voyage that no other page has open
 */
const saving =
  (count: number, of: (save: { hereMs: number; thereMs: number }) => number): BrowserRun =>
  async (bench) => {
    const page = await openPage(bench, watchSaves)
    await openLarge(page, count)
    await page.waitForTimeout(SETTLED_MS)
    const name = page.getByLabel('Voyage name', { exact: true })
    let run = 0
    return async () => {
      run += 1
      await name.fill(`Large ${count}, run ${run}`)
      await page.waitForTimeout(1000)
      const saved = await page.evaluateHandle(() => ({ done: window.nextSave() }))
      await name.press('Enter')
      const ms = of(await saved.evaluate(({ done }) => done))
      await saved.dispose()
      return ms
    }
  }

const figure = { issue: 15, inBrowser: true } as const

/** The board and the team's voyages as a desk meets them, with 1,000 voyages and 10,000 tasks on the server. */
export const boardFigures: readonly BrowserFigure[] = [
  { ...figure, name: 'Board of 1,000 voyages: press to picture', goal: 400, floor: 800, run: board },
  { ...figure, name: 'Board of 1,000 voyages: last key of a search to its rows', goal: 100, floor: 200, run: search },
  { ...figure, name: 'Voyage of 2,000 waypoints: opened from the board', goal: 300, floor: 600, run: opening },
  {
    ...figure,
    name: 'Voyage of 2,000 waypoints: saved by the browser',
    goal: 150,
    floor: 300,
    run: saving(1993, ({ hereMs }) => hereMs - EDITS_MS),
  },
  {
    ...figure,
    name: 'Voyage of 2,000 waypoints: saved by the library',
    goal: 150,
    floor: 300,
    run: saving(1991, ({ thereMs }) => thereMs - EDITS_MS - SAVES_MS),
  },
]
