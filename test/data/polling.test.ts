import { QueryObserver } from '@tanstack/react-query'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { readCall } from '#src/data/http/read-call.ts'
import { createStorage } from '#src/data/storage/storage.ts'
import { createTabChannel, type TabChannel } from '#src/data/tab-channel.ts'
import type { RequestDraft } from '#src/data/tasks/drafts.ts'
import { aboutQuery, answerQueries, type ListName, type PendingList, taskQueries } from '#src/data/tasks/queries.ts'
import { createTasks } from '#src/data/tasks/tasks.ts'
import { fakeService, type FakeService, json } from '#test/support/fake-service.ts'
import { testParts, testPoints } from '#test/support/submission.ts'
import { sharedChannels, sharedLocks } from '#test/support/tabs.ts'

// Who asks the service, and when: the query client's own observers under fake timers, several tabs of one browser.

const draft: RequestDraft = {
  slug: 'rtm-hal',
  parts: testParts(3),
  mode: 'async',
  points: testPoints(3),
  variables: ['wind'],
  windHeightM: 10,
  receiveMail: false,
}
const HOUR_S = 3600

let service: FakeService
let stops: (() => void)[]
let openTab: (isVisible?: boolean) => Tab
/** A place on the channel between the tabs, without a tab behind it. */
let listen: () => TabChannel

interface Tab {
  tasks: ReturnType<typeof createTasks>
  show: () => void
  hide: () => void
  /** A panel that shows one of the lists. @returns the names in it, and a function that closes it */
  openList: (name: Exclude<ListName, 'pending'>) => { names: () => (string | null | undefined)[]; close: () => void }
  pending: () => (string | null | undefined)[]
  /** Does it have the one observer that polls? */
  polls: () => boolean
}

const pass = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1000)
const looks = () => service.sent('PENDING').length

