import { FileDown, Printer } from 'lucide-react'
import { useCallback, useState } from 'react'
import { saveFile } from '#src/data/save-file.ts'
import { studyAnswers } from '#src/data/workers/study-answers.ts'
import { asAppError } from '#src/domain/errors.ts'
import { fileName } from '#src/domain/formats/write/export-formats.ts'
import { csvFile } from '#src/domain/formats/write/sheet.ts'
import type { EvidenceSheet, GoodWeatherReport } from '#src/domain/report/good-weather-sheet.ts'
import { answeredAlternative, type NamedAnswer } from '#src/domain/tasks/answer-name.ts'
import { formatIso } from '#src/domain/units/time-text.ts'
import type { Charter } from '#src/domain/voyage/charter/charter.ts'
import { currentSheetNumbers, useUnits } from '#src/state/preferences.ts'
import { currentVoyage, useLimits } from '#src/state/voyage.ts'
import { Button } from '#src/ui/form/button.tsx'
import { messageFor } from '#src/ui/messages.ts'
import { PrintSheet } from '#src/ui/page/print-sheet.tsx'
import { EvidenceContent, evidenceFacts, evidenceTitles } from '../export/evidence.tsx'
import { useSailing } from '../use-sailing.ts'
import { SectionTable } from './summary.tsx'
import styles from './summary.module.css'

interface GoodWeatherProps {
  answer: NamedAnswer
  charter: Charter
  report: GoodWeatherReport
}

/** The figures by the charter party, on the screen, on paper and as a file. */
export function GoodWeatherSummary({ answer, charter, report: { terms, figures, notes } }: GoodWeatherProps) {
  const [sheet, setSheet] = useState<EvidenceSheet | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const limits = useLimits()
  const units = useUnits()
  const ended = useCallback(() => setSheet(null), [])
  const sailing = useSailing(answer)
  const study = { answers: [answer] as const, limits, units, charter, sailing }
  const attempt = (work: () => Promise<void>) => {
    setFailure(null)
    void work().catch((error: unknown) => setFailure(messageFor(asAppError(error).code)))
  }
  const save = async () => {
    const voyage = currentVoyage()
    const cells = await studyAnswers('evidence-cells', study)
    const facts = evidenceFacts(answer, voyage, formatIso)
    const name = [voyage.name, answeredAlternative(answer, voyage), answer.taskName, 'good weather']
    const text = csvFile([...facts, ...cells], currentSheetNumbers())
    saveFile({
      fileName: fileName(name.filter(Boolean).join(' '), 'csv'),
      content: new Blob([text], { type: 'text/csv;charset=utf-8' }),
    })
  }
  return (
    <section className={styles.charter}>
      <div className={styles.actions}>
        <h3 className={styles.title}>Good weather by the charter party</h3>
        {figures.length > 0 && (
          <>
            <Button
              size="small"
              icon={<Printer />}
              onClick={() => attempt(async () => setSheet(await studyAnswers('evidence', study)))}
            >
              Evidence sheet
            </Button>
            <Button size="small" icon={<FileDown />} title="Good weather as CSV" onClick={() => attempt(save)}>
              CSV
            </Button>
          </>
        )}
        {failure && <span role="alert">{failure}</span>}
      </div>
      <p className={styles.words}>{terms}</p>
      {notes.length > 0 && <p className={styles.words}>{notes.join(' ')}</p>}
      <div className={styles.tables}>
        {figures.map((section) => (
          <div key={section.title}>
            <SectionTable section={section} />
          </div>
        ))}
      </div>
      {sheet && (
        <PrintSheet label="Evidence sheet" {...evidenceTitles(currentVoyage())} onDone={ended}>
          <EvidenceContent answer={answer} voyage={currentVoyage()} sheet={sheet} />
        </PrintSheet>
      )}
    </section>
  )
}
