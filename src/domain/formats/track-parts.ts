import { MINUTE_MS } from '../time.ts'
import { lineKind } from './draft-points.ts'
import { cleanName, plural } from './file-values.ts'
import type { Draft, DraftPoint, ImportNote } from './reading.ts'

/** Parts that overlap by no more than this follow each other: loggers write the last points of one again in the next. */
const OVERLAP_MS = MINUTE_MS

/**
 * A track that a file gives in parts. Parts that follow each other are one journey with gaps; parts over the same time are
 * several ships, or several tellings of one, and are never joined.
 * @param notes gets a word where they were parted, or put in order
 */
export function tracksOfParts(
  name: string,
  parts: readonly (readonly DraftPoint[])[],
  notes: ImportNote[],
): readonly Draft[] {
  const filled = parts.filter((points) => points.length > 0)
  const spans = filled.flatMap((points) => spanOf(points) ?? [])
  const sorted = spans.toSorted((a, b) => a.fromMs - b.fromMs || a.toMs - b.toMs)
  const title = cleanName(name) ? `“${cleanName(name).slice(0, 40)}”` : 'A track'
  if (overlap(sorted)) {
    notes.push({
      text: `${title} has ${plural(filled.length, 'part')} over the same time; each is offered by itself.`,
    })
    return filled.map((points, index) => ({
      kind: lineKind(points),
      name: name && `${name} ${index + 1}`,
      points,
    }))
  }
  const inOrder = spans.length === filled.length ? sorted.map(({ points }) => points) : filled
  if (inOrder.some((points, index) => points !== filled[index]))
    notes.push({ text: `${title} has ${plural(filled.length, 'part')}, which were put in the order of their times.` })
  const points = inOrder.flat()
  return [{ kind: lineKind(points), name, points }]
}

interface Span {
  readonly points: readonly DraftPoint[]
  readonly fromMs: number
  readonly toMs: number
}

/** From the first to the last time of a part, whatever their order; null without any. */
function spanOf(points: readonly DraftPoint[]): Span | null {
  let [fromMs, toMs] = [Infinity, -Infinity]
  for (const { timeMs } of points) {
    if (timeMs == null) continue
    fromMs = Math.min(fromMs, timeMs)
    toMs = Math.max(toMs, timeMs)
  }
  return toMs === -Infinity ? null : { points, fromMs, toMs }
}

/** @param sorted by their beginning */
function overlap(sorted: readonly Span[]): boolean {
  let latestMs = -Infinity
  for (const { fromMs, toMs } of sorted) {
    if (fromMs < latestMs - OVERLAP_MS) return true
    latestMs = Math.max(latestMs, toMs)
  }
  return false
}
