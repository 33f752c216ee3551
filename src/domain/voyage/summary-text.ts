import type { Answer } from '../metocean/result.ts'
import { alignedText } from './aligned-text.ts'
import { resultFacts, type VoyageFacts } from './result-facts.ts'
import { type SummarySection, summarySections } from './summary-sections.ts'

const sectionText = ({ title, head, rows }: SummarySection): string =>
  [title, ...alignedText(head.length > 0 ? [head, ...rows] : rows).map((line) => `  ${line}`)].join('\n')

/** The summary to paste in a mail: what it is of, how to read it, then the tables. */
export function summaryText(answer: Answer, voyage: VoyageFacts): string {
  const facts = alignedText(resultFacts(answer, voyage).map(([label, text]) => [`${label}:`, text]))
  return `${['Weather along the route', ...facts, '', summarySections(answer.columns, voyage.limits).map(sectionText).join('\n\n')].join('\n')}\n`
}
