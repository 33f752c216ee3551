import type { Variable } from '../metocean/variables.ts'
import type { Route, Track } from '../route/route.ts'

/** How a request is sent: held until the answer, in the background, or chosen by its number of points. */
export type RequestMode = 'by-size' | 'sync' | 'async'

/** What the operator last chose on the Request tab; kept per voyage. */
export interface RequestChoices {
  readonly variables: readonly Variable[]
  /** Metres, 10 to 100. */
  readonly windHeightM: number
  /** Minutes between samples along a leg; every waypoint is sampled as well. */
  readonly stepMin: number
  readonly mode: RequestMode
  /** The editable part of the task name; empty: made from the voyage's name. */
  readonly slug: string
  readonly receiveMail: boolean
}

/** One voyage as it is edited, undone, saved and reopened. Replaced, never changed in place. */
export interface Voyage {
  readonly id: string
  readonly schema: 1
  readonly name: string
  readonly route: Route
  /** A file kept as points instead of a route; then `route` is empty. */
  readonly track: Track | null
  /** Departure (ETD), epoch milliseconds UTC. */
  readonly departureMs: number
  /** Planned speed over ground in knots, for every leg without its own. */
  readonly speedKn: number
  readonly request: RequestChoices
}

export const DEFAULT_SPEED_KN = 12
export const DEFAULT_STEP_MIN = 60

export const defaultRequest: RequestChoices = {
  variables: ['wind', 'gust', 'wave', 'current'],
  windHeightM: 10,
  stepMin: DEFAULT_STEP_MIN,
  mode: 'by-size',
  slug: '',
  receiveMail: false,
}
