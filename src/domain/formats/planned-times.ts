import { at } from '../at.ts'
import { legLine } from '../geodesy/leg-line.ts'
import { MAX_EDITABLE_WAYPOINTS, unwrapPositions } from '../route/route.ts'
import { schedule } from '../route/schedule.ts'
import { SPEED_BOUNDS_KN } from '../route/timed-legs.ts'
import { HOUR_MS, MINUTE_MS } from '../time.ts'
import { formatNumber, formatSpeed } from '../units/format.ts'
import { formatUtcFull, formatUtcNear } from '../units/time-text.ts'
import { toRoute } from './candidates.ts'
import { cleanName, plural } from './file-values.ts'
import type { Draft, DraftPoint, ImportNote, Reading } from './reading.ts'
import { FIRST_DOUBTLESS_MS, LAST_DOUBTLESS_MS } from './track-doubts.ts'

/** ETAs this near to what the speeds lead to say the same: speeds are rounded, and programs measure differently. */
const AGREES_MS = 5 * MINUTE_MS

/**
 * Where a plan has speeds for all its legs and ETAs too, and they lead to different times: a note that tells both, of the
 * waypoint where they are farthest apart. The speeds are what is used, and on the way to a fixed ETA that one.
 * @param points with the file's ETAs as `etaMs`
 * @param departureMs epoch milliseconds UTC
 * @param speedKn of legs without their own, knots
 * @returns null where they agree to 5 minutes, or cannot be compared
 */
export function disagreement(
  points: readonly DraftPoint[],
  departureMs: number | null,
  speedKn: number | null,
): ImportNote | null {
  if (departureMs === null || points.every(({ etaMs }) => etaMs == null)) return null
  const { rows } = schedule(toRoute('', unwrapPositions(points)), { departureMs, speedKn: speedKn ?? Number.NaN })
  let worst: { index: number; apartMs: number } | null = null
  for (const [index, { etaMs }] of points.entries()) {
    const sailedMs = at(rows, index).etaMs
    if (index === 0 || etaMs == null || sailedMs === null) continue
    const apartMs = Math.abs(sailedMs - etaMs)
    if (apartMs > Math.max(AGREES_MS, worst?.apartMs ?? 0)) worst = { index, apartMs }
  }
  if (!worst) return null
  const { index } = worst
  const [bySpeedsMs, byEtaMs] = [at(rows, index).etaMs ?? Number.NaN, at(points, index).etaMs ?? Number.NaN]
  const fixed = points.find(({ fixedEtaMs }, place) => place >= index && fixedEtaMs != null)
  if (fixed)
    return {
      text: `The ETAs do not lead to the ETA that is fixed at ${placeWords(points, points.indexOf(fixed))}: on the way there the ship reaches ${placeWords(points, index)} at ${formatUtcFull(bySpeedsMs)}, by the ETA at ${formatUtcNear(byEtaMs, bySpeedsMs)}; the fixed ETA is used.`,
      isCaution: true,
    }
  return {
    text: `The ETAs and the speeds disagree: by the speeds the ship reaches ${placeWords(points, index)} at ${formatUtcFull(bySpeedsMs)}, by the ETA at ${formatUtcNear(byEtaMs, bySpeedsMs)}; the speeds are used.`,
    isCaution: true,
  }
}

function placeWords(points: readonly DraftPoint[], index: number): string {
  const name = cleanName(at(points, index).name)
  return name ? `“${name.length > 40 ? `${name.slice(0, 39).trimEnd()}…` : name}”` : `waypoint ${index + 1}`
}

/** Points nearer than this are one place: what passes between their times is a stay, not a speed. */
const SAME_PLACE_NM = 0.1

/**
 * A draft whose ETAs became speeds: the legs before an ETA that have none get the one that leads there on time, so that
 * the plan keeps its times and still moves with its departure. Speeds of the file stay as they are.
 * @returns the draft, and what is to be told of its ETAs
 */
function keepEtas(draft: Draft): { draft: Draft; notes: readonly ImportNote[] } {
  if ((draft.departureMs ?? FIRST_DOUBTLESS_MS) < FIRST_DOUBTLESS_MS) return withoutTimes(draft)
  const { draft: planned, notes: told } = keptEtas(draft)
  const kept = { draft: planned, notes: [...lostSpeeds(draft), ...told] }
  const isLate = (timeMs: number | null | undefined) => timeMs != null && timeMs >= LAST_DOUBTLESS_MS
  const { points, departureMs } = kept.draft
  const lateMs = [departureMs, ...points.flatMap(({ etaMs, fixedEtaMs }) => [fixedEtaMs, etaMs])].find(isLate)
  if (lateMs == null) return kept
  return {
    ...kept,
    notes: [{ text: `The plan has times as late as ${formatUtcFull(lateMs)}: check their year.` }, ...kept.notes],
  }
}

