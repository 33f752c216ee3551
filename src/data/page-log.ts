import { type Tolerance, toleranceWords } from '#src/domain/metocean/wire/tolerances.ts'

const said = new Set<string>()

/**
 * A line in the browser's console for whoever looks after the site, about something unusual that Fairway dealt with
 * without troubling the operator. Each line is written once per page.
 */
function logOnce(line: string): void {
  if (said.has(line)) return
  said.add(line)
  // eslint-disable-next-line no-console -- this is the page's log
  console.info(line)
}

/**
 * The tolerances that reading an answer needed: `Answer <task>: 12 directions wrapped (Currents_Direction)`. Nothing
 * where it was as the contract has it.
 * @param task its name, or its id where the name is not known
 */
export function logTolerances(task: string, tolerances: readonly Tolerance[] = []): void {
  if (tolerances.length > 0) logOnce(`Answer ${task}: ${toleranceWords(tolerances)}`)
}
