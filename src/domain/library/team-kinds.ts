import { Area, areaWords } from '../areas/area.ts'
import { LimitProfile } from '../limits/limit-profile.ts'
import { limitText, limitWords } from '../limits/limit-words.ts'
import { isSameLimits, type LimitId, limitIds } from '../limits/limits.ts'
import { MISSING } from '../units/format.ts'
import { formatPosition } from '../units/position-text.ts'
import { changesBetween } from '../voyage/changes.ts'
import { emptyShip, isSameShip, Ship, shipWords } from '../voyage/ship.ts'
import { consumptionWords } from '../voyage/ship/consumption.ts'
import type { TeamKind } from './team-list.ts'
import type { Difference } from './two-versions.ts'

/** Larger than any ship or profile; a browser has room for thousands of this size. Characters of JSON. */
const MAX_DOCUMENT = 4000

const isShort = (document: unknown) => JSON.stringify(document).length <= MAX_DOCUMENT

/** The ships of the team. */
export const shipKind: TeamKind<Ship> = {
  read: (document) => (isShort(document) ? (Ship.safeParse({ ...emptyShip, ...document }).data ?? null) : null),
  isSame: isSameShip,
  joined: joinedShips,
  differences: (yours, theirs) =>
    shipFields.flatMap(([what, key]) => unlike(what, factText(yours[key], key), factText(theirs[key], key))),
}

const shipFields: readonly (readonly [string, keyof Ship])[] = [
  ['Name', 'name'],
  ['IMO number', 'imo'],
  ['MMSI', 'mmsi'],
  ['Call sign', 'callSign'],
  ['Draught', 'draughtM'],
  ['Length over all', 'lengthM'],
  ['Beam', 'beamM'],
  ['Length between perpendiculars', 'lppM'],
  ['Block coefficient', 'blockCoefficient'],
  ['Consumption', 'consumption'],
  ['Speed loss in weather', 'speedLoss'],
  ['Length of the bow', 'bowM'],
]

/** Metres as they were typed: rounded, two of them might read the same. */
function factText(value: Ship[keyof Ship], key: keyof Ship): string {
  if (typeof value === 'number') return key === 'blockCoefficient' ? String(value) : `${value} m`
  return (typeof value === 'string' ? value : consumptionWords(value)) || MISSING
}

const unlike = (what: string, yours: string, theirs: string): Difference[] =>
  yours === theirs ? [] : [{ what, yours, theirs, detail: '' }]

const isGiven = (value: unknown) => value !== '' && value !== null

/** The facts of both; null where they contradict each other. */
function joinedShips(mine: Ship, theirs: Ship): Ship | null {
  const keys = Object.keys(emptyShip) as (keyof Ship)[]
  const isContradicted = (key: keyof Ship) =>
    isGiven(mine[key]) && isGiven(theirs[key]) && changesBetween(mine[key], theirs[key]).length > 0
  if (keys.some(isContradicted)) return null
  const given = Object.fromEntries(Object.entries(mine).filter(([, value]) => isGiven(value)))
  return { ...theirs, ...given }
}

/** The areas of the team. Their corners are counted, so that what a browser keeps of one is bounded. */
export const areaKind: TeamKind<Area> = {
  read: (document) => Area.safeParse(document).data ?? null,
  isSame: (one, other) => one.name === other.name,
  joined: (mine, theirs) => (changesBetween(mine, theirs).length === 0 ? theirs : null),
  differences: (yours, theirs) => [
    ...unlike('Name', yours.name, theirs.name),
    ...unlike('Area', areaWords(yours), areaWords(theirs)),
    ...cornerDifference(yours.corners, theirs.corners),
  ],
}

/** The first of the corners that differ: all of them would be longer than anybody compares. */
function cornerDifference(yours: Area['corners'], theirs: Area['corners']): Difference[] {
  const longer = yours.length > theirs.length ? yours : theirs
  const texts = [yours, theirs].map((corners) => (index: number) => formatPosition(corners[index] ?? null))
  const [mine = () => MISSING, other = () => MISSING] = texts
  const first = longer.findIndex((_, index) => mine(index) !== other(index))
  return first < 0 ? [] : unlike(`Corner ${first + 1}`, mine(first), other(first))
}

/** The limit profiles of the team. */
export const profileKind: TeamKind<LimitProfile> = {
  read: (document) => (isShort(document) ? (LimitProfile.safeParse(document).data ?? null) : null),
  isSame: (one, other) => one.name === other.name,
  joined: (mine, theirs) => {
    const isOneShip =
      !mine.ship || !theirs.ship || isSameShip({ ...emptyShip, ...mine.ship }, { ...emptyShip, ...theirs.ship })
    return isSameLimits(mine.limits, theirs.limits) && isOneShip ? { ...theirs, ship: theirs.ship ?? mine.ship } : null
  },
  differences: (yours, theirs) => [
    ...unlike('Name', yours.name, theirs.name),
    ...unlike('Ship', profileShip(yours), profileShip(theirs)),
    ...limitIds.flatMap((id) => unlike(limitWords[id].label, pairText(yours, id), pairText(theirs, id))),
  ],
}

const profileShip = ({ ship }: LimitProfile) => (ship && shipWords({ ...emptyShip, ...ship })) || 'any'

function pairText({ limits }: LimitProfile, id: LimitId): string {
  const pair = limits[id]
  return pair ? `${limitText(id, pair.limit)} (caution ${limitText(id, pair.caution)})` : 'not watched'
}
