import { expect } from 'vitest'

/** Characters of hostile text that no parser may choke on. */
const LONG = 100_000
const TIMES = 4
/** Milliseconds of a processor that say nothing about growth: compiling, collecting garbage. */
const NOISE_MS = 150

function processorMs(work: () => void): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

/**
 * Work on a text that is four times as long takes about four times as long; where it grows with the square, sixteen
 * times. Measured in time of the processor, so that a busy machine does not matter, and again where it looks bad.
 * @param textOf the hostile text of about so many characters
 */
export function expectLinear(textOf: (size: number) => string, work: (text: string) => void): void {
  const [short, long] = [textOf(LONG / TIMES), textOf(LONG)]
  let excessMs = Infinity
  for (let attempt = 0; attempt < 3 && excessMs > 0; attempt++) {
    const shortMs = processorMs(() => work(short))
    const longMs = processorMs(() => work(long))
    excessMs = Math.min(excessMs, longMs - 2 * TIMES * shortMs - NOISE_MS)
  }
  expect(excessMs, 'milliseconds beyond twice the linear growth').toBeLessThanOrEqual(0)
}
