import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { times } from '#test/support/upstream/answer.ts'
import {
  answer,
  delayed,
  htmlPage,
  lostAfterServing,
  refuse,
  resetUnserved,
  silent,
  silentAfterServing,
} from '#test/support/upstream/behaviours.ts'
import { cutAt } from '#test/support/upstream/deliveries.ts'
import { twinned } from '#test/support/upstream/task-faults.ts'
import { draft, MINUTE_MS, openFaultBench, type FaultBench, type Page } from '../support/fault-bench.ts'

// A guard against hanging; nothing here takes more than a few minutes of the scaled clock.
vi.setConfig({ testTimeout: 60_000 })
const EVENTUALLY = { timeout: 30_000, interval: 20 }

let bench: FaultBench
beforeAll(async () => {
  bench = await openFaultBench()
})
afterEach(() => {
  bench.upstream.heal()
  bench.forget()
})
afterAll(() => bench.close())

const modes = ['sync', 'async'] as const
/** The tasks that really exist for the only submission. */
const real = (page: Page) => bench.upstream.tasks.named(page.submission().taskName)
/** How often the only submission was sent, and how many tasks it has become. */
const sentAndReal = (page: Page) => [
  bench.upstream.ledger.received.filter(({ body }) => body.includes(page.submission().taskName)).length,
  real(page).length,
]
const become = (page: Page, state: string) => expect.poll(() => page.submission().state, EVENTUALLY).toBe(state)

