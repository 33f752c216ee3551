import type { Page } from '@playwright/test'
import { mapColors } from '#src/features/map/base/map-color.ts'
import { watchLoaded } from '#test/e2e/all-loaded.ts'
import type { BenchBrowser, BrowserFigure, BrowserRun } from './browser.ts'
import { mainThreadDuring, toNextPaint } from './main-thread.ts'
import { whenPainted } from './painted.ts'
import { memoryMb } from './results-memory.ts'

/** For what the graphics driver compiles ahead. */
const SETTLED_MS = 5000
/** For what is loaded by a page that nobody touches. */
const UNASKED_MS = 10_000
/** How long a page is watched at rest. */
const REST_MS = 10_000
const SAMPLE = 'public/sample-voyage.rtz'

interface Loaded {
  /** Milliseconds from the start of the navigation. */
  readonly firstPaintMs: number
  readonly mapMs: number
  /** All files as they were sent, those of workers included, in the first ten seconds; 1,000 bytes. */
  readonly unaskedKb: number
  readonly unaskedFiles: number
  /** Requests to other places than the page's own server. */
  readonly elsewhere: number
  /** The browser's score for what moved on the screen without the operator's doing. */
  readonly shift: number
}

declare global {
  interface Window {
    /** Milliseconds from the start of the navigation to the frame of the map that first shows land. */
    readonly landDrawn: Promise<number>
    readonly shift: () => number
    /** Milliseconds from the start of the navigation. */
    readonly lastTaskEnd: () => number
  }
}

/**
 * Runs before the page does. Only three lines of pixels of each map frame are read: all of them would take most of its
 * time. By day or in the shade of night, land is redder than blue and sea is not.
 */
function watchLoading(): void {
  const frame = window.requestAnimationFrame.bind(window)
  const shows = () => {
    const canvas = document.querySelector<HTMLCanvasElement>('canvas.maplibregl-canvas')
    const gl = canvas?.getContext('webgl2')
    if (!canvas || !gl) return false
    const pixels = new Uint8Array(canvas.width * 4)
    return [0.35, 0.5, 0.65].some((height) => {
      gl.readPixels(0, Math.floor(canvas.height * height), canvas.width, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixels)
      let count = 0
      for (let at = 0; at < pixels.length; at += 4) if (pixels[at]! > pixels[at + 2]!) count += 1
      return count > 20
    })
  }
  const landDrawn = new Promise<number>((resolve) => {
    window.requestAnimationFrame = (callback) =>
      frame((now) => {
        callback(now)
        if (window.requestAnimationFrame === frame || !shows()) return
        window.requestAnimationFrame = frame
        resolve(performance.now())
      })
  })
  let moved = 0
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[])
      if (!entry.hadRecentInput) moved += entry.value
  }).observe({ type: 'layout-shift', buffered: true })
  Object.assign(window, { landDrawn, shift: () => moved })
}

/** A tab of a browser that has never seen the page, at an address of its server that loads nothing. */
async function emptyTab(bench: BenchBrowser): Promise<Page> {
  const page = await bench.page('/icon.svg')
  await page.addInitScript(watchLoading)
  return page
}

async function visit(bench: BenchBrowser): Promise<Loaded> {
  const page = await emptyTab(bench)
  const { origin } = new URL(bench.url)
  let elsewhere = 0
  page.on('request', (request) => {
    if (!/^(data|blob):/.test(request.url()) && new URL(request.url()).origin !== origin) elsewhere += 1
  })
  const loaded = watchLoaded(page)
  const whole = page.waitForTimeout(UNASKED_MS)
  await page.goto(bench.url)
  const mapMs = await page.evaluate(() => window.landDrawn)
  await whole
  const bytes = [...(await loaded()).values()]
  const { firstPaintMs, shift } = await page.evaluate(() => ({
    firstPaintMs: performance.getEntriesByName('first-contentful-paint')[0]!.startTime,
    shift: window.shift(),
  }))
  await page.context().close()
  const unaskedKb = bytes.reduce((sum, one) => sum + one, 0) / 1000
  return { firstPaintMs, mapMs, unaskedKb, unaskedFiles: bytes.length, elsewhere, shift }
}

/** A first visit to a page that has the map and nothing else. */
async function visitPlain(bench: BenchBrowser, url: string): Promise<Pick<Loaded, 'firstPaintMs' | 'mapMs'>> {
  const page = await emptyTab(bench)
  await page.goto(url)
  const mapMs = await page.evaluate(() => window.landDrawn)
  const firstPaintMs = await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]!.startTime)
  await page.context().close()
  return { firstPaintMs, mapMs }
}

