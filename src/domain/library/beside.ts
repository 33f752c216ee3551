import { MAX_NOTE } from './library-policy.ts'
import type { AnswerLink, VoyageDocument } from './voyage-document.ts'

/** What the library keeps of a voyage besides the voyage itself. */
export type Beside = Omit<VoyageDocument, 'schema' | 'voyage'>

export const nothingBeside: Beside = { note: '', answers: [], reported: null, shown: {} }

export const besideOf = ({ note, answers, reported, shown }: Beside): Beside => ({ note, answers, reported, shown })

/** Of each alternative the answer that was asked for last. */
export function newestAnswers(...lists: readonly (readonly AnswerLink[])[]): AnswerLink[] {
  const newest = new Map<string, AnswerLink>()
  for (const link of lists.flat()) {
    const known = newest.get(link.alternative)
    if (!known || Date.parse(link.askedAt) > Date.parse(known.askedAt)) newest.set(link.alternative, link)
  }
  return [...newest.values()]
}

/** Both notes as one, theirs first: it was there when yours came. */
export function bothNotes(yours: string, theirs: string): string {
  if (theirs.includes(yours)) return theirs
  if (yours.includes(theirs)) return yours
  return `${theirs}\n${yours}`.slice(0, MAX_NOTE)
}
