import { LimitProfile } from '#src/domain/limits/limit-profile.ts'
import { emptyShip, isSameShip, type Ship } from '#src/domain/voyage/ship.ts'
import { createKeptList } from './kept-list.ts'

const MAX_PROFILES = 50

/** The profiles this browser keeps, the last kept first. */
export const profileList = createKeptList<LimitProfile>({
  name: 'fairway.limit-profiles',
  formerly: 'profiles',
  most: MAX_PROFILES,
  read: (stored) => LimitProfile.safeParse(stored).data ?? null,
  isSame: (one, other) => one.name === other.name,
})

export const isProfileOf = ({ ship }: LimitProfile, other: Ship): boolean =>
  ship !== null && isSameShip({ ...emptyShip, ...ship }, other)

const profileActions = {
  /** Replaces one with the same name. */
  profileKept: profileList.kept,
  /** With those of a settings file, or with what was there before it. */
  profilesReplaced: profileList.replaced,
  profileForgotten: profileList.forgotten,
}

export const useLimitProfileActions = () => profileActions
export const currentLimitProfiles = profileList.docs
