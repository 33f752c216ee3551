import { serveWork } from './run-worker.ts'
import { writeFile } from './write-file.ts'

serveWork(writeFile)
