import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type * as ImportReader from '#src/data/workers/import-reader.ts'
import type * as ServerAnswers from '#src/data/http/server-answers.ts'
import { readRouteFile } from '#src/domain/formats/import-file.ts'
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

it('hands a file to the worker that waits for it, and has another wait for the next', async () => {
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

it('tells how far a file is read, and nothing more once it has been', async () => {
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
