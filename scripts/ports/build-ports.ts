import { createRequire } from 'node:module'
import type { MultiPolygon, Polygon } from 'geojson'
import { feature } from 'topojson-client'
import type { PortRow } from '../../src/domain/ports.ts'
import type { Ring } from '../../src/domain/route/land-index.ts'
import { readAtlas } from '../atlas/atlas.ts'
import { checkPorts, type ListedPort } from './check-ports.ts'
import { countryFit } from './country-fit.ts'
import { englishNames } from './english-names.ts'
import { inlandPorts } from './inland-ports.ts'
import { createShore } from './shore.ts'

const require = createRequire(import.meta.url)

export function shapes(layer: 'land' | 'countries') {
  const atlas = readAtlas(`${layer}-10m`)
  return feature<{ name?: string }>(atlas, atlas.objects[layer]).features.map(({ geometry, properties }) => ({
    name: properties.name ?? '',
    rings: ringsOf(geometry as Polygon | MultiPolygon),
  }))
}

function ringsOf(geometry: Polygon | MultiPolygon): Ring[] {
  return geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat()
}

interface Built {
  readonly text: string
  readonly summary: string
}

/** Made once: the names on the map need it too, and the check takes seconds. */
let built: Built | null = null

/**
 * The list of ports as the page loads it: from the package sea-ports, each position checked against Natural Earth's
 * 1:10 M coast and the outline of its country.
 * @returns the asset, and a line that says how many were kept and dropped
 */
export function buildPorts(): Built {
  return (built ??= makePorts())
}

function makePorts(): Built {
  const { JSON: list } = require('sea-ports') as { JSON: Record<string, ListedPort> }
  const listed = Object.values(list).map((port) => ({
    ...port,
    alias: [...port.alias, ...port.unlocs.flatMap((code) => englishNames[code] ?? [])],
  }))
  const shore = createShore(shapes('land').flatMap(({ rings }) => rings))
  const { rows, dropped } = checkPorts(listed, shore, countryFit(shapes('countries')), inlandPorts)
  const reasons = Object.entries(dropped).map(([reason, count]) => `${count} ${reason}`)
  const total = Object.values(dropped).reduce((sum, count) => sum + count, 0)
  return {
    text: JSON.stringify({ ports: rows satisfies PortRow[] }),
    summary: `Ports: ${rows.length} kept, ${total} dropped (${reasons.join(', ')}).`,
  }
}
