import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { RequestDraft } from '#src/data/tasks/drafts.ts'
import { tabLocks } from '#src/data/locks.ts'
import { readCall } from '#src/data/http/read-call.ts'
import { createTabChannel } from '#src/data/tab-channel.ts'
import { createStorage, type Storage } from '#src/data/storage/storage.ts'
import { createTasks } from '#src/data/tasks/tasks.ts'
import { fakeService, type FakeService, json } from '#test/support/fake-service.ts'
import { testParts, testPoints } from '#test/support/submission.ts'

const draft: RequestDraft = {
  slug: 'rtm-hal',
  parts: testParts(3),
  mode: 'async',
  points: testPoints(3),
  variables: ['wind'],
  windHeightM: 10,
  receiveMail: false,
}

let service: FakeService
let storage: Storage
let stops: (() => void)[]

/** A page of the browser; the next one over the same storage is the page after a reload. */
function openPage() {
  const onAnswer = vi.fn()
  const onRenamed = vi.fn()
  const tasks = createTasks({
    storage,
    reader: readCall,
    locks: tabLocks(),
    channel: createTabChannel(null),
    random: () => 0.5,
  })
  const stop = tasks.start({ onAnswer, onRenamed })
  stops.push(stop)
  const state = () => tasks.snapshot().submissions.map((submission) => submission.state)
  return { tasks, client: tasks.client, onAnswer, onRenamed, stop, state }
}
const pass = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1000)

