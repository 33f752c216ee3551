import { Area } from '#src/domain/areas/area.ts'

/** An area between two meridians and two parallels, in degrees; to be avoided, always valid. */
export const boxArea = (
  name: string,
  [west, south, east, north]: readonly [number, number, number, number],
  change: Partial<Area> = {},
): Area =>
  Area.parse({
    name,
    corners: [
      { lat: south, lon: west },
      { lat: south, lon: east },
      { lat: north, lon: east },
      { lat: north, lon: west },
    ],
    ...change,
  })
