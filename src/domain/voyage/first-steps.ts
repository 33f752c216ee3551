import type { History } from './history.ts'
import { defaultLimits, isSameLimits } from '../limits/limits.ts'
import { activePlan, isSailable, type Voyage } from './voyage.ts'

/** The way through a first voyage, in its order. */
export const firstStepIds = ['route', 'schedule', 'weather', 'read'] as const
export type FirstStepId = (typeof firstStepIds)[number]

interface Progress {
  voyage: Pick<Voyage, 'alternatives' | 'activeId' | 'limits'>
  history: History
  /** Has weather been asked for this voyage, and has the answer come? */
  asked: boolean
  answered: boolean
  /** An answer has been read along the route. */
  read: boolean
}

/** Which of the steps are done, judged by what has been done, not by what was pressed. */
export function firstStepsDone({
  voyage,
  history,
  asked,
  answered,
  read,
}: Progress): Readonly<Record<FirstStepId, boolean>> {
  const route = isSailable(activePlan(voyage))
  return {
    route,
    // Whoever asks for weather has agreed to the times it is for. Once the route is gone, so is what was asked for it.
    schedule: (route && asked) || scheduleEdited(history),
    weather: route && answered,
    read: read || !isSameLimits(voyage.limits, defaultLimits),
  }
}

/** Departure or speed were set by hand, or came with a file. */
function scheduleEdited({ steps, done }: History): boolean {
  return steps
    .slice(0, done)
    .some(({ forth }) => forth.some(({ path }) => path.at(-1) === 'departureMs' || path.at(-1) === 'speedKn'))
}
