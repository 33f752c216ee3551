import { z } from '../schema.ts'
import { Area } from '../areas/area.ts'
import { areOneLength, PointColumns } from '../column.ts'
import { AppError } from '../errors.ts'
import { variables } from '../metocean/layers/variables.ts'
import { beginsAtSea, emptyRoute, type Route, type Track } from '../route/route.ts'
import { defaultLimits, Limits } from '../limits/limits.ts'
import { Charter } from './charter/charter.ts'
import { emptyShip, Loading, noLoading, Ship } from './ship.ts'

/** How a request is sent: held until the answer, in the background, or chosen by its number of points. */
export const requestModes = ['by-size', 'sync', 'async'] as const
export type RequestMode = (typeof requestModes)[number]

/** What the speeds of a plan are, and so what a current changes: the speed through the water, or the times. */
export const plannedSpeeds = ['over ground', 'through water'] as const
export type PlannedSpeed = (typeof plannedSpeeds)[number]

/** What the operator last chose on the Request tab; kept per voyage. */
export const RequestChoices = z
  .object({
    variables: z.array(z.enum(variables)).readonly(),
    /** Metres, 10 to 100. */
    windHeightM: z.number(),
    /** Minutes between samples along a leg; every waypoint is sampled as well. */
    stepMin: z.number(),
    mode: z.enum(requestModes),
    /** The editable part of the task name; empty: made from the voyage's name. */
    slug: z.string(),
    receiveMail: z.boolean(),
    /** Is one request for the active alternative or for all that can be sailed? Absent in old voyages: the active. */
    alternatives: z.enum(['active', 'all']).default('active'),
  })
  .readonly()
export type RequestChoices = z.infer<typeof RequestChoices>

const StoredRoute: z.ZodType<Route> = z.object({
  name: z.string(),
  waypoints: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      position: z.object({ lat: z.number().min(-90).max(90), lon: z.number() }),
      leg: z.object({
        type: z.enum(['RL', 'GC']),
        speedKn: z.number().nullable(),
        rtz: z.record(z.string(), z.string()).optional(),
      }),
      stayMin: z.number().nullish(),
      fixedEtaMs: z.number().nullish(),
      radiusNm: z.number().nullish(),
    }),
  ),
  isProposal: z.boolean().optional(),
})

const StoredTrack: z.ZodType<Track> = PointColumns.extend({ name: z.string() }).refine(areOneLength)

/** A way to sail and when: what the alternatives of a voyage differ in. */
export const RoutePlan = z
  .object({
    route: StoredRoute,
    /** A file kept as points instead of a route; then `route` is empty. */
    track: StoredTrack.nullable(),
    /** Departure (ETD), epoch milliseconds UTC. */
    departureMs: z.number(),
    /** Planned speed in knots, for every leg without its own. */
    speedKn: z.number().positive(),
  })
  .readonly()
export type RoutePlan = z.infer<typeof RoutePlan>

/** One of the routes that lie side by side in a voyage. */
export const Alternative = z
  .object({
    /** Unique within the voyage. */
    id: z.string(),
    name: z.string(),
    /** Drawn on the map while another one is edited. */
    shown: z.boolean(),
    plan: RoutePlan,
  })
  .readonly()
export type Alternative = z.infer<typeof Alternative>

/** One voyage, the same as it is edited, undone, saved and reopened. Replaced, never changed in place. */
export const Voyage = z
  .object({
    id: z.string(),
    name: z.string(),
    voyageNumber: z.string(),
    ship: Ship,
    loading: Loading.default(noLoading),
    /** What the planned speeds are. A passage plan is usually written over ground. */
    plannedSpeed: z.enum(plannedSpeeds).default('over ground'),
    /** The limits for the weather; the same for every alternative. */
    limits: Limits,
    /** Arrival not later than, epoch milliseconds UTC; null: whenever it may be. */
    arriveByMs: z.number().nullable().default(null),
    /** null: none entered, or kept before it could be. */
    charter: Charter.nullable().default(null),
    /** Where the ship is to keep out, or its master is to be warned; the same for every alternative. Names differ. */
    areas: z.array(Area).readonly().default([]),
    /** What an RTZ file says that Fairway has no field for, by attribute name, kept to be written again. */
    rtzInfo: z.record(z.string(), z.string()).readonly(),
    request: RequestChoices,
    /** The id of the alternative that is edited. */
    activeId: z.string(),
    /** In the order of the list, one at least. */
    alternatives: z.array(Alternative).min(1).readonly(),
  })
  .refine(({ alternatives, activeId }) => alternatives.filter(({ id }) => id === activeId).length === 1)
  .readonly()