const ofPlainVisit =
  (figure: 'firstPaintMs' | 'mapMs'): BrowserRun =>
  async (bench) => {
    const built = await bench.plainPage('plain/first-map.ts')
    return async () => (await visitPlain(bench, built.url()))[figure]
  }

/** One visit gives several figures: the first sample of each is from the first visit, and so on. */
const visits: Promise<Loaded>[] = []

const ofVisit =
  (figure: keyof Loaded): BrowserRun =>
  (bench) => {
    let sample = 0
    return Promise.resolve(async () => (await (visits[sample++] ??= visit(bench)))[figure])
  }

const longestTask: BrowserRun = (bench) =>
  Promise.resolve(async () => {
    const page = await emptyTab(bench)
    const { longestMs } = await mainThreadDuring(
      page,
      async () => {
        await page.goto(bench.url)
        await page.evaluate(() => window.landDrawn)
      },
      SETTLED_MS,
    )
    await page.context().close()
    return longestMs
  })

/** A page that has been open for a moment. */
async function openPage(bench: BenchBrowser): Promise<Page> {
  const page = await emptyTab(bench)
  await page.goto(bench.url)
  await page.evaluate(() => window.landDrawn)
  await page.waitForTimeout(SETTLED_MS)
  return page
}

/** How soon after the start of the navigation the last task of more than 50 ms is over. */
const threadAtRest: BrowserRun = (bench) =>
  Promise.resolve(async () => {
    const page = await emptyTab(bench)
    await page.addInitScript(() => {
      let endMs = 0
      new PerformanceObserver((list) => {
        for (const { startTime, duration } of list.getEntries()) endMs = Math.max(endMs, startTime + duration)
      }).observe({ type: 'longtask', buffered: true })
      Object.assign(window, { lastTaskEnd: () => endMs })
    })
    await page.goto(bench.url)
    const mapMs = await page.evaluate(() => window.landDrawn)
    await page.waitForTimeout(SETTLED_MS)
    const endMs = await page.evaluate(() => window.lastTaskEnd())
    await page.context().close()
    return Math.max(mapMs, endMs)
  })

/** What a page that nobody has touched keeps: its heap, or all of its process. */
const kept =
  (megabytes: (page: Page) => Promise<number>): BrowserRun =>
  (bench) =>
    Promise.resolve(async () => {
      const page = await openPage(bench)
      const mb = await megabytes(page)
      await page.context().close()
      return mb
    })

async function heapMb(page: Page): Promise<number> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('HeapProfiler.collectGarbage')
  const { usedSize } = await devtools.send('Runtime.getHeapUsage')
  return usedSize / 1e6
}

/** Of one core, of all that draws: what the clock in the bar costs. */
const atRest: BrowserRun = async (bench) => {
  const page = await openPage(bench)
  const session = await page.context().browser()!.newBrowserCDPSession()
  const usedS = async () => {
    const { processInfo } = await session.send('SystemInfo.getProcessInfo')
    const drawing = processInfo.filter(({ type }) => ['renderer', 'GPU'].includes(type))
    return drawing.reduce((sum, { cpuTime }) => sum + cpuTime, 0)
  }
  return async () => {
    const before = await usedS()
    await page.waitForTimeout(REST_MS)
    return (100 * ((await usedS()) - before)) / (REST_MS / 1000)
  }
}

/** From the press to the map frame with the next theme's land; the rest of the page is in the frame before. */
const themeSwitch: BrowserRun = async (bench) => {
  const page = await openPage(bench)
  await page.getByRole('button', { name: 'On the map' }).click()
  await page.getByRole('menuitemcheckbox', { name: /^Day and night/ }).click() // it changes the colours that are looked for
  await page.keyboard.press('Escape')
  let theme = 0
  const themes = ['day', 'dusk', 'night'] as const
  return async () => {
    theme = (theme + 1) % themes.length
    const painted = await whenPainted(page, [mapColors[themes[theme]!].land])
    const pressedMs = await page.getByRole('button', { name: /^Theme:/ }).evaluate((button: HTMLElement) => {
      const startMs = performance.timeOrigin + performance.now()
      button.click()
      return startMs
    })
    const ms = (await painted.wait()) - pressedMs
    await page.waitForTimeout(500)
    return ms
  }
}

