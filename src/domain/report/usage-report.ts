import type { AuditList, UsageList } from '../metocean/wire/admin.ts'
import { type Cell, csvFile } from '../formats/write/sheet.ts'
import type { SheetNumbers } from '../units/sheet-numbers.ts'

/** What usage is summed by. */
export type UsageBy = 'person' | 'day' | 'month'

export interface UsageLine {
  /** `2026-11-29` or `2026-11`; empty by person. */
  readonly period: string
  readonly user: string
  readonly requests: number
  /** Points × variables. */
  readonly used: number
}

/** One line for each user and period: the newest period first, in it whoever used most. */
export function usageLines(days: UsageList['days'], by: UsageBy): UsageLine[] {
  const length = { person: 0, day: 10, month: 7 }[by]
  const lines = new Map<string, UsageLine>()
  for (const { day, user, requests, used } of days) {
    const period = day.slice(0, length)
    const key = JSON.stringify([period, user])
    const before = lines.get(key)
    lines.set(key, {
      period,
      user,
      requests: (before?.requests ?? 0) + requests,
      used: (before?.used ?? 0) + used,
    })
  }
  return [...lines.values()].sort(
    (a, b) => b.period.localeCompare(a.period) || b.used - a.used || a.user.localeCompare(b.user),
  )
}

export const usageSum = (lines: readonly UsageLine[]): Pick<UsageLine, 'requests' | 'used'> => ({
  requests: lines.reduce((sum, { requests }) => sum + requests, 0),
  used: lines.reduce((sum, { used }) => sum + used, 0),
})

/** The audit trail as a table for spreadsheets. */
export function auditCsv(entries: AuditList['entries'], numbers: SheetNumbers): string {
  const rows = entries.map(({ at, user, action, of_user, task_id, task_name, item, address, request_id }): Cell[] => [
    at,
    user,
    action,
    of_user,
    task_name,
    task_id,
    item ?? null,
    address,
    request_id,
  ])
  return csvFile(
    [['Time (UTC)', 'User', 'Action', 'Whose', 'Task name', 'Task id', 'Item', 'Address', 'Request id'], ...rows],
    numbers,
  )
}
