import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import { defaultUnits, nextUnits, unitChoices, type UnitKind, type Units } from '#src/domain/units/unit-choice.ts'

/** The units figures are shown in; kept in localStorage. */
const useStore = create<{ units: Units }>()(
  persist(() => ({ units: defaultUnits }), {
    name: 'fairway.units',
    version: 1,
    merge: (stored, state) => ({ ...state, units: unitsIn(stored) }),
  }),
)

/** A unit this version does not know is the usual one. */
function unitsIn(stored: unknown): Units {
  const kept = (stored as { units?: Partial<Record<UnitKind, string>> } | undefined)?.units ?? {}
  const known = (kind: UnitKind) => unitChoices[kind].some((unit) => unit === kept[kind])
  const kinds = (Object.keys(unitChoices) as UnitKind[]).filter(known)
  return { ...defaultUnits, ...Object.fromEntries(kinds.map((kind) => [kind, kept[kind]])) }
}

const unitActions = {
  unitClicked: (kind: UnitKind) => useStore.setState(({ units }) => ({ units: nextUnits(units, kind) })),
  unitsChosen: (change: Partial<Units>) => useStore.setState(({ units }) => ({ units: { ...units, ...change } })),
}

export const useUnits = () => useStore((state) => state.units)
export const useUnitActions = () => unitActions
export const currentUnits = () => useStore.getState().units
