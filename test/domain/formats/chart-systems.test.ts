import { describe, expect, it } from 'vitest'
import type { ImportResult } from '#src/domain/formats/import-file.ts'
import { fixture, read, readText, refusal } from '#test/support/route-files.ts'

const legsOf = ({ candidates }: ImportResult) =>
  candidates[0]!.route!.waypoints.map(({ leg }) => [leg.type, leg.speedKn])
const textOf = (name: string) => new TextDecoder().decode(fixture(name))

const humberDisagrees = {
  text: 'The ETAs and the speeds disagree: by the speeds the ship reaches “Elbe” at 23 Nov 2026 11:55Z, by the ETA at 23 Nov 13:20Z; the speeds are used.',
  isCaution: true,
}

describe('Transas RT3', () => {
  it('positions in minutes, a leg with the waypoint where it begins, departure from the first ETA', () => {
    const result = read('humber.rt3')
    expect(result.format).toBe('Transas RT3')
    expect(result.notes).toEqual([humberDisagrees])
    expect(result.candidates[0]).toMatchObject({
      kind: 'route',
      name: 'Humber to Elbe',
      count: 3,
      first: { lat: 53.59, lon: expect.closeTo(0.12, 12) as number },
      last: { lat: 54.01, lon: 8.1 },
    })
    expect(legsOf(result)).toEqual([
      ['RL', null],
      ['RL', 12],
      ['GC', 14.5],
    ])
    expect(result.candidates[0]!.departureMs).toBe((1_795_400_000 - 43_200) * 1000)
  })

  it('a calculation for another number of waypoints is left out, a bad position refused', () => {
    const short = textOf('humber.rt3').replace(/<WayPointEx ETA="1795440000".*\/>/, '')
    const { candidates, notes } = readText(short)
    expect(candidates[0]).toMatchObject({ departureMs: null, speedKn: null })
    expect(notes).toEqual([
      { line: 9, text: 'Its calculation has 2 waypoints, the route 3; its times and speeds were left out.' },
    ])
    expect(refusal(() => readText(textOf('humber.rt3').replace('"3240"', '"x"')))).toEqual({
      code: 'file-malformed',
      detail: 'line 5: latitude "x" is not a number',
    })
    expect(refusal(() => readText('<TSH_Route RtName=""/>')).code).toBe('file-no-route')
  })
})

describe('ETAs of a calculation without speeds', () => {
  const start = Date.UTC(2026, 6, 3, 6) / 1000
  const rt3Of = (...times: string[]) =>
    readText(
      `<TSH_Route RtName="R"><WayPoints>${[3150, 3108, 3060]
        .map((lat, index) => `<WayPoint WPName="${'ABC'[index]}" LegType="0" Lat="${lat}" Lon="${255 - index * 80}"/>`)
        .join('')}</WayPoints><Calculations><Calculation CalcDone="1"><WayPointExs>${times
        .map((attributes) => `<WayPointEx ${attributes}/>`)
        .join('')}</WayPointExs></Calculation></Calculations></TSH_Route>`,
    )
  const planOf = ({ candidates: [candidate] }: ImportResult) =>
    candidate!.route!.waypoints.map(({ leg, stayMin }) => [Math.round((leg.speedKn ?? 0) * 10) / 10, stayMin ?? null])

  it('become speeds, and the time until the ETD a stay', () => {
    const result = rt3Of(
      `ETD="${start}" Speed="0"`,
      `ETA="${start + 6 * 3600}" ETD="${start + 9 * 3600}" Speed="0"`,
      `ETA="${start + 17 * 3600}" Speed="0"`,
    )
    expect(result.candidates[0]!.departureMs).toBe(start * 1000)
    expect(planOf(result)).toEqual([
      [0, null],
      [10.8, 180],
      [8.7, null],
    ])
    expect(result.notes).toEqual([{ text: '2 ETAs kept as the speeds of 2 legs.' }])
  })

  it('are told where they cannot be read or are out of order', () => {
    const result = rt3Of(`ETD="${start}"`, `ETA="soon" ETD="x"`, `ETA="${start + 7200}" ETD="${start}" Speed="10"`)
    expect(result.notes.map(({ text }) => text)).toEqual([
      'Its ETD is before its ETA and was left out.',
      '2 times are no Unix seconds and were left out: "soon".',
      'Its ETA 03 Jul 2026 08:00Z needs 67.1 kn and was left out.',
    ])
  })
})

