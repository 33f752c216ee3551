import { afterEach, describe, expect, it } from 'vitest'
import { AppError } from '#src/domain/errors.ts'
import { readRouteFile } from '#src/domain/formats/import-file.ts'
import { exportRoute } from '#src/domain/formats/write/export-route.ts'
import { parseAnswer } from '#src/domain/metocean/wire/parse-answer.ts'
import { readResult } from '#src/domain/metocean/wire/read-result.ts'
import { readHistory } from '#src/domain/voyage/history.ts'
import { readVoyage } from '#src/domain/voyage/stored-voyage.ts'
import { emptyVoyage } from '#src/domain/voyage/voyage.ts'
import { voyageOf } from '#test/support/random-voyage.ts'

// From here on, adding anything to a prototype throws where it happens.
const prototypes = [Object.prototype, Array.prototype, Function.prototype, String.prototype, Map.prototype]
const members = () => prototypes.map((prototype) => JSON.stringify(Reflect.ownKeys(prototype).map(String)))
const before = members()
const ownToString: unknown = Reflect.get(Object.prototype, 'toString')
prototypes.forEach((prototype) => Object.preventExtensions(prototype))

afterEach(() => {
  expect(members()).toEqual(before)
  expect(Reflect.get(Object.prototype, 'toString')).toBe(ownToString)
  expect(Reflect.get({}, 'polluted')).toBeUndefined()
})

const names = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty']
const hostile = '{"polluted":1,"prototype":{"polluted":1},"toString":"polluted"}'
/** What is thrown for a file or an answer that cannot be read. */
function readOrRefused(read: () => unknown): void {
  try {
    read()
  } catch (error) {
    expect(error).toBeInstanceOf(AppError)
  }
}
const readText = (text: string) => readRouteFile(new TextEncoder().encode(text), 'names.file')

describe.each(names)('S16 a member named %s changes no prototype', (name) => {
  it('in a file of JSON', () => {
    const line = '"geometry":{"type":"LineString","coordinates":[[1,2],[3,4]]}'
    const { candidates } = readText(
      `{"${name}":${hostile},"type":"Feature","properties":{"${name}":${hostile},"name":"x"},${line}}`,
    )
    expect([candidates[0]!.name, candidates[0]!.count]).toEqual(['x', 2])
    const back = JSON.parse(exportRoute('geojson', voyageOf(candidates[0]!.route!)).text) as object
    expect(Object.getPrototypeOf(back)).toBe(Object.prototype)
    readOrRefused(() => readText(`[{"lat":1,"lon":2,"${name}":${hostile}},{"lat":2,"lon":3,"${name}":${hostile}}]`))
  })

  it('in a table and in XML', () => {
    readOrRefused(() => readText(`${name},lat,lon\n${name},1,2\n${name},2,3`))
    readOrRefused(() => readText(`lat,lon,${name}\n1,2,polluted\n2,3,polluted`))
    const points = `<rtept lat="1" lon="2" ${name}="polluted"><${name}>1</${name}></rtept><rtept lat="2" lon="3"/>`
    readOrRefused(() => readText(`<gpx version="1.1" ${name}="1"><rte><${name}/>${points}</rte></gpx>`))
    readOrRefused(() =>
      readText(
        `<route version="1.0"><routeInfo routeName="x" ${name}="1"/><waypoints><waypoint id="${name}"><position lat="1" lon="2"/></waypoint><waypoint id="2" ${name}="3"><position lat="2" lon="2"/></waypoint></waypoints></route>`,
      ),
    )
  })

  it('in an answer of the service', () => {
    const entry = (lon: number) =>
      `{"coordinates":{"latitude":1,"longitude":${lon},"timestamp":"2026-11-23T00:00:00Z"},"conditions":{"${name}":5,"Gust_10m":7},"${name}":${hostile}}`
    const { fields } = readResult(parseAnswer(`{"${name}":${hostile},"result":[${entry(2)},${entry(3)}]}`), null)
    expect([...fields['Gust_10m']!]).toEqual([7, 7])
    expect(Object.getPrototypeOf(fields)).toSatisfy((kept) => kept === null || kept === Object.prototype)
    readOrRefused(() => readResult(parseAnswer(`{"${name}":[1],"latitude":[1],"longitude":[2]}`), null))
  })

  it('in what is stored', () => {
    const voyage = JSON.stringify(emptyVoyage('v', 0))
    readOrRefused(() => readVoyage(3, JSON.parse(voyage.replace('{', `{"${name}":${hostile},`))))
    readOrRefused(() => readVoyage(1, JSON.parse(`{"${name}":${hostile}}`)))
    const patch: unknown = JSON.parse(`[{"op":"replace","path":["${name}","polluted"],"value":1,"${name}":${hostile}}]`)
    readOrRefused(() => readHistory([{ n: 1, patch }], 1))
  })
})
