import { move, workerData } from 'piscina'
import { writeEntries } from './entries.ts'
import { drawSeaMap, seaMapOn } from './sea/sea-map.ts'
import { readModel, type SampleRequest } from './values.ts'

const map = seaMapOn((workerData as { seaMap: SharedArrayBuffer }).seaMap)

/** Draws the coastline into the shared map; one thread does it before any sampling starts. */
export function prepare(): void {
  drawSeaMap(map)
}

/** UTF-8 text of the entries, handed over without a copy. */
export default function sample(request: SampleRequest): Uint8Array {
  return move(writeEntries(request, readModel(map, request))) as Uint8Array
}