beforeEach(() => {
  vi.useFakeTimers({
    now: Date.UTC(2026, 10, 22, 17, 41),
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'],
  })
  service = fakeService()
  stops = []
  const [locks, channels, storage] = [sharedLocks(), sharedChannels(), createStorage()]
  listen = () => createTabChannel(channels('fairway'))
  openTab = (isVisible = true) => {
    const listeners = new Set<() => void>()
    let visible = isVisible
    const become = (next: boolean) => {
      visible = next
      listeners.forEach((listener) => listener())
    }
    const sight = {
      isVisible: () => visible,
      subscribe: (listener: () => void) => (listeners.add(listener), () => void listeners.delete(listener)),
    }
    const tasks = createTasks({
      storage,
      reader: readCall,
      locks,
      channel: createTabChannel(channels('fairway')),
      sight,
      random: () => 0.5,
    })
    stops.push(tasks.start())
    return {
      tasks,
      show: () => become(true),
      hide: () => become(false),
      openList: (name) => {
        const observer = new QueryObserver(tasks.client, taskQueries.list(name))
        const close = observer.subscribe(() => undefined)
        return { names: () => (observer.getCurrentResult().data?.tasks ?? []).map(({ task_name }) => task_name), close }
      },
      polls: () =>
        (tasks.client.getQueryCache().find({ queryKey: taskQueries.pending().queryKey })?.getObserversCount() ?? 0) > 0,
      pending: () =>
        (tasks.client.getQueryData(taskQueries.pending().queryKey)?.tasks ?? []).map(({ task_name }) => task_name),
    }
  }
})
afterEach(() => {
  stops.forEach((stop) => stop())
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('with nothing pending', () => {
  it('a task of a script or a colleague appears within the idle look', async () => {
    const tab = openTab()
    await pass(1)
    service.addTask('from-a-script', [])
    await pass(60)
    expect(tab.pending()).toEqual(['from-a-script'])
  })

  it('hidden tabs ask nothing in an hour; shown again, one looks at once', async () => {
    const tab = openTab()
    await pass(1)
    tab.hide()
    const asked = service.requests.length
    await pass(HOUR_S)
    expect(service.requests).toHaveLength(asked)
    service.addTask('from-a-script', [])
    tab.show()
    await pass(1)
    expect(tab.pending()).toEqual(['from-a-script'])
    expect(looks()).toBe(2)
  })

  it('two tabs make one look a minute, and both show it', async () => {
    const [first, second] = [openTab(), openTab()]
    await pass(1)
    const asked = looks()
    service.addTask('from-a-script', [])
    await pass(60)
    expect(looks() - asked).toBe(1)
    expect([first.pending(), second.pending()]).toEqual([['from-a-script'], ['from-a-script']])
  })

  it('a submit leads to a look at once, and another two seconds later', async () => {
    const tab = openTab()
    await pass(30)
    await tab.tasks.submit(draft)
    await pass(0)
    expect(looks()).toBe(2)
    expect(tab.pending()).toHaveLength(1)
    await pass(2)
    expect(looks()).toBe(3)
  })
})

describe('the tab that asks', () => {
  it('is a visible one: a tab that hides gives way to another', async () => {
    const [first, second] = [openTab(), openTab()]
    await pass(1)
    service.addTask('running', [])
    await pass(60)
    expect([first.polls(), second.polls()]).toEqual([true, false])
    first.hide()
    await pass(1)
    expect([first.polls(), second.polls()]).toEqual([false, true])
    service.tasks.clear()
    await pass(35)
    expect([first.pending(), second.pending()]).toEqual([[], []])
    second.hide()
    await pass(1)
    expect([first.polls(), second.polls()]).toEqual([false, false])
    const asked = service.requests.length
    await pass(HOUR_S)
    expect(service.requests).toHaveLength(asked)
  })

  it('is the one that becomes visible, ahead of any that waits hidden', async () => {
    const [first, second, third] = [openTab(), openTab(false), openTab(false)]
    service.addTask('running', [])
    await pass(61)
    third.show()
    first.hide()
    await pass(1)
    expect([first, second, third].map((tab) => tab.polls())).toEqual([false, false, true])
  })

  it('goes on while hidden as long as something is pending, then stops', async () => {
    const tab = openTab()
    await pass(1)
    const { taskName } = await tab.tasks.submit(draft)
    await pass(3)
    tab.hide()
    const asked = looks()
    await pass(300)
    expect(looks() - asked).toBeGreaterThanOrEqual(9)
    service.end(service.named(taskName)[0])
    await pass(31)
    expect(tab.tasks.snapshot().submissions).toMatchObject([{ state: 'done' }])
    const after = service.requests.length
    await pass(HOUR_S)
    expect(service.requests).toHaveLength(after)
  })

  it('asks at most twice an interval for fifty pending tasks in three tabs', async () => {
    for (let n = 0; n < 50; n++) service.addTask(`foreign-${n}`, [])
    openTab()
    openTab(false)
    openTab()
    await pass(1)
    const asked = service.requests.length
    await pass(300)
    expect(service.requests.length - asked).toBeLessThanOrEqual(20)
    expect(service.requests.length - asked).toBeGreaterThanOrEqual(9)
  })

  it('follows a task known only by its id once for all tabs, until it ends', async () => {
    const [first, second] = [openTab(), openTab()]
    await pass(1)
    const { taskName } = await first.tasks.submit(draft)
    await pass(1)
    service.misbehave(({ path }) => (path.includes('/user/tasks') ? json({ tasks: [] }) : null))
    const asked = service.sent('GET /api/task/').length
    await pass(120)
    const count = service.sent('GET /api/task/').length - asked
    expect(count).toBeGreaterThanOrEqual(4)
    expect(count).toBeLessThanOrEqual(6)
    service.end(service.named(taskName)[0])
    await pass(31)
    expect([first, second].map(({ tasks }) => tasks.snapshot().submissions[0]?.state)).toEqual(['done', 'done'])
    const after = service.sent('GET /api/task/').length
    await pass(300)
    expect(service.sent('GET /api/task/')).toHaveLength(after)
  })
})

describe('the other lists', () => {
  it('SUCCESS, opened again, shows what ended meanwhile', async () => {
    const tab = openTab()
    const { row } = service.addTask('from-a-script', [], 'SUCCESS')
    await pass(1)
    const before = tab.openList('success')
    await pass(1)
    expect(before.names()).toEqual(['from-a-script'])
    before.close()
    service.addTask('later', [], 'SUCCESS')
    const soon = tab.openList('success')
    await pass(1)
    expect(soon.names()).toEqual(['from-a-script']) // fresh for five seconds
    soon.close()
    await pass(6)
    const after = tab.openList('success')
    await pass(1)
    expect(after.names()).toEqual([row.task_name, 'later'])
  })

  it.each([
    ['success', 'GET /api/user/tasks/SUCCESS'],
    ['all', 'GET /api/user/tasks'],
  ] as const)('%s is read again when a task leaves PENDING, but not before', async (name, request) => {
    const tab = openTab()
    const task = service.addTask('from-a-colleague', [])
    await pass(1)
    const reads = () => service.requests.filter((one) => one === request).length
    tab.openList(name)
    await pass(59)
    service.addTask('another', [])
    await pass(60)
    expect([tab.pending(), reads()]).toEqual([['from-a-colleague', 'another'], 1])
    service.end(task)
    await pass(60)
    expect([tab.pending(), reads()]).toEqual([['another'], 2])
  })

  it.each(['success', 'all'] as const)(
    '%s, fresh but closed when a task leaves PENDING, is read again when it is opened',
    async (name) => {
      const tab = openTab()
      const task = service.addTask('from-a-colleague', [])
      await pass(1)
      await pass((tab.tasks.snapshot().nextLookMs! - Date.now()) / 1000 - 1)
      const before = tab.openList(name)
      await pass(0)
      before.close()
      service.end(task)
      service.addTask('later', [], 'SUCCESS')
      await pass(2)
      expect(tab.pending()).toEqual([])
      const after = tab.openList(name)
      await pass(0)
      expect(after.names()).toContain('later')
    },
  )

  it('are read again where they are shown when a task leaves PENDING, in every tab', async () => {
    const [first, second] = [openTab(), openTab()]
    const task = service.addTask('from-a-colleague', [])
    await pass(1)
    const lists = [first, second].map((tab) => tab.openList('success'))
    await pass(1)
    expect(lists.map((list) => list.names())).toEqual([[], []])
    service.end(task)
    await pass(60)
    expect(lists.map((list) => list.names())).toEqual([['from-a-colleague'], ['from-a-colleague']])
  })
})

it('shows the newest list, in whatever order the tabs receive them', async () => {
  const tab = openTab()
  const other = listen()
  const told: { list: PendingList; readMs: number }[] = []
  other.on('pending', (message) => void told.push(message))
  await pass(1)
  service.addTask('from-a-script', [])
  await pass(60)
  expect(told.map(({ list }) => list.tasks.length)).toEqual([0, 1])
  const [older, newer] = told
  other.post('pending', older!)
  expect(tab.pending()).toEqual(['from-a-script'])
  other.post('pending', { list: older!.list, readMs: newer!.readMs + 1 })
  expect(tab.pending()).toEqual([])
})

it('fetches answers that could not be fetched once the server is back, if they are on screen', async () => {
  const tab = openTab()
  await pass(1)
  for (const name of ['kept', 'shown', 'closed']) service.addTask(name, testRow(3), 'SUCCESS')
  const [kept, shown, closed] = ['task-1', 'task-2', 'task-3'].map(
    (taskId) => new QueryObserver(tab.tasks.client, answerQueries.byKey(taskId, tab.tasks)),
  )
  kept!.subscribe(() => undefined)
  await pass(1)
  service.misbehave(() => Promise.reject(new TypeError('network error')))
  shown!.subscribe(() => undefined)
  closed!.subscribe(() => undefined)()
  await pass(65)
  const states = () => [kept, shown, closed].map((observer) => observer!.getCurrentResult().status)
  const keptMs = kept!.getCurrentResult().dataUpdatedAt
  expect(tab.tasks.snapshot().contactLostMs).not.toBeNull()
  expect(states()).toEqual(['success', 'error', 'pending'])
  service.behave()
  await pass(61)
  expect(states()).toEqual(['success', 'success', 'pending'])
  expect(kept!.getCurrentResult().dataUpdatedAt).toBe(keptMs)
  expect(service.sent('GET /api/task/task-3')).toHaveLength(1)
})

it('asks again who answers once the server is back, as it may be another', async () => {
  const tab = openTab()
  await pass(1)
  service.misbehave(() => Promise.reject(new TypeError('network error')))
  await pass(65)
  expect(tab.tasks.snapshot().contactLostMs).not.toBeNull()
  service.misbehave(({ path }) =>
    path === '/api/about'
      ? json({
          mode: 'gateway',
          source: 'MetOcean API',
          synthetic: false,
          user: 'operator',
          now: '2026-11-22T17:41:00Z',
          version: '0',
          mail: { available: false, reason: null },
          capabilities: [],
          limits: { points: 1, bodyBytes: 1 },
        })
      : null,
  )
  await pass(61)
  expect(tab.tasks.client.getQueryData(aboutQuery().queryKey)).toMatchObject({ mode: 'gateway' })
})

it('sleeps with the computer, and looks at once when it wakes', async () => {
  const tab = openTab()
  service.addTask('large', testRow(100_000))
  await pass(1)
  service.tasks.clear()
  const asked = looks()
  vi.setSystemTime(Date.now() + HOUR_S * 1000) // timers stand still meanwhile
  await pass(5)
  expect(looks() - asked).toBe(1)
  expect(tab.pending()).toEqual([])
})

/** Points of a large task, as far as the list counts them. */
function testRow(count: number) {
  return Array.from({ length: count }, () => ({ latitude: 51, longitude: 2, timestamp: '2026-11-23T00:00:00Z' }))
}
