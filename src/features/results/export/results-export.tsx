import { Download } from 'lucide-react'
import { useCallback, useState } from 'react'
import { asAppError } from '#src/domain/errors.ts'
import type { NamedAnswer } from '#src/domain/tasks/answer-name.ts'
import { correctedNote, correctedVoyage } from '#src/domain/voyage/current/true-eta.ts'
import type { Voyage } from '#src/domain/voyage/voyage.ts'
import { resultFormats } from '#src/domain/report/export-result.ts'
import { intend, useHandler, useIntent } from '#src/state/intents.ts'
import { usePreferenceActions, useUnits } from '#src/state/preferences.ts'
import { currentVoyage, useTrack } from '#src/state/voyage.ts'
import { Button } from '#src/ui/form/button.tsx'
import { Menu, type MenuItem } from '#src/ui/overlay/menu.tsx'
import { messageFor } from '#src/ui/messages.ts'
import { PrintSheet } from '#src/ui/page/print-sheet.tsx'
import { type Report, ReportContent, reportOf, reportTitles } from './report.tsx'
import { useTrueEta } from '../use-sailing.ts'
import { type Draw, saveCorrectedRoute, savePicture, saveReportPage, saveResult } from './save-result.ts'

/** Offers the results as a file, as a picture, or on paper. */
export function ResultsExport({ answer }: { answer: NamedAnswer }) {
  const [note, setNote] = useState<{ words: string; isFailure?: true } | null>(null)
  const [report, setReport] = useState<Report | null>(null)
  const map = useHandler('map-picture')
  const charts = useHandler('charts-picture')
  const onPaper = { map: useHandler('map-on-paper'), charts: useHandler('charts-on-paper') }
  const units = useUnits()
  const ended = useCallback(() => setReport(null), [])

  const attempt = (preparing: string, work: () => Promise<void>) => {
    setNote({ words: preparing })
    void work().then(
      () => setNote(null),
      (error: unknown) => setNote({ words: messageFor(asAppError(error).code), isFailure: true }),
    )
  }
  // What failed the last time says nothing of the next.
  const failureSeen = (isOpen: boolean) => isOpen && setNote((now) => (now?.isFailure ? null : now))
  const files = resultFormats.map(({ format, label, hint }): MenuItem => ({
    label,
    hint,
    keepsOpen: true,
    onSelect: () => attempt(`Preparing the ${label} file…`, () => saveResult(format, answer)),
  }))
  const picture = (label: string, words: string, draw: Draw | null): MenuItem => ({
    label,
    hint: draw ? null : 'Not on the screen now',
    disabled: !draw,
    keepsOpen: true,
    onSelect: () => draw && attempt('Preparing the picture…', () => savePicture(answer, words, draw)),
  })
  const printReport = () =>
    attempt('Preparing the report…', async () => setReport(await reportOf(answer, units, onPaper)))
  const page: MenuItem = {
    label: 'Report (HTML)',
    hint: 'One file that opens in any browser, without Fairway',
    keepsOpen: true,
    onSelect: () =>
      attempt('Preparing the report…', async () => saveReportPage(await reportOf(answer, units, onPaper))),
  }
  const print: MenuItem = {
    label: 'Report (print or PDF)',
    hint: 'Route, limits, exceedances, pictures, summary',
    onSelect: printReport,
  }
  useIntent('report', printReport)
  const eta = useTrueEta(answer)
  const isTrack = useTrack() !== null
  const { placeShown } = usePreferenceActions()
  const withTimes = (use: (voyage: Voyage) => void) => () => {
    const corrected = eta && correctedVoyage(currentVoyage(), eta)
    if (corrected) use(corrected)
  }
  // A track has no legs to give a speed to, and where she is held there is no ETA.
  const withEtas: readonly MenuItem[] =
    eta?.heldUpTo !== null || isTrack
      ? []
      : [
          {
            label: 'RTZ 1.1 with these ETAs',
            hint: 'The times and speeds that the current leaves of the plan',
            keepsOpen: true,
            onSelect: withTimes((voyage) => attempt('Preparing the RTZ file…', () => saveCorrectedRoute(voyage))),
          },
          {
            label: 'Passage plan with these ETAs (print)',
            onSelect: withTimes((voyage) => {
              placeShown('route') // its export menu makes the print
              intend('print-plan', { voyage, note: correctedNote(answer) })
            }),
          },
        ]
  return (
    <>
      <Menu
        label="Export the results"
        trigger={
          <Button size="small" icon={<Download />} title="Export the results">
            Export
          </Button>
        }
        groups={[
          files,
          [picture('Map as PNG', 'map', map), picture('Charts as PNG', 'charts', charts)],
          [print, page],
          withEtas,
        ].filter((group) => group.length > 0)}
        note={note?.words ?? null}
        onOpenChange={failureSeen}
      />
      {report && (
        <PrintSheet label="Report" {...reportTitles(report)} onDone={ended}>
          <ReportContent {...report} />
        </PrintSheet>
      )}
    </>
  )
}
