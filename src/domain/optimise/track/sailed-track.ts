import { at, numberAt } from '../../at.ts'
import { HOUR_MS } from '../../time.ts'
import type { Frame, Stage } from './frame.ts'
import { type CorridorTrack, edgeBetween, type SearchOptions, stagesOf } from './least-time.ts'
import { createSailor, newSailed } from './sailing.ts'

/** A track as sailed with the answer's currents. Columns of one length. */
export interface SailedTrack {
  readonly lat: Float64Array
  /** Unwrapped degrees. */
  readonly lon: Float64Array
  /** Epoch milliseconds UTC. */
  readonly timeMs: Float64Array
  /** From the departure, nautical miles: along the track, and along the route the corridor was laid around. */
  readonly distanceNm: Float64Array
  readonly sNm: Float64Array
  /** From that route, nautical miles, + to starboard. */
  readonly qNm: Float64Array
  /** The speed set for calm water on the way here, knots; the first is that of the next. */
  readonly setKn: Float64Array
  /** Hours gained by the current up to here, and lost to wind and sea. */
  readonly gainedHours: Float64Array
  readonly lostHours: Float64Array
  /** Burnt up to here, in what an hour at her own speed burns. */
  readonly fuelHours: Float64Array
  /** Hours over a limit up to here. */
  readonly overHours: Float64Array
  readonly hours: number
  /** Miles without a known current, and hours for which a limit cannot be judged. */
  readonly unknownNm: number
  readonly unknownHours: number
  /** Hours in weather that is not known, or that the method of her loss of speed does not cover. */
  readonly uncoveredHours: number
}

/** A place of a track in the corridor. */
export interface Node {
  readonly stage: Stage
  readonly qNm: number
}

/** The places of a track that a search found. */
export const nodesOf = ({ stages, offsetsNm }: CorridorTrack): Node[] =>
  stages.map((stage, index) => ({ stage, qNm: at(offsetsNm, index) }))

/** The route as it is drawn, with its own waypoints. */
export function nodesOfBase(frame: Frame, stageCount: number): Node[] {
  const stages = stagesOf(frame, stageCount).map(({ sNm }) => sNm)
  const all = [...new Set([...stages, ...frame.waypointsNm])].sort((a, b) => a - b)
  return all.map((sNm) => ({ stage: frame.stageAt(sNm), qNm: 0 }))
}

/** Does land or an area to avoid lie in the way? */
export function isClosed(nodes: readonly Node[], { frame, waters, sailing }: SearchOptions): boolean {
  const { isOpen } = createSailor(waters, sailing)
  return nodes.slice(1).some(({ stage, qNm }, index) => {
    const before = at(nodes, index)
    return !isOpen(edgeBetween(frame, before.stage, before.qNm, stage, qNm))
  })
}

/** How a track is sailed: from when, at which speeds, and what a speed burns. */
export interface Sailing {
  readonly departureMs: number
  /** Set for calm water on each edge, knots. Absent: her own speed all the way. */
  readonly settings?: readonly number[]
  /** Of the speed, in what an hour burns. */
  readonly exponent: number
}

/** Over a limit or not: what a track meets is told, not forbidden. */
export function sailTrack(
  nodes: readonly Node[],
  { frame, waters, sailing }: Pick<SearchOptions, 'frame' | 'waters' | 'sailing'>,
  { departureMs, settings, exponent }: Sailing,
): SailedTrack {
  const { sail } = createSailor(waters, { ...sailing, limits: 'warn' })
  const one = newSailed()
  const column = () => new Float64Array(nodes.length)
  const track = {
    lat: column(),
    lon: column(),
    timeMs: column(),
    distanceNm: column(),
    sNm: column(),
    qNm: column(),
    setKn: column().fill(settings?.[0] ?? sailing.speedKn),
    gainedHours: column(),
    lostHours: column(),
    fuelHours: column(),
    overHours: column(),
  }
  let [hours, distanceNm, gained, lost, fuel, over] = [0, 0, 0, 0, 0, 0]
  let [unknownNm, unknownHours, uncoveredHours] = [0, 0, 0]
  for (const [index, { stage, qNm }] of nodes.entries()) {
    if (index > 0) {
      const before = at(nodes, index - 1)
      const edge = edgeBetween(frame, before.stage, before.qNm, stage, qNm)
      const setKn = settings?.[index - 1] ?? sailing.speedKn
      sail(edge, hours, one, setKn)
      gained += edge.way.distanceNm / setKn + one.lostHours - one.hours
      lost += one.lostHours
      hours += one.hours
      fuel += one.hours * (setKn / sailing.speedKn) ** exponent
      distanceNm += edge.way.distanceNm
      over += one.overHours
      unknownNm += one.unknownNm
      unknownHours += one.unknownHours
      uncoveredHours += one.uncoveredHours
      track.setKn[index] = setKn
    }
    const { lat, lon } = stage.positionAt(qNm)
    track.lat[index] = lat
    track.lon[index] = lon
    track.timeMs[index] = departureMs + hours * HOUR_MS
    track.distanceNm[index] = distanceNm
    track.sNm[index] = stage.sNm
    track.qNm[index] = qNm
    track.gainedHours[index] = gained
    track.lostHours[index] = lost
    track.fuelHours[index] = fuel
    track.overHours[index] = over
  }
  return { ...track, hours, unknownNm, unknownHours, uncoveredHours }
}

/** The last value of a column, and so that of the whole track. */
export const lastOf = (column: Float64Array): number => column.at(-1) ?? NaN

/** A column of a track at miles along the route, evenly between its points. */
export function columnAt({ sNm }: SailedTrack, column: Float64Array, s: number): number {
  const next = Math.max(
    1,
    sNm.findIndex((miles) => miles >= s - 1e-9),
  )
  const [from, to] = [numberAt(sNm, next - 1), numberAt(sNm, next)]
  const share = to > from ? (s - from) / (to - from) : 0
  return numberAt(column, next - 1) + share * (numberAt(column, next) - numberAt(column, next - 1))
}

/** How far from the route a track is at miles along it, evenly between its places. */
export function offsetAt(nodes: readonly Node[], sNm: number): number {
  const next = Math.max(
    1,
    nodes.findIndex(({ stage }) => stage.sNm >= sNm - 1e-9),
  )
  const [from, to] = [at(nodes, next - 1), at(nodes, next)]
  const share = to.stage.sNm > from.stage.sNm ? (sNm - from.stage.sNm) / (to.stage.sNm - from.stage.sNm) : 0
  return from.qNm + share * (to.qNm - from.qNm)
}
