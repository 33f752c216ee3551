import type { NamedAnswer } from '../tasks/answer-name.ts'
import type { Units } from '../units/unit-choice.ts'
import { plannedIn } from '../voyage/answer-match.ts'
import type { Charter } from '../voyage/charter/charter.ts'
import { comparedAnswers } from './comparison.ts'
import { evidenceCells, evidenceSheet, goodWeatherReport } from './good-weather-sheet.ts'
import { ledgerOf } from '../limits/ledger.ts'
import type { Limits } from '../limits/limits.ts'
import { type SailingPlan, summarySections } from './summary-sections.ts'
import { whatChanged } from './what-changed.ts'

/** Whole answers to be studied, the one shown first, and how their figures are written. */
export interface Study {
  readonly answers: readonly [NamedAnswer, ...NamedAnswer[]]
  readonly limits: Limits
  readonly units: Units
  /** What the answer shown is sailed by. */
  readonly sailing?: SailingPlan
  /** What its good weather is by; left out: nobody asks. */
  readonly charter?: Charter | null
}

/** A track has no waypoints, and its times are over ground whatever is planned. */
const isInStillWater = (answer: NamedAnswer, { planned, waypoints = [] }: SailingPlan = {}): boolean =>
  waypoints.length > 0 && plannedIn(answer, planned ?? 'over ground') === 'through water'

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
  /** Against the older answer that comes second; null without one. */
  changes: ({ answers: [now, before], limits, units, sailing }: Study) =>
    before ? whatChanged(now, before, limits, units, sailing) : null,
  'good-weather': ({ answers: [answer], charter, sailing }: Study) =>
    charter ? goodWeatherReport(answer, charter, isInStillWater(answer, sailing)) : null,
  evidence: ({ answers: [answer], charter, units, sailing }: Study) =>
    charter ? evidenceSheet(answer, charter, units.position, isInStillWater(answer, sailing)) : null,
  'evidence-cells': ({ answers: [answer], charter, sailing }: Study) =>
    charter ? evidenceCells(answer, charter, isInStillWater(answer, sailing)) : [],
} as const

export type StudyKind = keyof typeof studies
export type Studied<K extends StudyKind> = ReturnType<(typeof studies)[K]>

export const studied = <K extends StudyKind>(kind: K, study: Study): Studied<K> => studies[kind](study) as Studied<K>
