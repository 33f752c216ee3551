import type { ImportCandidate } from '#src/domain/formats/import-file.ts'
import { formatCount } from '#src/domain/units/format.ts'
import { activePlan, isEmptyPlan, type Voyage } from '#src/domain/voyage/voyage.ts'
import type { ImportPlace } from '#src/features/route/import/import-dialog.tsx'
import type { ImportedPlan, ImportedVoyage } from '#src/state/voyage.ts'

/** What a line of a file says about the plan. */
export function importedPlan({ name, route, track, departureMs, speedKn }: ImportCandidate): ImportedPlan {
  return {
    ...(name && { name }),
    ...(route ? { route } : { track }),
    ...(departureMs !== null && { departureMs }),
    ...(speedKn !== null && { speedKn }),
  }
}

/** The same, with what the file says about ship and voyage. */
export function importedVoyage(candidate: ImportCandidate): ImportedVoyage {
  const { info } = candidate
  return {
    ...importedPlan(candidate),
    ...(info && {
      ship: info.ship,
      rtzInfo: info.rtzInfo,
      ...(info.voyageNumber && { voyageNumber: info.voyageNumber }),
    }),
  }
}

/** What an import did, for those who do not see the map move. @param before the voyage that was open */
export function importWords({ name, track, count }: ImportCandidate, place: ImportPlace, before: Voyage): string {
  const what = `${name ? `“${name}”` : track ? 'the track' : 'the route'}, ${formatCount(count, track ? 'point' : 'waypoint')}`
  if (place === 'new')
    return `Opened ${what}, as a new voyage. ${before.name ? `“${before.name}”` : 'The voyage before'} is kept in the list of voyages.`
  if (place === 'beside') return `Added ${what}, as an alternative.`
  return isEmptyPlan(activePlan(before))
    ? `Imported ${what}.`
    : `Imported ${what}, replacing what was there. Undo restores it.`
}
