import { AppError } from '../../errors.ts'
import type { Draft, ImportNote, Reading, ReadOptions } from '../reading.ts'
import type { TableSheet } from '../table-sheet.ts'

/** One of several tables in a file. */
export interface TablePart {
  /** "Sheet “North”", for notes; null where their lines tell which table they are of. */
  readonly item: string | null
  /** '' where it has none. */
  readonly name: string
  /** Does its name go before what stands above the table? */
  readonly isNamed: boolean
  readonly read: (options: ReadOptions) => Reading
}

/**
 * Reads tables that a file holds side by side. Only one can be asked for in the preview: others in doubt are left out with
 * their reasons, but for those of the same columns, which what the operator assigns holds for as well.
 * @throws AppError the first fault, where none can be read
 */
export function readTableParts(
  parts: readonly TablePart[],
  { assignment }: ReadOptions,
): Pick<Reading, 'drafts' | 'notes' | 'table'> {
  const faults: AppError[] = []
  const tell = ({ item }: TablePart, text: string): ImportNote => ({ ...(item !== null && { item }), text })
  const notes: ImportNote[] = []
  const attempt = (part: TablePart, options: ReadOptions) => {
    try {
      return [{ part, reading: part.read(options) }]
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      faults.push(error)
      notes.push(tell(part, `A table was left out: ${error.detail}.`))
      return []
    }
  }
  const first = parts.flatMap((part) => attempt(part, {}))
  const asked = askedOf(first.flatMap(({ reading }) => (reading.table ? [reading] : [])))
  const key = asked?.layoutKey
  const read = assignment
    ? first.flatMap((one) =>
        one.reading.table?.layoutKey === key && key !== undefined ? attempt(one.part, { assignment }) : [one],
      )
    : first
  const told = read.flatMap(({ part, reading }) => {
    const { table } = reading
    const isOpen = table !== undefined && table.asks.length > 0 && table.layoutKey !== key
    if (isOpen)
      notes.push(
        tell(part, `A table was left out: ${table.reasons.join(' ')} Save it as a file of its own to answer that.`),
      )
    return isOpen ? [] : [{ part, reading }]
  })
  const [fault] = faults
  if (fault && told.length === 0) throw fault
  const shown =
    told.find(({ reading }) => reading.table?.layoutKey === key && reading.table?.asks.length) ??
    told.find(({ reading }) => reading.table?.layoutKey === key)
  return {
    drafts: named(told),
    notes: [...told.flatMap(({ part, reading }) => reading.notes.map((note) => withItem(note, part))), ...notes],
    ...(shown?.reading.table && { table: ofPart(shown.reading.table, shown.part) }),
  }
}

/** The first table that asks; where none does, the first that was read. */
function askedOf(readings: readonly Reading[]): TableSheet | undefined {
  const asks = readings.find(({ table }) => table && table.asks.length > 0)
  return (asks ?? readings.find(({ drafts }) => drafts.length > 0) ?? readings[0])?.table
}

const withItem = (note: ImportNote, { item }: TablePart): ImportNote =>
  item === null ? note : { ...note, item: note.item === undefined ? item : `${item}, ${note.item}` }

const ofPart = (table: TableSheet, { item }: TablePart): TableSheet =>
  item === null ? table : { ...table, reasons: table.reasons.map((reason) => `${item}: ${reason}`) }

function named(read: readonly { readonly part: TablePart; readonly reading: Reading }[]): readonly Draft[] {
  const all = read.flatMap(({ part, reading: { drafts, table } }) =>
    drafts.map((draft) => ({ part, draft: table ? { ...draft, table: ofPart(table, part) } : draft })),
  )
  return all.map(({ part, draft }) => {
    const isOnly = all.every((other) => other.part !== part || other.draft === draft)
    if (draft.name === '' || (part.isNamed && isOnly)) return { ...draft, name: part.name }
    const isAlone = all.every((other) => other.part === part || other.draft.name !== draft.name)
    return isAlone || part.name === '' ? draft : { ...draft, name: `${draft.name} (${part.name})` }
  })
}
