/**
 * A stretch of an answer, from and to in places between its samples: 3.25 is a quarter of the way from sample 3 to 4, in
 * time and in distance alike.
 */
export interface Span {
  readonly from: number
  readonly to: number
  /** It begins where knowledge begins, at the first sample or after a gap: it may have begun before. */
  readonly openStart: boolean
  /** It ends where knowledge ends. */
  readonly openEnd: boolean
}

/**
 * Where values are at or over a bound, ends between samples by linear interpolation. A gap ends a stretch; nothing
 * bridges it.
 * @param values NaN: not known
 * @param sign −1 to look at the negative side: then `bound` is that of the negated values
 * @returns in order, never touching
 */
export function spansOver(values: ArrayLike<number>, bound: number, sign: 1 | -1 = 1): Span[] {
  const spans: Span[] = []
  let start: Pick<Span, 'from' | 'openStart'> | null = null
  let before = NaN
  for (let index = 0; index < values.length; index++) {
    const value = values[index]! * sign
    const crossing = index - 1 + (bound - before) / (value - before)
    if (value >= bound)
      start ??= Number.isNaN(before) ? { from: index, openStart: true } : { from: crossing, openStart: false }
    else if (start) {
      spans.push(
        Number.isNaN(value) ? { ...start, to: index - 1, openEnd: true } : { ...start, to: crossing, openEnd: false },
      )
      start = null
    }
    before = value
  }
  if (start) spans.push({ ...start, to: values.length - 1, openEnd: true })
  return spans
}

/** Where values are not known: from the last known sample to the next one, or to either end. */
export function gapSpans(values: ArrayLike<number>): Span[] {
  const spans: Span[] = []
  let from: number | null = null
  for (let index = 0; index < values.length; index++) {
    const known = !Number.isNaN(values[index]!)
    if (!known) from ??= Math.max(0, index - 1)
    else if (from !== null) {
      spans.push({ from, to: index, openStart: from === 0 && Number.isNaN(values[0]!), openEnd: false })
      from = null
    }
  }
  if (from !== null)
    spans.push({ from, to: values.length - 1, openStart: from === 0 && Number.isNaN(values[0]!), openEnd: true })
  return spans
}

/** A column's value at a place between samples. */
export function valueAt(column: ArrayLike<number>, place: number): number {
  const index = Math.floor(place)
  const value = column[index]!
  return place === index ? value : value + (column[index + 1]! - value) * (place - index)
}

/** How much of a rising column (time, distance) the stretches hold, each part once where they overlap. */
export function lengthOf(spans: readonly Pick<Span, 'from' | 'to'>[], column: ArrayLike<number>): number {
  let total = 0
  let reached = -Infinity
  for (const { from, to } of spans.toSorted((one, other) => one.from - other.from)) {
    const start = Math.max(from, reached)
    if (to <= start) continue
    total += valueAt(column, to) - valueAt(column, start)
    reached = to
  }
  return total
}
