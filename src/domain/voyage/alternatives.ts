import { schedule } from '../route/schedule.ts'
import { trackDistances, trackPoints } from '../route/track-points.ts'
import { emptyRoute } from '../route/route.ts'
import { activeAlternative, activePlan, type Alternative, type RoutePlan, type Voyage } from './voyage.ts'

// Each edit returns a new voyage; an id that is not in it changes nothing: the click came from an outdated state.

/** More than anybody compares; each is drawn on the map and kept with the voyage. */
export const MAX_ALTERNATIVES = 20

/** The first of a1, a2 … above all such ids of the voyage. */
export function nextId({ alternatives }: Voyage): string {
  return `a${alternatives.reduce((most, { id }) => Math.max(most, Number(/^a(\d{1,9})$/.exec(id)?.[1] ?? 0)), 0) + 1}`
}

/** The first of the names that is free: `Route 2`, `North copy`, `North copy 2`. */
export function freeName({ alternatives }: Voyage, stem: string, from: number): string {
  const taken = new Set(alternatives.map(({ name }) => name))
  for (let number = from; ; number++) {
    const name = number === 1 ? stem : `${stem} ${number}`
    if (!taken.has(name)) return name
  }
}

/** Makes another alternative the active one. */
export function activateAlternative(voyage: Voyage, id: string): Voyage {
  const isKnown = id !== voyage.activeId && voyage.alternatives.some((one) => one.id === id)
  return isKnown ? { ...voyage, activeId: id } : voyage
}

/** One more beside the active one, made active; at the maximum nothing changes. @param name one that is free */
export function addPlan(voyage: Voyage, name: string, plan: RoutePlan): Voyage {
  if (voyage.alternatives.length >= MAX_ALTERNATIVES) return voyage
  const place = voyage.alternatives.indexOf(activeAlternative(voyage)) + 1
  const added: Alternative = { id: nextId(voyage), name, shown: true, plan }
  return activateAlternative({ ...voyage, alternatives: voyage.alternatives.toSpliced(place, 0, added) }, added.id)
}

/** A copy beside the active one, which becomes active: the original stays as it was. */
export function duplicateAlternative(voyage: Voyage): Voyage {
  return addPlan(voyage, freeName(voyage, `${activeAlternative(voyage).name} copy`, 1), activePlan(voyage))
}

/** An empty one, made active, with the same departure and speed. @param name used if free; left out: `Route 2` */
export function addAlternative(voyage: Voyage, name = ''): Voyage {
  const { departureMs, speedKn } = activePlan(voyage)
  const free = name === '' ? freeName(voyage, 'Route', voyage.alternatives.length + 1) : freeName(voyage, name, 1)
  return addPlan(voyage, free, { route: emptyRoute, track: null, departureMs, speedKn })
}

function update(voyage: Voyage, id: string, change: Partial<Pick<Alternative, 'name' | 'shown'>>): Voyage {
  return { ...voyage, alternatives: voyage.alternatives.map((one) => (one.id === id ? { ...one, ...change } : one)) }
}

export const renameAlternative = (voyage: Voyage, id: string, name: string): Voyage => update(voyage, id, { name })

/** Shows or hides an alternative while it is not the active one, which is always drawn. */
export const showAlternative = (voyage: Voyage, id: string, shown: boolean): Voyage => update(voyage, id, { shown })

/** The last one stays: a voyage has a route. If the active one is deleted, its neighbour becomes active. */
export function deleteAlternative(voyage: Voyage, id: string): Voyage {
  const index = voyage.alternatives.findIndex((one) => one.id === id)
  const heir = voyage.alternatives[index + 1] ?? voyage.alternatives[index - 1]
  if (index < 0 || !heir) return voyage
  return {
    ...voyage,
    activeId: id === voyage.activeId ? heir.id : voyage.activeId,
    alternatives: voyage.alternatives.filter((one) => one.id !== id),
  }
}

/** One alternative in the comparison. */
export interface AlternativeSummary {
  readonly id: string
  readonly name: string
  readonly active: boolean
  readonly shown: boolean
  /** Nautical miles; null with fewer than two points. */
  readonly distanceNm: number | null
  readonly departureMs: number | null
  /** Epoch milliseconds UTC; null where it has no end yet or no speed. */
  readonly arrivalMs: number | null
}

/** Plans are replaced, never changed, so a hidden route is not scheduled anew while another one is dragged. */
const lengths = new WeakMap<RoutePlan, ReturnType<typeof measure>>()

function measure({
  route,
  track,
  departureMs,
  speedKn,
}: RoutePlan): Pick<AlternativeSummary, 'distanceNm' | 'departureMs' | 'arrivalMs'> {
  if (track) {
    const times = trackPoints(track, { departureMs, speedKn }).timeMs
    return {
      distanceNm: trackDistances(track).at(-1) ?? null,
      departureMs: times[0] ?? null,
      arrivalMs: times.at(-1) ?? null,
    }
  }
  if (route.waypoints.length < 2) return { distanceNm: null, departureMs, arrivalMs: null }
  const { distanceNm, arrivalMs } = schedule(route, { departureMs, speedKn })
  return { distanceNm, departureMs, arrivalMs }
}

function measured(plan: RoutePlan): ReturnType<typeof measure> {
  const known = lengths.get(plan) ?? measure(plan)
  lengths.set(plan, known)
  return known
}

/** The alternatives side by side, in the order of the list. */
export function compareAlternatives(voyage: Voyage): AlternativeSummary[] {
  return voyage.alternatives.map(({ id, name, shown, plan }) => ({
    id,
    name,
    shown,
    active: id === voyage.activeId,
    ...measured(plan),
  }))
}
