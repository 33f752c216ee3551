import { shownLayer } from '#src/domain/metocean/layers/layers.ts'
import type { NamedAnswer } from '#src/domain/tasks/answer-name.ts'
import { MapPanel } from '#src/features/map/map-panel.tsx'
import { pointerMoved } from '#src/state/pointer.ts'
import { usePreference } from '#src/state/preferences.ts'
import { lazyPart } from '#src/ui/page/lazy-part.tsx'
import { useChangesFrom } from './use-answer-before.ts'

/** The map with what the answer puts on it. Another layer concerns the map alone: nothing else is drawn again. */
export function AnswerMap({ answer, mismatch }: { answer: NamedAnswer | null; mismatch: string | null }) {
  const layerId = usePreference('layerId')
  const layer = answer && shownLayer(answer.columns, layerId)
  const from = useChangesFrom(answer)
  return (
    <MapPanel
      answer={answer}
      layer={layer}
      changesFrom={from}
      onPointerMove={pointerMoved}
      corner={answer && <LayerSelectPart answer={answer} />}
    >
      {answer && <AnswerLegendPart answer={answer} layer={layer} mismatch={mismatch} changesFrom={from} />}
    </MapPanel>
  )
}

// What lies over the map: loaded with the first answer.
const AnswerLegendPart = lazyPart(async () => (await import('./answer-legend.tsx')).AnswerLegend)
const LayerSelectPart = lazyPart(
  async () => (await import('#src/features/results/legend/layer-select.tsx')).LayerSelect,
)
