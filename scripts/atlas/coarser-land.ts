import { quantize } from 'topojson-client'
import { arcsInDegrees, readAtlas } from './atlas.ts'

/**
 * Columns and rows of the grid that the 1:50 M coast is put on: a hundredth of a degree of longitude, half of that of
 * latitude. It is drawn up to zoom 5, where a pixel is twice as wide; the package's own grid is for five times more.
 */
const GRID = 36_001

/** The 1:50 M coast with no more figures than are drawn: a fifth less to load before the map looks as it stays. */
export function buildCoarserLand(): { text: string; summary: string } {
  const { transform: _finer, ...land } = readAtlas('land-50m')
  const coarser = quantize({ ...land, arcs: arcsInDegrees(readAtlas('land-50m')) }, GRID)
  const text = JSON.stringify(coarser)
  return { text, summary: `Coastline 1:50 M: ${Math.round(text.length / 1000)} kB.` }
}
