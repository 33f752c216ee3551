import type { Answer } from '../metocean/result.ts'
import { resultFacts, type VoyageFacts } from './result-facts.ts'
import { type SummarySection, summarySections } from './summary-sections.ts'

/** Columns of plain text, aligned for a fixed-width font and readable in any other. */
function table(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows.map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column]!)).join('  ').trimEnd()}`)
}

const sectionText = ({ title, head, rows }: SummarySection): string => [title, ...table(head.length > 0 ? [head, ...rows] : rows)].join('\n')

/** The summary to paste in a mail: what it is of, how to read it, then the tables. */
export function summaryText(answer: Answer, voyage: VoyageFacts): string {
  const facts = table(resultFacts(answer, voyage).map(([label, text]) => [`${label}:`, text])).map((line) => line.slice(2))
  return `${['Weather along the route', ...facts, '', summarySections(answer.columns, voyage.limits).map(sectionText).join('\n\n')].join('\n')}\n`
}
