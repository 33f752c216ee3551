import { expect, it } from 'vitest'
import { auditCsv, usageLines, usageSum } from '#src/domain/report/usage-report.ts'
import { plainNumbers } from '#src/domain/units/sheet-numbers.ts'

const days = [
  { day: '2026-11-29', user: 'anna', requests: 1, used: 10 },
  { day: '2026-11-29', user: 'bruno', requests: 2, used: 30 },
  { day: '2026-11-28', user: 'anna', requests: 3, used: 500 },
  { day: '2026-10-31', user: 'anna', requests: 4, used: 7 },
]

it('sums usage by person, day and month, the newest first and in it whoever used most', () => {
  expect(usageLines(days, 'person')).toEqual([
    { period: '', user: 'anna', requests: 8, used: 517 },
    { period: '', user: 'bruno', requests: 2, used: 30 },
  ])
  expect(usageLines(days, 'day').map(({ period, user }) => `${period} ${user}`)).toEqual([
    '2026-11-29 bruno',
    '2026-11-29 anna',
    '2026-11-28 anna',
    '2026-10-31 anna',
  ])
  expect(usageLines(days, 'month').map(({ period, user, used }) => `${period} ${user} ${used}`)).toEqual([
    '2026-11 anna 510',
    '2026-11 bruno 30',
    '2026-10 anna 7',
  ])
  expect(usageSum(usageLines(days, 'month'))).toEqual({ requests: 10, used: 547 })
})

it('writes the audit trail for spreadsheets, in which no name becomes a formula', () => {
  const entry = {
    id: 1,
    at: '2026-11-29T12:00:00.000Z',
    user: '=cmd()',
    action: 'sent',
    of_user: null,
    task_id: 'T-1',
    task_name: '+1-2',
    address: '127.0.0.1',
    item: 'voyage @x',
    request_id: 'r',
  }
  expect(auditCsv([entry], plainNumbers)).toBe(
    '\uFEFFTime (UTC),User,Action,Whose,Task name,Task id,Item,Address,Request id\r\n' +
      "2026-11-29T12:00:00.000Z,'=cmd(),sent,,'+1-2,T-1,voyage @x,127.0.0.1,r\r\n",
  )
})
