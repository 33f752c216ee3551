import { onlineManager } from '@tanstack/react-query'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { RequestDraft } from '#src/data/tasks/drafts.ts'
import { readCall } from '#src/data/http/read-call.ts'
import { createTabChannel } from '#src/data/tab-channel.ts'
import { createStorage, type Storage } from '#src/data/storage/storage.ts'
import { aboutQuery, type PendingList } from '#src/data/tasks/queries.ts'
import { createTasks } from '#src/data/tasks/tasks.ts'
import { fakeService, type FakeService, json } from '#test/support/fake-service.ts'
import { testParts, testPoints, testSubmission } from '#test/support/submission.ts'
import { sharedChannels, sharedLocks } from '#test/support/tabs.ts'

// Rows B of docs/reliability.md, as far as the browser's task layer shows them without a screen.

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
let openTab: () => ReturnType<typeof createTasks> & { stop: () => void; state: () => string[] }
let channels: ReturnType<typeof sharedChannels>
let stops: (() => void)[]

const pass = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1000)
const offline = () => Promise.reject(new TypeError('Failed to fetch'))
const cut = ({ method }: { method: string }) => (method === 'POST' ? offline() : null)

beforeEach(() => {
  vi.useFakeTimers({
    now: Date.UTC(2026, 10, 22, 17, 41),
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'],
  })
  service = fakeService()
  storage = createStorage()
  stops = []
  const locks = sharedLocks()
  channels = sharedChannels()
  openTab = () => {
    const tasks = createTasks({
      storage,
      reader: readCall,
      locks,
      channel: createTabChannel(channels('fairway')),
      random: () => 0.5,
    })
    const stop = tasks.start()
    stops.push(stop)
    return { ...tasks, stop, state: () => tasks.snapshot().submissions.map(({ state }) => state) }
  }
})
afterEach(() => {
  stops.forEach((stop) => stop())
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

it.each(['sync', 'async'] as const)('B1 offline during a %s submit, ten minutes, online: one task', async (mode) => {
  vi.stubGlobal('navigator', { onLine: false })
  service.misbehave(offline)
  const tab = openTab()
  await tab.submit({ ...draft, mode })
  await pass(600)
  expect(tab.state()).toEqual(['unsent'])
  expect(tab.snapshot().contactLostMs).not.toBeNull()
  vi.stubGlobal('navigator', { onLine: true })
  service.behave()
  await pass(61)
  expect(service.sent('POST /api/MetOcean')).toHaveLength(1)
  expect(service.tasks.size).toBe(1)
  expect(tab.snapshot().contactLostMs).toBeNull()
})

it('B1 the moment the network is back, the contact is found again without waiting for the next look', async () => {
  service.misbehave(offline)
  const tab = openTab()
  onlineManager.setOnline(false)
  await pass(600)
  expect(tab.snapshot().contactLostMs).not.toBeNull()
  service.behave()
  onlineManager.setOnline(true)
  await pass(0)
  expect(tab.snapshot().contactLostMs).toBeNull()
})

describe('B2 reload', () => {
  const held = () => new Promise<Response>(() => undefined)
  const accepts = (then: () => Response | Promise<Response>) => {
    service.misbehave(({ method, path, body }) => {
      if (method !== 'POST' || !path.startsWith('/api/MetOcean')) return null
      const { task_name, points } = JSON.parse(body!) as { task_name: string; points: never[] }
      service.addTask(task_name, points)
      return then()
    })
  }
  it.each<[string, 'sync' | 'async', () => void, number]>([
    ['before anything is answered', 'async', () => accepts(held), 0],
    ['while a direct call is held', 'sync', () => accepts(held), 5],
    ['after the connection broke', 'async', () => accepts(() => offline()), 0],
    ['once it is accepted', 'async', () => undefined, 0],
    ['between two looks', 'async', () => undefined, 15],
  ])('%s: no loss, no second task', async (_, mode, misbehave, seconds) => {
    misbehave()
    const before = openTab()
    const { taskName } = await before.submit({ ...draft, mode })
    await pass(seconds)
    before.stop()
    service.behave()
    // A page's own locks end with it; then a new page over the same storage follows.
    const after = createTasks({
      storage,
      reader: readCall,
      locks: sharedLocks(),
      channel: createTabChannel(sharedChannels()('fairway')),
      random: () => 0.5,
    })
    stops.push(after.start())
    await pass(5)
    service.end(service.named(taskName)[0])
    await pass(40)
    expect(after.snapshot().submissions).toMatchObject([{ taskName, state: 'done' }])
    expect(service.named(taskName)).toHaveLength(1)
    expect(service.sent('POST /api/MetOcean')).toHaveLength(1)
  })
})

describe('B5 two tabs', () => {
  it('submit at once: two tasks, one poll', async () => {
    const [first, second] = [openTab(), openTab()]
    await pass(1)
    await Promise.all([first.submit(draft), second.submit(draft)])
    await pass(0)
    expect(service.tasks.size).toBe(2)
    const asked = service.sent('PENDING').length
    await pass(30)
    expect(service.sent('PENDING').length - asked).toBeLessThanOrEqual(3)
    expect(
      first
        .snapshot()
        .submissions.map(({ id }) => id)
        .sort(),
    ).toEqual(
      second
        .snapshot()
        .submissions.map(({ id }) => id)
        .sort(),
    )
  })

  it('keep to a wait that only one of them was told', async () => {
    const [first, second] = [openTab(), openTab()]
    await pass(1)
    service.misbehave(({ method }) =>
      method === 'POST' ? json({ detail: 'slow down' }, 429, { 'retry-after': '120' }) : null,
    )
    await first.submit(draft)
    await pass(0)
    service.behave()
    await second.submit(draft)
    await pass(100)
    expect(service.sent('POST')).toHaveLength(1)
    expect(second.snapshot().busyUntilMs).toBe(first.snapshot().busyUntilMs)
    expect([...second.snapshot().retryMs.values()].every((ms) => ms >= second.snapshot().busyUntilMs!)).toBe(true)
    const asked = service.requests.length
    await second.checkNow()
    expect(service.requests).toHaveLength(asked)
    await pass(30)
    expect(service.tasks.size).toBe(2)
  })

  it('both know that contact is lost, and that it is back', async () => {
    const [first, second] = [openTab(), openTab()]
    await pass(1)
    await first.submit(draft)
    await pass(1)
    service.misbehave(offline)
    await pass(60)
    expect(second.snapshot().contactLostMs).toBe(first.snapshot().contactLostMs)
    expect(second.snapshot().contactLostMs).not.toBeNull()
    service.behave()
    await pass(61)
    expect([first, second].map((tab) => tab.snapshot().contactLostMs)).toEqual([null, null])
  })
})

it('B6 storage denied: everything goes on in this tab, and says so', async () => {
  const tab = openTab() // there is no IndexedDB here
  const { taskName } = await tab.submit(draft)
  await pass(1)
  service.end(service.named(taskName)[0])
  await pass(5)
  expect(tab.state()).toEqual(['done'])
  expect((await tab.answer('task-1')).columns.count).toBe(3)
  expect(storage.state()).toBe('denied')
})

it('B8 damaged or newer submissions and answers are left as they are stored, and the others show', async () => {
  const good = testSubmission({ state: 'done', taskId: 'task-1' })
  const stored: object[] = [
    good,
    { id: 'junk' },
    { ...good, id: 'newer', state: 'postponed' },
    { ...good, id: 'cut', points: { lat: new Float64Array(2), lon: new Float64Array(1), timeMs: new Float64Array(2) } },
  ]
  for (const one of stored) await storage.put('submissions', one as typeof good)
  await storage.put('results', { key: 'task-1', answer: { key: 'task-1' } as never, bytes: 1, usedMs: 0 })
  service.addTask(good.taskName, [{ latitude: 51, longitude: 2, timestamp: '2026-11-23T00:00:00Z' }], 'SUCCESS')
  const tab = openTab()
  await pass(1)
  expect(tab.snapshot().submissions).toEqual([good])
  expect(await storage.getAll('submissions')).toHaveLength(4)
  await expect(tab.answer('task-1')).rejects.toMatchObject({ code: 'answer-mismatch' }) // fetched again; the service has another answer for these points
})

describe('B10 answers out of order', () => {
  it('an older list of another tab does not undo a newer one', async () => {
    const row = { task_id: 'foreign', status: 'PENDING', task_name: 'foreign', nbr_points: 3 }
    service.addTask('foreign', [])
    const tab = openTab()
    await pass(1)
    expect(tab.snapshot().progressByTask.size).toBe(1)
    const tasks = [row, { ...row, task_id: 'gone' }]
    const promise = {
      readMs: Date.now(),
      sinceMs: Date.now(),
      estimatedMs: null,
      endMs: null,
      fraction: 0,
      promisedMs: null,
      grownMs: null,
      unreadWords: null,
    }
    const late: PendingList = {
      tasks,
      readMs: Date.now(),
      errorsBefore: 0,
      progressByTask: new Map(tasks.map(({ task_id }) => [task_id, promise])),
    }
    const other = createTabChannel(channels('fairway'))
    other.post('pending', { list: late, readMs: Date.now() - 5000 })
    expect([...tab.snapshot().progressByTask.keys()]).toEqual(['task-1'])
    other.post('pending', { list: late, readMs: Date.now() + 1 })
    expect([...tab.snapshot().progressByTask.keys()]).toEqual(['foreign', 'gone'])
  })

  it('a look that began before the task ended does not make it pending again', async () => {
    const tab = openTab()
    const { id, taskName } = await tab.submit(draft)
    await pass(1)
    let answerLate = () => {}
    service.misbehave(({ path }) =>
      path.endsWith('/PENDING')
        ? new Promise(
            (resolve) =>
              (answerLate = () =>
                resolve(json({ tasks: [{ task_id: 'task-1', status: 'PENDING', task_name: taskName }] }))),
          )
        : null,
    )
    const look = tab.checkNow()
    await pass(0)
    service.end(service.named(taskName)[0])
    await tab.cancel(id) // 409: it has ended; its answer is taken
    expect(tab.state()).toEqual(['done'])
    answerLate()
    await look
    expect(tab.state()).toEqual(['done'])
  })
})

it('B11 the session ends in mid-work: kept, not sent again by itself, and goes on after signing in', async () => {
  const tab = openTab()
  await tab.submit(draft)
  await pass(1)
  service.misbehave(() => json({ detail: 'Sign in first.', code: 'signed-out' }, 401))
  await tab.submit(draft)
  await pass(300)
  expect(tab.snapshot()).toMatchObject({
    isSignedOut: true,
    submissions: [{ state: 'unsent', error: { code: 'signed-out' } }, { state: 'accepted' }],
  })
  expect(service.sent('POST /api/MetOcean')).toHaveLength(2)
  const asked = service.requests.length
  await pass(3600)
  expect(service.requests.length - asked).toBe(0)
  service.behave()
  await tab.client.refetchQueries(aboutQuery()) // as the dialog does, or a page that comes to the front
  await pass(3)
  expect(tab.snapshot().isSignedOut).toBe(false)
  expect(tab.state()).toEqual(['accepted', 'accepted'])
})

it('keeps an unclear outcome from being sent again, however often it is looked for', async () => {
  service.misbehave(cut)
  const tab = openTab()
  await tab.submit(draft)
  await pass(1)
  for (let n = 0; n < 5; n++) await tab.checkNow()
  expect(tab.state()).toEqual(['unknown']) // looking more often does not shorten the time the service has
  await pass(180)
  expect(tab.state()).toEqual(['not-found'])
  expect(service.sent('POST')).toHaveLength(1)
})

it('counts a double click on "Send again" once', async () => {
  const tab = openTab()
  const { id } = await tab.submit({ ...draft, mode: 'sync' })
  await pass(1)
  const [first, second] = await Promise.all([tab.sendAgain(id), tab.sendAgain(id)])
  expect(first).toBe(second)
  await pass(1)
  expect(service.sent('POST')).toHaveLength(2)
})

it('removes a card and puts it back', async () => {
  const tab = openTab()
  const submission = await tab.submit({ ...draft, mode: 'sync' })
  await pass(1)
  const [done] = tab.snapshot().submissions
  await tab.remove([submission.id])
  expect(tab.snapshot().submissions).toEqual([])
  await tab.restore([done!])
  expect(tab.snapshot().submissions).toEqual([done])
})

it('follows a linked task while it runs, and refuses a failed one with its reason', async () => {
  const running = service.addTask('from-a-script', [
    { latitude: 35, longitude: 139, timestamp: '2026-11-23T00:00:00Z' },
  ])
  const failed = service.addTask('broken', [])
  service.end(failed, 'FAILURE', 'no data')
  const tab = openTab()
  await expect(tab.answer(running.row.task_id)).rejects.toMatchObject({ code: 'not-ready' })
  await tab.visit(running.row.task_id)
  service.end(running)
  await pass(40)
  expect(tab.snapshot().submissions).toMatchObject([{ taskId: running.row.task_id, state: 'done', pointCount: 1 }])
  await expect(tab.answer(failed.row.task_id)).rejects.toMatchObject({ code: 'task-failed', detail: 'no data' })
})
