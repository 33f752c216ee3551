import { readdir, readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, type Page, type Response, test } from '@playwright/test'
import { refuse } from '#test/support/upstream/behaviours.ts'
import { type ScriptedUpstream, startUpstream } from '#test/support/upstream/upstream.ts'
import { pollPolicy } from '#src/domain/tasks/poll-policy.ts'
import { pressSend } from './ask.ts'
import { type Product, startProduct } from './product.ts'
import { watchPage } from './watch-page.ts'

// Rows S of docs/reliability.md that only a browser shows: what it lets another site's page do, and what it lets in.

const KEY = 'canary-of-the-browser-tests'
const MARKUP = '<img src=x onerror="window.wasRun=1">'
let upstream: ScriptedUpstream
let product: Product
/** A page of somebody else, with nothing on it. */
let stranger: Server
let strangerPort: number

test.beforeAll(async () => {
  upstream = await startUpstream(KEY)
  product = await startProduct({
    METOCEAN_API_KEY: KEY,
    METOCEAN_URL: upstream.url,
    METOCEAN_TASKS_URL: upstream.url,
  })
  stranger = createServer((_, response) => {
    response.setHeader('content-type', 'text/html')
    response.end('<!doctype html><title>Somebody else</title>')
  })
  await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve))
  strangerPort = (stranger.address() as AddressInfo).port
})
test.afterAll(async () => {
  await product.stop()
  await upstream.close()
  stranger.close()
})
test.beforeEach(() => {
  upstream.heal()
  upstream.tasks.all.splice(0)
  upstream.ledger.received.splice(0)
})

/** What the page's policy has stopped so far. */
async function watchViolations(page: Page): Promise<() => Promise<string[]>> {
  await page.addInitScript(() => {
    const stopped: string[] = []
    Object.assign(window, { stopped })
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sourceFile, lineNumber }) =>
      stopped.push(`${effectiveDirective} ${blockedURI} ${sourceFile}:${lineNumber}`),
    )
  })
  return () => page.evaluate(() => Reflect.get(window, 'stopped') as string[])
}
const wasRun = (page: Page) => page.evaluate(() => 'wasRun' in window)
const card = (page: Page, words: string | RegExp) =>
  page.getByRole('complementary', { name: 'Tasks' }).getByRole('listitem').filter({ hasText: words })

async function openFile(page: Page, text: string): Promise<void> {
  await page.goto(product.url)
  await page
    .getByTestId('route-file')
    .first()
    .setInputFiles({ name: `${MARKUP}.csv`.replaceAll('/', ''), mimeType: 'text/csv', buffer: Buffer.from(text) })
  await page.getByRole('button', { name: 'Use route' }).click()
  await expect(page).toHaveURL(/\/v\/[0-9a-f-]{36}$/)
}
async function getWeather(page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'Request' }).click()
  await page.getByRole('button', { name: 'Direct' }).click()
  await pressSend(page)
}
const soon = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString()
const plainRoute = 'name,lat,lon\nA,50,-6\nB,49,-8\n'

