import { useCallback, useId, useMemo, useRef } from 'react'
import { summarise } from '#src/domain/metocean/column-summary.ts'
import type { Answer } from '#src/domain/metocean/result.ts'
import type { ChartAxis as Axis } from '#src/state/preferences.ts'
import { useElementSize } from '#src/ui/use-element-size.ts'
import { ChartAxis } from './chart-axis.tsx'
import { ChartCursor } from './chart-cursor.tsx'
import styles from './charts.module.css'
import { LaneRow } from './lane-row.tsx'
import { type Lane, laneNumber, lanesOf } from './lanes.ts'
import { plotX } from './plot-box.ts'
import { useCursorPlace } from './use-cursor-place.ts'
import { xScale } from './x-scale.ts'

/** Stacked lanes over one x, with one cursor through all of them. */
export function Charts({ answer, axis }: { answer: Answer; axis: Axis }) {
  const summaryId = useId()
  const body = useRef<HTMLDivElement>(null)
  const line = useRef<HTMLDivElement>(null)
  const { width } = useElementSize(body)
  const lanes = useMemo(() => lanesOf(answer), [answer])
  const x = useMemo(() => xScale(answer.columns, axis), [answer, axis])

  const place = useCallback(
    (index: number) => {
      const at = x.values[index]
      return at === undefined ? null : { left: plotX(x, width, at), top: 0 }
    },
    [x, width],
  )
  useCursorPlace(line, place)

  if (lanes.length === 0) return <p className={styles.none}>This answer has nothing that can be drawn. Its values are in the table.</p>
  return (
    <div className={styles.charts}>
      <p id={summaryId} className="visually-hidden">
        {lanes.map(laneSummary).join(' ')}
      </p>
      <div className={styles.lanes}>
        <div className={styles.stack}>
          {lanes.map((lane) => (
            <LaneRow key={lane.id} lane={lane} x={x} />
          ))}
          <div ref={body} className={styles.over}>
            <div ref={line} hidden className={styles.line} />
            <ChartCursor count={answer.columns.count} x={x} widthPx={width} describedBy={summaryId} />
          </div>
        </div>
      </div>
      <div className={styles.foot}>
        <span className={styles.axisName}>{x.axis === 'time' ? 'Time, UTC' : 'Distance, NM'}</span>
        <ChartAxis x={x} widthPx={width} />
      </div>
    </div>
  )
}

/** One lane as a sentence, for those who do not see it. */
function laneSummary(lane: Lane): string {
  const [{ values }] = lane.series
  const summary = summarise(values)
  if (!summary) return `${lane.label}: no values.`
  const { min, max, mean, missing } = summary
  const range = `${lane.label}: ${laneNumber(lane, min)} to ${laneNumber(lane, max)} ${lane.unit}, mean ${laneNumber(lane, mean)}`
  return missing === 0 ? `${range}.` : `${range}; ${missing} of ${values.length} samples without a value.`
}
