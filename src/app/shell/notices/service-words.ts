import type { AnswerTime } from '#src/data/answer-time.ts'
import type { About } from '#src/domain/metocean/wire/contract.ts'
import { formatQuantity } from '#src/domain/units/format.ts'
import { formatClock } from '#src/domain/units/time-text.ts'

/** Quicker than this it is not worth a figure. */
const LEAST_MS = 100

/**
 * How the service answers: `Upstream OK 0.4 s`. What Fairway asks of another service is upstream, what it answers itself is
 * the service.
 * @param lostMs since when nobody answers; null: somebody does
 */
export function answerWords(
  mode: About['mode'] | null,
  answer: AnswerTime | null,
  lostMs: number | null,
): { words: string; title: string } {
  const who = mode === 'gateway' ? 'Upstream' : 'Service'
  if (lostMs !== null)
    return {
      words: `${who}: no answer since ${formatClock(lostMs)}`,
      title: answer ? `The last answer came at ${formatClock(answer.atMs)}` : 'It has not answered yet',
    }
  if (!answer) return { words: `${who} not asked yet`, title: 'How long it takes is shown with its first answer' }
  const took =
    answer.tookMs < LEAST_MS
      ? `< ${formatQuantity(LEAST_MS / 1000, 's', 1)}`
      : formatQuantity(answer.tookMs / 1000, 's', 1)
  return { words: `${who} OK ${took}`, title: `It took ${took} to list the tasks at ${formatClock(answer.atMs)}` }
}
