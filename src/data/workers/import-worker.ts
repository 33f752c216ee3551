import { readRouteFile } from '#src/domain/formats/import-file.ts'
import type { ImportWork } from './import-reader.ts'
import { serveWork } from './run-worker.ts'

// Parsing runs here, so that a large or hostile file never holds up the page and can be given up by ending the worker.
serveWork(({ bytes, fileName }: ImportWork, onProgress) => readRouteFile(bytes, fileName, onProgress))
