import type { Position } from '../../../position.ts'
import { DAY_MS, HOUR_MS } from '../../../time.ts'
import { clockMs, dateMs, type Sentence, sentencePosition } from './sentences.ts'

/** Where the ship was, as one sentence has it. */
export interface Fix {
  readonly position: Position
  readonly type: string
  /** Milliseconds of the day, UTC; null where the sentence has no time. */
  readonly clock: number | null
  /** Does it have a time that is none? */
  readonly hasBadClock: boolean
  /** Epoch milliseconds UTC; null as long as no date is known. */
  readonly timeMs: number | null
}

export interface Fixes {
  readonly fixes: readonly Fix[]
  /** Sentences whose receiver had no fix: status V, quality 0, mode N. */
  readonly invalid: number
  /** Sentences with a right checksum whose position cannot be read all the same. */
  readonly unread: number
  /** Fixes that the receiver estimated (dead reckoning), that were entered by hand, or that a simulator made. */
  readonly estimated: number
  readonly simulated: number
  /** Dates of sentences with a fix that are none, as they are written. */
  readonly badDates: readonly string[]
}

type Quality = 'valid' | 'invalid' | 'estimated' | 'simulated'

interface FixKind {
  /** Index of the latitude; three more of the position follow. */
  readonly position: number
  readonly clock: number
  readonly quality: (fields: readonly string[]) => Quality
}

const byMode = (mode: string | undefined): Quality => {
  if (mode === 'N' || mode === 'V') return 'invalid'
  if (mode === 'E' || mode === 'M') return 'estimated'
  return mode === 'S' ? 'simulated' : 'valid'
}
/** The status of RMC and GLL is V where there is no fix; the mode behind it came with NMEA 2.3. */
const byStatus = (status: string | undefined, mode: string | undefined): Quality => {
  if (mode === 'E' || mode === 'M' || mode === 'S') return byMode(mode)
  return status === 'V' ? 'invalid' : byMode(mode)
}
const byNumber: Readonly<Record<string, Quality>> = { 0: 'invalid', 6: 'estimated', 7: 'estimated', 8: 'simulated' }

/** The sentences with a position. Source of the fields: NMEA 0183, as gpsd's "NMEA Revealed" describes it. */
const kinds: Readonly<Record<string, FixKind>> = {
  RMC: { position: 2, clock: 0, quality: (fields) => byStatus(fields[1], fields[11]) },
  GGA: { position: 1, clock: 0, quality: (fields) => byNumber[fields[5] ?? ''] ?? (fields[5] ? 'valid' : 'invalid') },
  GLL: { position: 0, clock: 4, quality: (fields) => byStatus(fields[5], fields[6]) },
  // One letter for each system of satellites; without any of them there is no fix.
  GNS: {
    position: 1,
    clock: 0,
    quality: (fields) => byMode(/[^N]/.exec(fields[5] ?? '')?.[0] ?? 'N'),
  },
}

/** The date and time of a sentence that has both; a receiver without a fix may have any date. */
function dated({ type, fields }: Sentence): number | null {
  const day =
    type === 'ZDA'
      ? dateMs(fields[1], fields[2], fields[3])
      : type === 'RMC' && fields[1] !== 'V'
        ? dateMs(...splitDate(fields[8] ?? ''))
        : null
  const clock = clockMs(fields[0])
  return day === null || clock === null ? null : day + clock
}

/** What a sentence with a fix has in place of a date; none where it has one, or nothing there. */
function badDate({ type, fields }: Sentence): string[] {
  const parts =
    type === 'ZDA' ? fields.slice(1, 4) : type === 'RMC' && fields[1] !== 'V' ? splitDate(fields[8] ?? '') : []
  const written = parts.join(type === 'ZDA' ? '/' : '')
  const isEmpty = parts.every((part) => part === '')
  return isEmpty || dateMs(parts[0], parts[1], parts[2]) !== null ? [] : [written]
}

const splitDate = (text: string): [string, string, string] => [text.slice(0, 2), text.slice(2, 4), text.slice(4)]

/** A clock that is this little on the wrong side has not passed midnight. */
const OUT_OF_ORDER_MS = HOUR_MS

/** The moment, from a known one on, at which a clock first shows a time. */
const momentAfter = (knownMs: number, clock: number) =>
  Math.ceil((knownMs - OUT_OF_ORDER_MS - clock) / DAY_MS) * DAY_MS + clock

/** The moment, up to a known one, at which a clock last showed a time. */
const momentBefore = (knownMs: number, clock: number) =>
  Math.floor((knownMs + OUT_OF_ORDER_MS - clock) / DAY_MS) * DAY_MS + clock

/**
 * The fixes of a log, each with its time where a date is known: that of an RMC or ZDA holds for the sentences behind it,
 * over midnight too, and the first one for those before it.
 */
export function fixesOf(sentences: readonly Sentence[]): Fixes {
  let knownMs: number | null = null
  const fixes: Fix[] = []
  const count = { invalid: 0, unread: 0, estimated: 0, simulated: 0 }
  const dates: { readonly index: number; readonly ms: number }[] = []
  for (const one of sentences) {
    const own = dated(one)
    if (own !== null) dates.push({ index: fixes.length, ms: own })
    knownMs = own ?? knownMs
    const kind = kinds[one.type]
    if (!kind) continue
    const quality = kind.quality(one.fields)
    const position = sentencePosition(one.fields, kind.position)
    if (quality === 'invalid') count.invalid += 1
    else if (!position) count.unread += 1
    else {
      const written = one.fields[kind.clock] ?? ''
      const clock = clockMs(written)
      const timeMs: number | null = own ?? (knownMs === null || clock === null ? null : momentAfter(knownMs, clock))
      if (quality !== 'valid') count[quality] += 1
      if (timeMs !== null) knownMs = timeMs
      fixes.push({ position, type: one.type, clock, hasBadClock: clock === null && written !== '', timeMs })
    }
  }
  return { ...count, badDates: sentences.flatMap(badDate), fixes: byNearestDate(fixes, dates) }
}

/** Between dates half a day apart and more the nearer of them tells. */
const DOUBTFUL_SPAN_MS = 12 * HOUR_MS

/** @param fixes with the times that the dates before them give */
function byNearestDate(fixes: readonly Fix[], dates: readonly { index: number; ms: number }[]): Fix[] {
  const [first] = dates
  if (!first) return [...fixes]
  const all = [...datedBackwards(fixes.slice(0, first.index), first.ms), ...fixes.slice(first.index)]
  for (const [index, next] of dates.entries()) {
    const last = dates[index - 1]
    if (!last || next.ms - last.ms < DOUBTFUL_SPAN_MS) continue
    const back = datedBackwards(all.slice(last.index, next.index), next.ms)
    for (const [offset, fix] of back.entries()) {
      const own = all[last.index + offset]?.timeMs ?? null
      if (own !== null && fix.timeMs !== null && Math.abs(next.ms - fix.timeMs) < Math.abs(own - last.ms))
        all[last.index + offset] = fix
    }
  }
  return all
}

function datedBackwards(fixes: readonly Fix[], firstMs: number): Fix[] {
  let knownMs = firstMs
  return fixes
    .toReversed()
    .map((fix) => {
      if (fix.clock === null) return fix
      knownMs = momentBefore(knownMs, fix.clock)
      return { ...fix, timeMs: knownMs }
    })
    .toReversed()
}
