import { expect, it, vi } from 'vitest'
import { HttpError } from '#src/data/http/http-error.ts'
import type { ReadAnswer, ReadCall } from '#src/data/http/read-call.ts'
import { workerReader } from '#src/data/workers/result-reader.ts'
import { AppError } from '#src/domain/errors.ts'
import { HeldWorker } from '#test/support/workers.ts'

const call = { kind: 'task', taskId: 't1', asked: null } as const
const answer: ReadAnswer = { taskId: 't1', status: 'PENDING', error: '', columns: [], source: '', synthetic: true }

/** A worker that keeps its calls and answers when the test says so. */
const standIn = () => new HeldWorker<[call: ReadCall, signal?: AbortSignal]>()
/** Waits until posted messages have arrived. */
const posted = () => new Promise((resolve) => setTimeout(resolve))

it('gives each caller its own answer, in whatever order they come', async () => {
  const worker = standIn()
  const read = workerReader(() => worker)
  const [first, second] = [read(call), read({ ...call, taskId: 't2' })]
  await posted()
  worker.answer({ ...answer, taskId: 't2' }, 1)
  worker.answer(answer, 0)
  expect((await first).taskId).toBe('t1')
  expect((await second).taskId).toBe('t2')
})

it('returns a failure with its code and what is known of the request', async () => {
  const worker = standIn()
  const reading = workerReader(() => worker)(call)
  await posted()
  worker.refuse(new HttpError('busy', 'slow down', { outcome: 'not-sent', status: 429, retryAfterMs: 3000 }))
  const failure: unknown = await reading.catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(HttpError)
  expect(failure).toMatchObject({
    code: 'busy',
    detail: 'slow down',
    outcome: 'not-sent',
    status: 429,
    retryAfterMs: 3000,
  })
})

it.each<[string, Error, string, string]>([
  [
    'an answer that is not what was asked',
    new AppError('answer-mismatch', '3 entries'),
    'answer-mismatch',
    '3 entries',
  ],
  ['a fault of our own', new TypeError('no such thing'), 'unexpected', 'no such thing'],
])('returns %s unchanged: nothing is known of a request', async (_, error, code, detail) => {
  const worker = standIn()
  const reading = workerReader(() => worker)(call)
  await posted()
  worker.refuse(error)
  const failure: unknown = await reading.catch((thrown: unknown) => thrown)
  expect(failure).toBeInstanceOf(AppError)
  expect(failure).not.toBeInstanceOf(HttpError)
  expect(failure).toMatchObject({ code, detail })
})

it('tells the worker of an abort', async () => {
  const worker = standIn()
  const controller = new AbortController()
  void workerReader(() => worker)(call, controller.signal)
  await posted()
  const [asked, signal] = worker.asked[0]!
  expect(worker.asked).toHaveLength(1)
  expect(asked).toEqual(call)
  expect(signal?.aborted).toBe(false)
  controller.abort()
  await vi.waitFor(() => expect(signal?.aborted).toBe(true))
  expect(worker.asked).toHaveLength(1)
})

it('tells the worker about a call that is given up before it has begun', async () => {
  const worker = standIn()
  void workerReader(() => worker)(call, AbortSignal.abort())
  await vi.waitFor(() => expect(worker.asked[0]?.[1]?.aborted).toBe(true))
})

it('fails what a dying worker was doing and starts another for the next', async () => {
  const workers = [standIn(), standIn()] as const
  let count = 0
  const read = workerReader(() => workers[count++]!)
  const reading = read(call)
  await posted()
  workers[0].die('out of memory')
  await expect(reading).rejects.toMatchObject({ code: 'unexpected', detail: 'out of memory' })
  expect(workers[0].ended).toBe(true)
  const again = read(call)
  await posted()
  workers[1].answer(answer)
  expect(await again).toEqual(answer)
})

it('ends an idle worker, and starts another for the next call', async () => {
  vi.useFakeTimers()
  try {
    const workers = [standIn(), standIn()] as const
    let count = 0
    const read = workerReader(() => workers[count++]!)
    const first = read(call)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(workers[0].ended, 'while it works').toBe(false)
    workers[0].answer(answer)
    expect(await first).toEqual(answer)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(workers[0].ended).toBe(true)
    const second = read(call)
    await vi.advanceTimersByTimeAsync(0)
    workers[1].answer(answer)
    expect(await second).toEqual(answer)
  } finally {
    vi.useRealTimers()
  }
})
