import type { VoyageHead } from '#src/domain/library/wire.ts'
import { DAY_MS } from '#src/domain/time.ts'

const iso = (ms: number) => new Date(ms).toISOString()

/** The head of a voyage that has been under way for a day and has three to go. */
export const boardHead = (nowMs: number, change: Partial<VoyageHead> = {}): VoyageHead => ({
  id: '00000000-0000-4000-8000-000000000000',
  rev: 1,
  changedBy: 'anna',
  changedAt: iso(nowMs),
  archivedAt: null,
  createdBy: 'anna',
  name: 'North Sea',
  voyageNumber: '',
  ship: { name: 'Astrid', imo: '', callSign: '' },
  from: 'Rotterdam',
  to: 'Ålesund',
  departure: iso(nowMs - DAY_MS),
  arrival: iso(nowMs + 3 * DAY_MS),
  passage: [
    [nowMs - DAY_MS, 52, 4, 'Rotterdam'],
    [nowMs + DAY_MS, 58, 4, 'Utsira'],
    [nowMs + 3 * DAY_MS, 62, 6, 'Ålesund'],
  ],
  note: '',
  reported: null,
  answers: [],
  alternatives: 1,
  outlook: null,
  desks: [],
  ...change,
})
