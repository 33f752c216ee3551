import { formatNumber } from '../units/format.ts'
import type { About } from './wire/contract.ts'

type Usage = NonNullable<About['usage']>

/** Points × variables used today, of how many; the day may have ended since the server said so. */
interface Share {
  readonly whose: 'your' | 'the team’s'
  readonly used: number
  readonly cap: number
}

function sharesOf({ used, cap, userUsed, userCap, resetsAt }: Usage, nowMs: number): Share[] {
  const isOver = nowMs >= Date.parse(resetsAt)
  return [
    ...(userCap === null ? [] : [{ whose: 'your', used: isOver ? 0 : userUsed, cap: userCap } as const]),
    ...(cap === null ? [] : [{ whose: 'the team’s', used: isOver ? 0 : used, cap } as const]),
  ]
}

/** `37 000 of 500 000 points × variables used today`; null where nothing is capped. */
export function usageWords(usage: Usage | null | undefined, nowMs: number): string | null {
  if (!usage) return null
  const shares = sharesOf(usage, nowMs)
  const [first, team] = shares.map(({ used, cap }) => `${formatNumber(used)} of ${formatNumber(cap)}`)
  if (first === undefined) return null
  return `${first} points × variables used today${team === undefined ? '' : `; by the team ${team}`}`
}

/** How many points × variables may still be asked for today; Infinity where nothing is capped. */
export function allowanceLeft(usage: Usage | null | undefined, nowMs: number): number {
  const left = usage ? sharesOf(usage, nowMs).map(({ used, cap }) => Math.max(0, cap - used)) : []
  return Math.min(Infinity, ...left)
}

/** Why a request would be refused, before it is sent; null: it would not. @param cost its points × variables */
export function capWords(usage: Usage | null | undefined, cost: number, nowMs: number): string | null {
  if (!usage) return null
  const passed = sharesOf(usage, nowMs).find(({ used, cap }) => used + cost > cap)
  if (!passed) return null
  const { whose, used, cap } = passed
  return `This request costs ${formatNumber(cost)} points × variables; ${formatNumber(Math.max(0, cap - used))} of ${whose} ${formatNumber(cap)} for today are left. The count starts again at 00:00Z.`
}
