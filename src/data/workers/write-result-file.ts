import { exportResult, type ResultFormat } from '#src/domain/report/export-result.ts'
import type { ExportedResult } from '#src/domain/report/result-facts.ts'
import type { WrittenFile } from './write-file.ts'

export interface ResultWork {
  readonly format: ResultFormat
  readonly result: ExportedResult
}

/** Here and in the worker: encoded where it is written, so that a long text does not pass through the page. */
export function writeResultFile({ format, result }: ResultWork): WrittenFile {
  const { fileName, mediaType, text } = exportResult(format, result)
  return { fileName, content: new Blob([text], { type: mediaType }) }
}