describe('turn radii and cross-track limits', () => {
  const kept = ({ candidates }: ImportResult) =>
    candidates[0]?.route?.waypoints.map(({ radiusNm, leg }) => [radiusNm ?? null, leg.rtz ?? null])

  it('of RT3 go to the waypoint and to the leg that begins there', () => {
    const text = textOf('humber.rt3')
      .replace('Lat="3215.4"', 'PortXTE="0.1" StbXTE="0.25" Lat="3215.4"')
      .replace('Lat="3240"', 'TurnRadius="0.500000" PortXTE="185.2" ArrC="0.1" Lat="3240"')
    const result = readText(text)
    expect(kept(result)).toEqual([
      [null, null],
      [0.5, { portsideXTD: '0.1', starboardXTD: '0.25' }],
      [null, null],
    ])
    expect(result.notes).toEqual([
      { line: 5, text: 'Cross-track limit "185.2" cannot be used and was left out.' },
      { text: 'Field not used: "ArrC".' },
      humberDisagrees,
    ])
  })

  it('of ROU: the radius; other fields are named', () => {
    const result = readText(
      textOf('baltic.rou').replace('Name: Kadet', 'Name: Kadet\nTurn radius: 5.0e-001\nReserve: 1'),
    )
    expect(kept(result)?.map(([radius]) => radius)).toEqual([null, 0.5, null])
    expect(result.notes).toContainEqual({ text: 'Field not used: "Reserve".' })
  })

  it('of Navi-Sailor, one distance for both sides', () => {
    const result = read('skagen.txt')
    const both = { portsideXTD: '0.1', starboardXTD: '0.1' }
    expect(kept(result)).toEqual([
      [0.5, null],
      [0.5, both],
      [0.5, both],
    ])
    expect(result.notes).toEqual([{ text: 'Fields not used: "Skagen", "Oslo".' }])
  })

  it('of eGlobe are named', () => {
    const text = textOf('crete.rte').replaceAll('<legType>', '<turningRadius>200</turningRadius><legType>')
    expect(readText(text).notes).toContainEqual({ text: 'Field not used: "turningRadius".' })
  })
})

describe('ROU', () => {
  it('powers of ten, the year of its date, the zone that is added, the default speed', () => {
    const result = read('baltic.rou')
    expect(result.format).toBe('ROU')
    expect(result.candidates[0]).toMatchObject({
      name: 'Gedser to Trelleborg',
      count: 3,
      first: { lat: 54.5, lon: 11.9 },
      departureMs: Date.UTC(2026, 11, 31, 21),
      speedKn: null,
    })
    expect(legsOf(result)).toEqual([
      ['RL', null],
      ['GC', 12],
      ['RL', 11],
    ])
    expect(result.notes.map(({ line, text }) => [line, text.slice(0, 50)])).toEqual([
      [2, 'Its header says 2 waypoints; there are 3.'],
      [18, "ETAs have no year: 2026 is taken from the route's "],
      [undefined, 'The ETAs and the speeds disagree: by the speeds th'],
    ])
  })

  const rouOf = (...blocks: string[]) =>
    readText(
      `ROUTE HEADER INFORMATION:\nRoute name: R\nRoute date: 12/31/2026\n\n${blocks
        .map(
          (rest, index) =>
            `WAYPOINT:\nName: W${index}\nLatitude: ${52.5 - index * 0.7}\nLongitude: ${4 - index}\n${rest}\n`,
        )
        .join('\n')}`,
    )

  it('ETAs without speeds become speeds, over New Year too', () => {
    const result = rouOf('ETA: N/A', 'TTG: 6\nETA: 12/31 23:00:00(+00)', 'TTG: 6\nETA: 01/01 05:00:00(+00)')
    expect(result.candidates[0]!.departureMs).toBe(Date.UTC(2026, 11, 31, 17))
    expect(legsOf(result).every(([, speed], index) => (index === 0) === (speed === null))).toBe(true)
    expect(result.notes.map(({ text }) => text.slice(0, 40))).toContain('2 ETAs kept as the speeds of 2 legs.')
  })

  it('ETAs with a year are read; those that cannot be are told', () => {
    const result = rouOf('ETA: 2026-07-03 06:00:00', 'ETA: 2026-07-03 12:00:00', 'ETA: 13/41 99:00')
    expect(result.candidates[0]!.departureMs).toBe(Date.UTC(2026, 6, 3, 6))
    expect(result.notes.map(({ text }) => text)).toEqual([
      'The time "13/41 99:00" cannot be read and was left out.',
      '2 times without a zone are read as UTC.',
      '1 ETA kept as the speed of 1 leg.',
      '1 leg after the last ETA takes the speed of the voyage.',
    ])
    const lost = readText(textOf('baltic.rou').replace(/Route date.*\n/, ''))
    expect(lost.candidates[0]!.departureMs).toBeNull()
    expect(lost.notes).toContainEqual({
      line: 17,
      text: 'ETA "12/31 23:30:00(-01)" has no year; 2 ETAs like it were left out.',
    })
  })

  it('names the block without a longitude', () => {
    expect(refusal(() => readText(textOf('baltic.rou').replace('Longitude: 1.2300000e+001\n', '')))).toEqual({
      code: 'file-malformed',
      detail: 'the waypoint of line 18 has no longitude',
    })
  })
})

