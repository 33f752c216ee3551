import { Route } from 'lucide-react'
import { type ComponentProps, useDeferredValue } from 'react'
import type { NamedAnswer } from '#src/domain/tasks/answer-name.ts'
import { ChangesNote } from '#src/features/results/summary/changes-note.tsx'
import { CompareMenu } from '#src/features/results/summary/compare-menu.tsx'
import { ResultsStrip } from '#src/features/results/results-strip.tsx'
import { EtaNote } from '#src/features/results/eta-note.tsx'
import { LimitsButton } from '#src/features/settings/limits-button.tsx'
import { useChangesChoice } from '#src/state/compare.ts'
import { Button } from '#src/ui/form/button.tsx'
import { useVoyageOfTask } from '../voyage/use-voyage-of-task.ts'
import { useAskAtCorrectedTimes } from '../plan/use-ask-corrected.ts'
import { NoAnswer } from './results.tsx'
import { useAnswerBefore, useChangesFrom } from './use-answer-before.ts'
import { useComparedAnswers } from './use-named-answers.ts'

/**
 * The results, with the limits and the other answers they are compared with. The map shows an answer first; charts and
 * table follow in a turn of their own.
 */
export function AnswerResults({
  answer,
  ...rest
}: Omit<ComponentProps<typeof ResultsStrip>, 'answer' | 'compared' | 'actions' | 'changesFrom' | 'changesNote'> & {
  answer: NamedAnswer | null
}) {
  const later = useDeferredValue(answer)
  const before = useAnswerBefore(later, useChangesChoice(later?.key ?? null) !== 'closed')
  const from = useChangesFrom(later)
  const compared = useComparedAnswers(from?.key)
  const { takeRoute } = useVoyageOfTask()
  const askAtCorrectedTimes = useAskAtCorrectedTimes(later)
  if (!answer) return <NoAnswer />
  if (!later) return null
  return (
    <ResultsStrip
      {...rest}
      answer={later}
      compared={compared}
      changesFrom={from}
      changesNote={before && <ChangesNote answer={later} before={before} />}
      note={<EtaNote answer={later} onAsk={askAtCorrectedTimes} />}
      actions={
        <>
          {later.askedFor === null && (
            <Button
              size="small"
              icon={<Route />}
              title="Use its route: makes its line a route of this voyage"
              onClick={() => takeRoute(later.key)}
            >
              Use its route
            </Button>
          )}
          <LimitsButton />
          <CompareMenu />
        </>
      }
    />
  )
}
