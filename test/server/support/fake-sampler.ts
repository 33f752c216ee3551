import type { SampleRequest, Sampler } from '#src/server/fields/sampler.ts'

/** Answers at once with made-up entries, unless a test holds it. */
export class FakeSampler implements Sampler {
  source = 'Made up for a test'
  synthetic = true
  readonly window = null
  readonly fields = null
  /** Points sampled so far. */
  sampled = 0
  /** Pieces requested that are neither answered nor given up. */
  underWay = 0
  failure: Error | null = null
  #gate: Promise<void> = Promise.resolve()
  #open: () => void = () => undefined

  reading(): this {
    return this
  }

  /** Until `release`, no sample is answered. */
  hold(): void {
    this.#gate = new Promise((resolve) => {
      this.#open = resolve
    })
  }

  release(): void {
    this.#open()
  }

  async sample({ lat, lon, timeMs }: SampleRequest, signal?: AbortSignal): Promise<Uint8Array> {
    this.underWay++
    await Promise.race([this.#gate, aborted(signal)]).finally(() => this.underWay--)
    if (this.failure) throw this.failure
    this.sampled += lat.length
    const entries = Array.from(lat, (latitude, i) => ({
      coordinates: { latitude, longitude: lon[i], timestamp: new Date(timeMs[i]!).toISOString().replace('.000', '') },
      conditions: { Gust_10m: i % 7 === 0 ? null : 12.5 },
    }))
    return new TextEncoder().encode(JSON.stringify(entries).slice(1, -1))
  }

  async close(): Promise<void> {}
}

const aborted = (signal?: AbortSignal) =>
  new Promise<never>((_resolve, reject) =>
    signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true }),
  )
