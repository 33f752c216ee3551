import { Minus, Plus, UnfoldHorizontal } from 'lucide-react'
import { useMemo } from 'react'
import type { Answer } from '#src/domain/metocean/result.ts'
import { timesAscend } from '#src/domain/metocean/sample-times.ts'
import { type LaneId, usePreference, usePreferenceActions } from '#src/state/preferences.ts'
import { IconButton } from '#src/ui/form/icon-button.tsx'
import { Segmented } from '#src/ui/form/segmented.tsx'
import { LaneChoice } from './lane-choice.tsx'
import type { ChartWindow } from './use-chart-window.ts'

interface ChartToolsProps {
  answer: Answer
  ids: readonly LaneId[]
  view: ChartWindow
}

const STEP = 0.5

/** The buttons of the charts: what they run over, how near, and which lanes. */
export function ChartTools({ answer, ids, view }: ChartToolsProps) {
  const axis = usePreference('chartAxis')
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
