import type { Layer } from '#src/domain/metocean/layers/layers.ts'
import type { NamedAnswer } from '#src/domain/tasks/answer-name.ts'
import { CursorReadOut } from '#src/features/results/cursor-read-out.tsx'
import { Legend } from '#src/features/results/legend/legend.tsx'
import { useComparedAnswers } from './use-named-answers.ts'

/** What an answer puts over the map: what its colours mean, and the values at the cursor. */
export function AnswerLegend({
  answer,
  layer,
  mismatch,
}: {
  answer: NamedAnswer
  layer: Layer | null
  mismatch: string | null
}) {
  const compared = useComparedAnswers()
  return (
    <>
      {layer && <Legend answer={answer} layer={layer} mismatch={mismatch} compared={compared} />}
      <CursorReadOut answer={answer} />
    </>
  )
}
