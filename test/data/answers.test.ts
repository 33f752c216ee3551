import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { tabLocks } from '#src/data/locks.ts'
import { readCall } from '#src/data/http/read-call.ts'
import { createStorage, type Storage } from '#src/data/storage/storage.ts'
import { createTabChannel } from '#src/data/tab-channel.ts'
import type { RequestDraft } from '#src/data/tasks/drafts.ts'
import { createTasks } from '#src/data/tasks/tasks.ts'
import type { Answer } from '#src/domain/metocean/result.ts'
import type { SubmissionPart } from '#src/domain/tasks/submission.ts'
import { fakeService, type FakeService } from '#test/support/fake-service.ts'
import { testParts, testPoints, testSubmission } from '#test/support/submission.ts'
import { answerOf, columnsOf } from '#test/support/voyage-answer.ts'

// An answer learns from its own request and response where it belongs and what it is.

const alternative = (name: string, first: number, count: number): SubmissionPart => ({
  voyageId: 'v1',
  voyageName: 'Santos – Cape Town',
  alternativeId: name.toLowerCase(),
  alternativeName: name,
  first,
  count,
})
const draft: RequestDraft = {
  slug: 'santos',
  parts: [alternative('North', 0, 2), alternative('South', 2, 3)],
  mode: 'async',
  points: testPoints(5),
  variables: ['wind'],
  windHeightM: 10,
  receiveMail: false,
}

let service: FakeService
let storage: Storage
let stops: (() => void)[]

function openPage() {
  const onRenamed = vi.fn()
  const tasks = createTasks({
    storage,
    reader: readCall,
    locks: tabLocks(),
    channel: createTabChannel(null),
    random: () => 0.5,
  })
  stops.push(tasks.start({ onRenamed }))
  return { tasks, onRenamed }
}
const pass = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1000)

beforeEach(() => {
  vi.useFakeTimers({
    now: Date.UTC(2026, 10, 22, 17, 41),
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'],
  })
  service = fakeService()
  storage = createStorage()
  stops = []
})
afterEach(() => {
  stops.forEach((stop) => stop())
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('a request for two alternatives', () => {
  it('is one task, and has one answer for each', async () => {
    const { tasks } = openPage()
    const { taskName } = await tasks.submit(draft)
    await pass(0)
    service.end(service.named(taskName)[0])
    await pass(3)
    const [north, south] = await Promise.all([tasks.answer('task-1'), tasks.answer('task-1 #2')])
    expect(north).toMatchObject({
      askedFor: { voyageId: 'v1', alternativeId: 'north' },
      request: { variables: ['wind'], windHeightM: 10 },
      columns: { count: 2 },
    })
    expect(south).toMatchObject({ askedFor: { alternativeId: 'south' }, columns: { count: 3 } })
    expect([...south.columns.timeMs]).toEqual([...draft.points.timeMs.subarray(2)])
    expect(tasks.snapshot().submissions).toMatchObject([
      { state: 'done', pointCount: 5, summary: { values: 10, missing: 0 } },
    ])
    expect(service.tasks.size).toBe(1)
    expect(service.sent('GET /api/task/')).toHaveLength(1)
  })

  it('keeps both under the task’s id once it is known, and fetches a part that was cleared out', async () => {
    const { tasks, onRenamed } = openPage()
    const { id } = await tasks.submit({ ...draft, mode: 'sync' })
    await pass(0)
    expect(onRenamed).toHaveBeenCalledWith(`submission:${id}`, 'task-1')
    expect((await storage.keys('results')).sort()).toEqual(['task-1', 'task-1 #2'])
    await storage.remove('results', 'task-1 #2')
    const again = openPage()
    expect(await again.tasks.answer('task-1 #2')).toMatchObject({
      askedFor: { alternativeId: 'south' },
      columns: { count: 3 },
    })
  })

  it('refuses a part that it lacks', async () => {
    const { tasks } = openPage()
    await tasks.submit({ ...draft, mode: 'sync' })
    await pass(0)
    await expect(tasks.answer('task-1 #3')).rejects.toMatchObject({ code: 'not-found' })
  })
})

/** As an earlier Fairway stored it: labelled by the server's mode when the page was opened, and without a voyage. */
function ofBefore(change: Partial<Answer> = {}): Answer {
  const {
    name: _name,
    askedFor: _askedFor,
    request: _request,
    ...answer
  } = answerOf(columnsOf({ Gust_10m: [1, 2] }), change)
  return answer as Partial<Answer> as Answer
}

describe('whether numbers are synthetic', () => {
  it.each<[string, Record<string, string>, boolean]>([
    ['is what its own answer says: they are', { 'x-fairway-source': 'Model', 'x-fairway-synthetic': '1' }, true],
    [
      'is what its own answer says: they are not',
      { 'x-fairway-source': 'MetOcean API', 'x-fairway-synthetic': '0' },
      false,
    ],
    ['is taken for granted where nothing says so', {}, true],
  ])('%s', async (_, headers, synthetic) => {
    const { row, points } = service.addTask(
      'from-a-script',
      [{ latitude: 35, longitude: 139, timestamp: '2026-11-23T00:00:00Z' }],
      'SUCCESS',
    )
    const result = points.map((coordinates) => ({ coordinates, conditions: { Gust_10m: 9 } }))
    service.misbehave(({ path }) =>
      path.startsWith('/api/task/')
        ? Response.json({ task_id: row.task_id, status: 'SUCCESS', result, error: null }, { headers })
        : null,
    )
    expect(await openPage().tasks.answer(row.task_id)).toMatchObject({
      synthetic,
      source: headers['x-fairway-source'] ?? '',
    })
  })

  it.each([
    ['a source that says so', { source: 'Fairway’s synthetic field model', synthetic: false }, true],
    ['no source', { source: '', synthetic: false }, true],
    ['a source that is plainly another', { source: 'MetOcean API', synthetic: false }, false],
    ['the label it had', { source: 'MetOcean API', synthetic: true }, true],
  ])('of an answer stored by an earlier Fairway follows %s', async (_, stored, synthetic) => {
    await storage.put('results', { key: 'task-1', answer: ofBefore(stored), bytes: 1, usedMs: Date.now() })
    expect(await openPage().tasks.answer('task-1')).toMatchObject({ synthetic, askedFor: null })
  })

  it('an answer stored by an earlier Fairway learns from its request where it belongs', async () => {
    await storage.put('results', { key: 'task-1', answer: ofBefore(), bytes: 1, usedMs: Date.now() })
    await storage.put(
      'submissions',
      testSubmission({ state: 'done', taskId: 'task-1', points: testPoints(2), parts: testParts(2) }),
    )
    expect(await openPage().tasks.answer('task-1')).toMatchObject({
      askedFor: { voyageId: 'v1' },
      request: { variables: ['wind', 'wave'] },
    })
  })
})
