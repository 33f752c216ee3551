import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import { LimitProfile } from '#src/domain/limits/limit-profile.ts'
import { emptyShip, isSameShip, type Ship } from '#src/domain/voyage/ship.ts'
import { keptName } from './kept-name.ts'

export const MAX_PROFILES = 50

/** The profiles of this browser, the last kept first; in localStorage. */
const useStore = create<{ profiles: readonly LimitProfile[] }>()(
  persist(() => ({ profiles: [] as readonly LimitProfile[] }), {
    name: keptName('fairway.limit-profiles'),
    version: 1,
    // What cannot be read is left out, so that one damaged profile does not take the others with it.
    merge: (stored, state) => ({ ...state, profiles: profilesIn(stored) }),
  }),
)

function profilesIn(stored: unknown): LimitProfile[] {
  const list = (stored as { profiles?: unknown } | undefined)?.profiles
  return Array.isArray(list) ? list.filter(isProfile) : []
}

const isProfile = (stored: unknown): stored is LimitProfile => LimitProfile.safeParse(stored).success

export const isProfileOf = ({ ship }: LimitProfile, other: Ship): boolean =>
  ship !== null && isSameShip({ ...emptyShip, ...ship }, other)

const profileActions = {
  /** Replaces one with the same name. */
  profileKept: (profile: LimitProfile) =>
    useStore.setState(({ profiles }) => ({
      profiles: [profile, ...profiles.filter(({ name }) => name !== profile.name)].slice(0, MAX_PROFILES),
    })),
  /** With those of a settings file, or with what was there before it. */
  profilesReplaced: (profiles: readonly LimitProfile[]) => useStore.setState({ profiles }),
  profileForgotten: (name: string) =>
    useStore.setState(({ profiles }) => ({ profiles: profiles.filter((one) => one.name !== name) })),
}

export const useLimitProfiles = () => useStore((state) => state.profiles)
export const useLimitProfileActions = () => profileActions
export const currentLimitProfiles = () => useStore.getState().profiles
