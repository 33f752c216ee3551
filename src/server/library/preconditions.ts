import type { FastifyReply, FastifyRequest } from 'fastify'
import { Refusal } from '../http/http-error.ts'

/** The revisions that a header names, whether quoted or weak; `any` for `*`, null where there is none. */
type Revisions = ReadonlySet<number> | 'any' | null

function revisionsIn(header: string | undefined): Revisions {
  if (header === undefined || header.trim() === '') return null
  if (header.trim() === '*') return 'any'
  // A proxy that packs answers makes their tags weak; the revision is the same.
  const found = header.split(',').map((tag) => /^\s*(?:W\/)?("?)(\d{1,9})\1\s*$/.exec(tag)?.[2])
  return new Set(found.map((digits) => (digits === undefined ? NaN : Number(digits))))
}

const names = (revisions: Revisions, rev: number) => revisions === 'any' || (revisions?.has(rev) ?? false)

/**
 * Whether a change was made from the state that is there.
 * @throws Refusal 428 where the caller does not say which state it changes
 */
export function changesFrom({ headers }: FastifyRequest, what: string): (rev: number) => boolean {
  const revisions = revisionsIn(headers['if-match'])
  if (revisions === null)
    throw new Refusal(
      428,
      'precondition-required',
      `Say with If-Match which revision of the ${what} you have read, as its ETag had it; it may have been changed since.`,
    )
  return (rev) => names(revisions, rev)
}

/** Does the reader have this revision already? */
export const hasAlready = ({ headers }: FastifyRequest, rev: number): boolean =>
  names(revisionsIn(headers['if-none-match']), rev)

export const withTag = (reply: FastifyReply, rev: number): FastifyReply => reply.header('etag', `"${rev}"`)
