import { writeResult } from '#src/data/workers/file-writer.ts'
import { saveFile } from '#src/data/save-file.ts'
import { fileName } from '#src/domain/formats/write/export-formats.ts'
import type { Answer } from '#src/domain/metocean/result.ts'
import type { ResultFormat } from '#src/domain/report/export-result.ts'
import { currentSheetNumbers } from '#src/state/preferences.ts'
import { currentVoyage } from '#src/state/voyage.ts'

/** Saves an answer as a file, with the limits of the voyage at hand. */
export async function saveResult(format: ResultFormat, answer: Answer): Promise<void> {
  saveFile(await writeResult(format, answer, currentVoyage(), currentSheetNumbers()))
}

/** Draws a part of the screen as a PNG, when it is asked for. */
export type Draw = () => Promise<Blob>

/** Saves a part of the screen as a picture. @param words what it is of, for the name of the file */
export async function savePicture({ taskName }: Answer, words: string, draw: Draw): Promise<void> {
  const name = [currentVoyage().name, taskName, words].filter(Boolean).join(' ')
  saveFile({ fileName: fileName(name, 'png'), content: await draw() })
}
