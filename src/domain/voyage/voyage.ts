import type { Variable } from '../metocean/layers/variables.ts'
import { emptyRoute, type Route, type Track } from '../route/route.ts'
import { defaultLimits, type Limits } from '../limits/limits.ts'
import { emptyShip, type Ship } from './ship.ts'

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
  /** Whether one request is for the active alternative or for all that have something to sail. */
  readonly alternatives: 'active' | 'all'
}

/** A way to sail and when: what the alternatives of a voyage differ in. */
export interface RoutePlan {
  readonly route: Route
  /** A file kept as points instead of a route; then `route` is empty. */
  readonly track: Track | null
  /** Departure (ETD), epoch milliseconds UTC. */
  readonly departureMs: number
  /** Planned speed over ground in knots, for every leg without its own. */
  readonly speedKn: number
}

/** Is there something to sail: two waypoints or a track? */
export const isSailable = ({ route, track }: Pick<RoutePlan, 'route' | 'track'>): boolean =>
  track !== null || route.waypoints.length >= 2

/** Is nothing planned yet, not even a first waypoint? */
export const isEmptyPlan = ({ route, track }: Pick<RoutePlan, 'route' | 'track'>): boolean =>
  track === null && route.waypoints.length === 0

/** One of the routes that lie side by side in a voyage. */
export interface Alternative {
  /** Unique within the voyage. */
  readonly id: string
  readonly name: string
  /** Drawn on the map while another one is edited. */
  readonly shown: boolean
  /** null on the active one: its plan is the voyage's own, so that it is held in one place only. */
  readonly plan: RoutePlan | null
}

/** One voyage as it is edited, undone, saved and reopened. Replaced, never changed in place. Its plan is the active alternative's. */
export interface Voyage extends RoutePlan {
  readonly id: string
  readonly schema: typeof VOYAGE_SCHEMA
  readonly name: string
  readonly voyageNumber: string
  readonly ship: Ship
  /** What weather she is held against; the same for every alternative. */
  readonly limits: Limits
  /** In the order of the list, one at least; exactly one, the active one, has no plan of its own. */
  readonly alternatives: readonly Alternative[]
  /** What an RTZ file says that Fairway has no field for, by attribute name, kept to be written again. */
  readonly rtzInfo: Readonly<Record<string, string>>
  readonly request: RequestChoices
}

/** Of what is stored. 1: one route, no ship; 2: no limits. */
export const VOYAGE_SCHEMA = 3

const DEFAULT_SPEED_KN = 12
const DEFAULT_STEP_MIN = 60

export const defaultRequest: RequestChoices = {
  variables: ['wind', 'gust', 'wave', 'current'],
  windHeightM: 10,
  stepMin: DEFAULT_STEP_MIN,
  mode: 'by-size',
  slug: '',
  receiveMail: false,
  alternatives: 'active',
}

/** A voyage with nothing in it yet. @param departureMs epoch milliseconds UTC */
export function emptyVoyage(id: string, departureMs: number): Voyage {
  return {
    id,
    schema: VOYAGE_SCHEMA,
    name: '',
    voyageNumber: '',
    ship: emptyShip,
    limits: defaultLimits,
    route: emptyRoute,
    track: null,
    departureMs,
    speedKn: DEFAULT_SPEED_KN,
    alternatives: [{ id: 'a1', name: 'Route 1', shown: true, plan: null }],
    rtzInfo: {},
    request: defaultRequest,
  }
}
