import { beforeAll, describe, expect, it } from 'vitest'
import {
  portToPort,
  MOST_WAYPOINTS,
  type ProposedPassage,
  type PassageAsked,
} from '#src/domain/optimise/passage/port-to-port.ts'
import { SeaLanes } from '#src/domain/optimise/passage/sea-lanes.ts'
import { avoidedAtFirst, isByNarrows, straitsOn } from '#src/domain/optimise/passage/straits.ts'
import { at } from '#src/domain/at.ts'
import { legLine } from '#src/domain/geodesy/leg-line.ts'
import { landCrossings, routeLines } from '#src/domain/route/land-check.ts'
import { type LandIndex, landIndexOf } from '#src/domain/route/land-index.ts'
import { checkedRoute } from '#src/domain/route/route.ts'
import { boxArea } from '#test/support/box-area.ts'
import { shapes } from '../../../scripts/ports/build-ports.ts'
import { buildSeaLanes } from '../../../scripts/sea-lanes/build-sea-lanes.ts'

/** As the list of ports has them: name, latitude, longitude, miles inland. */
const ports = {
  NLRTM: ['Rotterdam', 51.92, 4.5, 13],
  SGSIN: ['Singapore', 1.2801, 103.8509, 0],
  CNSHA: ['Shanghai', 31.2304, 121.4737, 9],
  USLAX: ['Los Angeles', 34.0522, -118.2437, 12],
  USNYC: ['New York', 40.7, -74, 0],
  BRSSZ: ['Santos', -23.95, -46.33, 1],
  AUSYD: ['Sydney', -33.85, 151.2, 2],
  JPTYO: ['Tokyo', 35.68, 139.75, 2],
  CLVAP: ['Valparaiso', -33.03, -71.63, 1],
  NZAKL: ['Auckland', -36.83, 174.8, 0],
  PABLB: ['Balboa', 8.9614, -79.5632, 0],
  PAONX: ['Colon', 9.35, -79.87, 0],
  USHOU: ['Houston', 29.75, -95.35, 15],
  ZADUR: ['Durban', -29.8587, 31.0218, 1],
  AUFRE: ['Fremantle', -32.056, 115.7472, 1],
  INBOM: ['Mumbai', 18.97, 72.82, 1],
  RUMMK: ['Murmansk', 68.9585, 33.0827, 1],
  FIHEL: ['Helsingfors', 60.1733, 24.941, 1],
  GBLON: ['London', 51.5074, -0.1278, 19],
  GRPIR: ['Piraeus', 37.93, 23.62, 0],
  UAODS: ['Odessa', 46.4825, 30.7233, 2],
  ITGOA: ['Genova', 44.42, 8.95, 1],
  ESBCN: ['Barcelona', 41.3851, 2.1734, 2],
  USSEA: ['Seattle', 47.6062, -122.3321, 0],
  JPYOK: ['Yokohama', 35.45, 139.65, 0],
  CAVAN: ['Vancouver', 49.2827, -123.1207, 1],
  KRPUS: ['Busan', 35.13, 129.05, 1],
  AEJEA: ['Jebel Ali', 24.9857, 55.0273, 0],
  AUMEL: ['Melbourne', -37.82, 144.97, 3],
  ARBUE: ['Buenos Aires', -34.58, -58.67, 10],
  ZACPT: ['Cape Town', -33.92, 18.42, 1],
  ESALG: ['Algeciras', 36.1408, -5.4562, 1],
  EGALY: ['El Iskandariya', 31.3091, 30.0626, 0],
  IDJKT: ['Jakarta', -6.13, 106.83, 2],
  THBKK: ['Bangkok', 13.75, 100.52, 9],
  HKHKG: ['Hong Kong', 22.3964, 114.1095, 2],
  PHMNL: ['Manila', 14.5995, 120.9842, 1],
  USHNL: ['Honolulu', 21.3, -157.85, 1],
  USSFO: ['San Francisco', 37.7749, -122.4194, 1],
  USMSY: ['New Orleans', 29.9511, -90.0715, 5],
  NOBGO: ['Bergen', 60.38, 5.32, 1],
  ISREY: ['Reykjavik', 64.15, -21.95, 0],
  SEGOT: ['Goteborg', 57.72, 11.97, 2],
  DEKEL: ['Kiel', 54.33, 10.13, 1],
  DEHAM: ['Hamburg', 53.5511, 9.9937, 6],
  PLGDN: ['Gdansk', 54.352, 18.6466, 3],
  ITVCE: ['Venezia', 45.43, 12.33, 0],
  TRIST: ['Istanbul', 41.0082, 28.9784, 0],
  EGPSD: ['Port Said', 31.2653, 32.3019, 1],
  NGLOS: ['Lagos', 6.5244, 3.3792, 1],
  CNTAO: ['Qingdao', 36.0671, 120.3826, 1],
  AUPHE: ['Port Hedland', -20.3116, 118.5753, 0],
  LKCMB: ['Colombo', 6.92, 79.85, 0],
  BEANR: ['Antwerpen', 51.22, 4.42, 5],
  USBAL: ['Baltimore', 39.28, -76.62, 1],
  CLPUQ: ['Punta Arenas', -53.13, -70.93, 1],
  CNTXG: ['Tianjin New Port', 38.98, 117.7, 0],
  JPUKB: ['Kobe', 34.68, 135.17, 1],
  ECGYE: ['Guayaquil', -2.17, -79.9, 0],
  GBDVR: ['Dover', 51.1279, 1.3134, 0],
  FRCQF: ['Calais', 50.9513, 1.8587, 2],
  USCHI: ['Chicago', 41.8781, -87.6298, 50],
} as const
type Code = keyof typeof ports

