import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, chromium, expect, type Page, test } from '@playwright/test'
import { mapColors } from '#src/features/map/base/map-color.ts'
import { gated, lostAfterServing } from '#test/support/upstream/behaviours.ts'
import { type ScriptedUpstream, startUpstream } from '#test/support/upstream/upstream.ts'
import { allLoaded } from './all-loaded.ts'
import { pressSend } from './ask.ts'
import { countPixels } from './pixels.ts'
import { type Product, startProduct } from './product.ts'

// Rows B of docs/reliability.md in a real browser, with the gateway as a process of its own and a scripted service.

// Several reloads, browsers and waits each.
test.describe.configure({ timeout: 240_000 })

const KEY = 'key-of-the-scripted-service'
const SUBMIT = 'POST /MetOcean'
let upstream: ScriptedUpstream
let product: Product
/** Starts the product again in the same place with the same data. */
let startAgain: () => Promise<void>

test.beforeAll(async () => {
  upstream = await startUpstream(KEY)
  const settings = { METOCEAN_API_KEY: KEY, METOCEAN_URL: upstream.url, METOCEAN_TASKS_URL: upstream.url }
  product = await startProduct(settings)
  const { port } = new URL(product.url)
  startAgain = async () => {
    product = await startProduct({ ...settings, PORT: port }, product.dataDir)
  }
})
test.afterAll(async () => {
  await product.stop()
  await upstream.close()
})
test.beforeEach(() => {
  upstream.heal()
  upstream.tasks.all.splice(0)
  upstream.ledger.received.splice(0)
})

const card = (page: Page, words: string | RegExp) =>
  page.getByRole('complementary', { name: 'Tasks' }).getByRole('listitem').filter({ hasText: words })
/** For a minute, a card says that its task was found again. */
const followed = /Running|Found again by name/
const submits = () => upstream.ledger.lines.filter((line) => line.startsWith(SUBMIT)).length
const name = (page: Page) => page.getByLabel('Voyage name')

async function openSample(page: Page): Promise<void> {
  await page.goto(product.url)
  await page.getByTestId('route-file').setInputFiles('public/sample-voyage.rtz')
  await page.getByRole('button', { name: 'Use route' }).click()
  await expect(page).toHaveURL(/\/v\/[0-9a-f-]{36}$/)
}
async function getWeather(page: Page, how: 'Direct' | 'Background'): Promise<void> {
  await page.getByRole('tab', { name: 'Request' }).click()
  await page.getByRole('button', { name: how }).click()
  await pressSend(page)
}
/** The gateway shares a list for two seconds, so a look may come too early; the next one does not. */
async function checkUntilReady(page: Page, count: number): Promise<void> {
  await expect(async () => {
    await page.getByRole('complementary', { name: 'Tasks' }).getByRole('button', { name: 'Check now' }).first().click()
    await expect(card(page, /Ready\./)).toHaveCount(count, { timeout: 3000 })
  }).toPass()
}
async function rename(page: Page, to: string): Promise<void> {
  await name(page).fill(to)
  await name(page).press('Enter')
}

test(
  'B1 offline during a submit, then online: one task, a banner, edits kept',
  { tag: '@tables' },
  async ({ page, context }) => {
    await openSample(page)
    await allLoaded(page)
    await context.setOffline(true)
    await getWeather(page, 'Background')
    await expect(card(page, 'Not sent yet. Will send when the connection returns.')).toHaveCount(1)
    await expect(
      page.getByText(
        /^Offline since \d\d:\d\dZ\. You can keep planning; requests will be sent when the connection returns\.$/,
      ),
    ).toBeVisible()
    await rename(page, 'Planned offline')
    await expect(page.getByText(/^Saved /)).toBeVisible()
    await context.setOffline(false)
    await expect(card(page, /Running|Waiting/)).toHaveCount(1)
    await expect(page.getByText(/^Offline since/)).toHaveCount(0)
    await expect(name(page)).toHaveValue('Planned offline')
    expect(submits()).toBe(1)
  },
)

test('B2 a reload at every step of a request: no loss, no second task', { tag: '@tables' }, async ({ page }) => {
  await openSample(page)
  await test.step('while it is being sent', async () => {
    let open = () => {}
    upstream.next(SUBMIT, gated(new Promise((resolve) => (open = resolve))))
    await getWeather(page, 'Background')
    await expect.poll(submits).toBe(1)
    await page.reload()
    open()
    await expect(card(page, followed)).toHaveCount(1)
  })
  await test.step('while it is pending', async () => {
    await page.reload()
    await expect(card(page, followed)).toHaveCount(1)
  })
  await test.step('after its answer was lost', async () => {
    upstream.next(SUBMIT, lostAfterServing)
    await getWeather(page, 'Background')
    await expect(card(page, followed)).toHaveCount(2)
    await page.reload()
    await expect(card(page, followed)).toHaveCount(2)
  })
  await test.step('once it is done, the answer is there without asking for it again', async () => {
    for (const task of upstream.tasks.all) task.status = 'SUCCESS'
    await checkUntilReady(page, 2)
    // A card counts the values of its answer once this browser keeps it.
    await expect(card(page, /Ready\. \d.* values/)).toHaveCount(2)
    await expect(page.getByRole('heading', { name: /^Along the route of/ })).toBeVisible()
    const read = upstream.ledger.lines.filter((line) => line.startsWith('GET /task/')).length
    await page.reload()
    await expect(page.getByRole('heading', { name: /^Along the route of/ })).toBeVisible()
    expect(upstream.ledger.lines.filter((line) => line.startsWith('GET /task/'))).toHaveLength(read)
  })
  expect(upstream.tasks.all).toHaveLength(2)
  expect(submits()).toBe(2)
})

