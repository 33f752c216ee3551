import { at, numberAt } from '#src/domain/at.ts'
import { layerChange } from '#src/domain/metocean/layers/layer-unit.ts'
import { type Layer, layerLabel } from '#src/domain/metocean/layers/layers.ts'
import { SYNTHETIC_LABEL } from '#src/domain/metocean/wire/contract.ts'
import { changeAlong, changeEdges, CHANGE_KIND, changeOrder } from '#src/domain/report/change-bins.ts'
import { askedText, type NamedAnswer } from '#src/domain/tasks/answer-name.ts'
import { formatNumber, signedText } from '#src/domain/units/format.ts'
import { useUnits } from '#src/state/preferences.ts'
import { useCursor } from '#src/state/view.ts'
import { useThemeName } from '#src/ui/page/use-theme-name.ts'
import { rampColors } from '#src/ui/ramps.ts'
import styles from './legend.module.css'
import { scalePlace } from './legend.tsx'

const WIDTH_PX = 222
const TOP_PX = 7
const THICK_PX = 9

interface ChangeLegendProps {
  answer: NamedAnswer
  layer: Layer
  /** The older answer. */
  from: NamedAnswer
  /** Says that the answer is not for the current plan; null: it is. */
  mismatch: string | null
}

/** What the map's colours mean while they show how much a layer has changed. */
export function ChangeLegend({ answer, layer, from, mismatch }: ChangeLegendProps) {
  const shown = layerChange(layer, useUnits())
  const colors = rampColors('change', useThemeName())
  const change = changeAlong(layer, answer.columns, from.columns)
  const label = layerLabel(layer, answer.columns)
  if (!change) return null
  const largest = change.largestIndex < 0 ? null : numberAt(change.deltas, change.largestIndex)
  const edges = changeEdges(layer)
  const labels = edges.map((edge) => edgeLabel(shown.of(edge)))
  const swatchPx = WIDTH_PX / changeOrder.length
  return (
    <section className={styles.legend} aria-label={`Legend: change of ${label.toLowerCase()}`}>
      {mismatch && (
        <div className={styles.above} data-over-map="">
          <div className={styles.tag} data-tone="warn">
            {mismatch}
          </div>
        </div>
      )}
      <div className={styles.head}>
        <h2 className={styles.title}>
          {label} <span className={styles.unit}>change, {shown.unit}</span>
        </h2>
        <span className={styles.largest} title="Largest change on this route">
          {largest === null ? 'not comparable' : signedText({ ...shown, unit: '' }, largest)}
          <span className="visually-hidden"> at most on this route</span>
        </span>
      </div>
      <svg
        className={styles.scale}
        width={WIDTH_PX}
        height={28}
        role="img"
        aria-label={`Edges of the ${changeOrder.length} colours, from less to more: ${labels.join(', ')} ${shown.unit}`}
      >
        {changeOrder.map((kind, place) => (
          <rect key={kind} x={place * swatchPx} y={TOP_PX} width={swatchPx} height={THICK_PX} fill={at(colors, kind)} />
        ))}
        <rect className={styles.frame} x={0.5} y={TOP_PX + 0.5} width={WIDTH_PX - 1} height={THICK_PX - 1} />
        {labels.map((text, index) => (
          <text key={text} x={(index + 1) * swatchPx} y={26}>
            {text}
          </text>
        ))}
        <Pointer edges={edges} deltas={change.deltas} />
      </svg>
      <div className={styles.facts}>
        <div className={styles.line}>
          <b className={styles.minus}>now minus {askedText(answer, from)}</b>
        </div>
        <div className={styles.line}>
          <span className={styles.key}>
            <span className={styles.hatch} aria-hidden="true" />
            no data, or lost
          </span>
          <span className={styles.key}>
            <svg width={14} height={10} aria-hidden="true">
              <rect width={14} height={10} fill={at(colors, CHANGE_KIND.gained)} />
            </svg>
            new data
          </span>
        </div>
      </div>
      {answer.synthetic && <div className={styles.synthetic}>{SYNTHETIC_LABEL}</div>}
    </section>
  )
}

function Pointer({ edges, deltas }: { edges: readonly number[]; deltas: Float32Array }) {
  const cursor = useCursor()
  const value = deltas[cursor ?? -1] ?? NaN
  if (Number.isNaN(value)) return null
  const x = scalePlace(value, edges) * WIDTH_PX
  return <path className={styles.pointer} d={`M${x - 4.5} 0h9l-4.5 6.5z`} />
}

/** `+0.3`, `−10`: as few decimals as the edge needs, at most two. */
function edgeLabel(edge: number): string {
  const decimals = [0, 1].find((digits) => Math.abs(edge - Number(edge.toFixed(digits))) < 1e-6) ?? (edge < 1 ? 2 : 1)
  return `${edge > 0 ? '+' : ''}${formatNumber(edge, decimals)}`
}