/** A track has no speeds of its own. */
const lostSpeeds = ({ points }: Draft): ImportNote[] =>
  points.length > MAX_EDITABLE_WAYPOINTS && points.some(({ leg }) => leg?.speedKn != null)
    ? [
        {
          text: `The speeds of its legs were left out: more than ${formatNumber(MAX_EDITABLE_WAYPOINTS)} waypoints are taken as a track.`,
        },
      ]
    : []

function keptEtas(draft: Draft): { draft: Draft; notes: readonly ImportNote[] } {
  const { points, departureMs = null, speedKn = null } = draft
  const count = points.slice(1).filter(({ etaMs }) => etaMs != null).length
  if (count === 0) return { draft, notes: [] }
  if (departureMs === null)
    return { draft, notes: [{ text: `${plural(count, 'ETA')} left out: the plan has no departure.` }] }
  if (points.length > MAX_EDITABLE_WAYPOINTS) return { draft: asTrack(draft, departureMs), notes: [] }
  const kept = speedsByEtas(points, departureMs, speedKn)
  const disagrees = disagreement(kept.points, departureMs, speedKn)
  const notes = [...kept.notes, ...(disagrees ? [disagrees] : [])]
  return { draft: { ...draft, points: kept.points, legsByEtas: kept.legs }, notes }
}

/** A plan that departs before there was any: its times are none. */
const withoutTimes = ({ departureMs: _, ...draft }: Draft): { draft: Draft; notes: readonly ImportNote[] } => ({
  draft: {
    ...draft,
    points: draft.points.map(({ etaMs: _eta, fixedEtaMs: _fixed, ...point }) => point),
  },
  notes: [{ text: 'The times of the plan lie before 1980 and were left out.' }],
})

/** The same for all that a file has, with what was told before. */
export function keepAllEtas({ drafts, notes }: Pick<Reading, 'drafts' | 'notes'>): Pick<Reading, 'drafts' | 'notes'> {
  const kept = drafts.map(keepEtas)
  return { drafts: kept.map(({ draft }) => draft), notes: [...notes, ...kept.flatMap((one) => one.notes)] }
}

/** What is too long for a route keeps its ETAs as the times of a track. */
const asTrack = (draft: Draft, departureMs: number): Draft => ({
  ...draft,
  points: draft.points.map((point, index) => ({ ...point, timeMs: index === 0 ? departureMs : point.etaMs })),
})

interface KeptEtas {
  readonly points: readonly DraftPoint[]
  readonly legs: ReadonlySet<number>
  readonly notes: readonly ImportNote[]
}

/** The legs from the last known time to the next ETA. */
interface Stretch {
  /** Waypoint where it begins. */
  readonly start: number
  readonly end: number
  /** Its legs without a speed, by the waypoint where they end, and their length. */
  readonly free: readonly number[]
  readonly freeNm: number
  /** Stays on the way, and the time that the other legs take. */
  readonly spentMs: number
}

