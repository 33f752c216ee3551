import type { Answer } from '../metocean/result.ts'
import { limitStates } from '../limits/limit-states.ts'
import { limitStateWords } from '../limits/limit-words.ts'
import type { VoyageFacts } from './result-facts.ts'

/** A result with the voyage it is told with. */
export interface ExportedResult {
  readonly answer: Answer
  readonly voyage: VoyageFacts
}

/** The worst state of each sample against the limits, in words. */
export function stateTexts({ answer, voyage }: ExportedResult): (index: number) => string {
  const { worst } = limitStates(answer.columns, voyage.limits)
  return (index) => limitStateWords[worst[index]!]!
}
