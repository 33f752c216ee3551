import type { LibraryPolicy } from './library-policy.ts'

/** A desk that has a voyage open. Times in epoch milliseconds UTC. */
export interface OpenDesk {
  /** UUID, made by the browser. */
  readonly desk: string
  readonly user: string
  readonly edits: boolean
  /** Since when it edits, or has it open without editing. */
  readonly sinceMs: number
  /** When it last said so. */
  readonly seenMs: number
}

/** Those that were heard of lately. */
export const presentDesks = <Desk extends Pick<OpenDesk, 'seenMs'>>(
  desks: readonly Desk[],
  nowMs: number,
  { silentMs }: Pick<LibraryPolicy, 'silentMs'>,
): Desk[] => desks.filter(({ seenMs }) => nowMs - seenMs < silentMs)

/**
 * The desks after one of them has said what it does. One edits at a time: the first that says so keeps it until it lets
 * go, falls silent, or another one takes it.
 * @param desks as they were; silent ones are left out
 */
export function desksAfter(
  desks: readonly OpenDesk[],
  beat: { readonly desk: string; readonly user: string; readonly edits: boolean; readonly takes: boolean },
  nowMs: number,
  policy: Pick<LibraryPolicy, 'silentMs'>,
): OpenDesk[] {
  const { desk, user } = beat
  const present = presentDesks(desks, nowMs, policy)
  const others = present.filter((one) => one.desk !== desk)
  const before = present.find((one) => one.desk === desk)
  const isTaken = beat.edits && beat.takes
  const edits = beat.edits && (isTaken || !others.some((one) => one.edits))
  const sinceMs = before && before.edits === edits ? before.sinceMs : nowMs
  const rest = others.map((one) => (isTaken && one.edits ? { ...one, edits: false, sinceMs: nowMs } : one))
  return [...rest, { desk, user, edits, sinceMs, seenMs: nowMs }]
}
