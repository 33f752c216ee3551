import { areaWords } from '../areas/area.ts'
import { isSameLimits } from '../limits/limits.ts'
import { limitsLine } from '../limits/limit-words.ts'
import type { Waypoint } from '../route/route.ts'
import {
  formatCount,
  formatDistance,
  formatHeight,
  formatNumber,
  formatQuantity,
  formatSpeed,
} from '../units/format.ts'
import { formatUtcFull } from '../units/time-text.ts'
import { compareAlternatives, freeName, MAX_ALTERNATIVES, nextId } from '../voyage/alternatives.ts'
import { charterLine } from '../voyage/charter/charter.ts'
import { changesBetween } from '../voyage/changes.ts'
import { type Loading, type Ship, shipWords } from '../voyage/ship.ts'
import { consumptionWords } from '../voyage/ship/consumption.ts'
import { nameAmong, type RoutePlan, type Voyage } from '../voyage/voyage.ts'
import { type Beside, besideOf, newestAnswers } from './beside.ts'
import type { VoyageDocument } from './voyage-document.ts'

/** One thing that two versions of a voyage say differently, in words for two columns. */
export interface Difference {
  /** `Waypoints of North`, `Limits`. */
  readonly what: string
  readonly yours: string
  readonly theirs: string
  /** What the columns do not show: `2 moved, 1 only in yours`; empty: they show it all. */
  readonly detail: string
}

const isSame = (one: unknown, other: unknown) => changesBetween(one, other).length === 0

/** How a detail tells of waypoints that one of the two versions has alone. */
export interface OnlyWords {
  readonly yours: string
  readonly theirs: string
}
const ofTwoDesks: OnlyWords = { yours: 'only in yours', theirs: 'only in theirs' }

/**
 * What differs between two versions of one voyage. What is only looked at, such as which alternative is active, is no
 * difference. Empty: both say the same.
 */
export function differencesBetween(yours: Voyage, theirs: Voyage, only = ofTwoDesks): Difference[] {
  const of = (what: string, words: (voyage: Voyage) => string, differ: boolean, detail = ''): Difference[] =>
    differ ? [{ what, yours: words(yours) || '—', theirs: words(theirs) || '—', detail }] : []
  return [
    ...of('Name', ({ name }) => name || 'Untitled voyage', yours.name !== theirs.name),
    ...of('Voyage number', ({ voyageNumber }) => voyageNumber, yours.voyageNumber !== theirs.voyageNumber),
    ...of('Ship', ({ ship }) => measuredShip(ship), !isSame(yours.ship, theirs.ship)),
    ...of('Loading', ({ loading }) => loadingWords(loading), !isSame(yours.loading, theirs.loading)),
    ...of('Planned speed', ({ plannedSpeed }) => plannedSpeed, yours.plannedSpeed !== theirs.plannedSpeed),
    ...of('Limits', ({ limits }) => limitsLine(limits), !isSameLimits(yours.limits, theirs.limits)),
    ...of(
      'Arrival not later than',
      ({ arriveByMs }) => (arriveByMs === null ? '' : formatUtcFull(arriveByMs)),
      yours.arriveByMs !== theirs.arriveByMs,
    ),
    ...of(
      'Charter party',
      ({ charter }) => (charter ? charterLine(charter) : ''),
      !isSame(yours.charter, theirs.charter),
    ),
    ...areaDifferences(yours, theirs),
    ...alternativeDifferences(yours, theirs, only),
    ...of('Request', requestWords, !isSame(yours.request, theirs.request)),
    ...of(
      'Other fields of the RTZ file',
      ({ rtzInfo }) => formatCount(Object.keys(rtzInfo).length, 'field'),
      !isSame(yours.rtzInfo, theirs.rtzInfo),
    ),
  ]
}

function measuredShip(ship: Ship): string {
  const { mmsi, lengthM, beamM, lppM, blockCoefficient, consumption, speedLoss, bowM } = ship
  const size = [
    lengthM !== null && `length ${formatHeight(lengthM)}`,
    beamM !== null && `beam ${formatHeight(beamM)}`,
    lppM !== null && `LPP ${formatHeight(lppM)}`,
    blockCoefficient !== null && `block coefficient ${formatNumber(blockCoefficient, 2)}`,
    bowM !== null && `bow ${formatHeight(bowM)}`,
    consumptionWords(consumption),
    speedLoss !== null && `speed loss in weather (${speedLoss})`,
  ]
  return [shipWords(ship), mmsi && `MMSI ${mmsi}`, ...size].filter(Boolean).join(' · ')
}

const loadingWords = ({ condition, displacementT, gmM, rollPeriodS }: Loading) =>
  [
    condition,
    displacementT !== null && `displacement ${formatQuantity(displacementT, 't')}`,
    gmM !== null && `GM ${formatQuantity(gmM, 'm', 2)}`,
    rollPeriodS !== null && `roll period ${formatQuantity(rollPeriodS, 's', 1)}`,
  ]
    .filter(Boolean)
    .join(' · ')

