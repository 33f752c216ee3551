/** Samples that Page Up and Page Down pass at once where the waypoints are not known. */
const PAGE_SAMPLES = 12

/**
 * The sample a key leads the cursor to, in the charts and on the time slider alike; null takes the cursor away,
 * undefined: not such a key.
 * @param cursor the sample now, null before the first move, which then lands on the first sample
 * @param waypoints samples for Page Up and Page Down, rising; without any they pass a dozen samples
 */
export function sampleOfKey(
  key: string,
  cursor: number | null,
  count: number,
  waypoints: readonly number[] = [],
): number | null | undefined {
  const steps: Readonly<Record<string, number>> = {
    ArrowRight: 1,
    ArrowLeft: -1,
    PageUp: -PAGE_SAMPLES,
    PageDown: PAGE_SAMPLES,
    Home: -Infinity,
    End: Infinity,
  }
  if (key === 'Escape') return null
  const step = steps[key]
  if (step === undefined || count === 0) return undefined
  if (cursor === null && Number.isFinite(step)) return step > 0 ? 0 : count - 1
  const from = cursor ?? 0
  if (waypoints.length > 0 && key === 'PageDown') return waypoints.find((index) => index > from) ?? count - 1
  if (waypoints.length > 0 && key === 'PageUp') return waypoints.findLast((index) => index < from) ?? 0
  return Math.min(count - 1, Math.max(0, from + step))
}