// Two of one site, as ports do not part sites, and one of another.
for (const [whose, host] of [
  ['another port', '127.0.0.1'],
  ['another site', 'localhost'],
] as const)
  test(
    `S6 S7 a page of ${whose} reads nothing, sends nothing, and neither frames nor keeps hold of Fairway`,
    {
      tag: '@tables',
    },
    async ({ page, context }) => {
      const refused: number[] = []
      page.on('response', (response: Response) => {
        if (response.url().startsWith(`${product.url}/api`)) refused.push(response.status())
      })
      await page.goto(`http://${host}:${strangerPort}/`)
      const body = JSON.stringify({
        points: [{ latitude: 50, longitude: -6, timestamp: soon(1) }],
        variables: ['wind'],
      })
      const tried = await page.evaluate(
        async ([url, sent]) => {
          const ways: Record<string, RequestInit> = {
            'a plain post': { method: 'POST', body: sent, mode: 'no-cors', headers: { 'content-type': 'text/plain' } },
            'a post of JSON': { method: 'POST', body: sent, headers: { 'content-type': 'application/json' } },
            'a post with the page’s header': {
              method: 'POST',
              body: sent,
              headers: { 'content-type': 'application/json', 'x-fairway': '1' },
            },
            'a read': {},
            'a read with cookies': { credentials: 'include' },
            'a read without asking': { mode: 'no-cors' },
          }
          const outcomes: string[] = []
          for (const [name, init] of Object.entries(ways)) {
            const path = init.method ? '/api/MetOcean/async' : '/api/user/tasks'
            await fetch(`${url}${path}`, init).then(
              async (response) => outcomes.push(`${name}: ${response.type} ${await response.text()}`),
              () => outcomes.push(`${name}: failed`),
            )
          }
          return outcomes
        },
        [product.url, body] as const,
      )
      // What is not handed over at all fails; an opaque answer has nothing to read.
      expect(tried.filter((outcome) => !/: (failed|opaque )$/.test(outcome))).toEqual([])
      expect(tried.filter((outcome) => outcome.includes('post')).length).toBe(3)

      await test.step('a form', async () => {
        const answered = context.waitForEvent('response', (response) => response.url().includes('/api/MetOcean'))
        await page.evaluate(
          ([url, sent]) => {
            const form = document.createElement('form')
            Object.assign(form, { method: 'post', action: `${url}/api/MetOcean/async`, enctype: 'text/plain' })
            form.target = '_blank'
            const field = document.createElement('input')
            Object.assign(field, { name: sent.slice(0, -1) + ',"a":"', value: '"}' })
            form.append(field)
            document.body.append(form)
            form.submit()
          },
          [product.url, body] as const,
        )
        refused.push((await answered).status())
      })
      expect(refused.length).toBeGreaterThan(0)
      expect(refused.filter((status) => status < 400)).toEqual([])

      await test.step('a frame', async () => {
        await page.evaluate((url) => {
          const frame = document.createElement('iframe')
          frame.src = url
          document.body.append(frame)
          return new Promise((resolve) => (frame.onload = frame.onerror = resolve))
        }, product.url)
        // A frame of another process says where it is a moment later.
        await expect.poll(() => page.frames().map((frame) => frame.url())).toContain('chrome-error://chromewebdata/')
      })

      await test.step('a window', async () => {
        const opened = context.waitForEvent('page', (other) => other.url() !== '' && other !== page)
        await page.evaluate((url) => void Reflect.set(window, 'opened', window.open(url)), product.url)
        const popup = await opened
        await popup.waitForURL(`${product.url}/**`)
        expect(await popup.evaluate(() => window.opener === null)).toBe(true)
        // To who opened it, the window looks closed.
        await page.waitForFunction(() => (Reflect.get(window, 'opened') as Window).closed)
        await popup.close()
      })
      expect(upstream.ledger.lines).not.toContainEqual(expect.stringMatching(/^POST/))
      expect(upstream.tasks.all).toEqual([])
    },
  )

test('S3 S14 injected scripts do not run', { tag: '@tables' }, async ({ page }) => {
  const stopped = await watchViolations(page)
  await openFile(page, plainRoute)
  expect(await stopped()).toEqual([])
  await page.evaluate(
    ([markup, elsewhere]) => {
      const inline = document.createElement('script')
      inline.textContent = 'window.wasRun = 1'
      const foreign = Object.assign(document.createElement('script'), { src: elsewhere })
      const holder = document.createElement('div')
      holder.innerHTML = `${markup}<a href="javascript:window.wasRun=1">x</a>`
      document.body.append(inline, foreign, holder)
      holder.querySelector('a')?.click()
    },
    [MARKUP.replace('src=x', 'src=/x'), `http://127.0.0.1:${strangerPort}/script.js`] as const,
  )
  await expect
    .poll(async () => [...new Set((await stopped()).map((line) => line.split(' ')[0]))].sort())
    .toEqual(['script-src-attr', 'script-src-elem'])
  const evaluated = await page.evaluate(
    () =>
      new Promise<string>((resolve) =>
        setTimeout(() => {
          try {
            Reflect.apply(eval, undefined, ['window.wasRun = 1'])
            resolve('ran')
          } catch (error) {
            resolve((error as Error).name)
          }
        }),
      ),
  )
  expect(evaluated).toBe('EvalError')
  expect(await wasRun(page)).toBe(false)
})