describe.each(modes)('a %s submission', (mode) => {
  it('U1 is kept unsent while the gateway is away, and is one task once it is back', async () => {
    const page = bench.openPage()
    await bench.stopGateway()
    const { taskName } = await page.tasks.submit(draft({ mode }))
    await expect.poll(() => page.states(), EVENTUALLY).toContain('unknown') // a browser does not say whether anything went out
    await bench.restart()
    await become(page, 'not-found')
    expect(bench.upstream.tasks.named(taskName)).toEqual([])
    await page.tasks.sendAgain(page.submission().id)
    await expect.poll(() => ['accepted', 'done'].includes(page.submission().state), EVENTUALLY).toBe(true)
    expect(real(page)).toHaveLength(1)
  })

  it('U3 whose answer was lost is found by its name and never sent again', async () => {
    bench.upstream.next('POST /MetOcean', lostAfterServing)
    const page = bench.openPage()
    await page.tasks.submit(draft({ mode }))
    await expect.poll(() => page.submission().taskId, EVENTUALLY).not.toBeNull()
    expect(page.submission().taskId).toBe(real(page)[0]!.task_id)
    expect(page.submission().found?.afterMs).toBeGreaterThanOrEqual(0)
    real(page)[0]!.status = 'SUCCESS'
    await become(page, 'done')
    expect(sentAndReal(page)).toEqual([1, 1])
  })

  it('U4 that is taken up late is one task, however often Send is pressed', async () => {
    bench.upstream.next('POST /MetOcean', delayed(MINUTE_MS / 4))
    const page = bench.openPage()
    const { id } = await page.tasks.submit(draft({ mode }))
    await become(page, 'sending')
    page.tasks.sendNow(id)
    page.tasks.sendNow(id)
    await expect.poll(() => ['accepted', 'done'].includes(page.submission().state), EVENTUALLY).toBe(true)
    expect(sentAndReal(page)).toEqual([1, 1])
  })

  it('U5 that nobody ever answers is looked up, and left to the operator where there is no task', async () => {
    bench.upstream.next('POST /MetOcean', silent)
    const page = bench.openPage()
    await page.tasks.submit(draft({ mode }))
    await become(page, 'unknown')
    await become(page, 'not-found')
    expect(real(page)).toEqual([])
  })

  it('U5 that was taken up and never answered is followed', async () => {
    bench.upstream.next('POST /MetOcean', silentAfterServing)
    const page = bench.openPage()
    await page.tasks.submit(draft({ mode }))
    await expect.poll(() => page.submission().taskId, EVENTUALLY).not.toBeNull()
    expect(real(page)).toHaveLength(1)
  })

  it.each([
    ['U7 cut', cutAt(10)],
    ['U8 a page of HTML', htmlPage(200)],
    ['U8 a page of HTML with 502', htmlPage(502)],
    ['U8 nothing', answer(200, '')],
  ])('%s: an answer that is none is no task twice, and nothing of it is shown', async (_, behaviour) => {
    bench.upstream.next('POST /MetOcean', async (asked, serve) => {
      await serve()
      return behaviour(asked, serve)
    })
    const page = bench.openPage()
    await page.tasks.submit(draft({ mode }))
    await expect.poll(() => page.submission().taskId, EVENTUALLY).not.toBeNull()
    expect(page.states()).not.toContain('failed')
    expect(sentAndReal(page)).toEqual([1, 1])
  })

  it.each<[string, Record<string, string>]>([
    ['in seconds', { 'retry-after': '20' }],
    ['as a date', { 'retry-after': new Date(Date.now() + 1000).toUTCString() }],
    ['missing', {}],
  ])('U9 waits and goes out by itself after 429, Retry-After %s', async (_, headers) => {
    bench.upstream.always('POST /MetOcean', times(2, refuse(429, 'slow down', headers)))
    const page = bench.openPage()
    await page.tasks.submit(draft({ mode }))
    await expect.poll(() => ['accepted', 'done'].includes(page.submission().state), EVENTUALLY).toBe(true)
    expect(page.states()).not.toContain('unknown')
    expect(sentAndReal(page)).toEqual([3, 1])
  })

  it('U9 waits 15 minutes at most where it is asked to wait for years', async () => {
    bench.upstream.always('POST /MetOcean', refuse(429, 'slow down', { 'retry-after': '99999999' }))
    const page = bench.openPage()
    const { id } = await page.tasks.submit(draft({ mode }))
    await expect.poll(() => page.submission().error?.code, EVENTUALLY).toBe('busy')
    const waitMs = page.tasks.snapshot().retryMs.get(id)! - Date.now()
    expect(waitMs).toBeLessThanOrEqual(15 * MINUTE_MS)
    expect(waitMs).toBeGreaterThan(10 * MINUTE_MS)
    expect(sentAndReal(page)).toEqual([1, 0])
  })

  it.each([401, 403])(
    'U11 that the account may not send (%d) fails with that word, and is not tried again',
    async (status) => {
      bench.upstream.always('', refuse(status, 'no'))
      const page = bench.openPage()
      await page.tasks.submit(draft({ mode }))
      await become(page, 'failed')
      expect(page.submission().error?.code).toBe('service-account-refused')
      expect(page.tasks.snapshot().isSignedOut).toBe(false)
      expect(page.tasks.snapshot().retryMs.size).toBe(0)
      expect(sentAndReal(page)).toEqual([1, 0])
    },
  )

  it('U13 that is refused field by field says which point and why', async () => {
    bench.upstream.next(
      'POST /MetOcean',
      refuse(422, [{ loc: ['body', 'points', 7, 'timestamp'], msg: 'is older than 3 years', type: 'value_error' }]),
    )
    const page = bench.openPage()
    await page.tasks.submit(draft({ mode }))
    await become(page, 'failed')
    expect(page.submission().error).toMatchObject({
      code: 'request-refused',
      detail: expect.stringContaining('points 7 timestamp: is older than 3 years') as string,
    })
  })

  it('U19 that fits two tasks is left to the operator, with their times', async () => {
    bench.upstream.next('POST /MetOcean', lostAfterServing)
    bench.upstream.always('GET /user/tasks', twinned)
    const page = bench.openPage()
    const { id } = await page.tasks.submit(draft({ mode }))
    await become(page, 'not-found')
    const candidates = page.tasks.snapshot().candidates.get(id)!
    expect(new Set(candidates.map(({ API_call_time }) => API_call_time)).size).toBe(2)
    bench.upstream.heal()
    await page.tasks.pick(
      id,
      candidates.find(({ task_id }) => task_id === real(page)[0]?.task_id)!,
    )
    await expect.poll(() => page.submission().taskId, EVENTUALLY).toBe(real(page)[0]!.task_id)
  })
})

it('U1 is sent by itself once the service is there, having certainly not been sent', async () => {
  bench.upstream.always('POST /MetOcean', times(3, refuse(503, 'away', { 'retry-after': '10' })))
  const page = bench.openPage()
  await page.tasks.submit(draft())
  await become(page, 'accepted')
  expect(page.states()).not.toContain('unknown')
  expect(sentAndReal(page)).toEqual([4, 1])
})

it('U3 is not sent again after a reset before it was taken up, either', async () => {
  bench.upstream.next('POST /MetOcean', resetUnserved)
  const page = bench.openPage()
  await page.tasks.submit(draft())
  await become(page, 'not-found')
  expect(page.tasks.snapshot().retryMs.size).toBe(0)
  expect(sentAndReal(page)).toEqual([1, 0])
})
