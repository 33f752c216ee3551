import { asAppError } from '#src/domain/errors.ts'
import { readRouteFile } from '#src/domain/formats/import-file.ts'
import type { ImportOutcome, ImportWork } from './import-reader.ts'

// Parsing runs here, so that a large or hostile file never holds up the page and can be given up by ending the worker.
self.onmessage = ({ data }: MessageEvent<ImportWork>) => {
  let outcome: ImportOutcome
  try {
    outcome = { result: readRouteFile(data.bytes, data.fileName) }
  } catch (thrown) {
    const { code, detail } = asAppError(thrown)
    outcome = { failure: { code, detail } }
  }
  self.postMessage(outcome)
}