/** Area by area, as a list of names alone would not tell what is new of one. */
function areaDifferences(yours: Voyage, theirs: Voyage): Difference[] {
  const names = new Set([...yours.areas, ...theirs.areas].map(({ name }) => name))
  return [...names].flatMap((name): Difference[] => {
    const [mine, other] = [yours, theirs].map(({ areas }) => areas.find((area) => area.name === name))
    if (isSame(mine, other)) return []
    const isMoved = mine && other && !isSame(mine.corners, other.corners)
    const detail = isMoved ? 'with other corners' : ''
    return [{ what: `Area “${name}”`, yours: areaWords(mine), theirs: areaWords(other), detail }]
  })
}

const requestWords = ({ request }: Voyage) =>
  [
    request.variables.join(', ').replaceAll('_', ' ') || 'nothing',
    `every ${formatQuantity(request.stepMin, 'min')}`,
    `wind at ${formatQuantity(request.windHeightM, 'm')}`,
    request.slug,
  ]
    .filter(Boolean)
    .join(' · ')

type Side = 'yours' | 'theirs'

function alternativeDifferences(yours: Voyage, theirs: Voyage, only: OnlyWords): Difference[] {
  const sides = { yours: sideOf(yours), theirs: sideOf(theirs) }
  const ids = new Set([...yours.alternatives, ...theirs.alternatives].map(({ id }) => id))
  return [...ids].flatMap((id): Difference[] => {
    const mine = yours.alternatives.find((one) => one.id === id)
    const other = theirs.alternatives.find((one) => one.id === id)
    const both = (words: (side: Side) => string) => ({ yours: words('yours'), theirs: words('theirs') })
    if (!mine || !other) {
      const name = (mine ?? other)?.name ?? ''
      return [{ what: `Route “${name}”`, ...both((side) => sides[side].size(id)), detail: '' }]
    }
    const label = nameAmong(yours.alternatives.length > 1 ? yours : theirs, mine)
    const suffix = label && ` of ${label}`
    const { line, schedule } = planDifference(mine.plan, other.plan, only)
    const names = { what: 'Name of a route', yours: mine.name, theirs: other.name, detail: '' }
    const size = { what: `Waypoints${suffix}`, ...both((side) => sides[side].size(id)) }
    const times = { what: `Schedule${suffix}`, ...both((side) => sides[side].times(id)) }
    return [
      ...(mine.name === other.name ? [] : [names]),
      ...(line === null ? [] : [{ ...size, detail: line }]),
      ...(schedule === null ? [] : [{ ...times, detail: schedule }]),
    ]
  })
}

/** Size and times of each alternative of a version, in words. */
function sideOf(voyage: Voyage) {
  const lengths = new Map(compareAlternatives(voyage).map((one) => [one.id, one]))
  const plans = new Map(voyage.alternatives.map(({ id, plan }) => [id, plan]))
  return {
    size: (id: string) => {
      const plan = plans.get(id)
      return plan ? `${planSize(plan)} · ${formatDistance(lengths.get(id)?.distanceNm)}` : 'not there'
    },
    times: (id: string) =>
      [
        `departs ${formatUtcFull(plans.get(id)?.departureMs)}`,
        formatSpeed(plans.get(id)?.speedKn),
        `arrives ${formatUtcFull(lengths.get(id)?.arrivalMs)}`,
      ].join(' · '),
  }
}

const planSize = ({ route, track }: RoutePlan) =>
  track ? `track of ${formatCount(track.lat.length, 'point')}` : formatCount(route.waypoints.length, 'waypoint')

interface PlanDifference {
  /** What differs in the line sailed; null: nothing. */
  readonly line: string | null
  /** What differs in the times; null: nothing. */
  readonly schedule: string | null
}

