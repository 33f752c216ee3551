import { resultFormats } from '#src/domain/report/export-result.ts'
import { laneNames } from '#src/features/results/charts/chart-tools.tsx'
import { savePicture, saveResult } from '#src/features/results/export/save-result.ts'
import { furtherIdsOf } from '#src/features/results/lanes/further-lanes.ts'
import { laneIdsOf } from '#src/features/results/lanes/lanes.ts'
import { useShipAtSea } from '#src/features/results/use-ship-at-sea.ts'
import { intend, useHandler } from '#src/state/intents.ts'
import { usePreference, usePreferenceActions } from '#src/state/preferences.ts'
import { lanesOpened, type ResultsForm, resultsFormChosen, useViewActions } from '#src/state/view.ts'
import { useShownAnswer } from '../answer/use-shown-answer.ts'
import { attempt } from '../attempt.ts'
import { type Command, plainCommand } from './commands.ts'

const forms: readonly { form: ResultsForm; label: string; otherWords: string }[] = [
  { form: 'charts', label: 'Show charts', otherWords: 'lanes graphs' },
  { form: 'table', label: 'Show table of results', otherWords: 'samples values' },
  { form: 'ledger', label: 'Show exceedances', otherWords: 'limits ledger' },
  { form: 'summary', label: 'Show summary', otherWords: 'figures totals' },
]

/** How the answer is read, and how it is exported. */
export function useResultCommands(): Command[] {
  const { answer } = useShownAnswer()
  const { answerShown } = useViewActions()
  const { placeShown, preferenceChosen } = usePreferenceActions()
  const axis = usePreference('chartAxis')
  const hidden = usePreference('hiddenLanes')
  const { ids: shipIds } = useShipAtSea(answer)
  const lanes = answer ? [...laneIdsOf(answer), ...shipIds, ...furtherIdsOf(answer.columns)] : []
  const charts = useHandler('charts-picture')
  const map = useHandler('map-picture')
  const command = (id: string, label: string, run: () => void, more: Partial<Command> = {}) =>
    plainCommand({
      id,
      group: 'Results',
      label,
      run,
      enabled: answer !== null,
      hint: answer ? null : 'Once there is an answer',
      ...more,
    })
  const picture = (name: 'map' | 'charts', label: string, draw: typeof map) =>
    command(`picture-${name}`, label, () => answer && draw && attempt(() => savePicture(answer, name, draw)), {
      ...(answer && !draw && { enabled: false, hint: 'Not on the screen now' }),
      otherWords: 'png save export',
    })
  const ask = (part: 'compare' | 'report') => () => {
    placeShown('results')
    intend(part)
  }
  return [
    ...forms.map(({ form, label, otherWords }) =>
      command(
        `results-${form}`,
        label,
        () => {
          placeShown('results')
          resultsFormChosen(form)
        },
        { otherWords },
      ),
    ),
    ...lanes
      .filter((id) => !hidden.includes(id))
      .map((id) =>
        command(
          `open-${id}`,
          `Open ${laneNames[id]} in the charts`,
          () => {
            placeShown('results')
            resultsFormChosen('charts')
            lanesOpened([id])
          },
          { searched: true, otherWords: 'lane curve' },
        ),
      ),
    command(
      'chart-axis',
      axis === 'time' ? 'Charts over distance' : 'Charts over time',
      () => preferenceChosen({ chartAxis: axis === 'time' ? 'distance' : 'time' }),
      { otherWords: 'axis' },
    ),
    command('compare', 'Compare with other answers…', ask('compare'), { otherWords: 'beside difference alternative' }),
    ...resultFormats.map(({ format, label, hint }) =>
      command(
        `export-result-${format}`,
        `Export results as ${label}`,
        () => answer && attempt(() => saveResult(format, answer)),
        { ...(answer && { hint }), otherWords: 'save download file' },
      ),
    ),
    picture('map', 'Save map as picture', map),
    picture('charts', 'Save charts as picture', charts),
    command('report', 'Print report', ask('report'), { otherWords: 'pdf paper' }),
    command('close-results', 'Close results', () => answerShown(null)),
  ]
}
