import type { Position } from '#src/domain/position.ts'

// Routes and files at their largest sizes, made here.

/** A zigzag over the Pacific and across 180°, `count` positions. */
export const zigzag = (count: number): Position[] =>
  Array.from({ length: count }, (_, index) => ({ lat: 20 + 15 * Math.sin(index / 7), lon: 140 + (index * 90) / count }))

/** A track with a time for each point, a minute apart. @param fromMs epoch milliseconds UTC */
export const gpxTrack = (count: number, fromMs: number): string =>
  `<gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1"><trk><trkseg>${zigzag(count)
    .map(
      ({ lat, lon }, index) =>
        `<trkpt lat="${lat}" lon="${lon - 360}"><time>${new Date(fromMs + index * 60_000).toISOString()}</time></trkpt>`,
    )
    .join('\n')}</trkseg></trk></gpx>`

export const gpxRoute = (count: number): string =>
  `<gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1"><rte>${zigzag(count)
    .map(({ lat, lon }) => `<rtept lat="${lat}" lon="${lon > 180 ? lon - 360 : lon}"/>`)
    .join('\n')}</rte></gpx>`

export const kmlLine = (count: number): string =>
  `<kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark><LineString><coordinates>${zigzag(count)
    .map(({ lat, lon }) => `${lon - 360},${lat},0`)
    .join(' ')}</coordinates></LineString></Placemark></Document></kml>`
