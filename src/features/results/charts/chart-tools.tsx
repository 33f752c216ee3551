import { ArrowDown, ArrowUp, ListChecks, Minus, Plus, UnfoldHorizontal } from 'lucide-react'
import { useMemo } from 'react'
import type { Answer } from '#src/domain/metocean/result.ts'
import { timesAscend } from '#src/domain/metocean/sample-times.ts'
import { type AxisChoice, type LaneId, usePreference, usePreferenceActions } from '#src/state/preferences.ts'
import { IconButton } from '#src/ui/form/icon-button.tsx'
import { Segmented } from '#src/ui/form/segmented.tsx'
import type { ChartWindow } from './use-chart-window.ts'
import { Button } from '#src/ui/form/button.tsx'
import { CheckField } from '#src/ui/form/field.tsx'
import { Popover } from '#src/ui/overlay/popover.tsx'
import styles from './lane-choice.module.css'

interface ChartToolsProps {
  answer: Answer
  ids: readonly LaneId[]
  view: ChartWindow
  axis: AxisChoice
  /** Is another answer drawn into the charts? */
  compares: boolean
}

const STEP = 0.5

/** The buttons of the charts: their axis, zoom and variables. */
export function ChartTools({ answer, ids, view, axis, compares }: ChartToolsProps) {
  const { preferenceChosen } = usePreferenceActions()
  const hasTimes = useMemo(() => timesAscend(answer.columns), [answer])
  return (
    <>
      {hasTimes && (
        <Segmented
          label="Across"
          value={axis}
          onChange={(chartAxis) => preferenceChosen({ chartAxis })}
          options={[
            { value: 'distance', label: 'Distance' },
            { value: 'time', label: 'Time' },
            // Where departures differ, their weather is compared by it; alone, it is UTC from another zero.
            ...(compares || axis === 'elapsed' ? [{ value: 'elapsed', label: 'Under way' } as const] : []),
          ]}
        />
      )}
      <IconButton
        label="Zoom in along the route"
        shortcut="+"
        size="small"
        icon={<Plus />}
        onClick={() => view.zoom(STEP)}
      />
      <IconButton
        label="Zoom out along the route"
        shortcut="−"
        size="small"
        icon={<Minus />}
        aria-disabled={view.isWhole}
        onClick={() => view.zoom(1 / STEP)}
      />
      <IconButton
        label="Show the whole route"
        shortcut="0"
        size="small"
        icon={<UnfoldHorizontal />}
        aria-disabled={view.isWhole}
        onClick={view.reset}
      />
      <LaneChoice ids={ids} />
    </>
  )
}

export const laneNames: Readonly<Record<LaneId, string>> = {
  wind: 'Wind',
  wave: 'Waves',
  current: 'Current',
  sst: 'Sea temperature',
  depth: 'Depth',
  motion: 'Motion',
  clearance: 'Clearance',
  apparent: 'Apparent wind',
  'off-bow': 'Off the bow',
  steepness: 'Steepness',
  against: 'Wind against current',
}

/** Which variables are shown, and in which order. @param ids those the answer can fill */
function LaneChoice({ ids }: { ids: readonly LaneId[] }) {
  const order = usePreference('laneOrder').filter((id) => ids.includes(id))
  const hidden = usePreference('hiddenLanes')
  const { laneMoved, laneToggled, lanesReset } = usePreferenceActions()
  /** Past the next lane in the list, skipping those this answer lacks. */
  const move = (id: LaneId, by: 1 | -1) => {
    const neighbour = order[order.indexOf(id) + by]
    if (neighbour) laneMoved(id, neighbour)
  }
  return (
    <Popover
      label="Variables of the charts"
      trigger={
        <Button size="small" icon={<ListChecks />}>
          Variables
        </Button>
      }
    >
      <ul className={styles.list}>
        {order.map((id, place) => (
          <li key={id} className={styles.row}>
            <CheckField label={laneNames[id]} checked={!hidden.includes(id)} onChange={() => laneToggled(id)} />
            <IconButton
              label={`Move ${laneNames[id]} up`}
              size="small"
              icon={<ArrowUp />}
              disabled={place === 0}
              onClick={() => move(id, -1)}
            />
            <IconButton
              label={`Move ${laneNames[id]} down`}
              size="small"
              icon={<ArrowDown />}
              disabled={place === order.length - 1}
              onClick={() => move(id, 1)}
            />
          </li>
        ))}
      </ul>
      <Button size="small" tone="quiet" onClick={lanesReset}>
        Reset variables
      </Button>
    </Popover>
  )
}
