import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { times, type Behaviour } from '#test/support/upstream/answer.ts'
import { answer, htmlPage, lostAfterServing, refuse } from '#test/support/upstream/behaviours.ts'
import { cutAt, truncated } from '#test/support/upstream/deliveries.ts'
import * as results from '#test/support/upstream/result-faults.ts'
import * as faults from '#test/support/upstream/task-faults.ts'
import { draft, openSteppedBench, type Page } from '../support/fault-bench.ts'

const SECOND_MS = 1000

let bench: Awaited<ReturnType<typeof openSteppedBench>>
beforeAll(async () => {
  bench = await openSteppedBench()
})
afterEach(() => {
  bench.upstream.heal()
  bench.forget()
})
afterAll(() => bench.close())

async function become(page: Page, state: string, withinMs?: number): Promise<void> {
  await bench.until(() => page.submission().state === state, withinMs)
  expect(page.submission().state).toBe(state)
}
/** Resolves when the service has been asked so many more times. */
async function asked(line: string, times: number): Promise<void> {
  const count = bench.upstream.ledger.count(line) + times
  await bench.until(() => bench.upstream.ledger.count(line) >= count)
  expect(bench.upstream.ledger.count(line)).toBe(count)
}
/** Resolves with the words of the progress once they match. */
async function progressOf(page: Page, words: RegExp): Promise<string | null> {
  await bench.until(() => words.test(page.progress() ?? ''))
  expect(page.progress()).toMatch(words)
  return page.progress()
}

/** A page with one accepted task, and the task as the service has it. */
async function withTask(random?: () => number): Promise<{ page: Page; task: { task_id: string; status: string } }> {
  const page = bench.openPage(random)
  await page.tasks.submit(draft())
  await become(page, 'accepted')
  return { page, task: bench.upstream.tasks.find(page.submission().taskId!)! }
}

describe('polls that fail', () => {
  it.each([
    ['U7 a list that breaks off', cutAt(20)],
    ['U7 half a list', truncated('{"tasks": [{"task_id": "abc"')],
    ['U8 a page of HTML', htmlPage(502)],
    ['U8 nothing', answer(200, '')],
    ['U10 503 for twenty minutes', refuse(503, 'away')],
    ['U10 503 with Retry-After', refuse(503, 'away', { 'retry-after': '30' })],
    ['U14 500', refuse(500)],
    ['U9 429', refuse(429, 'slow', { 'retry-after': '60' })],
  ])('%s leave the card as it is, and are over without a reload', async (_, behaviour) => {
    const { page, task } = await withTask()
    bench.upstream.always('GET /user/tasks', behaviour)
    await asked('GET /user/tasks', 4)
    expect(page.states().filter((state) => !['unsent', 'sending', 'accepted'].includes(state))).toEqual([])
    bench.upstream.heal()
    task.status = 'SUCCESS'
    await become(page, 'done')
    expect(page.tasks.snapshot().contactLostMs).toBeNull()
  })

  it('U11 401 on a poll blames no sign-in and makes no storm', async () => {
    const { page } = await withTask()
    bench.upstream.always('', refuse(401, 'revoked'))
    const sinceMs = Date.now()
    await asked('GET', 4)
    expect(Date.now() - sinceMs).toBeGreaterThanOrEqual(0.75 * 14 * SECOND_MS) // backs off: 2, 4 and 8 s, less a quarter
    expect([page.submission().state, page.tasks.snapshot().isSignedOut]).toEqual(['accepted', false])
  })

  it('U14 500 once on the task itself shows no failure', async () => {
    const { page, task } = await withTask()
    bench.upstream.always('GET /task/', times(2, refuse(500)))
    task.status = 'SUCCESS'
    await become(page, 'done')
    expect(page.states()).not.toContain('failed')
  })

  it.each([
    [1, 'shortest', 0],
    [1, 'longest', 1],
    [5, 'shortest', 0],
    [5, 'longest', 1],
    [10, 'shortest', 0],
    [10, 'longest', 1],
    [300, 'longest', 1],
  ])('G2 a gateway away for %d s is found again within ten seconds, by waits at their %s', async (awayS, _, chance) => {
    const { page, task } = await withTask(() => chance)
    await bench.stopGateway()
    await bench.until(() => page.tasks.snapshot().contactLostMs !== null)
    await bench.pass(awayS * SECOND_MS)
    expect([page.submission().state, page.tasks.snapshot().contactLostMs]).toEqual(['accepted', expect.any(Number)])
    await bench.restart()
    task.status = 'SUCCESS'
    await become(page, 'done', 10 * SECOND_MS)
    expect(page.tasks.snapshot().contactLostMs).toBeNull()
    expect(bench.upstream.tasks.named(page.submission().taskName)).toHaveLength(1)
  })
})

