import type { Layer } from '#src/domain/metocean/layers/layers.ts'
import type { NamedAnswer } from '#src/domain/tasks/answer-name.ts'
import { CursorReadOut } from '#src/features/results/cursor-read-out.tsx'
import { ChangeLegend } from '#src/features/results/legend/change-legend.tsx'
import { Legend } from '#src/features/results/legend/legend.tsx'
import { useComparedAnswers } from './use-named-answers.ts'

/** What an answer puts over the map: what its colours mean, and the values at the cursor. */
export function AnswerLegend({
  answer,
  layer,
  mismatch,
  changesFrom,
}: {
  answer: NamedAnswer
  layer: Layer | null
  mismatch: string | null
  /** The older answer whose difference colours the route; null: the layer's values do. */
  changesFrom: NamedAnswer | null
}) {
  const compared = useComparedAnswers()
  return (
    <>
      {layer && changesFrom && <ChangeLegend answer={answer} layer={layer} from={changesFrom} mismatch={mismatch} />}
      {layer && !changesFrom && <Legend answer={answer} layer={layer} mismatch={mismatch} compared={compared} />}
      <CursorReadOut answer={answer} />
    </>
  )
}
