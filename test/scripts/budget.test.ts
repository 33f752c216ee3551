import { describe, expect, it } from 'vitest'
import { budget, budgetTable, holds, type Manifest } from '../../scripts/budget.mjs'

const manifest: Manifest = {
  'index.html': { file: 'assets/index-1.js', imports: ['_react-1.js'], css: ['assets/index-1.css'] },
  '_react-1.js': { file: 'assets/react-1.js' },
  '_shared-1.js': { file: 'assets/shared-1.js', imports: ['_react-1.js'] },
  '_maplibre-1.js': { file: 'assets/maplibre-1.js' },
  'src/app/answer/answer-map.tsx': {
    file: 'assets/answer-map-1.js',
    imports: ['_maplibre-1.js', '_shared-1.js', 'index.html'],
    css: ['assets/answer-map-1.css'],
  },
  'src/features/tasks/tasks-panel.tsx': { file: 'assets/tasks-panel-1.js', imports: ['_shared-1.js', 'index.html'] },
}
const kB: Readonly<Record<string, number>> = {
  'index.html': 1,
  'assets/index-1.js': 90,
  'assets/react-1.js': 60,
  'assets/index-1.css': 8,
  'assets/shared-1.js': 10,
  'assets/maplibre-1.js': 290,
  'assets/maplibre-gl-worker-1.js': 148,
  'assets/answer-map-1.js': 20,
  'assets/answer-map-1.css': 3,
  'assets/tasks-panel-1.js': 9,
  'assets/charts-1.js': 30,
  'assets/import-worker-1.js': 40,
  'assets/land-110m-1.json': 21,
  'assets/land-50m-1.json': 100,
  'assets/land-10m-1.json': 800,
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
      'MapLibre and its worker': 438,
      'First load in all': 158 + 438 + 20 + 3 + 10 + 9,
      'Coastline, 1:110 M and 1:50 M': 121,
      Font: 48,
      'Other workers': 40,
      'Loaded when needed': 30,
    })
  })

  it('passes up to its floors, and not beyond', () => {
    expect(rowsOf(kB).every(holds)).toBe(true)
    expect(rowsOf({ ...kB, 'assets/react-1.js': 60 + 62 }).every(holds)).toBe(true)
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
    const words = budgetTable(rowsOf({ ...kB, 'assets/land-50m-1.json': 160 })).split('\n')
    expect(words[0]).toMatch(/^Before the map is drawn +158\.0 kB +goal 180 +floor 220 +goal$/)
    expect(words[2]).toMatch(/638\.0 kB +goal 560 +floor 720 +floor$/)
    expect(words[3]).toMatch(/181\.0 kB +goal 175 +floor 175 +TOO LARGE$/)
    expect(words[5]).toMatch(/^Other workers +40\.0 kB$/)
  })

  it('fails if it no longer knows what is loaded first', () => {
    const { 'src/app/answer/answer-map.tsx': _, ...without } = manifest
    expect(() => rowsOf(kB, without)).toThrow('The build has no src/app/answer/answer-map.tsx')
    const { 'assets/inter-1.woff2': __, ...noFont } = kB
    expect(() => rowsOf(noFont)).toThrow('The build has no file that is the font.')
  })
})
