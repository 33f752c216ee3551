import { simplifyTrack } from '#src/domain/route/simplify.ts'
import { serveWork } from './run-worker.ts'
import type { SimplifyWork } from './simplify.ts'

serveWork(({ track, toleranceNm }: SimplifyWork) => simplifyTrack(track, { toleranceNm }))