/** From, to, and between how many miles the way is; tables of distances agree with the middle within some per cent. */
const pairs: readonly (readonly [Code, Code, number, number])[] = [
  ['NLRTM', 'SGSIN', 8200, 8500],
  ['CNSHA', 'USLAX', 5650, 5900],
  ['USNYC', 'NLRTM', 3200, 3400],
  ['BRSSZ', 'NLRTM', 5300, 5550],
  ['SGSIN', 'AUSYD', 4050, 4350],
  ['JPTYO', 'USLAX', 4780, 4950],
  ['AUSYD', 'CLVAP', 6100, 6400],
  ['NZAKL', 'PABLB', 6350, 6650],
  ['NZAKL', 'PAONX', 6400, 6700],
  ['USHOU', 'NLRTM', 4900, 5150],
  ['BRSSZ', 'CNSHA', 10700, 11300],
  ['ZADUR', 'AUFRE', 4200, 4350],
  ['INBOM', 'USNYC', 8000, 8350],
  ['RUMMK', 'NLRTM', 1550, 1750],
  ['FIHEL', 'GBLON', 1000, 1250],
  ['GRPIR', 'UAODS', 640, 760],
  ['ITGOA', 'ESBCN', 340, 370],
  ['USSEA', 'JPYOK', 4220, 4400],
  ['CAVAN', 'CNSHA', 4950, 5250],
  ['KRPUS', 'USLAX', 5150, 5450],
  ['AEJEA', 'JPTYO', 6250, 6600],
  ['SGSIN', 'AEJEA', 3400, 3600],
  ['AUMEL', 'NZAKL', 1600, 1750],
  ['CLVAP', 'NZAKL', 5150, 5400],
  ['ARBUE', 'ZACPT', 3600, 3850],
  ['ZACPT', 'BRSSZ', 3250, 3450],
  ['PAONX', 'ESALG', 4250, 4450],
  ['EGALY', 'INBOM', 3050, 3250],
  ['IDJKT', 'AUFRE', 1700, 1900],
  ['THBKK', 'HKHKG', 1400, 1550],
  ['PHMNL', 'USHNL', 4700, 4950],
  ['USHNL', 'USSFO', 2050, 2150],
  ['USMSY', 'BRSSZ', 5200, 5500],
  ['NOBGO', 'ISREY', 800, 920],
  ['SEGOT', 'DEKEL', 200, 300],
  ['DEHAM', 'PLGDN', 330, 460],
  ['ITVCE', 'GRPIR', 820, 920],
  ['TRIST', 'EGPSD', 780, 860],
  ['NGLOS', 'NLRTM', 4100, 4350],
  ['CNTAO', 'AUPHE', 3300, 3600],
  ['LKCMB', 'SGSIN', 1540, 1660],
  ['BEANR', 'USBAL', 3500, 3700],
  ['CLPUQ', 'ARBUE', 1320, 1460],
  ['CNTXG', 'JPUKB', 950, 1200],
  ['ECGYE', 'NLRTM', 5500, 5900],
  ['GBDVR', 'FRCQF', 20, 30],
  ['NLRTM', 'BEANR', 90, 130],
]

let lanes: SeaLanes
let land: LandIndex
beforeAll(() => {
  land = landIndexOf(shapes('land').flatMap(({ rings }) => rings))
  lanes = SeaLanes.parse(JSON.parse(buildSeaLanes().text))
}, 120_000)

const port = (code: Code) => {
  const [name, lat, lon, inlandNm] = ports[code]
  return { name, position: { lat, lon }, inlandNm }
}
const propose = (from: Code, to: Code, change: Partial<PassageAsked> = {}): ProposedPassage =>
  portToPort({ from: port(from), to: port(to), avoid: avoidedAtFirst, areas: [], ...change }, lanes, land)

function found(passage: ProposedPassage) {
  if (passage.outcome !== 'found') throw new Error(JSON.stringify(passage))
  return passage
}