beforeEach(() => {
  vi.useFakeTimers({
    now: Date.UTC(2026, 10, 22, 17, 41),
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'],
  })
  service = fakeService()
  storage = createStorage() // there is no IndexedDB here: it keeps in memory
  stops = []
})
afterEach(() => {
  stops.forEach((stop) => stop())
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('sending', () => {
  it('sends in the background, follows the task and hands over its answer', async () => {
    const page = openPage()
    const submission = await page.tasks.submit(draft)
    expect(submission.taskName).toMatch(/^rtm-hal-20261122-1741-[0-9a-hjkmnp-tv-z]{6}$/)
    await pass(0)
    expect(page.state()).toEqual(['accepted'])
    service.end(service.named(submission.taskName)[0])
    await pass(2)
    expect(page.state()).toEqual(['done'])
    expect(page.onAnswer).toHaveBeenCalledWith('task-1', expect.objectContaining({ id: submission.id }), true)
    const answer = await page.tasks.answer('task-1')
    expect(answer).toMatchObject({
      taskName: submission.taskName,
      source: 'Test model',
      synthetic: true,
      columns: { count: 3 },
    })
    expect(service.sent('GET /api/task/')).toHaveLength(1)
  })

  it('stores the submission before the first byte, and marks the call as its own', async () => {
    const stored: number[] = []
    service.misbehave(({ method }) => {
      if (method === 'POST') void storage.getAll('submissions').then((all) => stored.push(all.length))
      return null
    })
    const page = openPage()
    const { id } = await page.tasks.submit(draft)
    await pass(0)
    expect(stored).toEqual([1])
    const post = service.headers[service.requests.indexOf('POST /api/MetOcean/async')]!
    expect([post.get('x-fairway-submission'), post.get('x-fairway'), post.get('content-type')]).toEqual([
      id,
      '1',
      'application/json',
    ])
  })

  it('shows a direct answer at once and learns its task id from the list', async () => {
    const page = openPage()
    const { id } = await page.tasks.submit({ ...draft, mode: 'sync' })
    await pass(0)
    expect(page.state()).toEqual(['done'])
    expect(page.onAnswer).toHaveBeenCalledWith(`submission:${id}`, expect.anything(), true)
    expect(page.onRenamed).toHaveBeenCalledWith(`submission:${id}`, 'task-1')
    expect((await page.tasks.answer('task-1')).columns.count).toBe(3)
    expect(service.sent('/api/task/')).toEqual([])
  })

  it('holds at most two direct calls and sends the next in the background', async () => {
    service.misbehave(({ path }) => (path === '/api/MetOcean' ? new Promise(() => undefined) : null))
    const page = openPage()
    for (let n = 0; n < 3; n++) await page.tasks.submit({ ...draft, mode: 'sync' })
    await pass(0)
    expect(service.sent('POST')).toEqual(['POST /api/MetOcean', 'POST /api/MetOcean', 'POST /api/MetOcean/async'])
    expect(page.tasks.snapshot().submissions.filter(({ sentInBackground }) => sentInBackground)).toHaveLength(1)
  })
})

describe('when sending fails', () => {
  it.each([
    ['429', () => json({ detail: 'slow down' }, 429, { 'retry-after': '3' })],
    ['503 with Retry-After', () => json({ detail: 'away', code: 'upstream-unreachable' }, 503, { 'retry-after': '3' })],
  ])('sends again by itself after %s, and makes one task', async (_, refuse) => {
    let refusals = 2
    service.misbehave(({ method }) => (method === 'POST' && refusals-- > 0 ? refuse() : null))
    const page = openPage()
    const { taskName } = await page.tasks.submit(draft)
    await pass(0)
    expect(page.state()).toEqual(['unsent'])
    expect([...page.tasks.snapshot().retryMs.values()]).toEqual([Date.now() + 3000])
    await pass(10)
    expect(page.state()).toEqual(['accepted'])
    expect(service.named(taskName)).toHaveLength(1)
    expect(service.sent('POST')).toHaveLength(3)
  })

  it('keeps to the time the service named, even if the connection comes back before', async () => {
    service.misbehave(({ method }) =>
      method === 'POST' ? json({ detail: 'slow down' }, 429, { 'retry-after': '60' }) : null,
    )
    const page = openPage()
    await page.tasks.submit(draft)
    await pass(1)
    service.misbehave(() => Promise.reject(new TypeError('network error')))
    await page.tasks.checkNow()
    service.behave()
    await page.tasks.checkNow()
    await pass(30)
    expect(service.sent('POST')).toHaveLength(1)
    await pass(30)
    expect(page.state()).toEqual(['accepted'])
  })

  it('does not send in the end what was stopped while the service asked to wait', async () => {
    let refuse = () => {}
    service.misbehave(({ method }) =>
      method === 'POST' ? new Promise((resolve) => (refuse = () => resolve(json({}, 429)))) : null,
    )
    const page = openPage()
    const { id } = await page.tasks.submit(draft)
    await pass(0)
    await page.tasks.cancel(id)
    refuse()
    service.behave()
    await pass(600)
    expect(page.state()).toEqual(['cancelled'])
    expect(service.sent('POST')).toHaveLength(1)
  })

  it('gives the service time to show a task after a long silence', async () => {
    let isSilent = false // from the submission on: nothing is sent while nobody is known to answer
    service.misbehave(({ method }) => {
      isSilent ||= method === 'POST'
      return isSilent ? Promise.reject(new TypeError('network error')) : null
    })
    const page = openPage()
    await page.tasks.submit(draft)
    await pass(600)
    expect(page.state()).toEqual(['unknown'])
    service.behave()
    await pass(80) // the next try comes after a minute at most
    expect(page.state()).toEqual(['unknown'])
    await pass(121)
    expect(page.state()).toEqual(['not-found'])
  })

  it.each([400, 422, 413, 403])("gives up after %d, with the service's words", async (status) => {
    service.misbehave(({ method }) =>
      method === 'POST'
        ? json({ detail: [{ loc: ['body', 'points', 7, 'latitude'], msg: 'must be at most 90', type: 'x' }] }, status)
        : null,
    )
    const page = openPage()
    await page.tasks.submit(draft)
    await pass(600)
    expect(page.tasks.snapshot().submissions[0]).toMatchObject({
      state: 'failed',
      error: { code: 'request-refused', detail: 'points 7 latitude: must be at most 90' },
    })
    expect(service.sent('POST')).toHaveLength(1)
  })

  it('reports a refused service account, and does not try again', async () => {
    service.misbehave(({ method }) =>
      method === 'POST' ? json({ detail: 'no', code: 'service-account-refused' }, 502) : null,
    )
    const page = openPage()
    await page.tasks.submit(draft)
    await pass(600)
    expect(page.tasks.snapshot().submissions[0]).toMatchObject({
      state: 'failed',
      error: { code: 'service-account-refused' },
    })
    expect(service.sent('POST')).toHaveLength(1)
  })

  it.each(['sync', 'async'] as const)('finds a cut %s call by its name, with exactly one POST', async (mode) => {
    service.misbehave(({ method, body }) => {
      if (method !== 'POST') return null
      const { task_name, points } = JSON.parse(body!) as { task_name: string; points: never[] }
      service.addTask(task_name, points)
      throw new TypeError('network error')
    })
    const page = openPage()
    const { taskName } = await page.tasks.submit({ ...draft, mode })
    await pass(1)
    expect(page.tasks.snapshot().submissions[0]).toMatchObject({
      state: 'accepted',
      taskId: 'task-1',
      found: { afterMs: 0 },
    })
    service.end(service.named(taskName)[0])
    await pass(40)
    expect(page.state()).toEqual(['done'])
    expect(service.sent('POST')).toHaveLength(1)
  })

  it('reads an answer that broke off by asking for the task', async () => {
    service.misbehave(({ path, body }) => {
      if (path !== '/api/MetOcean') return null
      const { task_name, points } = JSON.parse(body!) as { task_name: string; points: never[] }
      service.addTask(task_name, points, 'SUCCESS')
      return new Response('[{"coordinates":{"latitude":51,')
    })
    const page = openPage()
    await page.tasks.submit({ ...draft, mode: 'sync' })
    await pass(1)
    expect(page.state()).toEqual(['done'])
    expect(service.sent('POST')).toHaveLength(1)
  })

  it('looks an unclear name up three times, then leaves it to the operator', async () => {
    service.misbehave(({ method }) => {
      if (method === 'POST') throw new TypeError('network error')
      return null
    })
    const page = openPage()
    await page.tasks.submit(draft)
    await pass(0)
    await pass(31)
    expect(page.state()).toEqual(['unknown'])
    await pass(90)
    expect(page.state()).toEqual(['not-found'])
    await pass(3600)
    expect(service.sent('POST')).toHaveLength(1)
    service.behave()
    const again = await page.tasks.sendAgain(page.tasks.snapshot().submissions[0]!.id)
    await pass(0)
    expect(page.state()).toEqual(['accepted'])
    expect(service.named(again!.taskName)).toHaveLength(1)
  })
})

describe('after a reload', () => {
  it('finds a direct call that was held, follows it and never sends it again', async () => {
    let name = ''
    service.misbehave(({ path, body }) => {
      if (path !== '/api/MetOcean') return null
      const { task_name, points } = JSON.parse(body!) as { task_name: string; points: never[] }
      service.addTask((name = task_name), points)
      return new Promise(() => undefined) // held until the page goes
    })
    const before = openPage()
    await before.tasks.submit({ ...draft, mode: 'sync' })
    await pass(0)
    before.stop()

    const after = openPage()
    await pass(1)
    expect(after.tasks.snapshot().submissions[0]).toMatchObject({ taskName: name, state: 'accepted', taskId: 'task-1' })
    service.end(service.named(name)[0])
    await pass(40)
    expect(after.state()).toEqual(['done'])
    expect(after.onAnswer).toHaveBeenCalledWith('task-1', expect.anything(), false)
    expect(service.sent('POST')).toHaveLength(1)
  })

  it('sends what was stored and certainly not sent', async () => {
    vi.stubGlobal('navigator', { onLine: false })
    service.misbehave(({ path }) => (path === '/api/about' ? Promise.reject(new TypeError('Failed to fetch')) : null))
    const before = openPage()
    await before.tasks.submit(draft)
    await pass(0)
    expect(before.tasks.snapshot().submissions[0]).toMatchObject({ state: 'unsent', error: { code: 'offline' } })
    before.stop()
    vi.stubGlobal('navigator', { onLine: true })
    service.behave()
    const after = openPage()
    await pass(1)
    expect(after.state()).toEqual(['accepted'])
    expect(service.sent('POST')).toHaveLength(1)
  })

  it('has the answer at once without asking anybody', async () => {
    const before = openPage()
    await before.tasks.submit({ ...draft, mode: 'sync' })
    await pass(0)
    before.stop()
    const asked = service.requests.length
    const after = openPage()
    expect((await after.tasks.answer('task-1')).columns.count).toBe(3)
    expect(service.requests.slice(asked).filter((request) => request.includes('/api/task/'))).toEqual([])
    expect(after.onAnswer).not.toHaveBeenCalled()
  })
})

describe('polling', () => {
  it('asks for nothing but the PENDING list once a minute while nothing is pending', async () => {
    openPage()
    await pass(1)
    const asked = service.requests.length
    await pass(3600)
    expect(new Set(service.requests.slice(asked))).toEqual(new Set(['GET /api/user/tasks/PENDING']))
    expect(service.requests.length - asked).toBe(60)
  })

  it('asks at most twice per interval for fifty pending tasks', async () => {
    for (let n = 0; n < 50; n++) service.addTask(`foreign-${n}`, [])
    openPage()
    await pass(1)
    const asked = service.requests.length
    await pass(300)
    const count = service.requests.length - asked
    expect(count).toBeGreaterThanOrEqual(9)
    expect(count).toBeLessThanOrEqual(20)
  })

  it('looks just after the promised end', async () => {
    service.words({ estimated_time: '1 minutes 10 seconds', time_left: '8 seconds' })
    const page = openPage()
    const { taskName } = await page.tasks.submit(draft)
    await pass(3) // first look at 2 s
    const asked = service.sent('PENDING').length
    service.end(service.named(taskName)[0])
    await pass(7)
    expect(service.sent('PENDING')).toHaveLength(asked)
    await pass(2)
    expect(page.state()).toEqual(['done'])
  })

  it('keeps the card through failures and comes back by itself', async () => {
    const page = openPage()
    const { taskName } = await page.tasks.submit(draft)
    await pass(3)
    service.misbehave(() => new Response('<html>', { status: 502 }))
    await pass(120)
    expect(page.state()).toEqual(['accepted'])
    expect(page.tasks.snapshot().contactLostMs).not.toBeNull()
    service.behave()
    service.end(service.named(taskName)[0])
    await pass(61)
    expect(page.state()).toEqual(['done'])
    expect(page.tasks.snapshot().contactLostMs).toBeNull()
  })

  it('leaves the service alone as long as it asks to wait', async () => {
    const page = openPage()
    const { taskName } = await page.tasks.submit(draft)
    await pass(1)
    service.misbehave(({ path }) =>
      path.includes('/user/tasks') ? json({ detail: 'slow down' }, 429, { 'retry-after': '120' }) : null,
    )
    await pass(2)
    const asked = service.sent('PENDING').length
    service.behave()
    service.end(service.named(taskName)[0])
    await pass(117)
    expect(service.sent('PENDING')).toHaveLength(asked)
    await pass(4)
    expect(page.state()).toEqual(['done'])
  })

  it('asks at longer and longer intervals for a task that cannot be read', async () => {
    const page = openPage()
    const { taskName } = await page.tasks.submit(draft)
    await pass(1)
    service.end(service.named(taskName)[0])
    service.misbehave(({ path }) =>
      path.startsWith('/api/task/') ? new Response('{"code":"answer-unreadable","detail":"x"}', { status: 502 }) : null,
    )
    await pass(600)
    expect(page.state()).toEqual(['accepted'])
    expect(service.sent('GET /api/task/').length).toBeLessThanOrEqual(16)
    service.behave()
    await pass(75)
    expect(page.state()).toEqual(['done'])
  })

  it('tries an answer that is not JSON three times, then gives it up', async () => {
    const page = openPage()
    const { taskName } = await page.tasks.submit(draft)
    await pass(1)
    service.end(service.named(taskName)[0])
    service.misbehave(({ path }) => (path.startsWith('/api/task/') ? new Response('{"task_id": oops}') : null))
    await pass(60)
    expect(page.tasks.snapshot().submissions[0]).toMatchObject({
      state: 'failed',
      error: { code: 'answer-unreadable' },
    })
    expect(service.sent('GET /api/task/')).toHaveLength(3)
  })

  it("takes a failure with the service's words", async () => {
    const page = openPage()
    const { taskName } = await page.tasks.submit(draft)
    await pass(1)
    service.end(service.named(taskName)[0], 'FAILURE', 'no data for these points')
    await pass(5)
    expect(page.tasks.snapshot().submissions[0]).toMatchObject({
      state: 'failed',
      error: { detail: 'no data for these points' },
    })
  })

  it('says that the server has no such task if neither the id nor the lists know it', async () => {
    const page = openPage()
    await page.tasks.submit(draft)
    await pass(1)
    service.tasks.clear()
    await pass(5)
    expect(page.state()).toEqual(['not-found'])
  })

  it('follows a task again that the service did not know for a while', async () => {
    const page = openPage()
    const { taskName } = await page.tasks.submit(draft)
    await pass(1)
    const [task] = service.named(taskName)
    service.tasks.clear()
    await pass(5)
    expect(page.state()).toEqual(['not-found'])
    service.tasks.set('task-1', task!)
    await page.tasks.checkNow()
    expect(page.state()).toEqual(['accepted'])
    service.end(task)
    await pass(40)
    expect(page.state()).toEqual(['done'])
  })

  it('calls a task lost that no list has 25 min past its estimate', async () => {
    const page = openPage()
    const { id } = await page.tasks.submit(draft)
    await pass(1)
    service.misbehave(({ path }) => (path.includes('/user/tasks') ? json({ tasks: [] }) : null))
    await pass(24 * 60)
    expect(page.tasks.snapshot().lost.has(id)).toBe(false)
    await pass(6 * 60)
    expect(page.tasks.snapshot().lost.has(id)).toBe(true)
    expect(page.state()).toEqual(['accepted'])
    service.behave()
    await page.tasks.checkNow()
    expect(page.tasks.snapshot().lost.has(id)).toBe(false)
  })
})

describe('cancelling', () => {
  it("cancels a background task and waits for the service's word", async () => {
    const page = openPage()
    const { id } = await page.tasks.submit(draft)
    await pass(1)
    await page.tasks.cancel(id)
    expect(page.state()).toEqual(['cancelled'])
    expect(service.sent('POST /api/cancel_task/task-1')).toHaveLength(1)
  })

  it('stops a held call by finding its id first', async () => {
    service.misbehave(({ path, body }) => {
      if (path !== '/api/MetOcean') return null
      const { task_name, points } = JSON.parse(body!) as { task_name: string; points: never[] }
      service.addTask(task_name, points)
      return new Promise(() => undefined)
    })
    const page = openPage()
    const { id } = await page.tasks.submit({ ...draft, mode: 'sync' })
    await pass(0)
    await page.tasks.cancel(id)
    expect(page.state()).toEqual(['cancelled'])
  })

  it('keeps an answer that was there before the cancel', async () => {
    const page = openPage()
    const { id, taskName } = await page.tasks.submit(draft)
    await pass(1)
    service.end(service.named(taskName)[0])
    await page.tasks.cancel(id)
    expect(page.tasks.snapshot().submissions[0]).toMatchObject({ state: 'done', cancelAskedMs: Date.now() })
  })

  it('drops the cancel if nobody answers it, and says so', async () => {
    const page = openPage()
    const { id } = await page.tasks.submit(draft)
    await pass(1)
    service.misbehave(({ path }) => (path.includes('cancel') ? new Response('', { status: 500 }) : null))
    await page.tasks.cancel(id)
    await pass(60)
    expect(page.tasks.snapshot().submissions[0]).toMatchObject({ state: 'accepted', cancelAskedMs: null })
  })
})

describe('a cancel', () => {
  it('goes out after a reload that came before its call', async () => {
    const before = openPage()
    const { id } = await before.tasks.submit(draft)
    await pass(1)
    service.misbehave(({ path }) => (path.includes('cancel') ? new Promise(() => undefined) : null))
    void before.tasks.cancel(id)
    await pass(0)
    before.stop()
    service.behave()
    const after = openPage()
    await pass(1)
    expect(after.state()).toEqual(['cancelled'])
  })

  it('goes out when the task of a call that broke has been found', async () => {
    let name = ''
    let cut = () => {}
    service.misbehave(({ path, body }) => {
      if (path !== '/api/MetOcean') return null
      name = (JSON.parse(body!) as { task_name: string }).task_name
      return new Promise((_, reject) => (cut = () => reject(new TypeError('network error'))))
    })
    const page = openPage()
    const { id } = await page.tasks.submit({ ...draft, mode: 'sync' })
    await pass(0)
    await page.tasks.cancel(id)
    service.addTask(name, [])
    cut()
    await pass(1)
    expect(page.state()).toEqual(['cancelled'])
  })
})

describe('recovering a task sent elsewhere', () => {
  it('follows it, and shows its answer at the places it names', async () => {
    const { row } = service.addTask('from-a-script', [
      { latitude: 35, longitude: 179.5, timestamp: '2026-11-23T00:00:00Z' },
      { latitude: 35.5, longitude: -179.5, timestamp: '2026-11-23T01:00:00Z' },
    ])
    const page = openPage()
    await page.tasks.recover(row)
    expect(page.state()).toEqual(['accepted'])
    service.end(service.tasks.get(row.task_id))
    await pass(40)
    expect(page.onAnswer).toHaveBeenCalledWith(row.task_id, expect.anything(), true)
    expect([...(await page.tasks.answer(row.task_id)).columns.lon]).toEqual([179.5, 180.5])
  })

  it('opens a finished one by its id alone', async () => {
    const { row } = service.addTask(
      'from-a-script',
      [{ latitude: 35, longitude: 139, timestamp: '2026-11-23T00:00:00Z' }],
      'SUCCESS',
    )
    const page = openPage()
    expect(await page.tasks.answer(row.task_id)).toMatchObject({
      taskName: 'from-a-script',
      askedMs: Date.now(),
      columns: { count: 1 },
    })
  })

  it('is found again behind a gateway that has forgotten its id', async () => {
    const { row } = service.addTask(
      'from-a-script',
      [{ latitude: 35, longitude: 139, timestamp: '2026-11-23T00:00:00Z' }],
      'SUCCESS',
    )
    let met = false
    service.misbehave(({ path }) => {
      if (path === '/api/user/tasks') met = true
      return path.startsWith('/api/task/') && !met ? json({ detail: 'There is no task with this id.' }, 404) : null
    })
    expect((await openPage().tasks.answer(row.task_id)).columns.count).toBe(1)
    met = false
    const page = openPage()
    await page.tasks.recover({ ...row, status: 'PENDING' })
    await pass(1)
    expect(page.state()).toEqual(['done'])
  })
})