test('B3 the browser is killed: the last edit and every task are there again', { tag: '@tables' }, async () => {
  const profile = await mkdtemp(join(tmpdir(), 'fairway-profile-'))
  const { launchOptions, viewport } = test.info().project.use
  const launch = (): Promise<BrowserContext> =>
    chromium.launchPersistentContext(profile, { ...launchOptions, viewport })
  const first = await launch()
  const page = first.pages()[0]!
  await openSample(page)
  await getWeather(page, 'Background')
  await expect(card(page, /Running|Waiting/)).toHaveCount(1)
  await rename(page, 'Before the crash')
  await page.waitForFunction(() => new Promise((resolve) => setTimeout(() => resolve(true), 1000))) // what is older than a second is kept
  const ended = new Promise((resolve) => first.once('close', resolve))
  const session = await first.browser()!.newBrowserCDPSession()
  await session.send('Browser.crash').catch(() => undefined)
  await ended
  const second = await launch()
  const again = second.pages()[0]!
  await again.goto(product.url)
  await expect(name(again)).toHaveValue('Before the crash')
  await expect(card(again, /Running|Waiting/)).toHaveCount(1)
  expect(submits()).toBe(1)
  await second.close()
  await rm(profile, { recursive: true, force: true })
})

test(
  'B5 two tabs submit: both show both tasks, and one of them asks',
  { tag: '@tables' },
  async ({ page: first, context }) => {
    await openSample(first)
    const second = await context.newPage()
    await second.goto(product.url)
    const asked = new Map([first, second].map((page) => [page, 0]))
    for (const page of [first, second])
      page.on('request', (request) => request.url().endsWith('/PENDING') && asked.set(page, asked.get(page)! + 1))
    await getWeather(first, 'Background')
    await expect(card(first, /Running/)).toHaveCount(1)
    await expect(card(second, /Running/)).toHaveCount(1)
    await second.getByRole('button', { name: 'Edit here' }).click()
    await getWeather(second, 'Background')
    for (const page of [first, second]) await expect(card(page, /Running/)).toHaveCount(2)
    for (const task of upstream.tasks.all) task.status = 'SUCCESS'
    await checkUntilReady(first, 2)
    await expect(card(second, /Ready\./)).toHaveCount(2)
    expect(submits()).toBe(2)
    // The tab that polls, and whatever each tab asked once when it came to the front.
    expect(Math.min(...asked.values())).toBeLessThanOrEqual(2)
  },
)

test('B7 the map loses its drawing context, or has none: the route is there again, or the tables work', async ({
  page,
  context,
}) => {
  await openSample(page)
  const map = page.getByRole('region', { name: 'Map' })
  const routePixels = () => countPixels(map, [mapColors.day.route])
  await expect.poll(routePixels).toBeGreaterThan(100)
  await page.evaluate(() => {
    const canvas = document.querySelector<HTMLCanvasElement>('canvas.maplibregl-canvas')!
    const lose = (canvas.getContext('webgl2') ?? canvas.getContext('webgl'))!.getExtension('WEBGL_lose_context')!
    lose.loseContext()
    setTimeout(() => lose.restoreContext(), 300)
  })
  await expect(page.getByText('The map view was reset by the graphics driver and restored.')).toBeVisible()
  await expect.poll(routePixels).toBeGreaterThan(100)

  const bare = await context.newPage()
  await bare.addInitScript(() => {
    const canvas = HTMLCanvasElement.prototype as unknown as {
      getContext: (kind: string, ...rest: unknown[]) => unknown
    }
    const given = canvas.getContext
    canvas.getContext = function (this: unknown, kind, ...rest) {
      return kind.startsWith('webgl') ? null : given.call(this, kind, ...rest)
    }
  })
  await bare.goto(product.url)
  await expect(bare.getByText('The map cannot be drawn here; tables and charts still work.')).toBeVisible()
  await expect(bare.getByRole('grid', { name: 'Waypoints' })).toBeVisible()
})

