import { useMemo } from 'react'
import type { NamedAnswer } from '#src/domain/tasks/answer-name.ts'
import { Sections, WorkedOut } from './summary.tsx'
import { useStudy } from './use-study.ts'

/** Answers side by side, and what changed between them. */
export function Comparison({ answer, compared }: { answer: NamedAnswer; compared: readonly NamedAnswer[] }) {
  const answers = useMemo(() => [answer, ...compared] as const, [answer, compared])
  const sections = useStudy('comparison', answers)
  if (!sections) return <WorkedOut />
  return <Sections label="Comparison of answers" sections={sections} />
}
