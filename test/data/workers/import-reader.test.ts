import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type * as ImportReader from '#src/data/workers/import-reader.ts'
import type * as ServerAnswers from '#src/data/http/server-answers.ts'
import { readRouteFile } from '#src/domain/formats/import-file.ts'
import { MAX_FILE_BYTES } from '#src/domain/formats/file-size.ts'
import { HeldWorker, StandInWorker } from '#test/support/workers.ts'

/** A worker that does its work at once. */
class ReadyWorker extends StandInWorker {
  static readonly started: ReadyWorker[] = []
  constructor() {
    super(readRouteFile)
    ReadyWorker.started.push(this)
  }
}

const file = new File(['lat,lon\n51,2\n50,-1\n'], 'plan.csv')
const { started } = ReadyWorker
let reader: typeof ImportReader
let answers: typeof ServerAnswers

beforeEach(async () => {
  vi.useFakeTimers()
  started.splice(0)
  vi.stubGlobal('Worker', ReadyWorker)
  vi.resetModules()
  reader = await import('#src/data/workers/import-reader.ts')
  answers = await import('#src/data/http/server-answers.ts')
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

it('hands a file to the waiting worker, and has another wait for the next', async () => {
  await reader.prepareFileReader()
  await reader.prepareFileReader()
  expect(started).toHaveLength(1)
  expect((await reader.readFile(file)).candidates[0]?.count).toBe(2)
  expect(started).toHaveLength(1)
  vi.runAllTimers()
  expect(started).toHaveLength(2)
  await reader.readFile(file)
  expect(started).toHaveLength(2)
})

it('does not keep a worker that could not be started', async () => {
  await reader.prepareFileReader()
  started[0]!.die()
  expect((await reader.readFile(file)).candidates[0]?.count).toBe(2)
  expect(started).toHaveLength(2)
})

it('has another wait for the next file once the server answers', async () => {
  await reader.prepareFileReader()
  started[0]!.die()
  answers.serverAnswered()
  expect(started).toHaveLength(2)
  await reader.readFile(file)
  expect(started).toHaveLength(2)
})

it('F2 S12 reads a file in a worker, which ends when the operator gives up, and none that is too large', async () => {
  const worker = new HeldWorker<[Uint8Array]>()
  let count = 0
  vi.stubGlobal('Worker', function start() {
    count += 1
    return worker
  })
  const stop = new AbortController()
  const reading = reader.readFile(file, { signal: stop.signal })
  await vi.waitFor(() => expect(worker.asked).toHaveLength(1))
  stop.abort(new Error('given up'))
  await expect(reading).rejects.toThrow('given up')
  expect(worker.ended).toBe(true)
  const large = Object.defineProperty(new File(['x'], 'large.gpx'), 'size', { value: MAX_FILE_BYTES + 1 })
  await expect(reader.readFile(large)).rejects.toMatchObject({ code: 'file-too-large' })
  expect(count).toBe(1)
})

it('reports how far a file is read, and nothing more once it has been', async () => {
  let worker = new HeldWorker<[Uint8Array, string, (fraction: number) => Promise<void>]>()
  vi.stubGlobal('Worker', function start() {
    return (worker = new HeldWorker())
  })
  const fractions: number[] = []
  const reading = reader.readFile(file, { onProgress: (fraction) => fractions.push(fraction) })
  await vi.waitFor(() => expect(worker.asked).toHaveLength(1))
  const [bytes, fileName, tell] = worker.asked[0]!
  await tell(0.5)
  worker.answer(readRouteFile(bytes, fileName))
  await reading
  await tell(0.9)
  expect(fractions).toEqual([0.5])
})
