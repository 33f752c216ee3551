import { partsWords, type Submission } from '#src/domain/tasks/submission.ts'

const signs = { done: '✓', failed: '✕', cancelled: '⃠' } as const
const ends = { done: 'ready', failed: 'failed', cancelled: 'cancelled' } as const

/** Names of routes may be of any length. */
export const shortName = ({ parts, taskName }: Submission): string => (partsWords(parts) || taskName).slice(0, 40)

/** `✓ RTM–HAL ready`, `✕ RTM–HAL failed`: for a title or a desktop. */
export function endedWords(submission: Submission): string {
  const end = submission.state === 'done' || submission.state === 'cancelled' ? submission.state : 'failed'
  return `${signs[end]} ${shortName(submission)} ${ends[end]}`
}
