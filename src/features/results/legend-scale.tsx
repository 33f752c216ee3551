import { binOf } from '#src/domain/metocean/bins.ts'
import type { Layer } from '#src/domain/metocean/layers.ts'
import { formatNumber } from '#src/domain/units/format.ts'
import { useCursor } from '#src/state/view.ts'
import { rampColors } from '#src/ui/ramps.ts'
import { useThemeName } from '#src/ui/use-theme-name.ts'
import styles from './legend.module.css'

const WIDTH_PX = 222
const SWATCH_PX = WIDTH_PX / 8

interface LegendScaleProps {
  layer: Layer
  edges: readonly number[]
  /** The value at a sample in the layer's unit, NaN where there is none. */
  valueAt: (index: number) => number
}

/** Eight swatches with their edges, and a pointer at the value under the cursor. */
export function LegendScale({ layer, edges, valueAt }: LegendScaleProps) {
  const colors = rampColors(layer.ramp, useThemeName())
  const labels = edges.map(edgeLabel)
  // Long labels stand at every second edge, so that none runs into its neighbour.
  const every = labels.some((label) => label.length > 4) ? 2 : 1
  return (
    <svg className={styles.scale} width={WIDTH_PX} height={32} role="img" aria-label={`Edges of the eight colours: ${labels.join(', ')} ${layer.unit}`}>
      {colors.map((color, bin) => (
        <rect key={color} x={bin * SWATCH_PX} y={8} width={SWATCH_PX} height={10} fill={color} />
      ))}
      <rect className={styles.frame} x={0.5} y={8.5} width={WIDTH_PX - 1} height={9} />
      {labels.map((label, index) =>
        every === 2 && index % 2 === 0 ? null : (
          <text key={label} x={(index + 1) * SWATCH_PX} y={29}>
            {label}
          </text>
        ),
      )}
      <Pointer edges={edges} valueAt={valueAt} />
    </svg>
  )
}

function Pointer({ edges, valueAt }: Pick<LegendScaleProps, 'edges' | 'valueAt'>) {
  const cursor = useCursor()
  const value = cursor === null ? NaN : valueAt(cursor)
  if (Number.isNaN(value)) return null
  const x = scalePlace(value, edges) * WIDTH_PX
  return <path className={styles.pointer} d={`M${x - 4.5} 0h9l-4.5 7z`} />
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

/** As few decimals as the edge needs, at most two. */
const edgeLabel = (edge: number): string => formatNumber(edge, [0, 1].find((digits) => Math.abs(edge - Number(edge.toFixed(digits))) < 1e-6) ?? 2)
