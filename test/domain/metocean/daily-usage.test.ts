import { describe, expect, it } from 'vitest'
import { capWords, usageWords } from '#src/domain/metocean/daily-usage.ts'
import { rightsOf } from '#src/domain/tasks/rights.ts'

const nowMs = Date.UTC(2026, 10, 29, 12)
const usage = { used: 90_000, cap: 100_000, userUsed: 37_000, userCap: 50_000, resetsAt: '2026-11-30T00:00:00Z' }

describe('the daily share', () => {
  it('is told with thin spaces, own before the team’s, and only where there is a cap', () => {
    expect(usageWords({ ...usage, cap: null }, nowMs)).toBe('37 000 of 50 000 points × variables used today')
    expect(usageWords(usage, nowMs)).toBe(
      '37 000 of 50 000 points × variables used today; by the team 90 000 of 100 000',
    )
    expect(usageWords({ ...usage, userCap: null }, nowMs)).toBe('90 000 of 100 000 points × variables used today')
    expect(usageWords({ ...usage, cap: null, userCap: null }, nowMs)).toBeNull()
    expect(usageWords(null, nowMs)).toBeNull()
  })

  it('is told before a request would pass it, whichever is passed first', () => {
    expect(capWords(usage, 10_000, nowMs)).toBeNull()
    expect(capWords(usage, 10_001, nowMs)).toBe(
      'This request costs 10 001 points × variables; 10 000 of the team’s 100 000 for today are left. The count starts again at 00:00Z.',
    )
    expect(capWords(usage, 13_001, nowMs)).toMatch(
      /^This request costs 13\u2009001 .*; 13\u2009000 of your 50\u2009000 for today are/,
    )
  })

  it('begins again at 00:00Z, whatever the server last said', () => {
    const next = Date.UTC(2026, 10, 30)
    expect(capWords(usage, 50_000, next)).toBeNull()
    expect(capWords(usage, 50_001, next)).not.toBeNull()
    expect(usageWords({ ...usage, cap: null }, next)).toMatch(/^0 of 50\u2009000/)
  })
})

describe('rights', () => {
  it('go by the role; without a sign-in everybody may do everything', () => {
    const of = (role: 'viewer' | 'operator' | 'admin') => rightsOf({ user: 'anna', role, auth: 'token' })
    expect(of('viewer')).toEqual({ me: 'anna', maySend: false, mayCancelAny: false, mayRemove: false })
    expect(of('operator')).toEqual({ me: 'anna', maySend: true, mayCancelAny: false, mayRemove: false })
    expect(of('admin')).toEqual({ me: 'anna', maySend: true, mayCancelAny: true, mayRemove: true })
    const all = { me: null, maySend: true, mayCancelAny: true, mayRemove: true }
    expect(rightsOf({ user: 'operator', role: 'admin', auth: 'none' })).toEqual(all)
    expect(rightsOf({ user: 'operator', role: null, auth: null })).toEqual(all)
    expect(rightsOf(null)).toEqual(all)
  })
})
