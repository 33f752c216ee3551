import { at } from '../at.ts'
import { legLine } from '../geodesy/leg-line.ts'
import type { Position } from '../position.ts'
import { MAX_POINTS } from '../route/route.ts'
import { cleanName, plural } from './file-values.ts'
import type { Draft, DraftPoint, ImportNote } from './reading.ts'

/** More lines than a route was ever drawn in. */
const MAX_LINES = 1000
/** Ends this near to each other are one place: written alike, or else as near as one is placed by hand. */
const NEARNESS_NM = [0.001, 0.1] as const

/** A line in its place in the chain. */
interface Link {
  readonly draft: Draft
  readonly isTurned: boolean
}

/** The ends of a line as numbers of places. */
interface Ends {
  readonly from: number
  readonly to: number
}

export interface Joined {
  /** Its name is that of all its lines; '' where they have none in common. */
  readonly draft: Draft
  readonly lines: number
  readonly note: ImportNote
}

/**
 * All lines of a file as one, where they meet end to end in one way alone: one line per leg, one track per day. Their order
 * in the file does not count, their direction does: a line is turned only where most of the others show the way. Tracks
 * join in the order of their times.
 * @param drafts of at least two points each
 * @returns null where they make no single line, or more than one
 */
export function joinedLine(drafts: readonly Draft[]): Joined | null {
  const total = drafts.reduce((sum, { points }) => sum + points.length, 0)
  if (drafts.length < 2 || drafts.length > MAX_LINES || total > MAX_POINTS || areSeveralShips(drafts)) return null
  const timed = drafts.filter(({ points }) => points.some(({ timeMs }) => timeMs != null))
  if (timed.length > 0 && timed.length < drafts.length) return null
  for (const nearNm of NEARNESS_NM) {
    const links = timed.length > 0 ? byTime(drafts, nearNm) : byEnds(drafts, nearNm)
    if (links && isOnePlan(links)) return join(drafts, links)
  }
  return null
}

/** Ships that lie at one berth one after the other are not one ship: they are told by what the file says, or by an MMSI in the name. */
function areSeveralShips(drafts: readonly Draft[]): boolean {
  const ships = drafts.flatMap(({ name, info }) => {
    const { mmsi, imo, name: called } = info?.ship ?? {}
    return mmsi || imo || called || (/(?<!\d)\d{9}(?!\d)/.exec(name)?.[0] ?? [])
  })
  return new Set(ships).size > 1
}

/** Plans in a row, each with a departure of its own, are several voyages; a leg that somebody planned is sailed as drawn. */
const isOnePlan = (links: readonly Link[]) =>
  !isThereAndBack(links) &&
  links.every(({ draft, isTurned }, index) => {
    if (index > 0 && draft.departureMs != null) return false
    return !isTurned || (draft.kind === 'line' && draft.points.every(({ leg, stayMin }) => !leg && stayMin == null))
  })

/** A voyage out and the one home are two plans. */
function isThereAndBack(links: readonly Link[]): boolean {
  const [out, home] = [at(links, 0).draft, at(links, links.length - 1).draft]
  return out.kind === 'route' && isNear(firstOf(out), lastOf(home), NEARNESS_NM[1])
}

const firstOf = ({ points }: Draft) => at(points, 0)
const lastOf = ({ points }: Draft) => at(points, points.length - 1)
const isNear = (a: Position, b: Position, nearNm: number) =>
  Math.abs(a.lat - b.lat) * 60 <= nearNm * 1.1 && legLine(a, b, 'RL').distanceNm <= nearNm

/** Tracks one after the other, each beginning where and no sooner than the one before ended. */
function byTime(drafts: readonly Draft[], nearNm: number): Link[] | null {
  const begins = (draft: Draft) => firstOf(draft).timeMs ?? Number.NaN
  const ends = (draft: Draft) => lastOf(draft).timeMs ?? Number.NaN
  if (drafts.some((draft) => !(ends(draft) >= begins(draft)))) return null
  const sorted = drafts.toSorted((a, b) => begins(a) - begins(b) || ends(a) - ends(b))
  const follows = (draft: Draft, index: number) => {
    if (index === 0) return true
    const before = at(sorted, index - 1)
    return begins(draft) >= ends(before) && isNear(lastOf(before), firstOf(draft), nearNm)
  }
  return sorted.every(follows) ? sorted.map((draft) => ({ draft, isTurned: false })) : null
}

function byEnds(drafts: readonly Draft[], nearNm: number): Link[] | null {
  const ends = placesOf(drafts, nearNm)
  // Shorter than what counts as one place, or closed.
  if (ends.some(({ from, to }) => from === to)) return null
  const links = asDrawn(ends) ?? inFileOrder(ends) ?? turned(ends)
  return links && links.map(({ line, isTurned }) => ({ draft: at(drafts, line), isTurned }))
}

/** The ends of each line, near ones as the same place. */
function placesOf(drafts: readonly Draft[], nearNm: number): Ends[] {
  const ends = drafts.flatMap((draft) => [firstOf(draft), lastOf(draft)])
  const places = ends.map((_, index) => index)
  const northward = [...places].sort((a, b) => at(ends, a).lat - at(ends, b).lat)
  for (const [order, one] of northward.entries()) {
    for (let next = order + 1; next < northward.length; next += 1) {
      const other = at(northward, next)
      if ((at(ends, other).lat - at(ends, one).lat) * 60 > nearNm * 1.1) break
      if (!isNear(at(ends, one), at(ends, other), nearNm)) continue
      const [kept, gone] = [at(places, one), at(places, other)]
      if (kept !== gone) for (const [end, place] of places.entries()) if (place === gone) places[end] = kept
    }
  }
  return drafts.map((_, line) => ({ from: at(places, 2 * line), to: at(places, 2 * line + 1) }))
}

