import { randomUUID } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { SUBMISSION_HEADER } from '#src/domain/metocean/wire/contract.ts'
import { HttpError } from './http-error.ts'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** What a task id looks like, of whatever queue; nothing in it can lead to another path. */
export const isTaskId = (text: string): boolean => /^[\w-]{1,128}$/.test(text)

export const isUuid = (text: string): boolean => UUID.test(text)

/** The id the browser gave this submission, or a new one for a caller that gives none. @throws HttpError 422 */
export function submissionId(request: FastifyRequest): string {
  const given = request.headers[SUBMISSION_HEADER]
  if (given === undefined) return randomUUID()
  if (typeof given === 'string' && isUuid(given)) return given.toLowerCase()
  throw new HttpError(422, 'request-refused', [
    { loc: ['header', SUBMISSION_HEADER], msg: 'must be a UUID', type: 'invalid_format' },
  ])
}
