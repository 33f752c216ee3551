import { studied } from '#src/domain/report/answer-study.ts'
import { serveWork } from './run-worker.ts'
import type { StudyWork } from './study-answers.ts'

serveWork(({ kind, study }: StudyWork) => studied(kind, study))
