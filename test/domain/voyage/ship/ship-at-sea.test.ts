import { describe, expect, it } from 'vitest'
import { derive } from '#src/domain/voyage/derived.ts'
import {
  clearanceAt,
  clearanceWords,
  clearWayWords,
  motionAt,
  motionWords,
  shipAtSea,
  shipColumnsOf,
} from '#src/domain/voyage/ship/ship-at-sea.ts'
import { noParticulars, type Particulars } from '#src/domain/voyage/ship/hull.ts'
import { HOUR_MS } from '#src/domain/time.ts'
import { answerOf, columnsOf } from '#test/support/voyage-answer.ts'
import { beamSwell, bulker, container } from '../ships.ts'

/** Two samples northbound from the equator at 11.941 kn, in a beam swell near her roll period of 12.39 s. */
const still = {
  Waves_Significant_Height: 1.5,
  Waves_Mean_Period: 8,
  ...beamSwell,
  Bathymetry: 20,
}
type Weather = Partial<Record<keyof typeof still, number>>

function sailing(change: Weather = {}, particulars: Particulars = bulker, without: readonly string[] = []) {
  const fields = Object.entries({ ...still, ...change }).filter(([name]) => !without.includes(name))
  const columns = columnsOf(Object.fromEntries(fields.map(([name, value]) => [name, [value, value]])), {
    lat: [0, 0.2],
    lon: [0, 0],
    timeMs: [0, HOUR_MS],
  })
  const derived = derive(columns, { particulars, planned: 'over ground', period: 'tm01' })
  return { answer: answerOf(columns, { askedMs: 0 }), ship: shipAtSea(columns, particulars, derived) }
}
const motion = (...args: Parameters<typeof sailing>) => {
  const { answer, ship } = sailing(...args)
  const { text, reason } = { text: undefined, reason: undefined, ...motionWords(ship, answer, 0) }
  return [motionAt(ship, 0).kind, text ?? reason]
}
const clearance = (...args: Parameters<typeof sailing>) => {
  const { ship } = sailing(...args)
  const { text, reason } = { text: undefined, reason: undefined, ...clearanceWords(ship, 0) }
  return [clearanceAt(ship, 0).kind, text ?? reason]
}

describe('what can be shown of a ship', () => {
  const { columns } = sailing().answer
  it.each([
    ['nothing without particulars', noParticulars, []],
    ['all with them', bulker, ['motion', 'clearance']],
    ['motion with no more than LPP', { ...noParticulars, lengthM: 200 }, ['motion']],
    ['motion with no more than a measured roll period', { ...noParticulars, rollPeriodS: 14 }, ['motion']],
    ['clearance without GM', { ...bulker, gmM: null }, ['motion', 'clearance']],
    ['no motion without LPP, though she has a GM', { ...noParticulars, gmM: 3 }, []],
  ] as const)('%s', (_, particulars, shown) => {
    expect(shipColumnsOf(columns, particulars)).toEqual(shown)
  })
  it('is nothing that the answer has no field for', () => {
    expect(shipColumnsOf(columnsOf({ Bathymetry: [20] }), bulker)).toEqual(['clearance'])
    expect(shipColumnsOf(columnsOf({ Waves_Significant_Height: [2] }), bulker)).toEqual(['motion'])
  })
})

