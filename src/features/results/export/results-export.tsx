import { Download } from 'lucide-react'
import { type ComponentProps, useCallback, useEffect, useState } from 'react'
import { studyAnswers } from '#src/data/workers/study-answers.ts'
import { asAppError } from '#src/domain/errors.ts'
import type { NamedAnswer } from '#src/domain/tasks/answer-name.ts'
import type { Units } from '#src/domain/units/unit-choice.ts'
import { resultFormats } from '#src/domain/report/export-result.ts'
import { useHandler, useIntent } from '#src/state/intents.ts'
import { useUnits } from '#src/state/preferences.ts'
import { currentVoyage } from '#src/state/voyage.ts'
import { Button } from '#src/ui/form/button.tsx'
import { Menu, type MenuItem } from '#src/ui/overlay/menu.tsx'
import { messageFor } from '#src/ui/messages.ts'
import { type Draw, savePicture, saveResult } from './save-result.ts'
import { ReportPrint } from './report-print.tsx'

/** The result as a file, as a picture, or on paper. */
export function ResultsExport({ answer }: { answer: NamedAnswer }) {
  const [note, setNote] = useState<string | null>(null)
  const [report, setReport] = useState<Report | null>(null)
  const map = useHandler('map-picture')
  const charts = useHandler('charts-picture')
  const units = useUnits()
  const ended = useCallback(() => setReport(null), [])

  const attempt = (preparing: string, work: () => Promise<void>) => {
    setNote(preparing)
    void work().then(
      () => setNote(null),
      (error: unknown) => setNote(messageFor(asAppError(error).code)),
    )
  }
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
    attempt('Preparing the report…', async () => setReport(await reportOf(answer, units, { map, charts })))
  const print: MenuItem = {
    label: 'Report (print or PDF)',
    hint: 'Route, limits, exceedances, pictures, summary',
    onSelect: printReport,
  }
  useIntent('report', printReport)
  return (
    <>
      <Menu
        label="Export the results"
        trigger={
          <Button size="small" icon={<Download />} title="Export the results">
            Export
          </Button>
        }
        groups={[files, [picture('Map as PNG', 'map', map), picture('Charts as PNG', 'charts', charts)], [print]]}
        note={note}
      />
      {report && <PrintedReport report={report} onDone={ended} />}
    </>
  )
}

/** A report without a picture is better than none. */
const urlOf = async (draw: Draw | null): Promise<string | null> =>
  draw
    ? draw().then(
        (blob) => URL.createObjectURL(blob),
        () => null,
      )
    : null

type Report = Omit<ComponentProps<typeof ReportPrint>, 'onDone'>

/** The voyage as it is now, with all that takes its time made before the paper is laid out. */
async function reportOf(
  answer: NamedAnswer,
  units: Units,
  { map, charts }: Readonly<Record<'map' | 'charts', Draw | null>>,
): Promise<Report> {
  const voyage = currentVoyage()
  const study = { answers: [answer] as const, limits: voyage.limits, units }
  const [ledger, summary] = await Promise.all([studyAnswers('ledger', study), studyAnswers('summary', study)])
  return { answer, voyage, units, ledger, summary, pictures: { map: await urlOf(map), charts: await urlOf(charts) } }
}

function PrintedReport({ report, onDone }: { report: Report; onDone: () => void }) {
  const { pictures } = report
  useEffect(() => () => [pictures.map, pictures.charts].forEach((url) => url && URL.revokeObjectURL(url)), [pictures])
  return <ReportPrint {...report} onDone={onDone} />
}
