import { expect, it } from 'vitest'
import { readRouteFile } from '#src/domain/formats/import-file.ts'

it('tells how far a long file is read, forward only, to its end', () => {
  const points = Array.from({ length: 30_000 }, (_, index) => `<trkpt lat="${(index % 80) / 2}" lon="${index / 300}"/>`)
  const told: number[] = []
  readRouteFile(
    new TextEncoder().encode(`<gpx><trk><trkseg>${points.join('\n')}</trkseg></trk></gpx>`),
    'long.gpx',
    (fraction) => told.push(fraction),
  )
  expect(told.length).toBeGreaterThan(3)
  expect(told).toEqual([...told].sort((a, b) => a - b))
  expect(told.at(-1)).toBe(1)
})
