import { refusalWords } from '../metocean/window-words.ts'
import type { RequestWindow } from '../metocean/coverage.ts'
import { type Variable, variables } from '../metocean/layers/variables.ts'
import type { RequestPoints, SubmissionPart } from '../tasks/submission.ts'
import {
  joinedPoints,
  partsUntil,
  planRequest,
  requestParts,
  submissionParts,
  withFans,
} from '../voyage/request-plan.ts'
import { type Voyage, voyageTitle } from '../voyage/voyage.ts'

/** One request for several voyages: the points of each in turn. */
export interface RefreshRequest {
  readonly parts: readonly SubmissionPart[]
  readonly points: RequestPoints
  /** Of all its voyages together, in the order of the API's list. */
  readonly variables: readonly Variable[]
  readonly windHeightM: number
}

/** What asking for several voyages comes to, before it is sent. */
export interface RefreshPlan {
  readonly requests: readonly RefreshRequest[]
  readonly asked: readonly { readonly id: string; readonly name: string; readonly points: number }[]
  /** Those that are not asked for, and why, in words. */
  readonly leftOut: readonly { readonly id: string; readonly name: string; readonly reason: string }[]
  readonly points: number
  /** Points × variables, as the service counts. */
  readonly cost: number
}

interface RefreshBounds {
  /** The times the service has values for. */
  readonly served: RequestWindow
  /** The most points of one request. */
  readonly mostPoints: number
  /** How many points × variables may be asked for in all. */
  readonly allowance: number
  /** Epoch milliseconds UTC. */
  readonly nowMs: number
}

/** A request that is being filled. */
interface Bin {
  readonly windHeightM: number
  variables: ReadonlySet<Variable>
  count: number
  readonly pieces: { readonly voyage: Voyage; readonly asked: ReturnType<typeof requestParts> }[]
}

const costOf = ({ count, variables: of }: Pick<Bin, 'count' | 'variables'>) => count * of.size

/**
 * Asks for voyages in as few requests as they fit, each as its own choices say: the first request with room and the
 * same wind height takes it, with the variables of all. Points beyond the forecast are left out.
 * @param voyages in order of need: where not all can be asked for, the last ones are left out
 */
export function planRefresh(
  voyages: readonly Voyage[],
  { served, mostPoints, allowance, nowMs }: RefreshBounds,
): RefreshPlan {
  const bins: Bin[] = []
  const asked: { id: string; name: string; points: number }[] = []
  const leftOut: { id: string; name: string; reason: string }[] = []
  let cost = 0
  for (const voyage of voyages) {
    const told = { id: voyage.id, name: voyageTitle(voyage) }
    const counts = planRequest(voyage, served)
    const reason = counts.blocked ?? refusalWords(counts, served, nowMs)
    if (reason !== null) {
      leftOut.push({ ...told, reason })
      continue
    }
    const piece = withFans(voyage, partsUntil(requestParts(voyage), served.toMs))
    const { windHeightM } = voyage.request
    const count = piece.points.timeMs.length
    const bin = bins.find((one) => one.windHeightM === windHeightM && one.count + count <= mostPoints)
    const before = bin ?? { windHeightM, variables: new Set<Variable>(), count: 0, pieces: [] }
    const after = {
      variables: new Set([...before.variables, ...voyage.request.variables]),
      count: before.count + count,
    }
    const more = costOf(after) - costOf(before)
    if (cost + more > allowance) {
      leftOut.push({ ...told, reason: 'It needs more than is left for today.' })
      continue
    }
    cost += more
    before.pieces.push({ voyage, asked: piece })
    Object.assign(before, after)
    if (!bin) bins.push(before)
    asked.push({ ...told, points: count })
  }
  const points = asked.reduce((sum, one) => sum + one.points, 0)
  return { requests: bins.map(requestOf), asked, leftOut, points, cost }
}

function requestOf({ windHeightM, variables: wanted, pieces }: Bin): RefreshRequest {
  let offset = 0
  const parts = pieces.flatMap(({ voyage, asked }) => {
    const own = submissionParts(voyage, asked.parts, offset)
    offset += asked.points.timeMs.length
    return own
  })
  return {
    parts,
    points: joinedPoints(pieces.map(({ asked }) => asked.points)),
    variables: variables.filter((one) => wanted.has(one)),
    windHeightM,
  }
}
