import { readRouteFile } from '#src/domain/formats/import-file.ts'
import { expose } from './comlink.ts'

// Parsing runs here, so that a large or hostile file never holds up the page and can be stopped by ending the worker.
expose(readRouteFile)
