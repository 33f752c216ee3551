import { move, workerData } from 'piscina'
import { entriesText, type SampleRequest } from './entries.ts'
import { drawSeaMap, seaMapOn } from './sea-map.ts'

const map = seaMapOn((workerData as { seaMap: SharedArrayBuffer }).seaMap)

/** Draws the coastline into the shared map; one thread does it before any sampling starts. */
export function prepare(): void {
  drawSeaMap(map)
}

/** UTF-8 text of the entries, handed over without a copy. */
export default function sample(request: SampleRequest): Uint8Array {
  return move(new TextEncoder().encode(entriesText(map, request))) as Uint8Array
}