function speedsByEtas(points: readonly DraftPoint[], departureMs: number, speedKn: number | null): KeptEtas {
  const timed = [...points]
  const notes: ImportNote[] = []
  const legs = new Set<number>()
  let kept = 0
  let start = 0
  let startMs = departureMs
  const change = (index: number, to: Partial<DraftPoint>) => (timed[index] = { ...at(timed, index), ...to })
  for (const [end, { etaMs, fixedEtaMs }] of points.entries()) {
    if (end === 0) continue
    if (fixedEtaMs != null) {
      // The schedule finds the speeds that lead to an ETA that somebody asked for.
      start = end
      startMs = fixedEtaMs
    }
    if (etaMs == null || end <= start) continue
    const stretch = stretchOf(timed, { start, end }, speedKn)
    const leftMs = etaMs - startMs - stretch.spentMs
    const nextFixMs = points.slice(end + 1).find((point) => point.fixedEtaMs != null)?.fixedEtaMs ?? Infinity
    const fault =
      stretch.free.length === 0
        ? null
        : etaMs >= nextFixMs
          ? 'is not before the ETA that is fixed after it'
          : faultOf(stretch, leftMs)
    if (fault !== null) {
      change(end, { etaMs: null })
      notes.push({ item: `Waypoint ${end + 1}`, text: `Its ETA ${formatUtcFull(etaMs)} ${fault} and was left out.` })
      continue
    }
    if (stretch.free.length > 0) {
      const legKn = sailedKn(stretch, leftMs)
      const waitMin = legKn === null ? leftMs / MINUTE_MS : (leftMs - (stretch.freeNm / legKn) * HOUR_MS) / MINUTE_MS
      for (const leg of stretch.free) {
        change(leg, { leg: { ...(at(timed, leg).leg ?? { type: 'RL' }), speedKn: legKn } })
        legs.add(leg)
      }
      // A stay at the first waypoint means nothing: she waits where she is a moment later.
      const waits = start === 0 ? end : start
      if (waitMin > 0.01) change(waits, { stayMin: (at(timed, waits).stayMin ?? 0) + waitMin })
      if (waitMin > 0.01 && start === 0) change(end, { etaMs: null })
      kept += 1
      startMs = waits === end ? etaMs - waitMin * MINUTE_MS : etaMs
    } else startMs += stretch.spentMs
    start = end
  }
  if (kept > 0) notes.push(keptNote(kept, legs.size), ...restNote(timed, legs, speedKn))
  return { points: timed, legs, notes }
}

function stretchOf(
  points: readonly DraftPoint[],
  { start, end }: { start: number; end: number },
  speedKn: number | null,
): Stretch {
  const free: number[] = []
  let [freeNm, spentMs] = [0, 0]
  for (let index = start + 1; index <= end; index += 1) {
    const [from, to] = [at(points, index - 1), at(points, index)]
    const { distanceNm } = legLine(from, to, to.leg?.type ?? 'RL')
    const legKn = to.leg?.speedKn ?? speedKn
    if (index > 1) spentMs += (from.stayMin ?? 0) * MINUTE_MS
    if (legKn === null) {
      free.push(index)
      freeNm += distanceNm
    } else spentMs += (distanceNm / legKn) * HOUR_MS
  }
  return { start, end, free, freeNm, spentMs }
}

const isSamePlace = ({ freeNm }: Stretch) => freeNm < SAME_PLACE_NM

/** Why a stretch cannot be sailed so that the ship is there on time; null where it can. */
function faultOf(stretch: Stretch, leftMs: number): string | null {
  const { freeNm } = stretch
  if (leftMs < 0) return 'is before the ship can be there'
  if (leftMs === 0 && !isSamePlace(stretch)) return `leaves no time for ${formatNumber(freeNm, 1)} NM`
  if (isSamePlace(stretch)) return null
  const neededKn = freeNm / (leftMs / HOUR_MS)
  if (neededKn > SPEED_BOUNDS_KN.max) return `needs ${formatSpeed(neededKn)}`
  return neededKn < SPEED_BOUNDS_KN.min ? `needs less than ${SPEED_BOUNDS_KN.min} kn` : null
}

/** The speed of its legs: where they lead hardly anywhere, she waits rather than creeps. Null where they have no length. */
function sailedKn(stretch: Stretch, leftMs: number): number | null {
  if (stretch.freeNm === 0) return null
  const neededKn = stretch.freeNm / (leftMs / HOUR_MS)
  return isSamePlace(stretch) ? Math.min(Math.max(neededKn, 1), SPEED_BOUNDS_KN.max) : neededKn
}

const keptNote = (etas: number, legs: number): ImportNote => ({
  text: `${plural(etas, 'ETA')} kept as the ${legs === 1 ? 'speed' : 'speeds'} of ${plural(legs, 'leg')}.`,
})

/** What lies behind the last ETA and has no speed either. */
function restNote(points: readonly DraftPoint[], legs: ReadonlySet<number>, speedKn: number | null): ImportNote[] {
  const last = Math.max(
    ...legs,
    points.findLastIndex(({ fixedEtaMs }) => fixedEtaMs != null),
  )
  const rest = points.filter((point, index) => index > last && (point.leg?.speedKn ?? speedKn) === null).length
  if (rest === 0) return []
  return [
    { text: `${plural(rest, 'leg')} after the last ETA ${rest === 1 ? 'takes' : 'take'} the speed of the voyage.` },
  ]
}
