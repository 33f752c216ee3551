import { useMemo } from 'react'
import type { Answer } from '#src/domain/metocean/result.ts'
import { comparisonSections } from '#src/domain/voyage/comparison-sections.ts'
import { useLimits } from '#src/state/voyage.ts'
import { Section } from './summary.tsx'
import styles from './summary.module.css'

/** Answers side by side, and what changed between them. */
export function Comparison({ answer, compared }: { answer: Answer; compared: readonly Answer[] }) {
  const limits = useLimits()
  const sections = useMemo(() => comparisonSections(answer, compared, limits), [answer, compared, limits])
  return (
    <div className={styles.summary}>
      {sections.map((section) => (
        <Section key={section.title} section={section} />
      ))}
    </div>
  )
}
