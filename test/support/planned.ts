import { type RoutePlan, type Voyage, withPlan } from '#src/domain/voyage/voyage.ts'

/** A voyage with changes to itself, to the plan of its active alternative, or both. */
export function planned(
  voyage: Voyage,
  { route, track, departureMs, speedKn, ...rest }: Partial<Voyage & RoutePlan>,
): Voyage {
  const plan = { route, track, departureMs, speedKn }
  const given = Object.fromEntries(Object.entries(plan).filter(([, value]) => value !== undefined))
  return { ...withPlan(voyage, given), ...rest }
}
