import { AppError, type ErrorCode } from '#src/domain/errors.ts'
import { type ImportResult, MAX_FILE_BYTES } from '#src/domain/formats/import-file.ts'

export interface ImportWork {
  readonly bytes: Uint8Array
  readonly fileName: string
}

export type ImportOutcome = { readonly result: ImportResult } | { readonly failure: { readonly code: ErrorCode; readonly detail: string } }

/**
 * Reads a route file in a worker.
 * @param signal ends the worker; the promise then rejects with the signal's reason
 * @throws AppError with the sentence for the operator in `detail`
 */
export async function readFile(file: File, signal?: AbortSignal): Promise<ImportResult> {
  if (file.size === 0) throw new AppError('file-empty', 'it is empty')
  if (file.size > MAX_FILE_BYTES) throw new AppError('file-too-large', `${file.name}: ${Math.ceil(file.size / 1024 / 1024)} MB, at most 64`)
  const bytes = new Uint8Array(await file.arrayBuffer())
  const worker = new Worker(new URL('./import-worker.ts', import.meta.url), { type: 'module', name: 'import' })
  try {
    return await new Promise<ImportResult>((resolve, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
      worker.onerror = (event) => reject(new AppError('unexpected', event.message))
      worker.onmessage = ({ data }: MessageEvent<ImportOutcome>) => {
        if ('result' in data) resolve(data.result)
        else reject(new AppError(data.failure.code, data.failure.detail))
      }
      worker.postMessage({ bytes, fileName: file.name } satisfies ImportWork, [bytes.buffer])
    })
  } finally {
    worker.terminate()
  }
}
