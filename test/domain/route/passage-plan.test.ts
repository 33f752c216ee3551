import { describe, expect, it } from 'vitest'
import { routeFromPositions, setFixedEta, setLegType, setStay } from '#src/domain/route/edit.ts'
import { passagePlan } from '#src/domain/route/passage-plan.ts'
import { checkedRoute, emptyRoute } from '#src/domain/route/route.ts'
import { magneticWords } from '#src/domain/voyage/variation.ts'
import { addAlternative } from '#src/domain/voyage/alternatives.ts'
import { voyageOf } from '#test/support/random-voyage.ts'
import { planned } from '#test/support/planned.ts'

// Along the equator one degree is 60.107716 NM: at 60.107716 / 5 kn it takes five hours.
const degreeNm = (6_378_137 * Math.PI) / 180 / 1852
const route = setStay(
  setLegType(
    routeFromPositions(
      '',
      [
        { lat: 0, lon: 179 },
        { lat: 0, lon: 180 },
        { lat: 0, lon: -178 },
      ],
      { names: ['Suva', undefined, 'Apia'] },
    ),
    'w3',
    'GC',
  ),
  'w2',
  90,
)
const voyage = voyageOf(route, { name: 'Line', departureMs: Date.UTC(2026, 10, 22, 17, 51), speedKn: degreeNm / 5 })

describe('the passage plan', () => {
  it('has position, course, distance, speed, ETA and distance to go for each waypoint', () => {
    const { rows } = passagePlan(voyage)
    expect(rows.map(({ id, magnetic: _none, fuel: _noTable, ...row }) => [id, ...Object.values(row)])).toEqual([
      [
        'w1',
        '1',
        'Suva',
        "00°00.000'N",
        "179°00.000'E",
        '—',
        '—',
        '—',
        '—',
        '—',
        '—',
        '22 Nov 17:51Z',
        '—',
        '—',
        '180.3 NM',
      ],
      [
        'w2',
        '2',
        '—',
        "00°00.000'N",
        "180°00.000'E",
        'RL',
        '090°T',
        '60.1 NM',
        '12.0 kn',
        '22 Nov 22:51Z',
        '1 h 30 min',
        '23 Nov 00:21Z',
        '—',
        '—',
        '120.2 NM',
      ],
      [
        'w3',
        '3',
        'Apia',
        "00°00.000'N",
        "178°00.000'W",
        'GC',
        '090°T',
        '120.2 NM',
        '12.0 kn',
        '23 Nov 10:21Z',
        '—',
        '—',
        '—',
        '—',
        '0.0 NM',
      ],
    ])
  })

  it('has totals, with stays left out of the mean speed', () => {
    expect(passagePlan(voyage)).toMatchObject({
      title: 'Line',
      departure: '22 Nov 2026 17:51Z',
      arrival: '23 Nov 2026 10:21Z',
      duration: '16 h 30 min',
      stays: '1 h 30 min',
      distance: '180.3 NM',
      meanSpeed: '12.0 kn',
    })
    expect(passagePlan(voyage).notes).toHaveLength(1)
  })

  it('has the turn radii and cross-track limits of an RTZ file, and names its alternative', () => {
    const [first, second, third] = route.waypoints
    const kept = {
      ...route,
      waypoints: [
        first!,
        { ...second!, radiusNm: 0.5, leg: { ...second!.leg, rtz: { portsideXTD: '0.1', starboardXTD: '0.25' } } },
        { ...third!, leg: { ...third!.leg, rtz: { starboardXTD: 'wide', portsideXTD: '0.3' } } },
      ],
    }
    expect(passagePlan(planned(voyage, { route: kept })).rows.map(({ turn, offTrack }) => [turn, offTrack])).toEqual([
      ['—', '—'],
      ['0.50 NM', '0.10 / 0.25 NM'],
      ['—', '0.30 / — NM'],
    ])
    expect(passagePlan(voyage).alternative).toBeNull()
    expect(passagePlan(addAlternative(voyage, 'North about')).alternative).toBe('North about')
  })

  it('marks fixed ETAs and the speeds they require, and says which cannot be kept', () => {
    const kept = passagePlan(planned(voyage, { route: setFixedEta(route, 'w3', Date.UTC(2026, 10, 23, 22, 21)) }))
    expect(kept.rows.map(({ speed, eta }) => [speed, eta])).toEqual([
      ['—', '—'],
      ['6.7 kn *', '23 Nov 02:51Z'],
      ['6.7 kn *', '23 Nov 22:21Z *'],
    ])
    expect(kept.notes[1]).toBe('* Fixed ETA, and the speed that it requires.')
    const late = passagePlan(planned(voyage, { route: setFixedEta(route, 'w3', Date.UTC(2026, 10, 22, 18)) }))
    expect(late.notes.at(-1)).toMatch(/^Waypoint 3: ETA 22 Nov 2026 18:00Z cannot be kept: /)
  })

  it('bears the mark of a proposal until somebody has checked it', () => {
    const proposal = { ...route, isProposal: true }
    expect(passagePlan(planned(voyage, { route: proposal })).mark).toBe(
      'First proposal, not a route: check it on the chart.',
    )
    expect(passagePlan(planned(voyage, { route: checkedRoute(proposal) })).mark).toBeNull()
  })

  it('shows unknown values as missing', () => {
    expect(passagePlan(voyageOf(emptyRoute, { name: '' }))).toMatchObject({
      title: 'Passage plan',
      arrival: '—',
      distance: '0.0 NM',
      meanSpeed: '—',
      rows: [],
    })
    expect(passagePlan(planned(voyage, { speedKn: 0 }))).toMatchObject({ arrival: '—', duration: '—', meanSpeed: '—' })
  })
})

