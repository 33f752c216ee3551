import { AppError } from '#src/domain/errors.ts'
import { MAX_FILE_BYTES } from '#src/domain/formats/file-size.ts'
import type { ImportResult, readRouteFile } from '#src/domain/formats/import-file.ts'
import type { GivenAssignment } from '#src/domain/formats/table-sheet.ts'
import { knowTrackDistances } from '#src/domain/route/track-points.ts'
import { runWorker } from './remote-worker.ts'
import { onServerAnswers } from '../http/server-answers.ts'

const startReader = () => new Worker(new URL('./import-worker.ts', import.meta.url), { type: 'module', name: 'import' })

/** Started before there is a file, so that its preview comes at once. */
let waiting: Worker | null = null
let keepsOneWaiting = false

/** Lets the preview be drawn before the reader of the next file starts. */
const NEXT_READER_AFTER_MS = 100

/**
 * Keeps a reader ready for the next file from now on. One that cannot be started is not kept: the next file says why,
 * and another is started once the server answers.
 */
export async function prepareFileReader(): Promise<void> {
  keepsOneWaiting = true
  if (waiting) return
  const started = startReader()
  started.onerror = () => {
    if (waiting === started) waiting = null
    const stop = onServerAnswers(() => {
      stop()
      void prepareFileReader()
    })
  }
  waiting = started
}

interface FileOptions {
  readonly signal?: AbortSignal
  readonly onProgress?: (fraction: number) => void
  readonly assignment?: GivenAssignment
}

/**
 * Reads a route file in a worker.
 * @param onProgress called with the share of a long file that is read, 0 to 1
 * @param assignment how the operator wants a table read
 * @param signal gives up; the promise then rejects with the signal's reason
 * @throws AppError with the sentence for the operator in `detail`
 */
export async function readFile(
  file: File,
  { signal, onProgress, assignment }: FileOptions = {},
): Promise<ImportResult> {
  if (file.size === 0) throw new AppError('file-empty', 'it is empty')
  if (file.size > MAX_FILE_BYTES)
    throw new AppError('file-too-large', `it has ${Math.ceil(file.size / 2 ** 20)} MB, at most 64 are read`)
  const bytes = new Uint8Array(await file.arrayBuffer())
  const worker = waiting ?? startReader()
  waiting = null
  let isRead = false
  const result = await runWorker<typeof readRouteFile, ImportResult>(
    worker,
    (read, { proxy, transfer }) =>
      read(
        transfer(bytes, [bytes.buffer]),
        file.name,
        // It travels on its own, and may come after the file.
        onProgress && proxy((fraction: number) => void (isRead || onProgress(fraction))),
        assignment,
      ),
    signal,
  ).finally(() => (isRead = true))
  if (keepsOneWaiting) setTimeout(() => void prepareFileReader(), NEXT_READER_AFTER_MS)
  const mended = result.candidates.flatMap(({ doubts }) => doubts?.ways.flatMap((way) => way.mended ?? []) ?? [])
  for (const { track, alongNm } of [...result.candidates, ...mended])
    if (track && alongNm) knowTrackDistances(track, alongNm)
  return result
}
