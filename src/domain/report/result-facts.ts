import { at, integerAt } from '../at.ts'
import { SYNTHETIC_LABEL } from '../metocean/wire/contract.ts'
import type { Answer } from '../metocean/result.ts'
import { formatUtcFull } from '../units/time-text.ts'
import { defaultUnits } from '../units/unit-choice.ts'
import { limitsLine, limitStateWords } from '../limits/limit-words.ts'
import { answeredAlternative } from '../tasks/answer-name.ts'
import { isCorrected } from '../voyage/answer-match.ts'
import { shipWords } from '../voyage/ship.ts'
import type { Waypoint } from '../route/route.ts'
import type { Alternative, Voyage } from '../voyage/voyage.ts'
import { limitStates } from '../limits/limit-states.ts'

/** The facts of a voyage that an export of its results names. */
export type VoyageFacts = Pick<
  Voyage,
  'id' | 'name' | 'voyageNumber' | 'ship' | 'limits' | 'arriveByMs' | 'plannedSpeed'
> & {
  readonly alternatives: readonly Pick<Alternative, 'id' | 'name'>[]
}

/** How to read directions and times; in every export. */
export const CONVENTIONS =
  'Times UTC. Wind and waves come from, current sets towards, degrees true. Estimates for planning.'

/** What the times of an answer are, where the plan's speeds are through the water. */
const STILL_TIMES = 'planned through still water'
const CORRECTED_TIMES = 'planned through the water, with the current of an earlier answer'

/**
 * Label and text of what every picture, report and export of a result must say, in order. Empty facts are left out.
 * @param time how times are written; files have them in ISO 8601 @param units of the limits
 */
export function resultFacts(
  answer: Answer,
  voyage: VoyageFacts,
  { time = formatUtcFull, units = defaultUnits } = {},
): (readonly [label: string, text: string])[] {
  const { taskName, askedMs, source, synthetic } = answer
  const { name, voyageNumber, ship, limits, arriveByMs, plannedSpeed } = voyage
  const facts: (readonly [string, string])[] = [
    ['Voyage', [name || 'Untitled voyage', voyageNumber].filter(Boolean).join(' · ')],
    ['Alternative', answeredAlternative(answer, voyage)],
    ['Ship', shipWords(ship)],
    ['Task', taskName],
    ['Source', source],
    ['Asked', askedMs === null ? 'not known' : time(askedMs)],
    ['Data', synthetic ? SYNTHETIC_LABEL : ''],
    ['Limits', limitsLine(limits, units)],
    ['Times', plannedSpeed === 'over ground' ? '' : isCorrected(answer) ? CORRECTED_TIMES : STILL_TIMES],
    ['Arrival not later than', arriveByMs === null ? '' : time(arriveByMs)],
    ['Conventions', CONVENTIONS],
  ]
  return facts.filter(([, text]) => text !== '')
}

/** A result with its voyage. */
export interface ExportedResult {
  readonly answer: Answer
  readonly voyage: VoyageFacts
  /** Those of the route the answer is for; left out: not known. */
  readonly waypoints?: readonly Pick<Waypoint, 'name' | 'position'>[]
}

/** The worst state of each sample against the limits, in words. */
export function stateTexts({ answer, voyage }: ExportedResult): (index: number) => string {
  const { worst } = limitStates(answer.columns, voyage.limits)
  return (index) => at(limitStateWords, integerAt(worst, index))
}