describe('a task the service has lost', () => {
  it('U12 unknown by its id and in no list, it is said not to be found, and its card stays', async () => {
    const { page } = await withTask()
    bench.upstream.always('GET /user/tasks', faults.unlisted)
    bench.upstream.always('GET /task/', refuse(404, 'Task not found'))
    await become(page, 'not-found')
    expect(page.tasks.snapshot().submissions).toHaveLength(1)
  })

  it('U12 failed where only the full list has it', async () => {
    const { page, task } = await withTask()
    bench.upstream.always('GET /task/', refuse(404, 'Task not found'))
    task.status = 'FAILURE'
    await become(page, 'failed')
  })

  it('U12 a link to it or a reload asks the full list first', async () => {
    const { page, task } = await withTask()
    bench.upstream.next('GET /task/', refuse(404, 'Task not found'))
    task.status = 'SUCCESS'
    await become(page, 'done')
  })
})

describe('words nobody announced', () => {
  it.each(['STARTED', 'RETRY', 'queued for review'])(
    'U15 the status %j is alive, and ends like any other',
    async (word) => {
      const { page, task } = await withTask()
      task.status = word
      await asked('GET /task/', 2) // it is not in the list of pending ones
      expect(page.submission().state).toBe('accepted')
      task.status = 'SUCCESS'
      await become(page, 'done')
    },
  )

  it.each([
    ['REVOKED', 'cancelled'],
    ['CANCELLED', 'cancelled'],
    ['FAILURE', 'failed'],
  ])('U15 the status %s ends it', async (word, state) => {
    const { page, task } = await withTask()
    task.status = word
    await become(page, state)
  })

  it('U15 rows that have drifted are followed all the same', async () => {
    bench.upstream.always('GET /user/tasks', faults.driftedRows)
    const { page, task } = await withTask()
    await progressOf(page, /./)
    task.status = 'SUCCESS'
    await become(page, 'done')
  })

  it.each<[string, Behaviour, RegExp]>([
    ['as documented', faults.timeLeft('1 minutes 49 seconds'), /^About 1:(49|4\d) left$/],
    ['unreadable', faults.timeLeft('soon-ish'), /^Time left, as sent: soon-ish$/],
    ['missing', faults.timeLeft(undefined), /^Waiting\. Estimated time 2 min\.$/],
    ['negative', faults.timeLeft('-5 minutes'), /^(About 0:00 left|Taking longer than estimated, \+)/],
    ['without end', faults.endlessTimeLeft, /^Waiting/],
    ['a number', faults.timeLeft(90), /^Waiting/],
  ])('U16 time left %s is told honestly', async (_, behaviour, words) => {
    bench.upstream.always('GET /user/tasks', behaviour)
    const { page } = await withTask()
    expect(await progressOf(page, words)).not.toMatch(/NaN|Infinity|-\d/)
  })

  it('U16 time left that grows is said to have grown', async () => {
    bench.upstream.always('GET /user/tasks', faults.growingTimeLeft())
    const { page } = await withTask()
    await progressOf(page, /^About \d+:\d\d left\. Estimate now \d+ min$/)
  })

  it.each([3_600_000, -3_600_000])(
    'U22 a service whose clock is %d ms away is followed and recovered from by name',
    async (skewMs) => {
      bench.upstream.always('GET /user/tasks', faults.skewed(skewMs))
      bench.upstream.next('POST /MetOcean', lostAfterServing)
      const { page, task } = await withTask()
      expect(page.submission().found?.afterMs).toBeGreaterThanOrEqual(0)
      expect(page.submission().found!.afterMs).toBeLessThan(3_600_000)
      await progressOf(page, /^About 1:(49|4\d) left$/)
      task.status = 'SUCCESS'
      await become(page, 'done')
    },
  )
})

