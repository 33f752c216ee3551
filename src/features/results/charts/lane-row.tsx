import { Maximize2, Minimize2 } from 'lucide-react'
import { useMemo } from 'react'
import type { Answer } from '#src/domain/metocean/result.ts'
import type { NamedAnswer } from '#src/domain/tasks/answer-name.ts'
import type { Exceedance } from '#src/domain/limits/exceedances.ts'
import type { Limits } from '#src/domain/limits/limits.ts'
import { type LaneId, usePreference, usePreferenceActions } from '#src/state/preferences.ts'
import { IconButton } from '#src/ui/form/icon-button.tsx'
import styles from './charts.module.css'
import { comparedLanes } from '../lanes/compared-lanes.ts'
import { laneBounds } from '../lanes/lane-bounds.ts'
import { laneNames } from './lane-choice.tsx'
import { LaneFacts } from './lane-facts.tsx'
import type { LaneFrame } from '../lanes/lane-frame.ts'
import { LanePlot } from './lane-plot.tsx'
import { rightScaleOf, scaleOf } from '../lanes/lane-scale.ts'
import type { Lane } from '../lanes/lanes.ts'

interface LaneRowProps extends Pick<LaneFrame, 'x' | 'window' | 'night' | 'waypoints'> {
  id: LaneId
  /** null while it is not its turn yet. */
  lane: Lane | null
  answer: Answer
  compared: readonly NamedAnswer[]
  limits: Limits
  entries: readonly Exceedance[]
}

/** One lane: its name and its values at the cursor on the left, its drawing on the right. */
export function LaneRow({ id, lane, ...rest }: LaneRowProps) {
  const { preferenceChosen } = usePreferenceActions()
  const maximised = usePreference('maximisedLane') === id
  return (
    <div className={styles.lane}>
      {lane ? <DrawnLane lane={lane} {...rest} /> : <div className={styles.facts}>{laneNames[id]}</div>}
      <IconButton
        className={styles.maximise}
        label={maximised ? 'Show all lanes' : `Show ${laneNames[id].toLowerCase()} alone`}
        size="small"
        icon={maximised ? <Minimize2 /> : <Maximize2 />}
        onClick={() => preferenceChosen({ maximisedLane: maximised ? null : id })}
      />
    </div>
  )
}

function DrawnLane({
  lane,
  answer,
  compared,
  limits,
  entries,
  x,
  window,
  night,
  waypoints,
}: Omit<LaneRowProps, 'id' | 'lane'> & { lane: Lane }) {
  const others = useMemo(() => comparedLanes(compared, lane.id, x.axis, lane.units), [compared, lane, x.axis])
  const bounds = useMemo(() => laneBounds(lane, limits, entries, answer.columns), [lane, limits, entries, answer])
  const scales = useMemo(() => {
    const all = [lane, ...others.map((other) => other.lane)] as const
    return { scale: scaleOf(all, bounds), right: rightScaleOf([lane]) }
  }, [lane, others, bounds])
  const frame = useMemo(
    (): LaneFrame => ({ lane, x, window, night, waypoints, bounds, compared: others, ...scales }),
    [lane, x, window, night, waypoints, bounds, others, scales],
  )
  return (
    <>
      <LaneFacts lane={lane} bounds={bounds} others={others} x={x.values} />
      <LanePlot frame={frame} />
    </>
  )
}
