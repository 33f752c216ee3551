import { pollPolicy } from '#src/domain/tasks/poll-policy.ts'

type Durations = { [name: string]: number | boolean | string | number[] | Durations | null }

/**
 * Scales every duration of the product by one factor, where the clock cannot be fake because real sockets take part. It
 * holds for a whole test file, or until it is undone.
 * @param share 0.01: a minute is 0.6 s
 * @param leastDeadlineMs no call is given up earlier, so that a busy machine meets what the product would
 * @returns restores the product's own durations
 */
export function scalePolicy(share: number, leastDeadlineMs = 0): () => void {
  const policy = pollPolicy as unknown as Durations
  const own = structuredClone(policy)
  scale(policy, share, false)
  for (const call of Object.values(policy['calls'] as Record<string, Durations>)) {
    if (typeof call['deadlineMs'] === 'number') call['deadlineMs'] = Math.max(leastDeadlineMs, call['deadlineMs'])
  }
  return () => void restore(policy, own)
}

/** @param isDuration a group whose own name says milliseconds */
function scale(group: Durations, share: number, isDuration: boolean): void {
  for (const [name, value] of Object.entries(group)) {
    const isMs = isDuration || name.endsWith('Ms')
    if (Array.isArray(value)) group[name] = isMs ? value.map((ms) => ms * share) : value
    else if (typeof value === 'object' && value !== null) scale(value, share, isMs)
    else if (isMs && typeof value === 'number') group[name] = value * share
  }
}

function restore(group: Durations, own: Durations): void {
  for (const [name, value] of Object.entries(own)) {
    const now = group[name]
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) restore(now as Durations, value)
    else group[name] = value
  }
}
