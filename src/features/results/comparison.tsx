import { useMemo } from 'react'
import type { Answer } from '#src/domain/metocean/result.ts'
import { Section, WorkedOut } from './summary.tsx'
import styles from './summary.module.css'
import { useStudy } from './use-study.ts'

/** Answers side by side, and what changed between them. */
export function Comparison({ answer, compared }: { answer: Answer; compared: readonly Answer[] }) {
  const answers = useMemo(() => [answer, ...compared] as const, [answer, compared])
  const sections = useStudy('comparison', answers)
  if (!sections) return <WorkedOut />
  return (
    <div className={styles.summary}>
      {sections.map((section) => (
        <Section key={section.title} section={section} />
      ))}
    </div>
  )
}