/** From a press to the frame that shows what it opened; undone before the next. */
const opening =
  (
    act: (page: Page) => Promise<unknown>,
    event: string,
    shown: string,
    undo: (page: Page) => Promise<unknown>,
  ): BrowserRun =>
  async (bench) => {
    const page = await openPage(bench)
    await page.getByTestId('route-file').first().setInputFiles(SAMPLE)
    await page.getByRole('button', { name: 'Use route' }).click()
    await page.waitForTimeout(SETTLED_MS)
    return async () => {
      const ms = await toNextPaint(page, event, () => act(page), shown)
      await undo(page)
      await page.waitForTimeout(300)
      return ms
    }
  }
const press = (name: string | RegExp) => (page: Page) =>
  page
    .getByRole('button', { name, exact: typeof name === 'string' })
    .first()
    .click()
const key = (keys: string) => (page: Page) => page.keyboard.press(keys)
const tab = (name: RegExp) => (page: Page) => page.getByRole('tab', { name }).click()

const inBrowser = { issue: 6, inBrowser: true } as const
const desk = { issue: 16, inBrowser: true } as const
const answered = { ...inBrowser, goal: 100, floor: 100 } as const

/** The first visit, and how soon the page answers, all with nothing stored. */
export const loadFigures: readonly BrowserFigure[] = [
  { ...inBrowser, name: 'First visit: first paint', goal: 1000, floor: 1500, run: ofVisit('firstPaintMs') },
  { ...inBrowser, name: 'First visit: map drawn', goal: 1500, floor: 2500, run: ofVisit('mapMs') },
  {
    ...desk,
    name: 'First visit: first paint, to a plain page',
    ofPlain: true,
    goal: 1.3,
    floor: 1.6,
    run: ofVisit('firstPaintMs'),
    plain: ofPlainVisit('firstPaintMs'),
  },
  {
    ...desk,
    name: 'First visit: map drawn, to a plain page',
    ofPlain: true,
    goal: 1.3,
    floor: 1.6,
    run: ofVisit('mapMs'),
    plain: ofPlainVisit('mapMs'),
  },
  { ...desk, name: 'First visit: main thread at rest', goal: 2000, floor: 3000, run: threadAtRest },
  { ...desk, name: 'First visit: heap', unit: 'MB', goal: 8, floor: 12, run: kept(heapMb) },
  { ...desk, name: 'First visit: memory of the page', unit: 'MB', goal: 100, floor: 150, run: kept(memoryMb) },
  { ...inBrowser, name: 'First visit: longest task', goal: 90, floor: 250, run: longestTask },
  { ...desk, name: 'First visit: loaded unasked', unit: 'kB', goal: 700, floor: 850, run: ofVisit('unaskedKb') },
  { ...desk, name: 'First visit: files unasked', unit: 'requests', goal: 20, floor: 24, run: ofVisit('unaskedFiles') },
  { ...desk, name: 'At rest: processor of page and graphics', unit: '%', goal: 1, floor: 2, run: atRest },
  {
    ...inBrowser,
    name: 'First visit: requests to other origins',
    unit: 'requests',
    goal: 0,
    floor: 0,
    run: ofVisit('elsewhere'),
  },
  { ...inBrowser, name: 'First visit: layout shift', unit: 'shift', goal: 0, floor: 0, run: ofVisit('shift') },
  { ...answered, name: 'Another theme on page and map', run: themeSwitch },
  {
    ...answered,
    name: 'Press to picture: Request tab',
    run: opening(tab(/^Request/), 'click', '[role=tabpanel]:not([hidden]) form', tab(/^Route/)),
  },
  {
    ...answered,
    name: 'Press to picture: full table',
    run: opening(press('Full table'), 'click', '#charts [role=grid]', press('Full table')),
  },
  {
    ...answered,
    name: 'Press to picture: menu',
    run: opening(press('More actions'), 'pointerdown', '[role=menu]', key('Escape')),
  },
  {
    ...answered,
    name: 'Press to picture: commands',
    run: opening(key('Control+k'), 'keydown', 'dialog[open]', key('Escape')),
  },
  {
    ...answered,
    name: 'Press to picture: voyages',
    run: opening(press('Voyages'), 'click', 'dialog[open]', key('Escape')),
  },
  {
    ...answered,
    name: 'File chosen to preview',
    run: opening(
      (page) => page.getByTestId('route-file').first().setInputFiles(SAMPLE),
      'change',
      'dialog[open]',
      key('Escape'),
    ),
  },
]
