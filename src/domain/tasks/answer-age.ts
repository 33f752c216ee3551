import { formatUtc } from '../units/time-text.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../time.ts'

/** The API names no model run, so the age of the answer stands for it: after this a voyage under way asks again. */
export const REFRESH_DUE_MS = 6 * HOUR_MS

/** Times are epoch milliseconds UTC. */
export interface AskedOnce {
  /** null: the service does not say. */
  readonly askedMs: number | null
  /** The first and the last time asked for. */
  readonly firstMs: number
  readonly lastMs: number
}

interface AnswerAge {
  /** `asked at 22 Nov 17:51Z · 3 h ago`; empty where it is not known when it was asked. */
  readonly text: string
  /** The voyage is under way and the answer older than six hours. */
  readonly isDue: boolean
}

/** How old an answer is, and whether a newer one is due. */
export function answerAge({ askedMs, firstMs, lastMs }: AskedOnce, nowMs: number): AnswerAge {
  if (askedMs === null) return { text: '', isDue: false }
  const isUnderWay = nowMs >= firstMs && nowMs <= lastMs
  return {
    text: `asked at ${formatUtc(askedMs)} · ${formatAgo(nowMs - askedMs)}`,
    isDue: isUnderWay && nowMs - askedMs >= REFRESH_DUE_MS,
  }
}

/** `just now`, `12 min ago`, `3 h ago`, `2 d ago`: whole units that have passed; a clock set back counts as now. */
export function formatAgo(ms: number): string {
  if (ms < MINUTE_MS) return 'just now'
  if (ms < HOUR_MS) return `${Math.floor(ms / MINUTE_MS)} min ago`
  return ms < 2 * DAY_MS ? `${Math.floor(ms / HOUR_MS)} h ago` : `${Math.floor(ms / DAY_MS)} d ago`
}
