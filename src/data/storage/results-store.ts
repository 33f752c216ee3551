import { isColumn } from '#src/domain/column.ts'
import type { Answer } from '#src/domain/metocean/result.ts'
import type { Storage } from './storage.ts'

/** Answers kept in this browser; the least recently used go first. */
const RESULTS_KEPT_BYTES = 500 * 1024 * 1024
/** A use is noted at most this often: noting rewrites the whole answer. */
const NOTE_USE_MS = 24 * 3_600_000

export interface ResultsStore {
  readonly read: (key: string) => Promise<Answer | null>
  readonly write: (answer: Answer) => Promise<void>
  /** Keeps what is under one key under another as well. */
  readonly copy: (from: string, to: string) => Promise<void>
  readonly remove: (key: string) => Promise<void>
}

/** Bytes of the columns of an answer. */
function sizeOf({ columns: { lat, lon, timeMs, fields } }: Answer): number {
  return [lat, lon, timeMs, ...Object.values(fields)].reduce((sum, column) => sum + column.byteLength, 0)
}

/** Does the answer have its columns, all of one length? */
function isWhole(answer: Answer | undefined): boolean {
  if (!isColumn(answer?.columns?.lat)) return false
  const { count, lat, lon, timeMs, fields } = answer.columns
  return [lat, lon, timeMs, ...Object.values(fields ?? {})].every((column) => column?.length === count)
}

/**
 * An answer as it is stored, perhaps by an earlier Fairway that took the label from the server's mode at some other
 * time: its numbers count as synthetic unless the source it names is clearly another.
 */
function answerFrom(stored: Omit<Answer, 'askedFor' | 'request'> & Partial<Answer>): Answer {
  const { askedFor, request = null, source, synthetic } = stored
  if (askedFor !== undefined) return { ...stored, askedFor, request }
  return {
    ...stored,
    askedFor: null,
    request,
    synthetic: synthetic !== false || source === '' || /synthetic/i.test(source),
  }
}

/** Answers as columns in this browser, so that they show at once after a reload and offline. */
export function createResultsStore(storage: Storage, now: () => number, maxBytes = RESULTS_KEPT_BYTES): ResultsStore {
  const put = (answer: Answer) =>
    storage.put('results', { key: answer.key, answer, bytes: sizeOf(answer), usedMs: now() })

  /** @param newest is kept, however large: it is about to be shown */
  async function clearOut(newest: Answer): Promise<void> {
    const others = (await storage.answerUses())
      .filter(({ key }) => key !== newest.key)
      .sort((a, b) => b.usedMs - a.usedMs)
    let bytes = sizeOf(newest)
    for (const entry of others) {
      bytes += entry.bytes
      if (bytes > maxBytes) await storage.remove('results', entry.key)
    }
  }

  return {
    read: async (key) => {
      const entry = await storage.get('results', key)
      if (!entry || !isWhole(entry.answer)) return null // a damaged one is fetched again
      const answer = answerFrom(entry.answer)
      if (now() - entry.usedMs > NOTE_USE_MS) await put(answer)
      return answer
    },
    write: async (answer) => {
      await put(answer)
      await clearOut(answer)
    },
    copy: async (from, to) => {
      const entry = await storage.get('results', from)
      if (entry) await put({ ...entry.answer, key: to })
    },
    remove: (key) => storage.remove('results', key),
  }
}
