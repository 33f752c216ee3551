import { binOf } from '#src/domain/metocean/layers/bins.ts'
import { layerUnit } from '#src/domain/metocean/layers/layer-unit.ts'
import type { Layer } from '#src/domain/metocean/layers/layers.ts'
import { formatNumber } from '#src/domain/units/format.ts'
import type { Units } from '#src/domain/units/unit-choice.ts'
import { limitText } from '#src/domain/limits/limit-words.ts'
import type { LimitId, LimitPair } from '#src/domain/limits/limits.ts'
import { useCursor } from '#src/state/view.ts'
import { rampColors } from '#src/ui/ramps.ts'
import { useThemeName } from '#src/ui/page/use-theme-name.ts'
import styles from './legend.module.css'

const WIDTH_PX = 222
const HEIGHT_PX = 26
const SWATCH_PX = WIDTH_PX / 8
const TOP_PX = 7
const THICK_PX = 8

interface LegendScaleProps {
  layer: Layer
  edges: readonly number[]
  /** Lowest and highest value on this route, the layer's unit; null: there is none. */
  range: { readonly min: number; readonly max: number } | null
  /** Where the operator's limit stands on it; null: none is watched. */
  limit: LimitPair | null
  /** Which limit it is; a current's is that of its adverse part alone. */
  limitId: LimitId | null
  /** What the labels are in; places on the scale are the same in all of them. */
  units: Units
  /** The value at a sample in the layer's unit, NaN where there is none. */
  valueAt: (index: number) => number
}

/** Eight swatches with their edges; on them the range of this route and the limit, over them a pointer at the value under the cursor. */
export function LegendScale({ layer, edges, range, limit, limitId, units, valueAt }: LegendScaleProps) {
  const colors = rampColors(layer.ramp, useThemeName())
  const { unit, of } = layerUnit(layer, units)
  const labels = edges.map((edge) => (unit === layer.unit ? edgeLabel(edge) : shortLabel(of(edge))))
  const limitWords = limit && limitId && wordsOf(limitId, limit, units)
  // Long labels stand at every second edge, so that none runs into its neighbour.
  const every = labels.some((label, index) => label.length > 4 || label.length + (labels[index + 1]?.length ?? 0) > 7)
    ? 2
    : 1
  const name = `Edges of the eight colours: ${labels.join(', ')} ${unit}${limitWords ? `; ${limitWords}` : ''}`
  return (
    <svg className={styles.scale} width={WIDTH_PX} height={HEIGHT_PX} role="img" aria-label={name}>
      {colors.map((color, bin) => (
        <rect key={color} x={bin * SWATCH_PX} y={TOP_PX} width={SWATCH_PX} height={THICK_PX} fill={color} />
      ))}
      <rect className={styles.frame} x={0.5} y={TOP_PX + 0.5} width={WIDTH_PX - 1} height={THICK_PX - 1} />
      {labels.map((label, index) =>
        every === 2 && index % 2 === 0 ? null : (
          <text key={label} x={(index + 1) * SWATCH_PX} y={HEIGHT_PX - 2}>
            {label}
          </text>
        ),
      )}
      <Range range={range} edges={edges} />
      {limit && limitWords && <LimitMarks limit={limit} edges={edges} words={limitWords} />}
      <Pointer edges={edges} valueAt={valueAt} />
    </svg>
  )
}

/** From the lowest to the highest value on this route. */
function Range({ range, edges }: Required<Pick<LegendScaleProps, 'range' | 'edges'>>) {
  if (!range) return null
  const [from, to] = [range.min, range.max].map((value) => Math.round(scalePlace(value, edges) * WIDTH_PX))
  return <path className={styles.span} d={`M${from} ${TOP_PX - 1}h${Math.max(2, to! - from!)}`} />
}

/** Caution as a short mark, the limit as a long one with a foot. */
function LimitMarks({ limit, edges, words }: { limit: LimitPair; edges: readonly number[]; words: string }) {
  const [caution, over] = [limit.caution, limit.limit].map((value) => Math.round(scalePlace(value, edges) * WIDTH_PX))
  return (
    <g>
      <title>{words}</title>
      <path className={styles.rim} d={`M${caution} ${TOP_PX}v${THICK_PX}M${over} ${TOP_PX - 2}v${THICK_PX + 4}`} />
      <path className={styles.caution} d={`M${caution} ${TOP_PX}v${THICK_PX}`} />
      <path className={styles.limit} d={`M${over} ${TOP_PX - 2}v${THICK_PX + 3}m-3 0h6`} />
    </g>
  )
}

function Pointer({ edges, valueAt }: Pick<LegendScaleProps, 'edges' | 'valueAt'>) {
  const cursor = useCursor()
  const value = cursor === null ? NaN : valueAt(cursor)
  if (Number.isNaN(value)) return null
  const x = scalePlace(value, edges) * WIDTH_PX
  return <path className={styles.pointer} d={`M${x - 4.5} 0h9l-4.5 6.5z`} />
}

/** Where a value stands on the scale, 0 to 1: all bins are drawn equally wide, and inside one it runs from edge to edge. */
export function scalePlace(value: number, edges: readonly number[]): number {
  const bin = binOf(value, edges)
  const low = edges[bin - 1]
  const high = edges[bin]
  // The outer bins have no far edge: there the pointer stands in their middle.
  const inside = low === undefined || high === undefined ? 0.5 : (value - low) / (high - low)
  return (bin + inside) / (edges.length + 1)
}

function wordsOf(limitId: LimitId, { caution, limit }: LimitPair, units: Units): string {
  return `your limit ${limitText(limitId, limit, units)}${limitId === 'adverse-current' ? ' adverse' : ''}, caution from ${limitText(limitId, caution, units)}`
}

/** An edge that is round in another unit: one decimal, none where it is as long as its swatch. */
const shortLabel = (edge: number): string => formatNumber(edge, edge >= 100 ? 0 : 1)

/** As few decimals as the edge needs, at most two. */
const edgeLabel = (edge: number): string =>
  formatNumber(edge, [0, 1].find((digits) => Math.abs(edge - Number(edge.toFixed(digits))) < 1e-6) ?? 2)
