import { useEffect, useMemo, useState } from 'react'
import { deriveColumns } from '#src/data/workers/derive-columns.ts'
import type { Answer, ResultColumns } from '#src/domain/metocean/result.ts'
import { plannedIn } from '#src/domain/voyage/answer-match.ts'
import { type ShipAtSea, shipAtSea, shipColumnsOf } from '#src/domain/voyage/ship/ship-at-sea.ts'
import type { Derived } from '#src/domain/voyage/derived.ts'
import { type Particulars, particularsOf } from '#src/domain/voyage/ship/hull.ts'
import type { PeriodKind } from '#src/domain/voyage/sea/danger-state.ts'
import { usePreference } from '#src/state/preferences.ts'
import { useLoading, usePlannedSpeed, useShip } from '#src/state/voyage.ts'

const known = new WeakMap<Derived, ShipAtSea>()

/** One for each answer and ship, so that what is made of it can be kept by it. */
function shipOf(columns: ResultColumns, particulars: Particulars, derived: Derived, period: PeriodKind): ShipAtSea {
  const ship = known.get(derived) ?? shipAtSea(columns, particulars, derived, period)
  known.set(derived, ship)
  return ship
}

const nothing: ReturnType<typeof shipColumnsOf> = []

/**
 * What an answer means to the ship of the voyage: what can be shown of it, and that itself once it is worked out.
 * @param always is it needed without any particulars, too?
 */
export function useShipAtSea(
  answer: Answer | null,
  always = false,
): {
  ids: ReturnType<typeof shipColumnsOf>
  ship: ShipAtSea | null
} {
  const [papers, loading, speeds] = [useShip(), useLoading(), usePlannedSpeed()]
  const period = usePreference('wavePeriod')
  const columns = answer?.columns ?? null
  const planned = answer ? plannedIn(answer, speeds) : speeds
  const particulars = useMemo(() => particularsOf(papers, loading), [papers, loading])
  const ids = useMemo(() => (columns ? shipColumnsOf(columns, particulars) : nothing), [columns, particulars])
  const wanted = columns !== null && (always || ids.length > 0)
  const found = useMemo(
    () => (wanted ? deriveColumns(columns, { particulars, planned, period }) : null),
    [wanted, columns, particulars, planned, period],
  )
  const [arrived, setArrived] = useState<{ of: unknown; derived: Derived } | null>(null)
  useEffect(() => {
    if (!(found instanceof Promise)) return
    let gone = false
    // A worker that fails has no answer; the ribbons stay empty, and the next look tries again.
    found.then(
      (derived) => !gone && setArrived({ of: found, derived }),
      () => undefined,
    )
    return () => {
      gone = true
    }
  }, [found])
  const derived = found instanceof Promise ? (arrived?.of === found ? arrived.derived : null) : found
  return { ids, ship: derived && columns ? shipOf(columns, particulars, derived, period) : null }
}
