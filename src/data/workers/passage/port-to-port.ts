import seaLanesUrl from 'virtual:sea-lanes-url'
import type { ProposedPassage, PassageAsked } from '#src/domain/optimise/passage/port-to-port.ts'
import { coastUrl } from '../land-check.ts'
import { runWorker } from '../remote-worker.ts'

export type ProposePassage = (asked: PassageAsked, lanesUrl: string, coastUrl: string) => Promise<ProposedPassage>

/** A worker's own base address is its script's, not the page's. */
const lanesUrl = new URL(seaLanesUrl, globalThis.location?.href ?? 'http://localhost').href

/**
 * A first proposal of a route between two ports, worked out in a worker that loads the sea lanes and the coast.
 * @param signal ends the search; the promise then rejects with the signal's reason
 * @throws AppError `server-unreachable`, `answer-unreadable`, `part-not-loaded`, `unexpected`
 */
export function proposePassage(asked: PassageAsked, signal?: AbortSignal): Promise<ProposedPassage> {
  return runWorker<ProposePassage, ProposedPassage>(
    new Worker(new URL('./port-to-port-worker.ts', import.meta.url), { type: 'module', name: 'port-to-port' }),
    (propose) => propose(asked, lanesUrl, coastUrl),
    signal,
  )
}
