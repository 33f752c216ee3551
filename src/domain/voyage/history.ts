import { z } from '../schema.ts'
import { Change, changesBetween, withChanges } from './changes.ts'
import type { Voyage } from './voyage.ts'

/** Steps kept for undo; the design asks for at least 100. */
export const MAX_STEPS = 200

/** One edit, kept as what takes it back and what does it again. Numbered through the life of a voyage. */
export interface Step {
  readonly n: number
  readonly back: readonly Change[]
  readonly forth: readonly Change[]
}

/** The steps in order, numbers without gaps; the first `done` of them are done, the others undone. */
export interface History {
  readonly steps: readonly Step[]
  readonly done: number
}

export const noHistory: History = { steps: [], done: 0 }

/** What is stored of a step besides its number. */
const StoredChanges = z.object({ back: z.array(Change), forth: z.array(Change) })

/** The number of the last step done; stored with the voyage, so that its steps can be matched to its state. */
export function lastDone({ steps, done }: History): number {
  return steps[done - 1]?.n ?? (steps[0]?.n ?? 1) - 1
}

/** The history with one more step, undone steps dropped; the same history where nothing changed. */
export function withStep(history: History, before: Voyage, after: Voyage): History {
  const forth = changesBetween(before, after)
  if (forth.length === 0) return history
  const step: Step = { n: lastDone(history) + 1, back: changesBetween(after, before), forth }
  const steps = [...history.steps.slice(0, history.done), step].slice(-MAX_STEPS)
  return { steps, done: steps.length }
}

/** The last step extended, still from the state it began with. */
export function withLastStep(history: History, before: Voyage, after: Voyage): History {
  const earlier: History = { steps: history.steps.slice(0, history.done - 1), done: history.done - 1 }
  if (history.done > 1) return withStep(earlier, before, after)
  // The number follows from the step before; without one it is the step's own.
  const own = withStep(noHistory, before, after)
  return { ...own, steps: own.steps.map((step) => ({ ...step, n: lastDone(history) })) }
}

/** @throws AppError `unexpected` where the step does not fit the voyage */
export function undo(history: History, voyage: Voyage): { history: History; voyage: Voyage } | null {
  const step = history.steps[history.done - 1]
  return step && history.done > 0
    ? { history: { ...history, done: history.done - 1 }, voyage: withChanges(voyage, step.back) }
    : null
}

/** @throws AppError `unexpected` where the step does not fit the voyage */
export function redo(history: History, voyage: Voyage): { history: History; voyage: Voyage } | null {
  const step = history.steps[history.done]
  return step ? { history: { ...history, done: history.done + 1 }, voyage: withChanges(voyage, step.forth) } : null
}

/**
 * A history as it was stored. One with a gap, or one of another state than the voyage's, would restore wrong values:
 * it is dropped.
 * @param done number of the last step done when the voyage was saved
 */
export function readHistory(stored: readonly { n: number; patch: unknown }[], done: number): History {
  const steps: Step[] = []
  let next: number | null = null
  for (const { n, patch } of stored.toSorted((a, b) => a.n - b.n)) {
    const read = StoredChanges.safeParse(patch)
    if (!read.success || n !== (next ?? n)) return noHistory
    next = n + 1
    steps.push({ n, ...read.data })
  }
  const history: History = { steps, done: steps.filter(({ n }) => n <= done).length }
  return steps.length > 0 && lastDone(history) === done ? history : noHistory
}