describe('from port to port', () => {
  it.each(pairs)(
    '%s to %s: over sea, in as many miles as it is, in few waypoints',
    (from, to, least, most) => {
      const { route, distanceNm, straits: passed } = found(propose(from, to))
      const [start, end] = [port(from), port(to)]
      expect(distanceNm).toBeGreaterThan(least)
      expect(distanceNm).toBeLessThan(most)
      expect(route.waypoints.length).toBeLessThanOrEqual(MOST_WAYPOINTS)
      expect(route).toMatchObject({ isProposal: true, name: `${start.name} to ${end.name}, first proposal` })
      expect([route.waypoints[0], route.waypoints.at(-1)]).toMatchObject([{ name: start.name }, { name: end.name }])
      for (const [index, { position }] of route.waypoints.slice(1).entries())
        expect(Math.abs(position.lon - at(route.waypoints, index).position.lon)).toBeLessThanOrEqual(180)
      expect(passed).not.toContain('Corinth Canal')
      // Land only where ships pass all the same, and on the way in and out.
      const isNear = (place: { lat: number; lon: number }) =>
        [start, end].some(({ position, inlandNm }) => legLine(position, place, 'GC').distanceNm < 16 + 1.5 * inlandNm)
      expect(
        landCrossings(routeLines(route), land).filter(
          ({ from, to }) => ![from, to].some((place) => isNear(place) || isByNarrows(place)),
        ),
      ).toEqual([])
    },
    30_000,
  )

  it('names the canals and straits in the order in which they come, and some waypoints by them', () => {
    const { route, straits: passed } = found(propose('NLRTM', 'SGSIN'))
    expect(passed).toEqual(['Dover Strait', 'Strait of Gibraltar', 'Suez Canal', 'Bab-el-Mandeb', 'Strait of Malacca'])
    expect(route.waypoints.map(({ name }) => name)).toContain('Suez Canal')
  })

  it('keeps out of what is to be avoided, and goes the long way', () => {
    const round = found(propose('NLRTM', 'SGSIN', { avoid: ['Suez Canal'] }))
    expect(round.distanceNm).toBeGreaterThan(11_500)
    expect(round.distanceNm).toBeLessThan(12_100)
    expect(round.straits).not.toContain('Suez Canal')
    const skaw = found(propose('DEHAM', 'PLGDN', { avoid: ['Kiel Canal'] }))
    expect(skaw.distanceNm).toBeGreaterThan(650)
    expect(propose('TRIST', 'UAODS', { avoid: ['Bosporus'] })).toEqual({ outcome: 'no-way', port: null })
  })

  it('keeps out of areas to avoid, and not out of those that only warn', () => {
    const area = (effect: 'avoid' | 'warn') => [boxArea('Channel', [-3, 48, -2, 51], { effect })]
    const avoided = found(propose('USNYC', 'NLRTM', { areas: area('avoid') }))
    const usual = found(propose('USNYC', 'NLRTM', { areas: area('warn') }))
    expect(usual.straits).toEqual(['Dover Strait'])
    expect(avoided.straits).toEqual([])
    expect(avoided.distanceNm).toBeGreaterThan(usual.distanceNm + 50)
  })

  it('says from which port no way is known', () => {
    expect(propose('USCHI', 'NLRTM')).toEqual({ outcome: 'no-way', port: 'Chicago' })
  })

  it('is a route like any other once it has been checked', () => {
    const { route } = found(propose('GBDVR', 'FRCQF'))
    expect(checkedRoute(route)).toEqual({ name: 'Dover to Calais', waypoints: route.waypoints })
  })
})

describe('straits', () => {
  it('are met by a line through their box, in any turn, and by none that passes by', () => {
    const names = (...line: Parameters<typeof straitsOn>) => straitsOn(...line).map(({ name }) => name)
    expect(names({ lat: 36, lon: -7 }, { lat: 36, lon: -4 })).toEqual(['Strait of Gibraltar'])
    expect(names({ lat: 36, lon: 353 }, { lat: 36, lon: 356 })).toEqual(['Strait of Gibraltar'])
    expect(names({ lat: 37, lon: -7 }, { lat: 37, lon: -4 })).toEqual([])
  })
})

describe('the sea lanes that are built', () => {
  it('hang together, across 180° too, with every line between two of the places', () => {
    const { lat, lon, lines } = lanes
    expect(lon).toHaveLength(lat.length)
    const reached = new Set([0])
    const beside = new Map<number, number[]>()
    for (const [one, other] of lines) {
      beside.set(one, [...(beside.get(one) ?? []), other])
      beside.set(other, [...(beside.get(other) ?? []), one])
    }
    for (const place of reached) for (const other of beside.get(place) ?? []) reached.add(other)
    expect(reached.size).toBe(lat.length)
    expect(Math.min(...lon)).toBeGreaterThan(-180)
    expect(lanes.notice).toMatch(/EUPL 1\.2/)
  })
})
