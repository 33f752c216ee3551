import { serveWork } from './run-worker.ts'
import { writeResultFile } from './write-result-file.ts'

serveWork(writeResultFile)
