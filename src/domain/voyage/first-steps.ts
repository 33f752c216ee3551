import type { History } from './history.ts'
import { defaultLimits, isSameLimits } from '../limits/limits.ts'
import { activePlan, isSailable, type Voyage } from './voyage.ts'

/** The way through a first voyage, in its order. */
export const firstStepIds = ['route', 'schedule', 'weather', 'read'] as const
export type FirstStepId = (typeof firstStepIds)[number]

interface Progress {
  voyage: Pick<Voyage, 'alternatives' | 'activeId' | 'limits'>
  history: History
  /** Weather was asked for this voyage; and is it there? */
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
  return {
    route: isSailable(activePlan(voyage)),
    // Who asks for weather has agreed to the times it is asked for.
    schedule: asked || scheduleEdited(history),
    weather: answered,
    read: read || !isSameLimits(voyage.limits, defaultLimits),
  }
}

/** Departure or speed were given by hand, or came with a file. */
function scheduleEdited({ steps, done }: History): boolean {
  return steps
    .slice(0, done)
    .some(({ forth }) => forth.some(({ path }) => path.at(-1) === 'departureMs' || path.at(-1) === 'speedKn'))
}