describe('Navi-Sailor text', () => {
  it('degrees and minutes, speed and kind of the leg that begins', () => {
    const result = read('skagen.txt')
    expect(result.format).toBe('Navi-Sailor text')
    expect(result.candidates[0]).toMatchObject({ name: 'Skagen to Oslo', count: 3, first: { lat: 57.75, lon: 10.7 } })
    expect(legsOf(result)).toEqual([
      ['RL', null],
      ['RL', 12],
      ['GC', 9.5],
    ])
  })

  it('names the line that cannot be read', () => {
    const text = textOf('skagen.txt')
    expect(refusal(() => readText(text.replace('59 01.500N', '59 71.500N')))).toEqual({
      code: 'file-malformed',
      detail: 'line 4: latitude "59 71.500N" cannot be read',
    })
    expect(refusal(() => readText(text.replace('\t010 42.500E', '\t'))).detail).toBe('line 5 has no longitude')
  })
})

describe('eGlobe', () => {
  it('a leg with the waypoint where it ends, its default speed, a DOCTYPE that is never fetched', () => {
    const result = read('crete.rte')
    expect(result.format).toBe('eGlobe route')
    expect(result.candidates[0]).toMatchObject({ name: 'Ashdod to Crete', count: 3, speedKn: 13 })
    expect(legsOf(result)).toEqual([
      ['RL', null],
      ['GC', null],
      ['RL', null],
    ])
    expect(result.notes).toEqual([
      { line: 8, item: 'Waypoint 3', text: 'Leg type "spiral" is unknown; the leg is taken as a rhumb line.' },
    ])
  })
})

describe('OziExplorer', () => {
  it('offers each route, and refuses another datum', () => {
    const { format, candidates } = read('plate.rte')
    expect(format).toBe('OziExplorer route')
    expect(candidates.map(({ name, count, first }) => [name, count, first.lat])).toEqual([
      ['Out', 2, -34.44585],
      ['Home', 2, -34.5],
    ])
    expect(refusal(() => readText(textOf('plate.rte').replace('WGS 84', 'Campo Inchauspe'))).detail).toBe(
      'line 2: its positions are in "Campo Inchauspe"; only WGS84 can be read',
    )
    expect(refusal(() => readText(textOf('plate.rte').replace('-58.4,0,53', ',0,53'))).detail).toBe(
      'line 7 has no longitude',
    )
  })
})

describe('OpenCPN GPX', () => {
  it('a speed belongs to the leg that ends at its point; a time of leaving is a stay', () => {
    const result = read('opencpn-plan.gpx')
    expect(result.candidates[0]).toMatchObject({ departureMs: Date.UTC(2026, 10, 22), speedKn: 10 })
    expect(legsOf(result)).toEqual([
      ['RL', null],
      ['RL', 12.021543],
      ['RL', null],
      ['RL', null],
    ])
    // 60.107716 NM of the equator at 12.021543 kn are five hours; it leaves two hours later.
    expect(result.candidates[0]!.route!.waypoints.map(({ stayMin }) => stayMin ?? null)).toEqual([
      null,
      120,
      null,
      null,
    ])
    expect(result.notes.map(({ item, text }) => [item, text])).toEqual([
      ['Waypoint 4', 'Speed "-4" cannot be used and was left out.'],
      ['Waypoint 4', 'Its departure time is before the arrival there and was left out.'],
      [undefined, '2 times without a zone are read as UTC.'],
    ])
  })
})
