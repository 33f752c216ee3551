import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { kindPaths, type LibraryKind } from '#src/domain/library/entries.ts'
import { MAX_DOCUMENT_BYTES } from '#src/domain/library/library-policy.ts'
import type { VersionList } from '#src/domain/library/wire.ts'
import { actorOf, checkIsAdmin, checkMayWrite, userOf } from '../auth/user.ts'
import { notAnObject } from '../http/checked-body.ts'
import { Refusal } from '../http/http-error.ts'
import { isUuid, largeBody } from '../http/request-body.ts'
import { sendJson } from '../http/send-json.ts'
import type { CheckedEntry } from './checked-entry.ts'
import { type LibraryEntries, type EntryRow, kindWords, stateOf } from './entries.ts'
import type { VersionRow } from './entry-versions.ts'
import { changesFrom, hasAlready, withTag } from './preconditions.ts'

export type EntryParams = { Params: { id: string } }

/** A ship or an area is small, and lists hold all of them whole. Bytes. */
const MAX_SMALL_BYTES = 256 * 1024
/** For the envelope around a document. Bytes. */
const ENVELOPE_BYTES = 1024

/** The calls that all kinds have: make, read, save, archive, remove, and the versions. */
export function registerEntries(app: FastifyInstance, entries: LibraryEntries): void {
  const { kind, versions } = entries
  const path = kindPaths[kind]
  const one = `${path}/:id`
  const mostBytes = (kind === 'voyage' ? MAX_DOCUMENT_BYTES : MAX_SMALL_BYTES) + ENVELOPE_BYTES
  const answerWith = (reply: FastifyReply, row: EntryRow) => withTag(reply, row.rev).send(stateOf(row))

  app.post(path, largeBody({ kind, isNew: true }, mostBytes), async (request, reply) => {
    const by = actorOf(request)
    checkMayWrite(by.user)
    const checked = entryOf(request)
    const id = checked.id ?? ''
    checkOwnId(checked, id)
    const { row, isNew } = await entries.create(by, id, checked)
    return answerWith(reply.code(isNew ? 201 : 200), row)
  })

  app.get<EntryParams>(one, async (request, reply) => {
    const user = userOf(request)
    const id = idIn(request, kind)
    const found = await entries.find(user, id)
    if (hasAlready(request, found.rev)) return withTag(reply, found.rev).code(304).send()
    const { row, json } = await entries.read(user, id)
    return sendJson(request, withTag(reply, row.rev), withDocument(stateOf(row), json))
  })

  app.put<EntryParams>(one, largeBody({ kind, isNew: false }, mostBytes), async (request, reply) => {
    const by = actorOf(request)
    checkMayWrite(by.user)
    const id = idIn(request, kind)
    const checked = entryOf(request)
    checkOwnId(checked, id)
    return answerWith(reply, await toldTag(reply, entries.save(by, id, checked, changesFrom(request, kindWords[kind]))))
  })

  app.delete<EntryParams & { Querystring: { forever?: string } }>(one, async (request, reply) => {
    const by = actorOf(request)
    checkMayWrite(by.user)
    const id = idIn(request, kind)
    const isFrom = changesFrom(request, kindWords[kind])
    if (request.query.forever !== '1') return answerWith(reply, await toldTag(reply, entries.archive(by, id, isFrom)))
    checkIsAdmin(by.user, 'Only an administrator may remove this for good. Without forever=1 it is archived.')
    await toldTag(reply, entries.remove(by, id, isFrom))
    return reply.code(204).send()
  })

  app.get<EntryParams>(`${one}/versions`, async (request): Promise<VersionList> => {
    const { id, version } = await entries.find(userOf(request), idIn(request, kind))
    const rows = await versions.list(entries.db, id)
    return { versions: rows.map((row) => ({ ...versionHead(row, versions.isClosed(row, version)), bytes: row.bytes })) }
  })

  app.get<{ Params: { id: string; n: string } }>(`${one}/versions/:n`, async (request, reply) => {
    const { id, version } = await entries.find(userOf(request), idIn(request, kind))
    const { n } = request.params
    const found = /^\d{1,9}$/.test(n) ? await versions.read(id, Number(n)) : null
    if (found === null)
      throw new Refusal(404, 'not-found', `This ${kindWords[kind]} has no version of this number, or not any more.`)
    const head = versionHead(found.version, versions.isClosed(found.version, version))
    return sendJson(request, reply, withDocument(head, found.json))
  })
}

/** GET of a kind of which there are few: all of them, whole. */
export function registerEntryList(app: FastifyInstance, entries: LibraryEntries): void {
  app.get(kindPaths[entries.kind], async (request, reply) => {
    userOf(request)
    const items = (await entries.all()).map((row) => withDocument(stateOf(row), Buffer.from(row.head)))
    return sendJson(request, reply, Buffer.from(`{"items":[${items.join(',')}]}`))
  })
}

/** @throws Refusal 404 for what is no id */
export function idIn(request: FastifyRequest<EntryParams>, kind: LibraryKind): string {
  const { id } = request.params
  if (isUuid(id)) return id.toLowerCase()
  throw new Refusal(404, 'not-found', `There is no ${kindWords[kind]} with this id.`)
}

/** The checked body. @throws Refusal 422 where there is none */
function entryOf({ body }: FastifyRequest): CheckedEntry {
  if (body === undefined) throw notAnObject()
  return body as CheckedEntry
}

/** A voyage under another id than its own would be saved to another place by the next desk. @throws Refusal 422 */
function checkOwnId({ ownId }: CheckedEntry, id: string): void {
  if (ownId !== null && ownId.toLowerCase() !== id)
    throw new Refusal(422, 'request-refused', [
      {
        loc: ['body', 'document', 'voyage', 'id'],
        msg: 'The id in the voyage must be the one it is kept under.',
        type: 'other_id',
      },
    ])
}

/** Where the caller has changed another revision, the answer has the tag of what is there. */
async function toldTag<T>(reply: FastifyReply, done: Promise<T>): Promise<T> {
  return done.catch((error: unknown) => {
    if (error instanceof Refusal && typeof error.extra['rev'] === 'number') withTag(reply, error.extra['rev'])
    throw error
  })
}

const versionHead = ({ n, author, at }: VersionRow, closed: boolean) => ({ n, author, at: at.toISOString(), closed })

/** JSON of the object with the document, which is JSON already, as its last member. */
const withDocument = (head: object, json: Buffer) =>
  Buffer.concat([Buffer.from(`${JSON.stringify(head).slice(0, -1)},"document":`), json, Buffer.from('}')])