describe('magnetic courses in the passage plan', () => {
  const to = (lon: number, day: number) =>
    passagePlan(
      voyageOf(
        routeFromPositions('', [
          { lat: 45, lon: -30 },
          { lat: 45, lon },
        ]),
        { departureMs: day },
      ),
      magneticWords,
    )

  it('are there when asked for, with their model and variation', () => {
    const { rows, notes } = to(-29, Date.UTC(2026, 10, 22))
    expect(rows.map(({ course, magnetic }) => [course, magnetic])).toEqual([
      ['—', '—'],
      ['090°T', '099.0°M'],
    ])
    expect(notes.at(-1)).toBe(
      'Magnetic courses by WMM2025, rounded to 0.5°, without the ship’s deviation. Variation 9.0°W on the first leg, 9.0°W on the last.',
    )
    expect(passagePlan(voyage).rows.every(({ magnetic }) => magnetic === '—')).toBe(true)
  })

  it('say why they are not', () => {
    const { rows, notes } = to(-29, Date.UTC(2030, 0, 1))
    expect(rows[1]!.magnetic).toBe('—')
    expect(notes.at(-1)).toBe('A magnetic course is missing: no magnetic model for this date.')
  })

  it('estimates fuel by leg and in all from the consumption table, at the planned speeds', () => {
    const withTable = (rows: { speedKn: number; laden: number | null; ballast: number | null }[]) =>
      passagePlan({ ...voyage, ship: { ...voyage.ship, consumption: { fuel: 'mgo', rows } } })
    // Fifteen hours at 12.02 kn, of which ten on the second leg; the stay of 90 minutes burns nothing
    const plan = withTable([{ speedKn: degreeNm / 5, laden: 24, ballast: null }])
    expect(plan).toMatchObject({ fuel: '15.0 t MDO/MGO', co2: '48.1 t' })
    expect(plan.rows.map(({ fuel }) => fuel)).toEqual(['—', '5.0 t', '10.0 t'])
    expect(plan.notes.at(-1)).toBe(
      'Fuel is estimated from the ship’s consumption table, laden, in calm water, with nothing counted while she stays; speeds are those over the ground, without the current. CO₂ at 3.206 t for a tonne of MDO/MGO (IMO MEPC.364(79)).',
    )
    expect(withTable([{ speedKn: 12, laden: null, ballast: 24 }])).toMatchObject({
      fuel: '—',
      notes: expect.arrayContaining(['Fuel is not known. The table has no figures for laden.']) as string[],
    })
    expect(withTable([{ speedKn: 20, laden: 24, ballast: null }])).toMatchObject({
      fuel: 'not known',
    })
    expect(passagePlan(voyage)).toMatchObject({ fuel: '—', co2: '—' })
  })
})
