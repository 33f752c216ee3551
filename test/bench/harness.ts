export type Unit = 'ms' | 'MB' | 'kB' | '/s' | '×' | 'requests' | '%' | 'shift'

/** What is measured and the bounds for it, in milliseconds unless it says otherwise. */
export interface Goal {
  readonly name: string
  /** The number of the requirement behind it. */
  readonly issue: number
  readonly goal: number
  readonly floor: number
  readonly unit?: Unit
  /** Goal and floor are minimum values, not maximum. */
  readonly isMoreBetter?: boolean
  /** Goal and floor are shares of the plain way's time, not milliseconds. */
  readonly ofPlain?: boolean
}

/** Is a figure within a bound, its goal or its floor? */
export const isWithin = (
  figure: Pick<Measured, 'ofPlain' | 'median' | 'ratio' | 'isMoreBetter'>,
  bound: number,
): boolean => (figure.isMoreBetter ? heldAgainst(figure) >= bound : heldAgainst(figure) <= bound)

/** The value that is compared with goal and floor. */
export const heldAgainst = ({ ofPlain, median, ratio }: Pick<Measured, 'ofPlain' | 'median' | 'ratio'>): number =>
  ofPlain ? (ratio ?? Infinity) : median

/** A figure that needs no browser: the work is timed here. */
export interface Figure extends Goal {
  /** Does the work once; its return value is not timed. */
  readonly run: () => unknown
  /** The same work done the plain way, in the same run. */
  readonly plain?: () => unknown
}

export interface Measured extends Goal {
  readonly median: number
  readonly unit: Unit
  /** Median ÷ median of the plain way; null where there is none. */
  readonly ratio: number | null
  readonly holds: boolean
}

const WARM_UPS = 2
const RUNS = 9

/** @param sample does the work once and gives its milliseconds */
export async function medianOf(sample: () => Promise<number>, runs = RUNS): Promise<number> {
  const times: number[] = []
  for (let run = 0; run < WARM_UPS + runs; run += 1) {
    const ms = await sample()
    if (run >= WARM_UPS) times.push(ms)
  }
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)]!
}

const timed = (work: () => unknown) => async (): Promise<number> => {
  const start = performance.now()
  await work()
  return performance.now() - start
}

export function measured(
  { name, issue, goal, floor, unit = 'ms', isMoreBetter = false, ofPlain = false }: Goal,
  median: number,
  plainMedian: number | null,
): Measured {
  const ratio = plainMedian === null ? null : median / plainMedian
  return {
    name,
    issue,
    median,
    unit,
    ratio,
    goal,
    floor,
    isMoreBetter,
    ofPlain,
    holds: isWithin({ ofPlain, median, ratio, isMoreBetter }, floor),
  }
}

/** Measures one figure: the median of nine runs after two to warm up. */
export async function measure(figure: Figure): Promise<Measured> {
  const median = await medianOf(timed(figure.run))
  return measured(figure, median, figure.plain ? await medianOf(timed(figure.plain)) : null)
}
