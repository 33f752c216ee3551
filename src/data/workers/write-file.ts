import type { ExportFormat } from '#src/domain/formats/write/export-formats.ts'
import { type ExportedVoyage, exportRoute } from '#src/domain/formats/write/export-route.ts'

export interface WriteWork {
  readonly format: ExportFormat
  readonly voyage: ExportedVoyage
}

/** A file ready to be saved. */
export interface WrittenFile {
  readonly fileName: string
  /** UTF-8. */
  readonly content: Blob
}

/** Here and in the worker: encoded where it is written, so that a long text does not pass through the page. */
export function writeFile({ format, voyage }: WriteWork): WrittenFile {
  const { fileName, mediaType, text } = exportRoute(format, voyage)
  return { fileName, content: new Blob([text], { type: mediaType }) }
}