test(
  'S1 S3 S5 S14 S21 hostile names and words are text everywhere, nobody else is asked, and the key stays inside',
  {
    tag: '@tables',
  },
  async ({ page }) => {
    const watched = watchPage(page, product.url)
    const stopped = await watchViolations(page)
    const received: Promise<string>[] = []
    const asked: string[] = []
    page.on('response', (response) => {
      asked.push(new URL(response.url()).pathname)
      received.push(
        Promise.all([response.allHeaders(), response.text()]).then(
          (parts) => JSON.stringify(parts),
          () => '', // a page that was left has no body any more
        ),
      )
    })
    const seen = async (what: string) => {
      expect(await wasRun(page), what).toBe(false)
      expect(await page.locator('img[src="x"], img[onerror]').count(), what).toBe(0)
      expect(await stopped(), what).toEqual([])
    }

    await openFile(page, `name,lat,lon\n"${MARKUP.replaceAll('"', '""')}",50,-6\n"<b>bold</b>",49,-8\n`)
    await expect(page.getByRole('grid', { name: 'Waypoints' })).toContainText(MARKUP)
    await seen('the table of waypoints')

    const name = page.getByLabel('Voyage name')
    await name.fill(MARKUP)
    await name.press('Enter')
    await expect(page).toHaveTitle(new RegExp('onerror'))
    await seen('the title of the page')

    upstream.next('POST /MetOcean', refuse(422, `${MARKUP} is wrong with it ${KEY}`))
    await getWeather(page)
    await card(page, 'Failed').getByRole('button', { expanded: false }).click()
    await expect(card(page, 'is wrong with it')).toHaveCount(1)
    await expect(card(page, MARKUP)).toHaveCount(1)
    await seen('the words of the service')

    await page.waitForTimeout(pollPolicy.doubleClickMs) // sooner it would be a double click
    await pressSend(page)
    await expect(card(page, /Ready\./)).toHaveCount(1)
    await page.getByRole('complementary', { name: 'Tasks' }).getByRole('listitem').first().hover()
    await seen('an answer, its card and its tooltips')

    await page.getByRole('tab', { name: 'Route' }).click()
    await page.getByRole('button', { name: /^Select waypoint 1/ }).hover()
    await page.getByRole('button', { name: 'Voyages' }).click()
    await expect(page.getByRole('dialog', { name: 'Voyages' })).toContainText(MARKUP)
    await seen('the list of voyages')
    await page.keyboard.press('Escape')
    await page.reload()
    await expect(name).toHaveValue(MARKUP)
    await seen('the page after a reload')

    const all = (await Promise.all(received)).join('\n')
    expect(all.length).toBeGreaterThan(10_000)
    expect(all).not.toContain(KEY)
    expect(asked.filter((path) => path.startsWith('/x'))).toEqual([])
    // The refusal that this test asked for is the one error that a browser writes to the console by itself.
    watched.nothingWrong([/status of 422/])
  },
)

test('S1 S21 nothing of the key is in what was built, and no source map', { tag: '@tables' }, async () => {
  const files = (await readdir('dist', { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())
  const paths = files.map(({ parentPath, name }) => join(parentPath, name))
  expect(paths.length).toBeGreaterThan(20)
  expect(paths.filter((path) => path.endsWith('.map'))).toEqual([])
  for (const path of paths.filter((one) => /\.(js|mjs|css|html|json)$/.test(one))) {
    const text = await readFile(path, 'utf8')
    expect(text.includes(KEY), path).toBe(false)
    expect(text, path).not.toContain('sourceMappingURL=data:')
    // The page neither knows the setting nor sends a key.
    if (path.includes(join('dist', 'web'))) expect(text, path).not.toMatch(/METOCEAN_API_KEY/)
  }
  for (const path of [
    '/.git/config',
    '/.env',
    '/..%2f..%2fpackage.json',
    '/server.mjs',
    '/assets/',
    '/manifest.json.map',
  ])
    expect((await fetch(`${product.url}${path}`)).status, path).toBe(404)
})
