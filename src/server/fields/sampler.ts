import { availableParallelism } from 'node:os'
import { Piscina } from 'piscina'
import type { RequestWindow } from '#src/domain/metocean/coverage.ts'
import { type About, SYNTHETIC_LABEL } from '#src/domain/metocean/wire/contract.ts'
import type { Origin } from '../http/origin.ts'
import { workerEntry } from '../worker-entry.ts'
import { newSeaMapBuffer } from './sea/sea-map.ts'
import type { TestField } from './test-field.ts'
import type { SampleRequest } from './values.ts'

export type { SampleRequest } from './values.ts'

/** What one answer is made from: the same fields from its first point to its last. */
export interface FieldReading extends Origin {
  /**
   * JSON text of the entries joined by commas (no brackets), UTF-8; computed in a worker thread.
   * Aborting drops a waiting request and stops a running one; the promise then rejects with an AbortError.
   */
  sample(request: SampleRequest, signal?: AbortSignal): Promise<Uint8Array>
}

/** Itself the reading of whatever there is at each call. */
export interface Sampler extends FieldReading {
  /** What an answer that begins now is made from. */
  reading(asked: Pick<SampleRequest, 'variables' | 'windHeightM'>): FieldReading
  /** The times there are values for; null: the API's own. */
  readonly window: RequestWindow | null
  /** Where each field comes from; null: all from one model. */
  readonly fields: About['fields']
  close(): Promise<void>
}

const MOST_THREADS = 4

/** One thread stays free for the server, but at least two sample, so that a small request passes a large one. */
export const samplingThreads = (): number => Math.max(2, Math.min(MOST_THREADS, availableParallelism() - 1))

/** Starts the worker threads and waits until the coastline is drawn (about a second). */
export async function createSampler({
  threads = samplingThreads(),
  testField,
}: { threads?: number; testField?: TestField | undefined } = {}): Promise<Sampler> {
  const { url, execArgv } = workerEntry('sampling-worker', import.meta.url)
  const workerData = { seaMap: newSeaMapBuffer() }
  const pool = new Piscina({ filename: url.href, execArgv, minThreads: threads, maxThreads: threads, workerData })
  await pool.run(undefined, { name: 'prepare' })
  const sampler: Sampler = {
    source: `${testField ? `A sea for tests, ${testField}` : "Fairway's synthetic field model"} (${SYNTHETIC_LABEL.toLowerCase()})`,
    synthetic: true,
    window: null,
    fields: null,
    reading() {
      return this
    },
    async sample(request, signal) {
      // Copies: a view would carry its whole buffer along, and the caller keeps its own.
      const [lat, lon, timeMs] = [request.lat.slice(), request.lon.slice(), request.timeMs.slice()]
      const transferList = [lat.buffer, lon.buffer, timeMs.buffer]
      return (await pool.run(
        { ...request, lat, lon, timeMs, ...(testField && { testField }) },
        { signal, transferList },
      )) as Uint8Array
    },
    close: () => pool.destroy(),
  }
  return sampler
}
