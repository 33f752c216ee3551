import { type LayerId, layerLabel, layersOf } from '#src/domain/metocean/layers.ts'
import type { Answer } from '#src/domain/metocean/result.ts'
import { shownLayer } from '#src/domain/metocean/shown-layer.ts'
import { useLayerId, useViewActions } from '#src/state/view.ts'
import styles from './layer-select.module.css'

/** Chooses the one magnitude that colours the route, out of those the answer has. */
export function LayerSelect({ answer }: { answer: Answer }) {
  const shown = shownLayer(answer.columns, useLayerId())
  const { layerChosen } = useViewActions()
  if (!shown) return null
  return (
    <label className={styles.field}>
      <span>Layer</span>
      <select className={styles.select} value={shown.id} onChange={(event) => layerChosen(event.target.value as LayerId)}>
        {layersOf(answer.columns).map((layer) => (
          <option key={layer.id} value={layer.id}>
            {layerLabel(layer, answer.columns)}, {layer.unit}
          </option>
        ))}
      </select>
    </label>
  )
}
