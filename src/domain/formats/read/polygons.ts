import { Area, cornersFault, cornersOf, freeAreaName, MAX_AREAS } from '../../areas/area.ts'
import { AppError } from '../../errors.ts'
import type { Position } from '../../position.ts'
import { cleanName, plural } from '../file-values.ts'
import type { ImportNote } from '../reading.ts'

/** The outline of a polygon in a file, before it is an area. */
export interface FilePolygon {
  readonly name: string
  readonly outline: readonly Position[]
  /** Rings inside it, which an area has not. */
  readonly holes: number
}

/**
 * The areas of a file, to be avoided until the operator says otherwise. What is no area is left out with a word.
 * @param stem names those without a name
 * @throws AppError `file-no-route` where none is left
 */
export function areasOfFile(
  polygons: readonly FilePolygon[],
  stem: string,
): { readonly areas: readonly Area[]; readonly notes: readonly ImportNote[] } {
  const areas: Area[] = []
  const faults: string[] = []
  let holes = 0
  for (const { name, outline, holes: inside } of polygons.slice(0, MAX_AREAS)) {
    const free = freeAreaName(cleanName(name) || stem || 'Area', areas)
    const corners = cornersOf(outline)
    const fault = cornersFault(corners)
    if (fault === null) {
      areas.push(Area.parse({ name: free, corners }))
      holes += inside
    } else faults.push(`“${free}” ${fault}`)
  }
  const [first] = faults
  if (areas.length === 0 && first)
    throw new AppError('file-no-route', faults.length === 1 ? first : `none of its areas can be used: ${first}`)
  return {
    areas,
    notes: [
      ...(polygons.length > MAX_AREAS
        ? [{ text: `The file has ${polygons.length} areas; the first ${MAX_AREAS} are offered.` }]
        : []),
      ...faults.map((fault) => ({ text: `${fault}; it was left out.`, isCaution: true })),
      ...(holes > 0
        ? [
            {
              text: `${plural(holes, 'inner ring')} left out: an area counts as a whole, with what is inside ${holes === 1 ? 'it' : 'them'}.`,
            },
          ]
        : []),
    ],
  }
}
