import type { Answer } from '../metocean/result.ts'
import { defaultUnits } from '../units/unit-choice.ts'
import { alignedText } from './aligned-text.ts'
import { resultFacts, type VoyageFacts } from './result-facts.ts'
import type { SummarySection } from './summary-sections.ts'

const sectionText = ({ title, head, rows }: SummarySection): string =>
  [title, ...alignedText(head.length > 0 ? [head, ...rows] : rows).map((line) => `  ${line}`)].join('\n')

/** The summary to paste in a mail: what it is of, how to read it, then the tables. @param sections as `summarySections` makes them of the answer, in the same units */
export function summaryText(
  answer: Answer,
  voyage: VoyageFacts,
  sections: readonly SummarySection[],
  units = defaultUnits,
): string {
  const facts = alignedText(resultFacts(answer, voyage, { units }).map(([label, text]) => [`${label}:`, text]))
  return `${['Weather along the route', ...facts, '', sections.map(sectionText).join('\n\n')].join('\n')}\n`
}
