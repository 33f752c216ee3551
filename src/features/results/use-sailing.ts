import { useMemo } from 'react'
import type { Answer } from '#src/domain/metocean/result.ts'
import { type SailingPlan, shipInPlan } from '#src/domain/report/summary-sections.ts'
import { etaRows, trueEta, type TrueEta } from '#src/domain/voyage/current/true-eta.ts'
import { activePlan, type PlannedSpeed, type RoutePlan, type Voyage } from '#src/domain/voyage/voyage.ts'
import { useLoading, usePlan, usePlannedSpeed, useSamplingStep, useShip } from '#src/state/voyage.ts'

/** By answer: the last that was worked out, which several parts of the screen ask for. */
const known = new WeakMap<
  Answer['columns'],
  { plan: RoutePlan; stepMin: number; planned: PlannedSpeed; eta: TrueEta | null }
>()

function etaOf(answer: Answer, plan: RoutePlan, stepMin: number, planned: PlannedSpeed): TrueEta | null {
  const before = known.get(answer.columns)
  if (before?.plan === plan && before.stepMin === stepMin && before.planned === planned) return before.eta
  const eta = trueEta(answer, { ...plan, stepMin }, planned)
  known.set(answer.columns, { plan, stepMin, planned, eta })
  return eta
}

/** When she arrives with the current; null: her times are over ground, or the answer does not tell. */
export function useTrueEta(answer: Answer): TrueEta | null {
  const [plan, stepMin, planned] = [usePlan(), useSamplingStep(), usePlannedSpeed()]
  return useMemo(() => etaOf(answer, plan, stepMin, planned), [answer, plan, stepMin, planned])
}

const sailing = (
  { route }: RoutePlan,
  planned: PlannedSpeed,
  eta: TrueEta | null,
  loaded: Pick<Voyage, 'ship' | 'loading'>,
): SailingPlan => ({
  waypoints: route.waypoints,
  planned,
  ...shipInPlan(loaded),
  ...(eta && { eta: etaRows(eta) }),
})

const noOthers: readonly Answer[] = []

/**
 * What an answer is sailed by in the open voyage; the same while nothing of it changes.
 * @param answers all that are compared; must be stable while they are the same
 */
export function useSailing(answer: Answer, answers = noOthers): SailingPlan {
  const [plan, planned, eta] = [usePlan(), usePlannedSpeed(), useTrueEta(answer)]
  const [ship, loading, stepMin] = [useShip(), useLoading(), useSamplingStep()]
  return useMemo(() => {
    const found = answers.length < 2 ? [] : answers.map((one) => [one.key, etaOf(one, plan, stepMin, planned)] as const)
    const arrivals = found.flatMap(([key, one]) => (one ? [[key, one.arrivalMs] as const] : []))
    return {
      ...sailing(plan, planned, eta, { ship, loading }),
      ...(arrivals.length > 0 && { arrivals: Object.fromEntries(arrivals) }),
    }
  }, [answers, plan, stepMin, planned, eta, ship, loading])
}

/** The same once, in a voyage. */
export function sailingIn(voyage: Voyage, answer: Answer): SailingPlan {
  const [plan, planned] = [activePlan(voyage), voyage.plannedSpeed]
  return sailing(plan, planned, etaOf(answer, plan, voyage.request.stepMin, planned), voyage)
}
