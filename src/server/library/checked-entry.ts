import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { z } from 'zod'
import { AppError } from '#src/domain/errors.ts'
import { fold } from '#src/domain/fold.ts'
import { kindDocuments, type LibraryKind } from '#src/domain/library/entries.ts'
import { headOf, type HeadSource, lenientSource, searchTextOf } from '#src/domain/library/voyage-head.ts'
import { readVoyageDocument } from '#src/domain/library/voyage-document.ts'
import { EntryChange, NewEntry } from '#src/domain/library/wire.ts'
import { Refusal } from '../http/http-error.ts'
import { problemsIn } from '../http/problems.ts'

/** How the handlers of the library want a body: `isNew` for POST, which brings the id. */
export interface EntryForm {
  readonly kind: LibraryKind
  readonly isNew: boolean
}

/** A document that was checked, with all that is kept beside it, so that nobody has to read it again. */
export interface CheckedEntry {
  /** Of a new entry; null where the address has it. */
  readonly id: string | null
  /** The id that the voyage itself has; null where it is none that this version can read. */
  readonly ownId: string | null
  readonly handsOver: boolean
  /** Takes an archived one back. */
  readonly restores: boolean
  /** SHA-256 of the document's JSON, hexadecimal. */
  readonly hash: string
  readonly name: string
  /** JSON for lists. */
  readonly head: string
  /** Folded. */
  readonly search: string
  /** The tasks whose answers it shows. */
  readonly taskIds: readonly string[]
  /** Of the document's JSON. */
  readonly bytes: number
  /** The document's JSON in gzip. */
  readonly packed: Uint8Array
}

/**
 * Checks a body of the library. The document is kept as it came, written anew without blanks.
 * @throws Refusal 422 where it breaks the schema it names; one of a later schema is taken as it is
 */
export function checkEntry(body: unknown, { kind, isNew }: EntryForm): CheckedEntry {
  refuseNames(body)
  const { id, document, handsOver, restores } = envelope(body, isNew)
  const json = JSON.stringify(document)
  return {
    id,
    handsOver,
    restores,
    hash: createHash('sha256').update(json).digest('hex'),
    ...(kind === 'voyage' ? voyageFacts(document) : otherFacts(kind, document, json)),
    bytes: Buffer.byteLength(json),
    packed: gzipSync(json),
  }
}

function envelope(body: unknown, isNew: boolean) {
  if (isNew) {
    const { id, document } = checkedBy(NewEntry, body)
    return { id: id.toLowerCase(), document, handsOver: false, restores: false }
  }
  const { document, handOver, archived } = checkedBy(EntryChange, body)
  return { id: null, document, handsOver: handOver, restores: archived === false }
}

/** @throws Refusal 422 */
function checkedBy<T>(schema: z.ZodType<T>, value: unknown, ...path: string[]): T {
  const read = schema.safeParse(value)
  if (read.success) return read.data
  throw new Refusal(422, 'request-refused', problemsIn(read.error, 'body', ...path))
}

type Facts = Pick<CheckedEntry, 'ownId' | 'name' | 'head' | 'search' | 'taskIds'>

function voyageFacts(document: unknown): Facts {
  const { source, ownId } = readSource(document)
  const head = headOf(source)
  return {
    ownId,
    name: head.name,
    head: JSON.stringify(head),
    search: searchTextOf(source),
    taskIds: [...new Set(source.answers.map(({ taskId }) => taskId))],
  }
}

function readSource(document: unknown): { readonly source: HeadSource; readonly ownId: string | null } {
  try {
    const source = readVoyageDocument(document)
    return { source, ownId: source.voyage.id }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    if (error.code === 'voyage-newer') return { source: lenientSource(document), ownId: null }
    const zodError = causeOf(error)
    throw new Refusal(
      422,
      'request-refused',
      zodError ? problemsIn(zodError, 'body', 'document') : 'The document is not a voyage that can be read.',
    )
  }
}

/** What the schema said, wherever in the chain of causes it is. */
function causeOf(error: unknown): z.ZodError | null {
  if (error instanceof z.ZodError) return error
  return error instanceof Error && error.cause !== undefined ? causeOf(error.cause) : null
}

function otherFacts(kind: Exclude<LibraryKind, 'voyage'>, document: unknown, json: string): Facts {
  const { name } = checkedBy<{ readonly name: string }>(kindDocuments[kind], document, 'document')
  return {
    ownId: null,
    name: name.slice(0, 200).replaceAll('\0', ''),
    head: json,
    search: fold(name.slice(0, 200)),
    taskIds: [],
  }
}

/** Names that would reach the prototype of whatever they are copied to. */
const hostileNames = new Set(['__proto__', 'constructor', 'prototype'])

/** @throws Refusal 422 */
function refuseNames(body: unknown): void {
  const waiting: unknown[] = [body]
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    if (typeof value !== 'object' || value === null) continue
    const inside: readonly unknown[] = Array.isArray(value) ? value : Object.values(value)
    const hostile = Array.isArray(value) ? undefined : Object.keys(value).find((name) => hostileNames.has(name))
    if (hostile !== undefined)
      throw new Refusal(422, 'request-refused', [
        { loc: ['body', hostile], msg: `${hostile} is not a name that a document may use.`, type: 'hostile_name' },
      ])
    for (const inner of inside) if (typeof inner === 'object' && inner !== null) waiting.push(inner)
  }
}
