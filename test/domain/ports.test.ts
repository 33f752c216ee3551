import { describe, expect, it } from 'vitest'
import { portIndex, type PortRow, searchPorts } from '#src/domain/ports.ts'

const rows: PortRow[] = [
  ['NLRTM', 'Rotterdam', 'Netherlands', 51.92, 4.5, 13, ''],
  ['ESLCG', 'La Coruña (A Coruna)', 'Spain', 43.37, -8.4, 0, ''],
  ['NOTOS', 'Tromsø', 'Norway', 69.65, 18.96, 0, ''],
  ['USHAL', 'New Halifax', 'United States', 40, -70, 0, ''],
  ['CAHAL', 'Halifax', 'Canada', 44.65, -63.58, 0, ''],
  ['CNSHA CNSGH', 'Shanghai', 'China', 31.23, 121.47, 9, ''],
  ['CNTAG', 'Taicang', 'China', 31.45, 121.1, 10, 'Suzhou|Changshu'],
  ['EGALY', 'El Iskandariya (Alexandria)', 'Egypt', 31.2, 29.9, 0, ''],
]
const index = portIndex({ ports: rows })
const found = (query: string) => searchPorts(index, query).map(({ code }) => code)

describe('searching ports', () => {
  it('puts names that begin with the words first', () => {
    expect(found('hal')).toEqual(['CAHAL', 'USHAL'])
    expect(found('rotterdam')).toEqual(['NLRTM'])
  })

  it('accepts a UN/LOCODE in any case, with or without a blank, old ones too', () => {
    expect([found('nlrtm'), found('NL RTM'), found('CNSGH')].map(([code]) => code)).toEqual(['NLRTM', 'NLRTM', 'CNSHA'])
    expect(found('nlr')).toEqual(['NLRTM'])
  })

  it('ignores accents, in the list and in the query', () => {
    expect(found('coruna')).toEqual(['ESLCG'])
    expect(found('Tromsö')).toEqual(['NOTOS'])
    expect(found('tromso')).toEqual(['NOTOS'])
  })

  it('knows other names, names in brackets, and the country as a further word', () => {
    expect(found('alexandria')).toEqual(['EGALY'])
    expect(found('suzhou')).toEqual(['CNTAG'])
    expect(found('halifax canada')).toEqual(['CAHAL'])
  })

  it('finds nothing for an empty query, and nothing for an unknown name', () => {
    expect(found('  ')).toEqual([])
    expect(found('Atlantis')).toEqual([])
  })

  it('gives no more than asked for', () => {
    expect(searchPorts(index, 'a', 1)).toHaveLength(1)
  })

  it('says how far inland a position is', () => {
    expect(searchPorts(index, 'Rotterdam')[0]).toEqual({
      code: 'NLRTM',
      name: 'Rotterdam',
      country: 'Netherlands',
      position: { lat: 51.92, lon: 4.5 },
      inlandNm: 13,
    })
  })
})
