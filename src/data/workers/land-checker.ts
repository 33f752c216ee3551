import type { LandCrossing } from '#src/domain/route/land-check.ts'
import { emptyRoute, type Route } from '#src/domain/route/route.ts'
import { createListeners, type Listeners } from '../listeners.ts'

export interface LandWork {
  readonly id: number
  readonly route: Route
  readonly coastUrl: string
}

export type LandReply =
  | { readonly id: number; readonly crossings: readonly LandCrossing[] }
  | { readonly id: number; readonly failure: string }

/** idle: no leg to check; failed: the coastline could not be read; the next edit tries again, or `retry`. */
export interface LandCheck {
  readonly state: 'idle' | 'checking' | 'checked' | 'failed'
  /** The route that `crossings` were found on. */
  readonly route: Route
  readonly crossings: readonly LandCrossing[]
}

export interface LandChecker extends Pick<Listeners, 'subscribe'> {
  readonly snapshot: () => LandCheck
  /** Checks a route once its edits have settled; of several only the newest. */
  readonly ask: (route: Route) => void
  /** Checks the route again whose check has failed; else nothing. */
  readonly retry: () => void
}

/** What of a Worker is needed here. */
export interface LandWorker {
  onmessage: ((event: MessageEvent<LandReply>) => void) | null
  onerror: ((event: ErrorEvent) => void) | null
  postMessage: (work: LandWork) => void
  terminate: () => void
}

/** Longer than the time between two steps of a drag, shorter than a pause is felt. */
const SETTLED_MS = 250

export function createLandChecker(openWorker: () => LandWorker, coastUrl: string): LandChecker {
  const { subscribe, notify } = createListeners()
  let check: LandCheck = { state: 'idle', route: emptyRoute, crossings: [] }
  let asked: Route = emptyRoute
  let sent: Route = emptyRoute
  let timer: ReturnType<typeof setTimeout> | undefined
  let worker: LandWorker | null = null
  let id = 0
  let busy = false
  /** Have the edits settled, so that `asked` may be sent as soon as the worker is free? */
  let due = false

  const show = (change: Partial<LandCheck>) => {
    check = { ...check, ...change }
    notify()
  }
  const finished = (reply: LandReply) => {
    if (reply.id !== id) return
    busy = false
    if (due) return send()
    if (sent !== asked) return // edited meanwhile; its turn comes when the edits have settled
    if ('crossings' in reply) show({ state: 'checked', route: sent, crossings: reply.crossings })
    else show({ state: 'failed' })
  }
  const opened = (): LandWorker => {
    const made = openWorker()
    made.onmessage = ({ data }) => finished(data)
    made.onerror = ({ message }) => {
      made.terminate()
      worker = null
      finished({ id, failure: message })
    }
    return made
  }
  function send(): void {
    due = busy
    if (busy) return
    busy = true
    sent = asked
    id += 1
    worker ??= opened()
    worker.postMessage({ id, route: sent, coastUrl })
  }

  return {
    subscribe,
    snapshot: () => check,
    ask: (route) => {
      if (route === asked) return
      asked = route
      clearTimeout(timer)
      due = false
      if (route.waypoints.length < 2) return show({ state: 'idle', route, crossings: [] })
      show({ state: 'checking' })
      timer = setTimeout(send, SETTLED_MS)
    },
    retry: () => {
      if (check.state !== 'failed') return
      show({ state: 'checking' })
      send()
    },
  }
}
