import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { RequestDraft } from '#src/data/tasks/drafts.ts'
import { taskQueries } from '#src/data/tasks/queries.ts'
import { readCall } from '#src/data/http/read-call.ts'
import { createTabChannel } from '#src/data/tab-channel.ts'
import { createStorage } from '#src/data/storage/storage.ts'
import { createTasks } from '#src/data/tasks/tasks.ts'
import { fakeService, type FakeService } from '#test/support/fake-service.ts'
import { testParts, testPoints } from '#test/support/submission.ts'
import { sharedChannels, sharedLocks } from '#test/support/tabs.ts'

const draft: RequestDraft = {
  slug: 'rtm-hal',
  parts: testParts(3, 'RTM–HAL'),
  mode: 'async',
  points: testPoints(3),
  variables: ['wind'],
  windHeightM: 10,
  receiveMail: false,
}
let service: FakeService
let stops: (() => void)[]
let locks: ReturnType<typeof sharedLocks>
let openTab: () => {
  tasks: ReturnType<typeof createTasks>
  client: ReturnType<typeof createTasks>['client']
  onAnswer: ReturnType<typeof vi.fn>
  stop: () => void
}

const pass = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1000)

beforeEach(() => {
  vi.useFakeTimers({
    now: Date.UTC(2026, 10, 22, 17, 41),
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'],
  })
  service = fakeService()
  stops = []
  locks = sharedLocks()
  const [storage, channels] = [createStorage(), sharedChannels()]
  openTab = () => {
    const tasks = createTasks({
      storage,
      reader: readCall,
      locks,
      channel: createTabChannel(channels('fairway')),
      random: () => 0.5,
    })
    const onAnswer = vi.fn()
    const stop = tasks.start({ onAnswer })
    stops.push(stop)
    return { tasks, client: tasks.client, onAnswer, stop }
  }
})
afterEach(() => {
  stops.forEach((stop) => stop())
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

it('asks once for two tabs, and both show the same', async () => {
  service.words({ estimated_time: '4 minutes', time_left: '2 minutes 40 seconds' })
  const first = openTab()
  const second = openTab()
  await pass(1)
  const { taskName } = await second.tasks.submit(draft)
  await pass(0)
  const asked = service.sent('PENDING').length
  await pass(2)
  expect(service.sent('PENDING')).toHaveLength(asked + 1)
  for (const { tasks, client } of [first, second]) {
    expect(client.getQueryData(taskQueries.pending().queryKey)?.tasks).toHaveLength(1)
    expect([...tasks.snapshot().progressByTask.keys()]).toEqual(['task-1'])
    expect(tasks.snapshot().nextLookMs).toBe(Date.now() + 30_000)
  }
  service.end(service.named(taskName)[0])
  await pass(31)
  expect([first, second].map(({ tasks }) => tasks.snapshot().submissions[0]?.state)).toEqual(['done', 'done'])
  expect(service.sent('GET /api/task/')).toHaveLength(1)
  // The tab that sent it waits for its answer; the other is told that it is not its own.
  expect(second.onAnswer).toHaveBeenCalledWith('task-1', expect.anything(), true)
  expect(first.onAnswer).toHaveBeenCalledWith('task-1', expect.anything(), false)
})

it('gives a tab that comes later what is known', async () => {
  service.addTask('foreign', [])
  openTab()
  await pass(1)
  const asked = service.sent('PENDING').length
  const later = openTab()
  await pass(1)
  expect(later.tasks.snapshot().progressByTask.size).toBe(1)
  expect(service.sent('PENDING')).toHaveLength(asked)
})

it('removes a card in every tab, and puts it back in every tab', async () => {
  const first = openTab()
  const second = openTab()
  await pass(1)
  const submission = await first.tasks.submit(draft)
  await pass(1)
  const shown = () => [first, second].map(({ tasks }) => tasks.snapshot().submissions.map(({ id }) => id))
  expect(shown()).toEqual([[submission.id], [submission.id]])
  await first.tasks.remove([submission.id])
  await pass(0)
  expect(shown()).toEqual([[], []])
  await first.tasks.restore([submission])
  await pass(0)
  expect(shown()).toEqual([[submission.id], [submission.id]])
})

it('goes on asking in the other tab when the first is closed', async () => {
  const first = openTab()
  const second = openTab()
  await pass(1)
  const { taskName } = await first.tasks.submit(draft)
  await pass(1)
  first.stop()
  service.end(service.named(taskName)[0])
  await pass(3)
  expect(second.tasks.snapshot().submissions).toMatchObject([{ state: 'done' }])
})

it('leaves alone what another tab is sending', async () => {
  service.misbehave(({ path }) => (path === '/api/MetOcean' ? new Promise(() => undefined) : null))
  const first = openTab()
  await pass(1)
  await first.tasks.submit({ ...draft, mode: 'sync' })
  await pass(1)
  const second = openTab()
  await pass(60)
  expect(second.tasks.snapshot().submissions).toMatchObject([{ state: 'sending' }])
  expect(service.sent('POST')).toHaveLength(1)
})

it('holds at most two direct calls over all tabs', async () => {
  service.misbehave(({ path }) => (path === '/api/MetOcean' ? new Promise(() => undefined) : null))
  const [first, second] = [openTab(), openTab()]
  await pass(1)
  for (const tab of [first, second, first, second]) {
    await tab.tasks.submit({ ...draft, mode: 'sync' })
    await pass(0)
  }
  expect(service.sent('POST')).toEqual([
    'POST /api/MetOcean',
    'POST /api/MetOcean',
    'POST /api/MetOcean/async',
    'POST /api/MetOcean/async',
  ])
})

it('looks after what a closed tab was sending', async () => {
  service.misbehave(({ path, body }) => {
    if (path !== '/api/MetOcean') return null
    const { task_name, points } = JSON.parse(body!) as { task_name: string; points: never[] }
    service.addTask(task_name, points, 'SUCCESS')
    return new Promise(() => undefined)
  })
  const first = openTab()
  const second = openTab()
  await pass(1)
  const { id } = await second.tasks.submit({ ...draft, mode: 'sync' })
  await pass(1)
  expect(first.tasks.snapshot().submissions).toMatchObject([{ state: 'sending' }])
  second.stop()
  locks.abandon(`sending:${id}`)
  await pass(1)
  expect(first.tasks.snapshot().submissions).toMatchObject([{ state: 'done', taskId: 'task-1' }])
  expect(service.sent('POST')).toHaveLength(1)
})
