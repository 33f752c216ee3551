import type { FastifyReply, FastifyRequest } from 'fastify'
import { readWireTime } from '#src/domain/metocean/wire/wire-time.ts'
import { type ErrorDetail, Refusal } from './http-error.ts'
import { isTaskId } from './request-body.ts'

/** A place in a list, which is newest first: after a task, or where its id is null after all tasks of that time. */
export interface ListPlace {
  /** Epoch milliseconds. */
  readonly calledMs: number
  /** Tells apart the tasks that share their time. */
  readonly taskId: string | null
}

/** The part of a list that `?limit` and `?before` ask for; null: no end, or from the newest. */
export interface ListPage {
  readonly limit: number | null
  readonly before: ListPlace | null
}

/** On one page. */
export const MOST_TASKS = 1_000

/**
 * @returns null where neither is given: the list is whole, as the API's own
 * @throws Refusal 422 for a value that is none
 */
export function listPageOf({ query }: FastifyRequest): ListPage | null {
  const { limit, before } = query as Readonly<Record<string, unknown>>
  if (limit === undefined && before === undefined) return null
  const page = { limit: limitOf(limit), before: placeOf(before) }
  const problems: Exclude<ErrorDetail, string> = []
  if (page.limit === undefined)
    problems.push(problem('limit', `a whole number from 1 to ${MOST_TASKS.toLocaleString('en')}`))
  if (page.before === undefined)
    problems.push(
      problem('before', 'a time such as 2024-05-23T00:00:00Z, or what the address in the header Link has for it'),
    )
  if (page.limit === undefined || page.before === undefined) throw new Refusal(422, 'request-refused', problems)
  return { limit: page.limit, before: page.before }
}

const problem = (name: string, allowed: string) => ({
  loc: ['query', name],
  msg: `${name} must be ${allowed}, given once.`,
  type: 'invalid_value',
})

/** @returns undefined for a value that is none */
function limitOf(value: unknown): number | null | undefined {
  if (value === undefined) return null
  const count = typeof value === 'string' && /^\d{1,4}$/.test(value) ? Number(value) : 0
  return count >= 1 && count <= MOST_TASKS ? count : undefined
}

/** @returns undefined for a value that is none */
function placeOf(value: unknown): ListPlace | null | undefined {
  if (value === undefined) return null
  if (typeof value !== 'string') return undefined
  const comma = value.indexOf(',')
  const calledMs = readWireTime(comma < 0 ? value : value.slice(0, comma))
  const taskId = comma < 0 ? null : value.slice(comma + 1)
  if (Number.isNaN(calledMs) || (taskId !== null && !isTaskId(taskId))) return undefined
  return { calledMs: Math.max(0, calledMs), taskId } // PostgreSQL knows no year 0
}

/**
 * Cuts a page out of rows in any order, newest first, and says in the header `Link` where the next one begins. A row
 * that leaves the list between two pages makes no other row come twice or not at all.
 * @param rows all of them, or at least those of the page and one more
 */
export function sendPage<Row>(
  reply: FastifyReply,
  rows: readonly Row[],
  { limit, before }: ListPage,
  place: (row: Row) => ListPlace & { readonly taskId: string },
): readonly Row[] {
  const older = rows
    .map((row) => ({ row, ...place(row) }))
    .filter(({ calledMs, taskId }) => {
      if (before === null || calledMs < before.calledMs) return true
      return calledMs === before.calledMs && before.taskId !== null && taskId < before.taskId
    })
    .sort((a, b) => b.calledMs - a.calledMs || (a.taskId < b.taskId ? 1 : -1))
  const shown = older.slice(0, limit ?? older.length)
  const last = shown.at(-1)
  if (last && shown.length < older.length) {
    const next = new URLSearchParams({
      limit: String(shown.length),
      before: `${new Date(last.calledMs).toISOString()},${last.taskId}`,
    })
    void reply.header('link', `<${reply.request.routeOptions.url}?${next.toString()}>; rel="next"`)
  }
  return shown.map(({ row }) => row)
}
