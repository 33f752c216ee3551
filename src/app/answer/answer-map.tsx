import { shownLayer } from '#src/domain/metocean/layers/layers.ts'
import type { NamedAnswer } from '#src/domain/tasks/answer-name.ts'
import { MapPanel } from '#src/features/map/map-panel.tsx'
import { pointerMoved } from '#src/state/pointer.ts'
import { useLayerId } from '#src/state/view.ts'
import { AnswerLegendPart, LayerSelectPart } from './map-parts.tsx'

/** The map with what the answer puts on it. Another layer is its business alone: nothing else is drawn anew. */
export function AnswerMap({ answer, otherPlan }: { answer: NamedAnswer | null; otherPlan: boolean }) {
  const layerId = useLayerId()
  const layer = answer && shownLayer(answer.columns, layerId)
  return (
    <MapPanel
      answer={answer}
      layer={layer}
      onPointerMove={pointerMoved}
      corner={answer && <LayerSelectPart answer={answer} />}
    >
      {answer && <AnswerLegendPart answer={answer} layer={layer} otherPlan={otherPlan} />}
    </MapPanel>
  )
}
