import { shownLayer } from '#src/domain/metocean/layers/layers.ts'
import type { NamedAnswer } from '#src/domain/tasks/answer-name.ts'
import { MapPanel } from '#src/features/map/map-panel.tsx'
import { pointerMoved } from '#src/state/pointer.ts'
import { usePreference } from '#src/state/preferences.ts'
import { lazyPart } from '#src/ui/page/lazy-part.tsx'

/** The map with what the answer puts on it. Another layer is its business alone: nothing else is drawn anew. */
export function AnswerMap({ answer, otherPlan }: { answer: NamedAnswer | null; otherPlan: boolean }) {
  const layerId = usePreference('layerId')
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

// What an answer puts over the map: loaded with the first one.
const AnswerLegendPart = lazyPart(async () => (await import('./answer-legend.tsx')).AnswerLegend)
const LayerSelectPart = lazyPart(
  async () => (await import('#src/features/results/legend/layer-select.tsx')).LayerSelect,
)
