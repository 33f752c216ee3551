import type { ResultColumns } from '#src/domain/metocean/result.ts'
import { derive, type Derived, type DerivedBy } from '#src/domain/voyage/derived.ts'
import { runWorkerOrHere } from './remote-worker.ts'

/** Up to this many samples take less than 50 ms. */
const AT_ONCE_SAMPLES = 1_000

interface Kept {
  readonly name: string
  readonly derived: Derived | Promise<Derived>
}

/** What follows from an answer for the ship last asked about, kept as long as the answer. */
const known = new WeakMap<ResultColumns, Kept>()

/** What follows from an answer and the ship: at once where it is quick or known, else by a worker, which gets a copy. */
export function deriveColumns(columns: ResultColumns, by: DerivedBy): Derived | Promise<Derived> {
  const name = JSON.stringify(by)
  const before = known.get(columns)
  if (before?.name === name) return before.derived
  const isQuick = typeof Worker === 'undefined' || columns.count <= AT_ONCE_SAMPLES
  const derived = isQuick ? derive(columns, by) : inWorker(columns, by)
  known.set(columns, { name, derived })
  if (derived instanceof Promise)
    void derived.then(
      (done) => known.get(columns)?.name === name && known.set(columns, { name, derived: done }),
      () => known.get(columns)?.name === name && known.delete(columns),
    )
  return derived
}

const inWorker = (columns: ResultColumns, by: DerivedBy): Promise<Derived> =>
  runWorkerOrHere<typeof derive, Derived>(
    new Worker(new URL('./derive-worker.ts', import.meta.url), { type: 'module', name: 'derive' }),
    (remote) => remote(columns, by),
    () => derive(columns, by),
  )
