import { describe, expect, it } from 'vitest'
import { budget, budgetTable, holds, type Manifest } from '../../scripts/budget.mjs'

const manifest: Manifest = {
  'index.html': { file: 'assets/index-1.js', imports: ['_react-1.js'], css: ['assets/index-1.css'] },
  '_react-1.js': { file: 'assets/react-1.js' },
}
const kB: Readonly<Record<string, number>> = {
  'index.html': 1,
  'theme.js': 1,
  'icon.svg': 1,
  'assets/index-1.js': 90,
  'assets/react-1.js': 60,
  'assets/index-1.css': 8,
  'assets/maplibre-1.js': 290,
  'assets/maplibre-gl-worker-1.js': 100,
  'assets/map-1.js': 20,
  'assets/map-1.css': 3,
  'assets/desk-1.js': 9,
  'assets/rest-1.js': 30,
  'assets/import-worker-1.js': 40,
  'assets/coastline-worker-1.js': 4,
  'assets/land-110m-1.json': 21,
  'assets/land-50m-1.json': 100,
  'assets/land-10m-1.json': 800,
  'assets/places-1.json': 25,
  'assets/borders-1.json': 60,
  'assets/inter-1.woff2': 48,
}
const rowsOf = (sizes: Readonly<Record<string, number>>, of = manifest) =>
  budget(of, new Map(Object.entries(sizes).map(([file, size]) => [file, size * 1000])))
const sizesOf = (sizes: Readonly<Record<string, number>>) =>
  Object.fromEntries(rowsOf(sizes).map((row) => [row.what, row.kB]))

describe('the budget of the build', () => {
  it('counts each file once, where it is first needed', () => {
    expect(sizesOf(kB)).toEqual({
      'Before the map is drawn': 158,
      'MapLibre and its worker': 390,
      'Loaded unasked, 15 files': 158 + 390 + 20 + 3 + 9 + 4 + 21 + 25 + 48 + 3,
      Font: 48,
      'Coast and borders, when zoomed in': 160,
      'Workers, when needed': 40,
      'Scripts and styles, when needed': 30,
    })
  })

  it('passes up to its floors, and not beyond', () => {
    expect(rowsOf(kB).every(holds)).toBe(true)
    expect(rowsOf({ ...kB, 'assets/react-1.js': 60 + 61 }).every(holds)).toBe(true)
    expect(
      rowsOf({ ...kB, 'assets/react-1.js': 60 + 63 })
        .filter((row) => !holds(row))
        .map(({ what }) => what),
    ).toEqual(['Before the map is drawn'])
    expect(
      rowsOf({ ...kB, 'assets/inter-1.woff2': 51 })
        .filter((row) => !holds(row))
        .map(({ what }) => what),
    ).toEqual(['Font'])
  })

  it('says for each figure whether goal or floor is met', () => {
    const words = budgetTable(rowsOf({ ...kB, 'assets/inter-1.woff2': 148 })).split('\n')
    expect(words[0]).toMatch(/^Before the map is drawn +158\.0 kB +goal 180 +floor 220 +goal$/)
    expect(words[2]).toMatch(/781\.0 kB +goal 700 +floor 850 +floor$/)
    expect(words[3]).toMatch(/148\.0 kB +goal 50 +floor 50 +TOO LARGE$/)
    expect(words[5]).toMatch(/^Workers, when needed +40\.0 kB$/)
    expect(budgetTable(rowsOf({ ...kB, 'assets/desk-1.js': 179 })).split('\n')[2]).toMatch(/851\.0 kB .* TOO LARGE$/)
  })

  it('fails if it no longer knows what is loaded first', () => {
    expect(() => rowsOf(kB, {})).toThrow('The build has no index.html')
    const { 'assets/map-1.js': _, 'assets/map-1.css': ___, ...noMap } = kB
    expect(() => rowsOf(noMap)).toThrow('The build has no file that is the map.')
    const { 'assets/inter-1.woff2': __, ...noFont } = kB
    expect(() => rowsOf(noFont)).toThrow('The build has no file that is the font.')
  })
})
