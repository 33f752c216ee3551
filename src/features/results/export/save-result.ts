import { writeResult, writeVoyage } from '#src/data/workers/file-writer.ts'
import { saveFile } from '#src/data/save-file.ts'
import { fileName } from '#src/domain/formats/write/export-formats.ts'
import type { Answer } from '#src/domain/metocean/result.ts'
import type { ResultFormat } from '#src/domain/report/export-result.ts'
import { answeredAlternative } from '#src/domain/tasks/answer-name.ts'
import type { Voyage } from '#src/domain/voyage/voyage.ts'
import { currentSheetNumbers } from '#src/state/preferences.ts'
import { currentVoyage } from '#src/state/voyage.ts'
import type { Report } from './report.tsx'

/** Saves an answer as a file, with the limits of the open voyage. */
export async function saveResult(format: ResultFormat, answer: Answer): Promise<void> {
  saveFile(await writeResult(format, answer, currentVoyage(), currentSheetNumbers()))
}

/** Saves the route of a voyage whose times have been corrected for the current. */
export async function saveCorrectedRoute(voyage: Voyage): Promise<void> {
  const { fileName: name, content } = await writeVoyage('rtz-1.1', voyage, currentSheetNumbers())
  saveFile({ fileName: name.replace(/(?=\.rtz$)/, '_with_current'), content })
}

/** Saves a report as a page of its own. */
export async function saveReportPage(report: Report): Promise<void> {
  const { reportPage } = await import('./report-page.tsx')
  const { voyage, answer } = report
  const name = [voyage.name, answeredAlternative(answer, voyage), answer.taskName, 'report'].filter(Boolean).join(' ')
  const content = new Blob([reportPage(report, Date.now())], { type: 'text/html;charset=utf-8' })
  saveFile({ fileName: fileName(name, 'html'), content })
}

/** Draws a part of the screen as a PNG, on demand. */
export type Draw = () => Promise<Blob>

/** Saves a part of the screen as a picture. @param words what it shows, for the file's name */
export async function savePicture(answer: Answer, words: string, draw: Draw): Promise<void> {
  const voyage = currentVoyage()
  const name = [voyage.name, answeredAlternative(answer, voyage), answer.taskName, words].filter(Boolean).join(' ')
  saveFile({ fileName: fileName(name, 'png'), content: await draw() })
}
