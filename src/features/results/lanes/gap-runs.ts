/** A stretch without values: first and last missing sample. */
export interface GapRun {
  readonly from: number
  readonly to: number
}

/**
 * The stretches where a column has no value.
 * @param parts a stretch ends where this index is passed, because the reason changes there (the forecast's end)
 */
export function gapRuns(values: ArrayLike<number>, parts: readonly number[] = []): GapRun[] {
  const runs: GapRun[] = []
  let from = -1
  const end = (to: number) => {
    if (from >= 0) runs.push({ from, to })
    from = -1
  }
  for (let index = 0; index < values.length; index++) {
    if (!Number.isNaN(values[index]!)) end(index - 1)
    else {
      if (from >= 0 && parts.includes(index)) end(index - 1)
      if (from < 0) from = index
    }
  }
  end(values.length - 1)
  return runs
}
