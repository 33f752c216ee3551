import type { ExportFormat } from '#src/domain/formats/write/export-formats.ts'
import { type ExportedVoyage, exportRoute } from '#src/domain/formats/write/export-route.ts'
import { exportResult, type ResultFormat } from '#src/domain/report/export-result.ts'
import type { ExportedResult } from '#src/domain/report/result-facts.ts'
import type { SheetNumbers } from '#src/domain/units/sheet-numbers.ts'

// Runs here and in the worker: text is encoded where it is written, so that a long one does not pass through the page.

/** A file ready to be saved. */
export interface WrittenFile {
  readonly fileName: string
  /** UTF-8. */
  readonly content: Blob
}

/** @throws AppError as `exportRoute` */
export function writeFile(format: ExportFormat, voyage: ExportedVoyage, numbers: SheetNumbers): WrittenFile {
  return encoded(exportRoute(format, voyage, numbers))
}

export function writeResultFile(format: ResultFormat, result: ExportedResult, numbers: SheetNumbers): WrittenFile {
  return encoded(exportResult(format, result, numbers))
}

const encoded = ({ fileName, mediaType, text }: ReturnType<typeof exportResult>): WrittenFile => ({
  fileName,
  content: new Blob([text], { type: mediaType }),
})
