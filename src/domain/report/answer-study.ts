import type { NamedAnswer } from '../tasks/answer-name.ts'
import type { Units } from '../units/unit-choice.ts'
import { plannedIn } from '../voyage/answer-match.ts'
import { comparedAnswers } from './comparison.ts'
import { ledgerOf } from '../limits/ledger.ts'
import type { Limits } from '../limits/limits.ts'
import { type SailingPlan, summarySections } from './summary-sections.ts'

/** Whole answers to be studied, the one shown first, and how their figures are written. */
export interface Study {
  readonly answers: readonly [NamedAnswer, ...NamedAnswer[]]
  readonly limits: Limits
  readonly units: Units
  /** What the answer shown is sailed by. */
  readonly sailing?: SailingPlan
}

/** What is computed from every sample of an answer: some tenths of a second for 100,000 samples. */
const studies = {
  ledger: ({ answers: [answer], limits, units }: Study) => ledgerOf(answer, limits, units),
  summary: ({ answers: [answer], limits, units, sailing }: Study) =>
    summarySections(answer.columns, limits, units, {
      ...sailing,
      planned: plannedIn(answer, sailing?.planned ?? 'over ground'),
    }),
  comparison: ({ answers: [shown, ...compared], limits, units, sailing }: Study) =>
    comparedAnswers(shown, compared, limits, units, sailing),
} as const

export type StudyKind = keyof typeof studies
export type Studied<K extends StudyKind> = ReturnType<(typeof studies)[K]>

export const studied = <K extends StudyKind>(kind: K, study: Study): Studied<K> => studies[kind](study) as Studied<K>
