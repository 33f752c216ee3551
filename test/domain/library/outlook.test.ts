import { describe, expect, it } from 'vitest'
import { outlookOf } from '#src/domain/library/outlook.ts'
import { Outlook } from '#src/domain/library/wire.ts'
import { defaultLimits, type Limits, noLimits } from '#src/domain/limits/limits.ts'
import { KNOTS_PER_MS } from '#src/domain/metocean/layers/layers.ts'
import { HOUR_MS } from '#src/domain/time.ts'
import { answerOf, columnsOf } from '#test/support/voyage-answer.ts'

const startMs = Date.UTC(2026, 10, 22, 18)
const wave: Limits = { ...noLimits, wave: { caution: 3, limit: 4 } }
const waves = (...values: number[]) => answerOf(columnsOf({ Waves_Significant_Height: values }), { synthetic: true })
const at = (hours: number) => startMs + hours * HOUR_MS
const iso = (ms: number) => new Date(ms).toISOString()

describe('an outlook', () => {
  it('tells the worst that is ahead, its time, and the hours over limit and caution', () => {
    const outlook = outlookOf(waves(2, 3, 4, 5, 4, 3, 2), wave, 'a', startMs)
    expect(outlook).toEqual({
      askedAt: '2026-11-22T17:51:00.000Z',
      worst: { quantity: 'wave', value: 5, unit: 'm', at: iso(at(3)), state: 'limit' },
      hoursOverLimit: 2,
      hoursOverCaution: 4,
      unknownShare: 0,
      synthetic: true,
      alternative: 'a',
    })
    expect(Outlook.parse(outlook)).toEqual(outlook)
  })

  it('leaves out what is astern, and has nothing to say once all is', () => {
    const answer = waves(6, 6, 2, 3.5, 2)
    expect(outlookOf(answer, wave, 'a', at(2.5))).toMatchObject({
      worst: { value: 3.5, state: 'caution', at: iso(at(3)) },
      hoursOverLimit: 0,
    })
    expect(outlookOf(answer, wave, 'a', at(4) + 1)).toBeNull()
    // The sample before now still counts, at the present time.
    expect(outlookOf(answer, wave, 'a', at(1.5))?.worst).toMatchObject({ value: 6, at: iso(at(1.5)) })
  })

  it('tells how much cannot be judged, and never takes a gap for calm', () => {
    expect(outlookOf(waves(2, NaN, NaN, 2, 2), wave, 'a', startMs)).toMatchObject({
      worst: { state: 'ok' },
      unknownShare: 0.75,
    })
    expect(outlookOf(waves(NaN, NaN, NaN), wave, 'a', startMs)).toMatchObject({ worst: null, unknownShare: 1 })
    // A watched quantity that was not asked for.
    expect(outlookOf(waves(2, 2, 2), defaultLimits, 'a', startMs)).toMatchObject({ unknownShare: 1 })
    expect(outlookOf(waves(2, 2, 2), noLimits, 'a', startMs)).toMatchObject({ worst: null, unknownShare: 1 })
  })

  it('puts a caution before a value nearer to its limit that is inside', () => {
    const limits: Limits = { ...noLimits, wave: { caution: 3.9, limit: 4 }, wind: { caution: 20, limit: 40 } }
    const columns = columnsOf({
      Waves_Significant_Height: [3.8, 3.8],
      Winds_10m_Intensity: [21 / KNOTS_PER_MS, 21 / KNOTS_PER_MS],
    })
    expect(outlookOf(answerOf(columns), limits, 'a', startMs)?.worst).toMatchObject({
      quantity: 'wind',
      state: 'caution',
    })
  })

  it('needs the time it was asked for, and samples', () => {
    expect(outlookOf({ ...waves(2, 2), askedMs: null }, wave, 'a', startMs)).toBeNull()
    expect(outlookOf(answerOf(columnsOf({})), wave, 'a', startMs)).toBeNull()
  })
})
