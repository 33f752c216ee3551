import { LimitProfile } from '../limits/limit-profile.ts'
import { isSameLimits } from '../limits/limits.ts'
import { emptyShip, isSameShip, Ship } from '../voyage/ship.ts'
import type { TeamKind } from './team-list.ts'

/** Larger than any ship or profile; a browser has room for thousands of this size. Characters of JSON. */
const MAX_DOCUMENT = 4000

const isShort = (document: unknown) => JSON.stringify(document).length <= MAX_DOCUMENT

/** The ships of the team. */
export const shipKind: TeamKind<Ship> = {
  read: (document) => (isShort(document) ? (Ship.safeParse({ ...emptyShip, ...document }).data ?? null) : null),
  isSame: isSameShip,
  joined: joinedShips,
}

const isGiven = (value: unknown) => value !== '' && value !== null

/** The facts of both; null where they contradict each other. */
function joinedShips(mine: Ship, theirs: Ship): Ship | null {
  const keys = Object.keys(emptyShip) as (keyof Ship)[]
  if (keys.some((key) => isGiven(mine[key]) && isGiven(theirs[key]) && mine[key] !== theirs[key])) return null
  const given = Object.fromEntries(Object.entries(mine).filter(([, value]) => isGiven(value)))
  return { ...theirs, ...given }
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
}
