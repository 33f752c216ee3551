import { type ComponentProps, useDeferredValue } from 'react'
import { CompareMenu } from '#src/features/results/compare-menu.tsx'
import { ResultsStrip } from '#src/features/results/results-strip.tsx'
import { LimitsButton } from '#src/features/settings/limits-button.tsx'
import { useComparedAnswers } from './use-compared-answers.ts'

/**
 * The results with the limits they are held against and the answers they are compared with. An answer is on the map
 * first; charts and table of it take a turn of their own.
 */
export function AnswerResults({ answer, ...rest }: Omit<ComponentProps<typeof ResultsStrip>, 'compared' | 'actions'>) {
  const compared = useComparedAnswers()
  const later = useDeferredValue(answer)
  if (answer && !later) return null
  return (
    <ResultsStrip
      {...rest}
      answer={answer && later}
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
