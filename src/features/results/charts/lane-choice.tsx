import { ArrowDown, ArrowUp, ListChecks } from 'lucide-react'
import { type LaneId, usePreference, usePreferenceActions } from '#src/state/preferences.ts'
import { Button } from '#src/ui/form/button.tsx'
import { CheckField } from '#src/ui/form/field.tsx'
import { IconButton } from '#src/ui/form/icon-button.tsx'
import { Popover } from '#src/ui/overlay/popover.tsx'
import styles from './lane-choice.module.css'

export const laneNames: Readonly<Record<LaneId, string>> = {
  wind: 'Wind',
  wave: 'Waves',
  current: 'Current',
  sst: 'Sea temperature',
  depth: 'Depth',
}

/** Which lanes are drawn, and in which order. @param ids those the answer can fill */
export function LaneChoice({ ids }: { ids: readonly LaneId[] }) {
  const order = usePreference('laneOrder').filter((id) => ids.includes(id))
  const { laneMoved, laneToggled, lanesReset } = usePreferenceActions()
  const hidden = usePreference('hiddenLanes')
  /** Past the next lane that is in the list, over those this answer has not. */
  const move = (id: LaneId, by: 1 | -1) => {
    const neighbour = order[order.indexOf(id) + by]
    if (neighbour) laneMoved(id, neighbour)
  }
  return (
    <Popover
      label="Lanes of the charts"
      trigger={
        <Button size="small" icon={<ListChecks />}>
          Lanes
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
        Show all as at first
      </Button>
    </Popover>
  )
}