interface Step {
  readonly line: number
  readonly isTurned: boolean
}

function grouped(ends: readonly Ends[], placesOfLine: (ends: Ends) => readonly number[]): Map<number, number[]> {
  const groups = new Map<number, number[]>()
  for (const [line, one] of ends.entries())
    for (const place of placesOfLine(one)) groups.set(place, [...(groups.get(place) ?? []), line])
  return groups
}

/** From the one place where no line ends, each as it is drawn. */
function asDrawn(ends: readonly Ends[]): Step[] | null {
  const [leaving, arriving] = [grouped(ends, ({ from }) => [from]), grouped(ends, ({ to }) => [to])]
  if ([...leaving.values(), ...arriving.values()].some((lines) => lines.length > 1)) return null
  const starts = [...leaving.keys()].filter((place) => !arriving.has(place))
  if (starts.length !== 1) return null
  const steps: Step[] = []
  let line = leaving.get(at(starts, 0))?.[0]
  while (line !== undefined) {
    steps.push({ line, isTurned: false })
    line = leaving.get(at(ends, line).to)?.[0]
  }
  return steps.length === ends.length ? steps : null
}

/** A line that comes back to where it was has one order that can be trusted: the file's. */
function inFileOrder(ends: readonly Ends[]): Step[] | null {
  const isRow = ends.every(({ from }, line) => line === 0 || at(ends, line - 1).to === from)
  return isRow ? ends.map((_, line) => ({ line, isTurned: false })) : null
}

/** One line, if some are turned: in the direction in which most are drawn. */
function turned(ends: readonly Ends[]): Step[] | null {
  const meeting = grouped(ends, ({ from, to }) => [from, to])
  if ([...meeting.values()].some((lines) => lines.length > 2)) return null
  const tips = [...meeting].filter(([, lines]) => lines.length === 1)
  if (tips.length !== 2) return null
  const steps: Step[] = []
  const [tip, leaving] = at(tips, 0)
  let [place, line]: [number, number | undefined] = [tip, leaving[0]]
  while (line !== undefined) {
    const current: number = line
    const { from, to }: Ends = at(ends, current)
    const isTurned: boolean = to === place
    steps.push({ line: current, isTurned })
    place = isTurned ? from : to
    line = meeting.get(place)?.find((other) => other !== current)
  }
  if (steps.length !== ends.length) return null
  const against = steps.filter(({ isTurned }) => isTurned).length
  if (against * 2 === steps.length) return null
  if (against * 2 < steps.length) return steps
  return steps.toReversed().map((step) => ({ line: step.line, isTurned: !step.isTurned }))
}

function join(drafts: readonly Draft[], links: readonly Link[]): Joined {
  const speeds = new Set(links.map(({ draft }) => draft.speedKn ?? null))
  const points: DraftPoint[] = []
  const legsByEtas = new Set<number>()
  for (const { draft, isTurned } of links) {
    const own = isTurned ? draft.points.toReversed() : speeds.size > 1 ? withOwnSpeed(draft) : draft.points
    const met = points.pop()
    for (const leg of draft.legsByEtas ?? []) legsByEtas.add(leg + points.length)
    points.push(met ? meet(met, at(own, 0)) : at(own, 0))
    for (const point of own.slice(1)) points.push(point)
  }
  const first = at(links, 0).draft
  const kind = (['track', 'route', 'line'] as const).find((one) => drafts.some((draft) => draft.kind === one)) ?? 'line'
  const names = new Set(drafts.map(({ name }) => cleanName(name)))
  const [name = ''] = names
  const [speedKn = null] = speeds
  const draft: Draft = {
    kind,
    name: names.size === 1 ? name : '',
    points,
    departureMs: first.departureMs ?? null,
    speedKn: speeds.size === 1 ? speedKn : null,
    legsByEtas,
    info: first.info ?? null,
  }
  return { draft, lines: drafts.length, note: { text: words(links) } }
}

const withOwnSpeed = ({ points, speedKn = null }: Draft): readonly DraftPoint[] =>
  points.map((point) => ({
    ...point,
    leg: { ...(point.leg ?? { type: 'RL' }), speedKn: point.leg?.speedKn ?? speedKn },
  }))

/** Where one line ends and the next begins: one point, where the ship may have stayed in between. */
function meet(end: DraftPoint, begin: DraftPoint): DraftPoint {
  const stays = end.timeMs != null && begin.timeMs != null && begin.timeMs > end.timeMs
  return { ...end, name: cleanName(end.name) || cleanName(begin.name), ...(stays && { leavesMs: begin.timeMs }) }
}

function words(links: readonly Link[]): string {
  const turns = links.filter(({ isTurned }) => isTurned).length
  const turning = turns === 0 ? '' : `, ${turns} of them turned round`
  return `The file has ${plural(links.length, 'line')} that meet end to end: they are offered as one${turning}, and each by itself.`
}
