import type { ComponentProps } from 'react'
import { CompareMenu } from '#src/features/results/compare-menu.tsx'
import { ResultsStrip } from '#src/features/results/results-strip.tsx'
import { LimitsButton } from '#src/features/settings/limits-button.tsx'
import { useComparedAnswers } from './use-compared-answers.ts'

/** The results with the limits they are held against and the answers they are compared with. */
export function Results(props: Omit<ComponentProps<typeof ResultsStrip>, 'compared' | 'actions'>) {
  const compared = useComparedAnswers()
  return (
    <ResultsStrip
      {...props}
      compared={compared}
      actions={
        <>
          <LimitsButton />
          <CompareMenu />
        </>
      }
    />
  )
}
