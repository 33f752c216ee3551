import { expect, it, vi } from 'vitest'
import { HttpError } from '#src/data/http/http.ts'
import { failureOf, type ReadAnswer } from '#src/data/http/read-call.ts'
import { type FromWorker, type ToWorker, workerReader } from '#src/data/workers/result-reader.ts'

const call = { kind: 'task', taskId: 't1', asked: null } as const
const answer: ReadAnswer = { taskId: 't1', status: 'PENDING', error: '', columns: [], source: '', synthetic: true }

/** A worker that keeps what it is told and answers when the test says so. */
function standIn() {
  const told: ToWorker[] = []
  const worker = {
    told,
    terminate: vi.fn(),
    postMessage: (message: ToWorker) => void told.push(message),
    onmessage: null as ((event: { data: FromWorker }) => void) | null,
    onerror: null as ((event: { message: string; preventDefault: () => void }) => void) | null,
  }
  return worker
}

it('gives each caller its own answer, in whatever order they come', async () => {
  const worker = standIn()
  const read = workerReader(() => worker as unknown as Worker)
  const [first, second] = [read(call), read({ ...call, taskId: 't2' })]
  worker.onmessage!({ data: { n: 2, answer: { ...answer, taskId: 't2' } } })
  worker.onmessage!({ data: { n: 1, answer } })
  expect((await first).taskId).toBe('t1')
  expect((await second).taskId).toBe('t2')
})

it('gives a failure back with its code and what is known of the request', async () => {
  const worker = standIn()
  const reading = workerReader(() => worker as unknown as Worker)(call)
  const failure = failureOf(
    new HttpError('busy', 'slow down', { outcome: 'not-sent', status: 429, retryAfterMs: 3000 }),
  )
  worker.onmessage!({ data: { n: 1, failure: structuredClone(failure) } })
  await expect(reading).rejects.toMatchObject({
    code: 'busy',
    detail: 'slow down',
    outcome: 'not-sent',
    status: 429,
    retryAfterMs: 3000,
  })
})

it('tells the worker of an abort', async () => {
  const worker = standIn()
  const controller = new AbortController()
  void workerReader(() => worker as unknown as Worker)(call, controller.signal)
  controller.abort()
  expect(worker.told).toEqual([
    { kind: 'call', n: 1, call },
    { kind: 'abort', n: 1 },
  ])
})

it('fails what a dying worker was doing and starts another for the next', async () => {
  const workers = [standIn(), standIn()]
  const start = vi.fn(() => workers[start.mock.calls.length - 1] as unknown as Worker)
  const read = workerReader(start)
  const reading = read(call)
  workers[0]!.onerror!({ message: 'out of memory', preventDefault: () => undefined })
  await expect(reading).rejects.toMatchObject({ code: 'unexpected', detail: 'out of memory' })
  const again = read(call)
  workers[1]!.onmessage!({ data: { n: 2, answer } })
  expect(await again).toEqual(answer)
})

it('ends a worker that rests, and starts another for the next call', async () => {
  vi.useFakeTimers()
  try {
    const workers = [standIn(), standIn()]
    const start = vi.fn(() => workers[start.mock.calls.length - 1] as unknown as Worker)
    const read = workerReader(start)
    const first = read(call)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(workers[0]!.terminate, 'while it works').not.toHaveBeenCalled()
    workers[0]!.onmessage!({ data: { n: 1, answer } })
    expect(await first).toEqual(answer)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(workers[0]!.terminate).toHaveBeenCalledOnce()
    const second = read(call)
    workers[1]!.onmessage!({ data: { n: 2, answer } })
    expect(await second).toEqual(answer)
  } finally {
    vi.useRealTimers()
  }
})