test(
  'G2 the server is killed while a task runs: contact lost is said, and all goes on once it is back',
  { tag: '@tables' },
  async ({ page }) => {
    await openSample(page)
    await getWeather(page, 'Background')
    await expect(card(page, /Running/)).toHaveCount(1)
    await product.kill()
    await page.getByRole('button', { name: 'Check now' }).click()
    await expect(card(page, /No contact.*Since \d\d:\d\dZ\. /)).toHaveCount(1)
    await startAgain()
    upstream.tasks.all[0]!.status = 'SUCCESS'
    await expect(card(page, /Ready\./)).toHaveCount(1, { timeout: 75_000 })
    expect(submits()).toBe(1)
  },
)

test(
  'the sample voyage asks nothing of a service that a company pays for until its weather is wanted',
  { tag: '@tables' },
  async ({ page }) => {
    await page.goto(product.url)
    await expect(page.getByText(/^The sample is a route alone/)).toBeVisible()
    await page.getByRole('button', { name: 'Open sample voyage' }).click()
    await expect(page.getByRole('textbox', { name: 'Voyage name' })).toHaveValue('Rotterdam – Halifax')
    await expect(page.getByRole('tab', { name: 'Request' })).toHaveAttribute('aria-selected', 'true')
    const asked = () => upstream.ledger.lines.filter((line) => line.startsWith('POST'))
    expect(asked()).toEqual([])
    await pressSend(page)
    await expect.poll(asked).toHaveLength(1)
  },
)

test.describe('a part that was being loaded while the server was away', () => {
  const failure = (page: Page) =>
    page.getByRole('tabpanel', { name: 'Request' }).getByText(/^This part of Fairway could not be loaded/)
  const send = (page: Page) => page.getByRole('button', { name: /^(Get weather|Send anyway)$/ })
  /** The form as it looks when all of it is loaded at once. */
  const look = (page: Page) =>
    page.getByRole('tabpanel', { name: 'Request' }).evaluate((panel) =>
      [...panel.querySelectorAll('*')].map((element) => {
        const { display, fontSize, padding, borderTopWidth } = getComputedStyle(element)
        return [element.tagName, display, fontSize, padding, borderTopWidth].join(' ')
      }),
    )
  for (const [what, files] of [
    ['its code and its styles', /\/assets\/rest-[^/]*\.(js|css)$/],
    ['its styles alone', /\/assets\/rest-[^/]*\.css$/],
    ['styles that another part asked for first', /\/assets\/desk-[^/]*\.css$/],
  ] as const) {
    test(
      `without ${what}: it comes by itself, styles too, once the server answers`,
      { tag: '@tables' },
      async ({ page, context }) => {
        // A pending task makes the page ask the server.
        const before = await context.newPage()
        await openSample(before)
        await getWeather(before, 'Background')
        await expect(card(before, /Running/)).toHaveCount(1)
        const whole = await look(before)
        await before.close()

        await page.route(files, (route) => route.abort())
        await page.goto(product.url)
        await page.getByRole('tab', { name: 'Request' }).click()
        await expect(failure(page)).toBeVisible()
        await expect(send(page)).toHaveCount(0)
        await page.unroute(files)
        await expect(async () => {
          await page.evaluate(() => window.dispatchEvent(new Event('focus'))) // the page looks at its tasks, and is answered
          await expect(send(page)).toBeVisible({ timeout: 2000 })
        }).toPass({ timeout: 40_000 })
        expect(await look(page)).toEqual(whole)
        await expect(failure(page)).toHaveCount(0)
        await expect(page.getByText(/could not be loaded/)).toHaveCount(0)
      },
    )
  }
})

test('a link to a task opens its track, overlay and charts at another desk, and an unknown one explains itself', async ({
  page,
  browser,
}) => {
  await openSample(page)
  await getWeather(page, 'Background')
  await expect(card(page, /Running/)).toHaveCount(1)
  const [task] = upstream.tasks.all
  const other = await (await browser.newContext()).newPage()
  await test.step('while it runs, it is followed', async () => {
    await other.goto(`${product.url}/t/${task!.task_id}`)
    await expect(
      other.getByText('This task has no answer yet. Fairway follows it and shows the answer when it arrives.'),
    ).toBeVisible()
    await expect(card(other, /Running/)).toHaveCount(1)
  })
  await test.step('once it is done, it is shown, after a reload too', async () => {
    task!.status = 'SUCCESS'
    await checkUntilReady(other, 1)
    for (const again of [false, true]) {
      if (again) await other.reload()
      await expect(other.getByRole('region', { name: 'Legend: Wind' })).toBeVisible()
      await expect(other.getByRole('slider', { name: 'Sample along the route' })).toBeVisible()
    }
  })
  await test.step('an unknown id', async () => {
    await other.goto(`${product.url}/t/00000000-0000-4000-8000-000000000000`)
    await expect(other.getByRole('alert')).toContainText('The service has no such task. Nothing was lost here.')
    await other.getByRole('alert').getByRole('button', { name: 'Close' }).click()
    await expect(other).toHaveURL(`${product.url}/`)
  })
  await other.context().close()
})
