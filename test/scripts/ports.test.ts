import { beforeAll, describe, expect, it } from 'vitest'
import { portIndex, PortList, searchPorts } from '#src/domain/ports.ts'
import { buildPorts } from '../../scripts/ports/build-ports.ts'
import { checkPorts, type ListedPort } from '../../scripts/ports/check-ports.ts'
import { englishNames } from '../../scripts/ports/english-names.ts'
import { countryFit } from '../../scripts/ports/country-fit.ts'
import { createShore } from '../../scripts/ports/shore.ts'

/** Land from 178° E to 178° W and 10° to 12° N, in one piece across the antimeridian. */
const shore = createShore([
  [
    [178, 10],
    [-178, 10],
    [-178, 12],
    [178, 12],
    [178, 10],
  ],
])

describe('a shore', () => {
  it('tells land from sea on both sides of 180°', () => {
    expect([177.9, 178.1, 179.9, -179.9, -178.1, -177.9].map((lon) => shore.isLand({ lat: 11, lon }))).toEqual([
      false,
      true,
      true,
      true,
      true,
      false,
    ])
    expect(shore.isLand({ lat: 9, lon: 180 })).toBe(false)
    expect(shore.isLand({ lat: 13, lon: 180 })).toBe(false)
  })

  it('measures to the nearest edge, with a minute of latitude as a mile', () => {
    expect(shore.distanceNm({ lat: 12.5, lon: 180 })).toBeCloseTo(30, 6)
    expect(shore.distanceNm({ lat: 11.75, lon: -180 })).toBeCloseTo(15, 6)
    // A quarter of a degree of longitude at 11° N: 15 NM × cos 11°.
    expect(shore.distanceNm({ lat: 11, lon: -177.75 })).toBeCloseTo(15 * Math.cos((11 * Math.PI) / 180), 6)
    expect(shore.distanceNm({ lat: 0, lon: 0 })).toBe(Infinity)
  })
})

describe('the check of ports', () => {
  const port = (
    name: string,
    coordinates?: number[],
    unlocs = [`XX${name.slice(0, 3).toUpperCase()}`],
  ): ListedPort => ({ name, country: 'Nowhere', coordinates, alias: [], unlocs })
  const anywhere = () => true

  const none: ReadonlySet<string> = new Set()

  it('keeps ports by the coast, and of those inland the known ones, with how far', () => {
    const { rows } = checkPorts(
      [port('Quay', [179, 12.01]), port('River', [179, 11.75]), port('Lake', [179, 11]), port('Town', [179, 11.75])],
      shore,
      anywhere,
      new Set(['XXRIV', 'XXLAK']),
    )
    expect(rows).toEqual([
      ['XXQUA', 'Quay', 'Nowhere', 12.01, 179, 0, ''],
      ['XXRIV', 'River', 'Nowhere', 11.75, 179, 15, ''],
      ['XXLAK', 'Lake', 'Nowhere', 11, 179, 50, ''],
    ])
  })

  it('drops impossible ones, and counts them by reason', () => {
    const listed = [
      port('Nowhere'),
      port('Far', [179, 11]),
      port('Offshore', [179, 12.1]),
      port('Somewhere Apt', [179, 12.01]),
      port('Twin', [179, 12.01], ['XXAAA', 'XXBBB']),
      port('Twin', [179, 12.01], ['XXAAA', 'XXBBB']),
      port('Foreign', [179, 12.01], ['YYFOR']),
    ]
    const { rows, dropped } = checkPorts(listed, shore, (letters) => letters === 'XX', none)
    expect(rows.map(([codes]) => codes)).toEqual(['XXAAA XXBBB'])
    expect(dropped).toEqual({
      'without position': 1,
      airports: 1,
      'at sea': 1,
      inland: 1,
      'on the coast of another country': 1,
      'listed twice': 1,
    })
  })

  it('tells a namesake overseas from a port of the country', () => {
    const fits = countryFit([
      {
        name: 'Chile',
        rings: [
          [
            [-71, -33],
            [-70, -34],
            [-71, -33],
          ],
        ],
      },
    ])
    expect(fits('CL', { lat: -33, lon: -71.6 })).toBe(true)
    expect(fits('CL', { lat: 43.38, lon: -4.4 })).toBe(false) // San Vicente in Spain
    expect(fits('ZZ', { lat: 0, lon: 0 })).toBe(true)
  })
})

describe('the list that is built', () => {
  let ports: PortList
  let summary: string
  beforeAll(() => {
    const built = buildPorts()
    summary = built.summary
    ports = PortList.parse(JSON.parse(built.text))
  })

  it('says how many of the package were kept and dropped', () => {
    const [kept, dropped] = /^Ports: (\d+) kept, (\d+) dropped/.exec(summary)!.slice(1).map(Number)
    expect(kept).toBe(ports.ports.length)
    expect(kept! + dropped!).toBe(1634)
    expect(kept).toBeGreaterThan(1200)
  })

  it('finds a port by what sailors call it in English', () => {
    const index = portIndex(ports)
    const known = new Set(index.map(({ port }) => port.code))
    expect(searchPorts(index, 'Lisbon')[0]?.code).toBe('PTLIS')
    for (const [code, names] of Object.entries(englishNames))
      for (const name of names)
        if (known.has(code))
          expect(
            searchPorts(index, name).map(({ code: found }) => found),
            name,
          ).toContain(code)
    // One that the package calls by another code, or drops, has no port to lead to: few may.
    expect(Object.keys(englishNames).filter((code) => !known.has(code)).length).toBeLessThan(8)
  })

  it('has the great ports, close to their places (World Port Index, NGA Pub. 150)', () => {
    const index = portIndex(ports)
    const known = {
      NLRTM: [51.9, 4.48],
      CAHAL: [44.65, -63.57],
      SGSIN: [1.28, 103.85],
      USLAX: [33.75, -118.27],
      BEANR: [51.23, 4.42],
      AUSYD: [-33.86, 151.2],
      PFPPT: [-17.53, -149.58],
    }
    for (const [code, [lat, lon]] of Object.entries(known)) {
      const [port] = searchPorts(index, code)
      expect(port?.code).toBe(code)
      expect(Math.hypot(port!.position.lat - lat!, port!.position.lon - lon!), code).toBeLessThan(0.4)
    }
  })

  it('has neither inland towns nor a port on the wrong side of an ocean', () => {
    const codes = ports.ports.map(([first]) => first)
    for (const wrong of ['USDEN', 'INICD', 'BMSOU', 'CLCAP', 'CLJRL']) expect(codes).not.toContain(wrong)
  })

  it('has the ports up rivers and on lakes, and no towns near the coast', () => {
    const names = ports.ports.map(([, name]) => name)
    for (const port of [
      'Hamburg',
      'Antwerpen',
      'Houston',
      'Manaus',
      'Montreal',
      'Wuhan',
      'Nanjing',
      'Rotterdam',
      'London',
      'Rosario',
      'Chicago',
      'Toronto',
      'Shanghai',
      'Bangkok',
      'Sevilla',
    ])
      expect(names).toContain(port)
    for (const town of [
      'Nicosia',
      'San Salvador',
      'Seoul',
      'Managua',
      'Padova',
      'Kirkland',
      'Christchurch',
      'Otay Mesa',
      'Bramel',
      'Dalton',
      'Faenza',
      'Paris',
    ])
      expect(names).not.toContain(town)
  })
})
