import { useEffect, useMemo, useState } from 'react'
import type { Answer } from '#src/domain/metocean/result.ts'
import type { NamedAnswer } from '#src/domain/tasks/answer-name.ts'
import { type AxisChoice, type LaneId, usePreference, usePreferenceActions, useUnits } from '#src/state/preferences.ts'
import { Button } from '#src/ui/form/button.tsx'
import styles from './charts.module.css'
import { LaneStack, MOST_OPEN } from './lane-stack.tsx'
import { xScale } from '../lanes/x-scale.ts'
import { furtherIdsOf } from '../lanes/further-lanes.ts'
import { laneIdsOf, leadLayer } from '../lanes/lanes.ts'
import { useShipAtSea } from '../use-ship-at-sea.ts'
import { currentChartPart } from '#src/state/view.ts'
import { useIntent } from '#src/state/intents.ts'
import { currentVoyage } from '#src/state/voyage.ts'
import { chartsOnPaper, chartsPng } from '../export/charts-png.ts'

interface ChartsProps {
  answer: NamedAnswer
  /** Answers drawn into the same lanes. */
  compared?: readonly NamedAnswer[] | undefined
  /** The older answer whose difference the ribbons show. */
  changesFrom?: NamedAnswer | null
  axis: AxisChoice
  /** Where the buttons of the charts go. */
  tools?: HTMLElement | null
}

/** Up to this many samples are drawn in one task; beyond, axis, limits, each ribbon and each lane get a task of their own. */
const AT_ONCE = 10_000
/** Stages before the first ribbon: the axis with its track, then limits, night and waypoints. */
const BEFORE_RIBBONS = 2

/** An answer along the route: a ribbon for each variable, and lanes of those that are open, over one axis. */
export function Charts({ answer, compared = none, changesFrom = null, axis, tools = null }: ChartsProps) {
  const { lanesReset } = usePreferenceActions()
  const { ids, shown: all, ship } = useShownLanes(answer)
  // What the weather means to the ship has no difference of its own.
  const shown = changesFrom ? all.filter((id) => leadLayer(answer, id)) : all
  const stage = useStages(answer, BEFORE_RIBBONS + shown.length + MOST_OPEN, answer.columns.count <= AT_ONCE)
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
        All variables are hidden.{' '}
        <Button size="small" onClick={lanesReset}>
          Show all variables
        </Button>
      </p>
    )
  }
  return (
    x && <LaneStack {...{ answer, compared, changesFrom, x, ids, shown, ship, tools }} ready={stage - BEFORE_RIBBONS} />
  )
}

const none: readonly NamedAnswer[] = []

/**
 * How many steps of some work may be done by now: one more per task, so that the page keeps responding in between.
 * @param of what the work is about; another object starts over
 * @param atOnce all of it now, as the work is small
 */
function useStages(of: object, steps: number, atOnce: boolean): number {
  const [progress, setProgress] = useState({ of, done: 0 })
  const done = atOnce ? steps : progress.of === of ? progress.done : 0
  useEffect(() => {
    if (done >= steps) return
    const timer = window.setTimeout(() => setProgress({ of, done: done + 1 }))
    return () => window.clearTimeout(timer)
  }, [of, steps, done])
  return done
}

/** The variables an answer has, with what they mean to the ship, and those of them that are shown, in the chosen order. */
function useShownLanes(answer: Answer) {
  const [order, hidden] = [usePreference('laneOrder'), usePreference('hiddenLanes')]
  const furtherIds = useMemo(() => furtherIdsOf(answer.columns), [answer])
  const { ids: shipIds, ship } = useShipAtSea(
    answer,
    furtherIds.some((id) => !hidden.includes(id)),
  )
  const lanes = useMemo((): { ids: readonly LaneId[]; shown: readonly LaneId[] } => {
    const ids = [...laneIdsOf(answer), ...shipIds, ...furtherIds]
    return { ids, shown: order.filter((id) => ids.includes(id) && !hidden.includes(id)) }
  }, [answer, order, hidden, shipIds, furtherIds])
  return { ...lanes, ship }
}

/** Lets the charts be saved and printed as a picture, even while a table is on the screen. */
export function ChartsPicture({
  answer,
  compared = none,
}: {
  answer: NamedAnswer
  compared?: readonly NamedAnswer[] | undefined
}) {
  const axis = usePreference('chartAxis')
  const units = useUnits()
  const [order, hidden] = [usePreference('laneOrder'), usePreference('hiddenLanes')]
  const shown = useMemo(() => {
    const ids = laneIdsOf(answer)
    return order.filter((id) => ids.includes(id) && !hidden.includes(id))
  }, [answer, order, hidden])
  const picture = () => ({
    answer,
    compared,
    voyage: currentVoyage(),
    axis,
    part: currentChartPart(),
    units,
    lanes: shown,
  })
  const isEmpty = shown.length === 0
  useIntent('charts-picture', isEmpty ? null : () => chartsPng(picture()))
  useIntent('charts-on-paper', isEmpty ? null : () => chartsOnPaper(picture()))
  return null
}
