import { DAY_MS } from '../time.ts'
import type { LibraryPolicy } from './library-policy.ts'

/** What decides about a version. Times in epoch milliseconds UTC. */
export interface KeptVersion {
  /** Counts up through the life of an entry, never used twice. */
  readonly n: number
  readonly author: string
  /** Of its first and of its last save. */
  readonly begunMs: number
  readonly atMs: number
  /** By a hand-over; otherwise author and age decide. */
  readonly closed: boolean
}

/** Does the next save of this author replace the version, or begin another? */
export function isReplaced(
  last: Omit<KeptVersion, 'n' | 'atMs'>,
  author: string,
  nowMs: number,
  { versionMs }: Pick<LibraryPolicy, 'versionMs'>,
): boolean {
  return !last.closed && last.author === author && nowMs - last.begunMs < versionMs
}

/**
 * The versions that are not kept any more: of the last day all are kept, of the days before the last one of each.
 * Where they are too many, the older ones of the last day go first. The newest always stays: it is what the entry holds.
 * @param versions in any order
 * @returns their numbers
 */
export function versionsToDrop(
  versions: readonly Pick<KeptVersion, 'n' | 'atMs'>[],
  nowMs: number,
  { keepsAllMs, keepsDailyMs, mostVersions }: Pick<LibraryPolicy, 'keepsAllMs' | 'keepsDailyMs' | 'mostVersions'>,
): number[] {
  const [newest, ...older] = versions.toSorted((a, b) => b.n - a.n)
  if (!newest) return []
  const daysSeen = new Set([dayOf(newest.atMs)])
  const daily: number[] = []
  const others: number[] = []
  const dropped: number[] = []
  for (const { n, atMs } of older) {
    const isLastOfDay = !daysSeen.has(dayOf(atMs))
    daysSeen.add(dayOf(atMs))
    const ageMs = nowMs - atMs
    if (isLastOfDay && ageMs < keepsDailyMs) daily.push(n)
    else if (ageMs < keepsAllMs) others.push(n)
    else dropped.push(n)
  }
  const mostDaily = Math.max(0, mostVersions - 1)
  const mostOthers = Math.max(0, mostDaily - daily.length)
  return [...dropped, ...daily.slice(mostDaily), ...others.slice(mostOthers)]
}

const dayOf = (ms: number) => Math.floor(ms / DAY_MS)