describe('motion in words', () => {
  it('names danger, part of the sea and the period taken', () => {
    expect(motion()).toEqual(['limit', 'limit: synchronous rolling (swell, mean 12.4 s)'])
  })
  it('is caution farther from the roll period, by the peak where that is nearer', () => {
    expect(motion({ Swell_Wave_Mean_Period: 9 })).toEqual([
      'caution',
      'caution: synchronous rolling (swell, peak 10.8 s)',
    ])
  })
  it('is a low sea below the height that counts, and outside where nothing is near', () => {
    expect(motion({ Swell_Wave_Significant_Height: 1 })).toEqual([
      'low sea',
      'synchronous rolling in a sea below 1.5 m (swell, mean 12.4 s)',
    ])
    expect(motion({ Swell_Wave_Mean_Period: 20 })).toEqual(['outside', 'outside the four dangers'])
  })
  it('of the total alone says so', () => {
    expect(
      motion({ Waves_Significant_Height: 3, Waves_Mean_Period: 12.4 }, bulker, ['Swell_Wave_Mean_Period'])[1],
    ).toBe('limit: synchronous rolling (total sea only, mean 12.4 s)')
  })
  it.each([
    ['needs GM or roll period', { Swell_Wave_Mean_Period: 20 }, { ...bulker, gmM: null }],
    [
      'no value from the service (land or outside the grid)',
      { Swell_Wave_Mean_Period: NaN, Waves_Mean_Period: NaN },
      bulker,
    ],
    ['wave period is not between 2 and 30 s', { Swell_Wave_Mean_Period: 40 }, bulker],
    ['needs LPP', { Swell_Wave_Mean_Period: 20 }, { ...noParticulars, rollPeriodS: 12 }],
    [
      'roll period is 20 s or more, outside what its formula is for; give the roll period as measured',
      { Swell_Wave_Mean_Period: 15 },
      container,
    ],
  ])('is not known: %s', (reason, weather, particulars) => {
    expect(motion(weather, particulars)).toEqual(['not known', reason])
  })
  it('is not known where the answer has no part of the sea and no whole', () => {
    const without = Object.keys(still).filter((name) => !name.startsWith('Swell') && name.includes('Period'))
    expect(motion({ Swell_Wave_Mean_Period: 20 }, bulker, without)).toEqual([
      'not known',
      'wind sea is not in this answer',
    ])
  })
  it('of a rough roll period is never inside, but about right where it is near', () => {
    expect(motion({ Swell_Wave_Mean_Period: 23.4 }, container)[1]).toMatch(/^~ limit: synchronous rolling/)
  })
})

describe('water under the keel in words', () => {
  it('is whole metres with what they come from', () => {
    const shallow = ['shallow', '3 m. Shallow: model depth 19 m, draught 14 m. Check the chart.']
    expect(clearance({ Bathymetry: 19 })).toEqual(shallow)
    expect(clearance({}, { ...bulker, draughtM: 13.5 })[1]).toContain('draught 13.5 m')
  })
  it('is negative where she would be aground, and only about right where squat was not measured', () => {
    expect(clearance({ Bathymetry: 14.5 })[1]).toMatch(/^~ −2 m\. Shallow/)
  })
  it('has no figure in deep water', () => {
    expect(clearance({ Bathymetry: 56 })).toEqual(['deep', 'deep: over 4 draughts'])
    expect(clearance({ Bathymetry: 55.9 })[0]).toBe('shallow')
  })
  it.each([0, -3, NaN])('never takes %s m for deep', (Bathymetry) => {
    expect(clearance({ Bathymetry })).toEqual(['not known', 'land or no depth'])
  })
  it('is not known without the waves, nor at a speed that drags her own wave', () => {
    expect(clearance({ Waves_Significant_Height: NaN })).toEqual(['not known', 'wave height not known'])
    expect(clearance({ Bathymetry: 7 }, { ...bulker, draughtM: 6 })).toEqual([
      'too fast',
      'too fast for this depth. Shallow: model depth 7 m, draught 6 m. Check the chart.',
    ])
    // Where she has no water at all, that is what counts.
    expect(clearance({ Bathymetry: 5 }, { ...bulker, draughtM: 6 })).toEqual([
      'shallow',
      '~ −1 m. Shallow: model depth 5 m, draught 6 m. Check the chart.',
    ])
  })
})

describe('a way out in words', () => {
  it.each([
    [{ slower: { fromKn: 0, toKn: 12 }, courses: { fromDeg: 40, toDeg: 70 } }, '12 kn or less, or course 040–070'],
    [{ slower: { fromKn: 6, toKn: 8.5 }, courses: null }, '6 to 8.5 kn'],
    [{ slower: null, courses: { fromDeg: 350, toDeg: 5 } }, 'course 350–005'],
    [{ slower: null, courses: null }, null],
  ])('%j', (way, words) => {
    expect(clearWayWords(way)).toBe(words)
  })
})
