import type { ImportCandidate } from '#src/domain/formats/import-file.ts'
import type { ImportedPlan, ImportedVoyage } from '#src/state/voyage.ts'

/** What a line of a file says of the plan. */
export function importedPlan({ name, route, track, departureMs, speedKn }: ImportCandidate): ImportedPlan {
  return { ...(name && { name }), ...(route ? { route } : { track }), ...(departureMs !== null && { departureMs }), ...(speedKn !== null && { speedKn }) }
}

/** The same with what the file says of ship and voyage. */
export function importedVoyage(candidate: ImportCandidate): ImportedVoyage {
  const { info } = candidate
  return { ...importedPlan(candidate), ...(info && { ship: info.ship, rtzInfo: info.rtzInfo, ...(info.voyageNumber && { voyageNumber: info.voyageNumber }) }) }
}
