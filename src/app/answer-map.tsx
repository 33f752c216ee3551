import type { Answer } from '#src/domain/metocean/result.ts'
import { shownLayer } from '#src/domain/metocean/shown-layer.ts'
import { MapPanel } from '#src/features/map/map-panel.tsx'
import { CursorReadOut } from '#src/features/results/cursor-read-out.tsx'
import { LayerSelect } from '#src/features/results/layer-select.tsx'
import { Legend } from '#src/features/results/legend.tsx'
import { pointerMoved } from '#src/state/pointer.ts'
import { useLayerId } from '#src/state/view.ts'
import { useComparedAnswers } from './use-compared-answers.ts'

/** The map with what the answer puts on it. Another layer is its business alone: nothing else is drawn anew. */
export function AnswerMap({ answer, otherPlan }: { answer: Answer | null; otherPlan: boolean }) {
  const layerId = useLayerId()
  const layer = answer && shownLayer(answer.columns, layerId)
  const compared = useComparedAnswers()
  return (
    <MapPanel answer={answer} layer={layer} onPointerMove={pointerMoved} corner={answer && <LayerSelect answer={answer} />}>
      {answer && layer && <Legend answer={answer} layer={layer} otherPlan={otherPlan} compared={compared} />}
      <CursorReadOut answer={answer} />
    </MapPanel>
  )
}
