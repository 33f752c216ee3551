import { and, gte, lt, ne, sql } from 'drizzle-orm'
import { DAY_MS } from '#src/domain/time.ts'
import { Refusal } from '../http/http-error.ts'
import { orm, type Queryable } from './database.ts'
import { submission } from './schema.ts'

/** `DAILY_CAP` and `DAILY_CAP_USER`: points × variables since 00:00Z; null: no cap. */
export interface DailyCaps {
  readonly all: number | null
  readonly user: number | null
}

export interface DailyUsage {
  readonly all: number
  readonly user: number
  /** When both begin again. Epoch milliseconds. */
  readonly resetsAtMs: number
}

const cost = sql`${submission.points}::bigint * jsonb_array_length(${submission.variables})`
/** What rows stand for in all. A bigint on the wire, so read as text. */
const asked = sql<string>`coalesce(sum(${cost}), 0)`
/** What was refused or certainly not sent costs nothing; what may have been sent counts. */
const counts = ne(submission.state, 'refused')

const dayOf = (ms: number) => Math.floor(ms / DAY_MS) * DAY_MS

/** Points × variables asked for since 00:00Z. */
export async function usedToday(db: Queryable, user: string, nowMs: number): Promise<DailyUsage> {
  const fromMs = dayOf(nowMs)
  const [row] = await orm(db)
    .select({
      all: asked,
      user: sql<string>`coalesce(sum(${cost}) filter (where ${submission.userName} = ${user}), 0)`,
    })
    .from(submission)
    .where(and(gte(submission.sentAt, new Date(fromMs)), counts))
  return { all: Number(row?.all ?? 0), user: Number(row?.user ?? 0), resetsAtMs: fromMs + DAY_MS }
}

/** Any number, the same in every server: claims that could together pass a cap wait for one another. */
const CAP_LOCK = 7_246_002

/**
 * Called in the transaction that has just written the row of a submission: with it the day must stay within the caps.
 * @param cost points × variables of that row
 * @throws Refusal 403 `daily-cap`, which takes the row back
 */
export async function checkDailyCaps(
  tx: Queryable,
  caps: DailyCaps,
  { user, cost, nowMs }: { readonly user: string; readonly cost: number; readonly nowMs: number },
): Promise<void> {
  if (caps.all === null && caps.user === null) return
  await tx.query('SELECT pg_advisory_xact_lock($1)', [CAP_LOCK])
  const { all, user: own, resetsAtMs } = await usedToday(tx, user, nowMs)
  const resetsAt = new Date(resetsAtMs).toISOString()
  const refuse = (whose: string, cap: number, used: number) =>
    new Refusal(
      403,
      'daily-cap',
      `This request costs ${figure(cost)} points × variables; ${figure(used)} of ${whose} ${figure(cap)} for today are used. The count starts again at 00:00Z.`,
      { cap, used, resetsAt },
    )
  if (caps.user !== null && own > caps.user) throw refuse('your', caps.user, own - cost)
  if (caps.all !== null && all > caps.all) throw refuse('the team’s', caps.all, all - cost)
}

/** Thousands set apart by a thin space, as on the screen. */
const figure = (count: number) => count.toLocaleString('en-GB').replaceAll(',', '\u202f')

export interface UsageRow {
  /** 00:00Z of it, as `2026-11-29`. */
  readonly day: string
  readonly user: string
  readonly requests: number
  /** Points × variables. */
  readonly used: number
}

/** What each user asked for on each day, the newest day first. @param fromMs, toMs epoch milliseconds */
export async function usageByDay(db: Queryable, fromMs: number, toMs: number): Promise<readonly UsageRow[]> {
  const day = sql<string>`to_char(${submission.sentAt} at time zone 'UTC', 'YYYY-MM-DD')`
  const rows = await orm(db)
    .select({ day, user: submission.userName, requests: sql<string>`count(*)`, used: asked })
    .from(submission)
    .where(and(gte(submission.sentAt, new Date(fromMs)), lt(submission.sentAt, new Date(toMs)), counts))
    .groupBy(day, submission.userName)
    .orderBy(sql`1 desc, 2`)
  return rows.map((row) => ({ ...row, requests: Number(row.requests), used: Number(row.used) }))
}
