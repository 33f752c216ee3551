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
import { Section } from './summary.tsx'
import styles from './summary.module.css'

interface GoodWeatherProps {
  answer: NamedAnswer
  charter: Charter
  report: GoodWeatherReport
}

/** The figures by the charter party, on the screen, on paper and as a file. */
export function GoodWeather({ answer, charter, report: { terms, figures, notes } }: GoodWeatherProps) {
  const [sheet, setSheet] = useState<EvidenceSheet | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const limits = useLimits()
  const units = useUnits()
  const ended = useCallback(() => setSheet(null), [])
  const study = { answers: [answer] as const, limits, units, charter }
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
    <Section
      section={figures ?? { title: 'Good weather by the charter party', head: [], rows: [] }}
      foot={
        <>
          {notes.map((note) => (
            <p key={note} className={styles.words}>
              {note}
            </p>
          ))}
          {figures && (
            <div className={styles.actions}>
              <Button
                size="small"
                icon={<Printer />}
                onClick={() => attempt(async () => setSheet(await studyAnswers('evidence', study)))}
              >
                Evidence sheet (print or PDF)
              </Button>
              <Button size="small" icon={<FileDown />} onClick={() => attempt(save)}>
                CSV
              </Button>
              {failure && <span role="alert">{failure}</span>}
            </div>
          )}
          {sheet && (
            <PrintSheet label="Evidence sheet" {...evidenceTitles(currentVoyage())} onDone={ended}>
              <EvidenceContent answer={answer} voyage={currentVoyage()} sheet={sheet} />
            </PrintSheet>
          )}
        </>
      }
    >
      <p className={styles.words}>{terms}</p>
    </Section>
  )
}
