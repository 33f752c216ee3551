import { useMemo } from 'react'
import styles from './charts.module.css'
import { plotX } from './plot-box.ts'
import { type XScale, xTicks } from './x-scale.ts'

/** The x axis all lanes share; it stays in sight while they scroll. */
export function ChartAxis({ x, widthPx }: { x: XScale; widthPx: number }) {
  const ticks = useMemo(() => xTicks(x, widthPx - 64), [x, widthPx])
  return (
    <svg className={styles.axis} width={widthPx} height={20} aria-hidden="true">
      {ticks.map(({ value, label, strong }) => {
        const left = plotX(x, widthPx, value)
        return (
          <g key={value} data-strong={strong || undefined}>
            <line x1={left} x2={left} y1={0} y2={4} />
            <text x={left} y={15} textAnchor={left > widthPx - 48 ? 'end' : 'middle'}>
              {label}
            </text>
          </g>
        )
      })}
    </svg>
  )
}
