import { useMemo } from 'react'
import type { Answer } from '#src/domain/metocean/result.ts'
import type { NamedAnswer } from '#src/domain/tasks/answer-name.ts'
import { type ChartAxis, usePreferenceActions } from '#src/state/preferences.ts'
import { Button } from '#src/ui/form/button.tsx'
import styles from './charts.module.css'
import { LaneStack } from './lane-stack.tsx'
import { useShownLanes } from './use-shown-lanes.ts'
import { useStages } from './use-stages.ts'
import { xScale } from '../lanes/x-scale.ts'

interface ChartsProps {
  answer: Answer
  /** Answers drawn into the same lanes. */
  compared?: readonly NamedAnswer[] | undefined
  axis: ChartAxis
  /** Where the buttons of the charts go. */
  tools?: HTMLElement | null
}

/** Samples up to which everything is worked out and drawn in one task; beyond, axis, limits and each lane are one of their own. */
const AT_ONCE = 10_000
/** Stages before the first lane: the axis with its track, then limits, night and waypoints. */
const BEFORE_LANES = 2

/** An answer along the route, as lanes over one axis. */
export function Charts({ answer, compared = none, axis, tools = null }: ChartsProps) {
  const { lanesReset } = usePreferenceActions()
  const { ids, shown } = useShownLanes(answer)
  const stage = useStages(answer, BEFORE_LANES + shown.length, answer.columns.count <= AT_ONCE)
  const begun = stage > 0
  const x = useMemo(
    () =>
      begun
        ? xScale(
            answer.columns,
            axis,
            compared.map(({ columns }) => columns),
          )
        : null,
    [begun, answer, axis, compared],
  )

  if (ids.length === 0)
    return <p className={styles.none}>This answer has nothing that can be drawn. Its values are in the table.</p>
  if (shown.length === 0) {
    return (
      <p className={styles.none}>
        All lanes are hidden.{' '}
        <Button size="small" onClick={lanesReset}>
          Show all lanes
        </Button>
      </p>
    )
  }
  return x && <LaneStack {...{ answer, compared, x, ids, shown, tools }} ready={stage - BEFORE_LANES} />
}

const none: readonly NamedAnswer[] = []