export type Voyage = z.infer<typeof Voyage>

/** Schema of what is stored. Before it, 1: one route, no ship; 2: no limits. */
export const VOYAGE_SCHEMA = 3

type WithAlternatives = Pick<Voyage, 'alternatives' | 'activeId'>

/** The alternative that is edited. @throws AppError `unexpected` where the voyage has none of that id */
export function activeAlternative({ alternatives, activeId }: WithAlternatives): Alternative {
  const active = alternatives.find(({ id }) => id === activeId)
  if (!active) throw new AppError('unexpected', `no alternative ${activeId}`)
  return active
}

/** All but the active one. */
export const otherAlternatives = ({ alternatives, activeId }: WithAlternatives): Alternative[] =>
  alternatives.filter(({ id }) => id !== activeId)

/** Tells an alternative from the others by its name; empty where the voyage has one route, which needs none. */
export const nameAmong = (
  { alternatives }: { alternatives: readonly { name: string }[] },
  { name }: { name: string },
) => (alternatives.length > 1 ? name : '')

/** Route and schedule of the active alternative. */
export const activePlan = (voyage: WithAlternatives): RoutePlan => activeAlternative(voyage).plan

interface Routes {
  readonly activeId: string
  readonly alternatives: readonly { readonly id: string; readonly plan: Pick<RoutePlan, 'route'> }[]
}

/** The name of the place she leaves; where the active route begins at sea, of another one that does not. */
export function departureName({ alternatives, activeId }: Routes): string {
  const routes = alternatives.map(({ plan }) => plan.route)
  const active = routes[alternatives.findIndex(({ id }) => id === activeId)] ?? routes[0] ?? emptyRoute
  const whole = routes.find((route) => route.waypoints.length > 0 && !beginsAtSea(route))
  return (beginsAtSea(active) ? (whole ?? active) : active).waypoints[0]?.name ?? ''
}

/** Its name; without one the names at both ends of its route, `Rotterdam – Halifax`, or else that of its file. */
export function voyageTitle(voyage: Pick<Voyage, 'name' | 'alternatives' | 'activeId'>): string {
  const { route, track } = activePlan(voyage)
  const [first, last] = [departureName(voyage), route.waypoints.length > 1 ? route.waypoints.at(-1)?.name : '']
  const ports = first && last ? `${first} – ${last}` : ''
  return voyage.name || ports || route.name || track?.name || 'Untitled voyage'
}

/** The voyage with another plan of its active alternative. */
export function withPlan<T extends WithAlternatives>(voyage: T, change: Partial<RoutePlan>): T {
  const alternatives = voyage.alternatives.map((one) =>
    one.id === voyage.activeId ? { ...one, plan: { ...one.plan, ...change } } : one,
  )
  return { ...voyage, alternatives }
}

/** Can it be sailed: has it two waypoints or a track? */
export const isSailable = ({ route, track }: Pick<RoutePlan, 'route' | 'track'>): boolean =>
  track !== null || route.waypoints.length >= 2

/** Is nothing planned yet, not even a first waypoint? */
export const isEmptyPlan = ({ route, track }: Pick<RoutePlan, 'route' | 'track'>): boolean =>
  track === null && route.waypoints.length === 0

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

/** A voyage of one alternative. */
export function voyageOfPlan(id: string, plan: RoutePlan): Voyage {
  return {
    id,
    name: '',
    voyageNumber: '',
    ship: emptyShip,
    loading: noLoading,
    plannedSpeed: 'over ground',
    limits: defaultLimits,
    arriveByMs: null,
    charter: null,
    areas: [],
    rtzInfo: {},
    request: defaultRequest,
    activeId: 'a1',
    alternatives: [{ id: 'a1', name: 'Route 1', shown: true, plan }],
  }
}

/** A voyage with nothing in it yet. @param departureMs epoch milliseconds UTC */
export const emptyVoyage = (id: string, departureMs: number): Voyage =>
  voyageOfPlan(id, { route: emptyRoute, track: null, departureMs, speedKn: DEFAULT_SPEED_KN })
