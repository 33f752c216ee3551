/**
 * Something that could be read although it is not as the contract has it. What cannot be read is not a tolerance but
 * a gap with a reason.
 */
export type ToleranceKind =
  | 'bare-word' // NaN, Infinity or None where JSON knows none
  | 'zoneless-time' // taken as UTC
  | 'unusual-time' // a blank for the T, `+00:00Z`, ` UTC` and the like
  | 'wrapped-direction' // −360 to below 720, brought into 0 to 360
  | 'out-of-order' // an entry found by its place and time, not by its position
  | 'inexact-number' // a number beyond 2^53, of which JSON keeps about 16 digits

/** One tolerance an answer needed, how often, and in which field if it concerns only one. */
export interface Tolerance {
  readonly kind: ToleranceKind
  readonly count: number
  readonly field?: string
}

/** Called with each tolerance as an answer is read. */
export type NoteTolerance = (tolerance: Tolerance) => void

const words: Readonly<Record<ToleranceKind, (many: boolean) => string>> = {
  'bare-word': (many) => (many ? 'words that are not JSON read as text' : 'word that is not JSON read as text'),
  'zoneless-time': (many) =>
    many ? 'timestamps read as UTC without their zone' : 'timestamp read as UTC without its zone',
  'unusual-time': (many) => (many ? 'timestamps read in another form' : 'timestamp read in another form'),
  'wrapped-direction': (many) => (many ? 'directions wrapped' : 'direction wrapped'),
  'out-of-order': (many) => (many ? 'entries matched by place and time' : 'entry matched by place and time'),
  'inexact-number': (many) => (many ? 'numbers too large to be exact' : 'number too large to be exact'),
}

/** `12 directions wrapped (Currents_Direction), 3 timestamps read as UTC without their zone`. */
export function toleranceWords(tolerances: readonly Tolerance[]): string {
  return tolerances
    .map(({ kind, count, field }) => `${count} ${words[kind](count !== 1)}${field === undefined ? '' : ` (${field})`}`)
    .join(', ')
}