describe('an answer that is not what was asked', () => {
  async function answered(behaviour: Behaviour) {
    const { page, task } = await withTask()
    bench.upstream.always('GET /task/', behaviour)
    task.status = 'SUCCESS'
    await bench.until(() => ['done', 'failed'].includes(page.submission().state))
    const { state, error, summary, taskId } = page.submission()
    return {
      state,
      code: error?.code,
      summary,
      columns: state === 'done' ? (await page.tasks.answer(taskId!)).columns : null,
    }
  }
  const wind = 'Winds_10m_Intensity'
  /** The service's made-up value for the ninth of nine points. */
  const honest = () => bench.upstream.tasks.all.at(-1)!.result.map(({ conditions }) => conditions[wind] ?? NaN)

  it.each([
    ['U15 columns in place of entries', results.columnar],
    ['U15 an envelope with new fields', results.wrapped],
    ['U15 NaN where JSON has null', results.bareWords],
    ['U17 entries in reverse', results.reversed],
  ])('%s: read as it is meant, each value at its point', async (_, behaviour) => {
    const { state, columns } = await answered(behaviour)
    expect(state).toBe('done')
    expect([...columns!.fields[wind]!]).toEqual(honest().map(Math.fround))
  })

  it('U15 conditions under new names: kept under them, and what was asked is said not to be there', async () => {
    const { state, columns } = await answered(results.renamed)
    expect(state).toBe('done')
    expect(Object.keys(columns!.fields)).toEqual(expect.arrayContaining([`${wind}_v2`, 'Ice_Cover']))
    expect(columns!.gaps).toContainEqual({ field: wind, reason: 'not-returned', count: 9 })
  })

  it('U17 entries missing: gaps where they are missing, nothing shifted', async () => {
    const { state, columns, summary } = await answered(results.shortened)
    expect(state).toBe('done')
    expect([...columns!.fields[wind]!]).toEqual(honest().map((value, index) => (index < 6 ? Math.fround(value) : NaN)))
    expect(summary!.missing).toBeGreaterThan(0)
  })

  it.each([
    ['U17 no entries', results.emptied],
    ['U17 the entries of other places', results.elsewhere],
  ])('%s: refused, nothing of it is shown', async (_, behaviour) => {
    expect(await answered(behaviour)).toMatchObject({ state: 'failed', code: 'answer-mismatch', columns: null })
  })

  it.each<[string, Behaviour, readonly string[]]>([
    ['U17 no values', results.allNull, ['no-value']],
    ['U15 numbers as text', results.stringNumbers, ['no-value', 'not-a-number']],
    ['U15 numbers that are too big', results.tooBigNumbers, ['no-value', 'impossible', 'not-a-number', 'fill-value']],
    ['U18 numbers no sea has', results.outOfRange, ['fill-value', 'impossible']],
  ])('%s: gaps with a reason, and nothing that stretches a scale', async (_, behaviour, reasons) => {
    const { state, columns } = await answered(behaviour)
    expect(state).toBe('done')
    expect([...columns!.fields[wind]!].every(Number.isNaN)).toBe(true)
    for (const { reason } of columns!.gaps) expect(reasons).toContain(reason)
    expect(columns!.gaps.filter(({ field }) => field === wind).reduce((sum, { count }) => sum + count, 0)).toBe(9)
  })
})

describe('a cancel', () => {
  it.each([
    ['404', refuse(404)],
    ['409', refuse(409)],
    ['500', refuse(500)],
  ])('U20 answered with %s ends with what the service says of the task', async (_, behaviour) => {
    const { page, task } = await withTask()
    bench.upstream.always('POST /cancel_task', behaviour)
    await page.tasks.cancel(page.submission().id)
    task.status = 'SUCCESS'
    await become(page, 'done')
  })

  it('U20 whose answer is lost is cancelled once the next look says so', async () => {
    const { page } = await withTask()
    bench.upstream.next('POST /cancel_task', lostAfterServing)
    await page.tasks.cancel(page.submission().id)
    await become(page, 'cancelled')
  })

  it('U20 that came too late keeps the answer', async () => {
    const { page } = await withTask()
    bench.upstream.next('POST /cancel_task', faults.succeedsAfterCancel(bench.upstream.tasks))
    await page.tasks.cancel(page.submission().id)
    await become(page, 'done')
    expect(page.submission().cancelAskedMs).not.toBeNull()
  })

  it('U20 that fails for good is dropped, and said to be', async () => {
    const { page } = await withTask()
    bench.upstream.always('POST /cancel_task', refuse(500))
    await page.tasks.cancel(page.submission().id)
    await bench.until(() => Boolean(page.submission().cancelDropped))
    expect(page.submission().cancelDropped).toBeTruthy()
    expect(page.submission()).toMatchObject({ state: 'accepted', cancelAskedMs: null })
  })
})

it('U21 done stays done, whatever the service says later', async () => {
  const { page, task } = await withTask()
  bench.upstream.always('GET /task/', faults.backward())
  task.status = 'SUCCESS'
  await become(page, 'done')
  task.status = 'PENDING'
  await page.tasks.checkNow()
  expect(page.submission().state).toBe('done')
  expect(page.states().slice(page.states().indexOf('done'))).toEqual(['done'])
})