function planDifference(yours: RoutePlan, theirs: RoutePlan, only = ofTwoDesks): PlanDifference {
  const [mine, others] = [yours.route.waypoints, theirs.route.waypoints]
  const byId = new Map(others.map((waypoint) => [waypoint.id, waypoint]))
  const pairs = mine.flatMap((waypoint): [Waypoint, Waypoint][] => {
    const other = byId.get(waypoint.id)
    return other && other !== waypoint ? [[waypoint, other]] : []
  })
  const shared = mine.filter(({ id }) => byId.has(id)).length
  const count = (differs: (one: Waypoint, other: Waypoint) => boolean) =>
    pairs.filter(([one, other]) => differs(one, other)).length
  const counted = (words: readonly (readonly [number, string])[]) =>
    words
      .filter(([number]) => number > 0)
      .map(([number, word]) => `${number} ${word}`)
      .join(', ')
  const line = counted([
    [
      count((one, other) => one.position.lat !== other.position.lat || one.position.lon !== other.position.lon),
      'moved',
    ],
    [count((one, other) => one.name !== other.name), 'renamed'],
    [mine.length - shared, only.yours],
    [others.length - shared, only.theirs],
    [count((one, other) => one.leg.type !== other.leg.type), 'with another kind of leg'],
    [
      count((one, other) => !isSame(one.leg.rtz ?? {}, other.leg.rtz ?? {}) || !isEqual(one.radiusNm, other.radiusNm)),
      'with other RTZ fields',
    ],
  ])
  const times = counted([
    [count((one, other) => one.leg.speedKn !== other.leg.speedKn), 'with another speed'],
    [count((one, other) => !isEqual(one.stayMin || null, other.stayMin || null)), 'with another stay'],
    [count((one, other) => !isEqual(one.fixedEtaMs, other.fixedEtaMs)), 'with another fixed ETA'],
  ])
  const isOtherTrack = !isSame(columnsOf(yours), columnsOf(theirs))
  const isReordered =
    line === '' &&
    !isSame(
      mine.map(({ id }) => id),
      others.map(({ id }) => id),
    )
  const isOtherStart = yours.departureMs !== theirs.departureMs || yours.speedKn !== theirs.speedKn
  const isRenamed = yours.route.name !== theirs.route.name
  const isOtherLine = line !== '' || isOtherTrack || isReordered || isRenamed
  const unseen = isReordered ? 'in another order' : isOtherTrack ? '' : 'another name in the file'
  return { line: isOtherLine ? line || unseen : null, schedule: times !== '' || isOtherStart ? times : null }
}

const isEqual = (one: number | null | undefined, other: number | null | undefined) => (one ?? null) === (other ?? null)

const columnsOf = ({ track }: RoutePlan) =>
  track && { name: track.name, lat: [...track.lat], lon: [...track.lon], timeMs: [...track.timeMs] }

/** Both versions of a voyage as one. */
export interface BothVersions {
  readonly voyage: Voyage
  /** Their alternatives that are in it under another id, by the id they had. */
  readonly newIds: ReadonlyMap<string, string>
}

/**
 * Your version with every route of theirs that differs beside it, named after its author: `North (Anna)`, and with the
 * areas of theirs that you have none of that name. Ship, limits and name stay yours.
 * @returns null where there would be more alternatives than a voyage may have
 */
export function bothVersions(yours: Voyage, theirs: Voyage, author: string): BothVersions | null {
  const added = theirs.alternatives.filter(({ id, plan }) => {
    const mine = yours.alternatives.find((one) => one.id === id)
    if (!mine) return true
    const { line, schedule } = planDifference(mine.plan, plan)
    return line !== null || schedule !== null
  })
  if (yours.alternatives.length + added.length > MAX_ALTERNATIVES) return null
  const newIds = new Map<string, string>()
  const voyage = added.reduce((sofar, one): Voyage => {
    const isFree = sofar.alternatives.every(({ id }) => id !== one.id)
    const id = isFree ? one.id : nextId(sofar)
    if (!isFree) newIds.set(one.id, id)
    const name = freeName(sofar, author === '' ? one.name : `${one.name} (${author})`, 1)
    return { ...sofar, alternatives: [...sofar.alternatives, { ...one, id, name, shown: true }] }
  }, yours)
  const areas = theirs.areas.filter(({ name }) => !yours.areas.some((area) => area.name === name))
  return { voyage: areas.length > 0 ? { ...voyage, areas: [...voyage.areas, ...areas] } : voyage, newIds }
}

/** What the operator does about two versions. */
export type Choice = 'yours' | 'theirs' | 'both'

/**
 * What becomes of two versions of one voyage. Beside it stays what the library has; answers go with the routes they are of.
 * @param author whose routes theirs are called if both are taken; empty: they keep their names
 * @returns null where both together would be too many alternatives
 */
export function chosenVersion(
  choice: Choice,
  yours: Pick<VoyageDocument, 'voyage' | 'answers'>,
  theirs: VoyageDocument,
  author: string,
): { readonly voyage: Voyage; readonly beside: Beside } | null {
  const beside = besideOf(theirs)
  if (choice === 'theirs') return { voyage: theirs.voyage, beside }
  if (choice === 'yours') return { voyage: yours.voyage, beside: { ...beside, answers: yours.answers } }
  const both = bothVersions(yours.voyage, theirs.voyage, author)
  if (!both) return null
  const moved = theirs.answers.map((one) => ({
    ...one,
    alternative: both.newIds.get(one.alternative) ?? one.alternative,
  }))
  return { voyage: both.voyage, beside: { ...beside, answers: newestAnswers(yours.answers, moved) } }
}
