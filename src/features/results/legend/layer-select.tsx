import { type GlyphChoice, glyphChoices, glyphLayer } from '#src/domain/metocean/layers/glyph-layer.ts'
import { type LayerId, layerLabel, layersOf, shownLayer } from '#src/domain/metocean/layers/layers.ts'
import type { Answer } from '#src/domain/metocean/result.ts'
import { usePreference, usePreferenceActions } from '#src/state/preferences.ts'
import { glyphWords } from './glyph-words.ts'
import styles from './layer-select.module.css'

/** Chooses the layer that colours the route, out of those the answer has, and the directions drawn on top. */
export function LayerSelect({ answer }: { answer: Answer }) {
  const shown = shownLayer(answer.columns, usePreference('layerId'))
  const glyphs = usePreference('glyphs')
  const { preferenceChosen } = usePreferenceActions()
  if (!shown) return null
  const offered = glyphChoices.filter(
    (choice) =>
      choice === 'auto' || choice === 'none' || choice === glyphs || glyphLayer(choice, shown, answer.columns),
  )
  return (
    <div className={styles.card}>
      <label className={styles.field}>
        <span>Layer</span>
        <select
          className={styles.select}
          value={shown.id}
          onChange={(event) => preferenceChosen({ layerId: event.target.value as LayerId })}
        >
          {layersOf(answer.columns).map((layer) => (
            <option key={layer.id} value={layer.id}>
              {layerLabel(layer, answer.columns)}, {layer.unit}
            </option>
          ))}
        </select>
      </label>
      <label className={styles.field}>
        <span>Directions</span>
        <select
          className={styles.select}
          value={glyphs}
          onChange={(event) => preferenceChosen({ glyphs: event.target.value as GlyphChoice })}
        >
          {offered.map((choice) => (
            <option key={choice} value={choice}>
              {glyphWords[choice]}
            </option>
          ))}
        </select>
      </label>
    </div>
  )
}
