import { describe, expect, it } from 'vitest'
import {
  dangerStates,
  type PartOfSea,
  type PeriodKind,
  periodTaken,
  seasToMeet,
  clearWay,
  worstDanger,
} from '#src/domain/voyage/sea/danger-state.ts'
import { dangerLevels } from '#src/domain/voyage/sea/dangers.ts'

const ship = { lengthM: 200, rollPeriodS: 12 }
const part = (of: PartOfSea['part'], heightM: number, meanS: number, fromDeg: number): PartOfSea => ({
  part: of,
  heightM,
  meanS,
  fromDeg,
})
const calm = part('wind sea', 0.3, 4, 0)

it('takes the mean and the peak it stands for', () => {
  expect(periodTaken(9, 'swell', 'mean', 'tm01')).toBe(9)
  expect(periodTaken(9, 'swell', 'peak', 'tm01')).toBeCloseTo(10.8, 9)
  expect(periodTaken(9, 'wind sea', 'peak', 'tm01')).toBeCloseTo(11.7, 9)
  expect(periodTaken(9, 'total sea only', 'peak', 'tm02')).toBeCloseTo(9 / 0.71037, 9)
})

describe('seasToMeet', () => {
  const swell = part('swell', 2, 9, 270)
  const wind = part('wind sea', 1, 5, 200)
  const total = part('total sea only', 2.2, 7, 250)
  it('are swell and wind sea, apart', () => expect(seasToMeet(swell, wind, total)).toEqual([swell, wind]))
  it.each([{ heightM: NaN }, { meanS: NaN }, { fromDeg: NaN }])('are the total where one lacks %j', (lack) => {
    expect(seasToMeet({ ...swell, ...lack }, wind, total)).toEqual([total])
    expect(seasToMeet(swell, { ...wind, ...lack }, total)).toEqual([total])
    expect(seasToMeet({ ...swell, ...lack }, wind, { ...total, ...lack })).toHaveLength(2)
  })
  it('lack nothing where a part is flat', () => {
    const flat = part('swell', 0, NaN, NaN)
    expect(seasToMeet(flat, wind, total)).toEqual([flat, wind])
  })
})

describe('dangerStates', () => {
  const beam = (meanS: number) => part('swell', 3, meanS, 90)
  const states = (seas: readonly PartOfSea[], of = ship, kind: PeriodKind = 'tm01') =>
    dangerStates(seas, { headingDeg: 0, speedKn: 12 }, of, kind).map(({ level, ...rest }) => ({
      ...rest,
      level: dangerLevels[level] ?? 'not known',
    }))
  it('tell the part and the period', () => {
    expect(states([beam(12), calm])[2]).toEqual({ danger: 'synchronous', level: 'limit', part: 'swell', taken: 'mean' })
    expect(states([beam(10), calm])[2]).toEqual({ danger: 'synchronous', level: 'limit', part: 'swell', taken: 'peak' })
    expect(states([calm, beam(10)])[2]).toMatchObject({ part: 'swell', level: 'limit' })
    expect(states([calm, part('wind sea', 2, 9.3, 90)])[2]).toMatchObject({ part: 'wind sea', taken: 'peak' })
    // A mean of 9 s stands for a peak of 10.8 s as Tm01, and of 11.6 s as Tm02.
    expect(states([beam(9), calm], ship, 'tm01')[2]).toMatchObject({ level: 'caution', taken: 'peak' })
    expect(states([beam(9), calm], ship, 'tm02')[2]).toMatchObject({ level: 'limit', taken: 'peak' })
  })
  it('know the worst if one part is missing, and nothing less', () => {
    const missing = part('wind sea', NaN, 5, 0)
    expect(states([beam(12), missing])[2]).toMatchObject({ level: 'limit', part: 'swell' })
    expect(states([beam(4), missing])[2]).toMatchObject({ level: 'not known', part: 'wind sea' })
    expect(states([part('swell', 1, 12, 90), missing])[2]).toMatchObject({ level: 'not known' })
  })
  it('have a worst one', () => {
    const of = (seas: readonly PartOfSea[], ours = ship) =>
      worstDanger(dangerStates(seas, { headingDeg: 0, speedKn: 12 }, ours, 'tm01'))
    expect(of([beam(12), calm])).toMatchObject({ danger: 'synchronous', level: 3 })
    expect(of([calm])).toMatchObject({ danger: 'surf-riding', level: 0 })
    expect(of([calm], { ...ship, rollPeriodS: NaN })!.level).toBeNaN()
    expect(worstDanger([])).toBeNull()
  })
})

describe('the way out', () => {
  // Following swell with a mean of 8 s: the peak of 9.6 s is 1.8 to 3 times the encounter from 12.8 to 19.2 kn.
  const short = { lengthM: 100, rollPeriodS: NaN }
  const following = part('swell', 5, 8, 180)
  const out = (seas: readonly PartOfSea[], speedKn: number, of = { ...short, rollPeriodS: 60 }) =>
    clearWay(seas, { headingDeg: 0, speedKn }, of, 'tm01')
  it('is slower, or away from the waves', () => {
    const { slower, courses } = out([following], 15)
    expect(slower).toEqual({ fromKn: 0, toKn: 10.5 })
    // 15 kn times the cosine is less than 10.67 from 45° on
    expect(courses).toEqual({ fromDeg: 45, toDeg: 315 })
  })
  it('is a stretch of speeds if lower ones are near something else', () => {
    const beam = part('swell', 3, 12, 90)
    const { slower, courses } = out([beam], 12, { lengthM: 200, rollPeriodS: 12 })
    expect(slower).toBeNull() // in beam seas speed changes nothing
    expect(courses).not.toBeNull()
  })
  it('is less than her own speed', () => {
    expect(out([calm], 15)).toEqual({ slower: { fromKn: 0, toKn: 14.5 }, courses: { fromDeg: 0, toDeg: 359 } })
    expect(out([calm], 14.7).slower).toEqual({ fromKn: 0, toKn: 14.5 })
    expect(out([calm], 0).slower).toBeNull()
  })
  it('is none where nothing is known', () =>
    expect(out([part('swell', 5, NaN, 180)], 15)).toEqual({ slower: null, courses: null }))
})
