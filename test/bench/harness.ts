/** One figure of the product: what is measured, the plain way beside it, and what it has to hold. Times in milliseconds. */
export interface Figure {
  readonly name: string
  /** The issue that asks for it. */
  readonly issue: number
  readonly goal: number
  readonly floor: number
  /** Does the work once; what it returns is not timed. */
  readonly run: () => unknown
  /** The same work done the plain way, in the same run. */
  readonly plain?: () => unknown
}

export interface Measured {
  readonly name: string
  readonly issue: number
  readonly median: number
  readonly unit: 'ms'
  /** Median ÷ median of the plain way; null where there is none. */
  readonly ratio: number | null
  readonly goal: number
  readonly floor: number
  readonly holds: boolean
}

const WARM_UPS = 2
const RUNS = 9

async function medianOf(work: () => unknown): Promise<number> {
  const times: number[] = []
  for (let run = 0; run < WARM_UPS + RUNS; run += 1) {
    const start = performance.now()
    await work()
    if (run >= WARM_UPS) times.push(performance.now() - start)
  }
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)]!
}

/** Measures one figure: the median of nine runs after two to warm up. */
export async function measure({ name, issue, goal, floor, run, plain }: Figure): Promise<Measured> {
  const median = await medianOf(run)
  const ratio = plain ? median / (await medianOf(plain)) : null
  return { name, issue, median, unit: 'ms', ratio, goal, floor, holds: median <= floor }
}
