import { useEffect, useEffectEvent } from 'react'
import { create } from 'zustand'
import type { AppError } from '#src/domain/errors.ts'
import type { Voyage } from '#src/domain/voyage/voyage.ts'
import type { Position } from '#src/domain/position.ts'

/** The dialogs that are opened from more than one place. */
export type DialogName =
  | 'commands'
  | 'keys'
  | 'guide'
  | 'settings'
  | 'voyages'
  | 'versions'
  | 'limits'
  | 'areas'
  | 'charter'
  | 'sail-rest'
  | 'departures'
  | 'better-route'
  | 'speed-plan'
  | 'port-to-port'
  | 'account'

/** One variable along the route as a PNG for paper. */
export interface PaperChart {
  /** The variable in words. */
  readonly label: string
  readonly picture: Blob
}

/** What one part of the screen can ask of another, by name, with its arguments and what it returns. */
interface Intents {
  draw: () => void
  edit: () => void
  measure: () => void
  'draw-area': () => void
  fit: () => void
  import: () => void
  paste: () => void
  'get-weather': () => void
  'recover-task': () => void
  compare: () => void
  report: () => void
  /** Prints the passage plan. @param other of a voyage other than as it is planned, and what the reader must know of it */
  'print-plan': (other?: { readonly voyage: Voyage; readonly note: string }) => void
  'open-dialog': (name: DialogName) => void
  /** Offers to sign in again, once the session has ended. */
  'sign-in': () => void
  /** Brings the whole route into sight on the map. */
  'show-route': () => void
  /** Moves the map to the place if it is out of sight. */
  'show-place': (place: Position) => void
  /** Moves the keyboard to the row of this waypoint. */
  'focus-waypoint': (waypointId: string) => void
  /** Moves the keyboard to the task of this submission in the list of tasks. */
  'show-task': (submissionId: string) => void
  /** Shows why something begun away from its own place, such as in the palette, was not done; null: that is over. */
  'show-failure': (failure: AppError | null) => void
  /** The map has been drawn for the first time, be it only the sea; or it cannot be drawn here. */
  'map-drawn': () => void
  /** A PNG of what is on the screen, captioned with what it shows. */
  'map-picture': () => Promise<Blob>
  'charts-picture': () => Promise<Blob>
  /** The same without captions, in the width of upright paper and with words to be read there. */
  'map-on-paper': () => Promise<Blob>
  'charts-on-paper': () => Promise<readonly PaperChart[]>
}
export type Intent = keyof Intents
/** Those that return nothing may wait for the part that serves them. */
type Deferrable = { [K in Intent]: ReturnType<Intents[K]> extends void ? K : never }[Intent]

type Handlers = Partial<Intents>

const useHandlers = create<Handlers>()(() => ({}))
/** What the page reports by itself, not on an operator's behalf. */
const reports: ReadonlySet<Intent> = new Set(['show-failure', 'map-drawn'])
/** Asked for while nothing served it: the part that does is about to come onto the screen. */
const pending = new Map<Intent, () => void>()

/** Serves an intent until the returned function is called; a pending one is served at once. */
export function onIntent<K extends Intent>(intent: K, handler: Intents[K]): () => void {
  useHandlers.setState({ [intent]: handler })
  const serve = pending.get(intent)
  pending.delete(intent)
  serve?.()
  return () => {
    if (useHandlers.getState()[intent] === handler) useHandlers.setState({ [intent]: undefined })
  }
}

/** Serves an intent as long as the part is on the screen. @param handler null: not at the moment */
export function useIntent<K extends Intent>(intent: K, handler: Intents[K] | null): void {
  const serve = useEffectEvent((...args: unknown[]) => (handler as ((...args: unknown[]) => unknown) | null)?.(...args))
  const ready = handler !== null
  useEffect(
    () => (ready ? onIntent(intent, ((...args: unknown[]) => serve(...args)) as Intents[K]) : undefined),
    [intent, ready],
  )
}

/** Asks for it now, or as soon as a part serves it. Of what the operator asked for, only the last counts. */
export function intend<K extends Deferrable>(intent: K, ...args: Parameters<Intents[K]>): void {
  if (!reports.has(intent)) for (const other of pending.keys()) if (!reports.has(other)) pending.delete(other)
  const handler = useHandlers.getState()[intent] as ((...args: Parameters<Intents[K]>) => void) | undefined
  if (handler) handler(...args)
  else pending.set(intent, () => intend(intent, ...args))
}

/** The handler that serves an intent now. */
export const useHandler = <K extends Intent>(intent: K): Intents[K] | null =>
  useHandlers((handlers: Handlers) => handlers[intent] ?? null)
