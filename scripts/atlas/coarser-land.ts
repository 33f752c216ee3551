import { quantize } from 'topojson-client'
import { arcsInDegrees, readAtlas } from './atlas.ts'

/**
 * Columns and rows of the grid for the 1:50 M coast: a hundredth of a degree of longitude, half that of latitude. It is
 * drawn up to zoom 5, where a pixel is twice as wide; the package's own grid is five times finer.
 */
const GRID = 36_001

/** The 1:50 M coast with no more digits than are drawn: a fifth less to load before the map has its final look. */
export function buildCoarserLand(): { text: string; summary: string } {
  const { transform: _finer, ...land } = readAtlas('land-50m')
  const coarser = quantize({ ...land, arcs: arcsInDegrees(readAtlas('land-50m')) }, GRID)
  const text = JSON.stringify(coarser)
  return { text, summary: `Coastline 1:50 M: ${Math.round(text.length / 1000)} kB.` }
}
