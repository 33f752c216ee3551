import type { NamedAnswer } from '#src/domain/tasks/answer-name.ts'
import { usePreference, useUnits } from '#src/state/preferences.ts'
import { currentChartPart } from '#src/state/view.ts'
import { useIntent } from '#src/state/intents.ts'
import { currentVoyage } from '#src/state/voyage.ts'
import { chartsPng } from '../export/charts-png.ts'
import { useShownLanes } from './use-shown-lanes.ts'

/** Lets the charts be saved and printed as a picture, whether they or a table are on the screen. */
export function ChartsPicture({
  answer,
  compared = none,
}: {
  answer: NamedAnswer
  compared?: readonly NamedAnswer[] | undefined
}) {
  const axis = usePreference('chartAxis')
  const units = useUnits()
  const { shown } = useShownLanes(answer)
  const draw = () =>
    chartsPng({ answer, compared, voyage: currentVoyage(), axis, part: currentChartPart(), units, lanes: shown })
  useIntent('charts-picture', shown.length === 0 ? null : draw)
  return null
}

const none: readonly NamedAnswer[] = []
