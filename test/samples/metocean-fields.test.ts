import { execFileSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { HOUR_MS } from '#src/domain/time.ts'
import { fieldsOfAll, type Variable } from '#src/domain/metocean/layers/variables.ts'
import { catalogueOf } from '#src/server/fields/own/catalogue.ts'
import { knownFile, listFieldFiles } from '#src/server/fields/own/field-files.ts'
import { FileFields } from '#src/server/fields/own/file-fields.ts'
import { samplePath, samplesAreThere } from './samples.ts'

const has = (program: string) => ['/usr/bin', '/usr/local/bin'].some((folder) => existsSync(join(folder, program)))
const WEATHER = 'metocean/52north/reduced_testdata_weather.nc'
const DEPTH = 'metocean/52north/reduced_testdata_depth.nc'
const NO_DUMP = 'NOT RUN: ncdump is not installed'
const NO_GRIB = 'NOT RUN: grib_to_netcdf is not installed'

async function readFolder(folder: string) {
  const known = await Promise.all((await listFieldFiles(folder)).map(knownFile))
  const fields = new FileFields(16e6)
  fields.use(catalogueOf(known))
  const read = async (points: readonly (readonly [number, number, number])[], variable: Variable, height = 10) => {
    const columns = await fields.read({
      lat: Float64Array.from(points, ([lat]) => lat),
      lon: Float64Array.from(points, ([, lon]) => lon),
      timeMs: Float64Array.from(points, ([, , timeMs]) => timeMs),
      variables: [variable],
      windHeightM: height,
      nowMs: 0,
    })
    return Object.fromEntries(fieldsOfAll([variable], height).map(({ name }, place) => [name, columns[place]!]))
  }
  return { known, read }
}

/** A variable's numbers as ncdump prints them; `_` is a missing one. */
function dumped(path: string, variable: string): number[] {
  const text = execFileSync('ncdump', ['-p', '9,17', '-v', variable, path], { encoding: 'utf8' })
  const values = new RegExp(`\\n ${variable} =([^;]+);`).exec(text.slice(text.indexOf('data:')))?.[1] ?? ''
  return values.split(',').map((one) => (/^(_|NaN)/.test(one.trim()) ? NaN : Number(one)))
}

it.runIf(samplesAreThere && has('ncdump'))(
  `reads the waves, winds and currents of a real file as ncdump does${has('ncdump') ? '' : ` (${NO_DUMP})`}`,
  async () => {
    const { read } = await readFolder(samplePath(WEATHER))
    const of = (name: string) => dumped(samplePath(WEATHER), name)
    const [lats, lons, hours] = [of('latitude'), of('longitude'), of('time')]
    const points = hours.flatMap((hour) =>
      lats.flatMap((lat) => lons.map((lon) => [lat, lon, Date.UTC(2023, 6, 20, 10) + hour * HOUR_MS] as const)),
    )
    const waves = await read(points, 'wave')
    expectSame(waves['Waves_Significant_Height']!, of('VHM0'))
    expectSame(waves['Waves_Mean_Direction']!, of('VMDR'))
    // The file has the peak period only.
    expect(waves['Waves_Mean_Period']!.every(Number.isNaN)).toBe(true)
    const [u, v] = [of('utotal'), of('vtotal')]
    const current = await read(points, 'current')
    expectSame(
      current['Currents_Intensity']!,
      u.map((east, index) => Math.hypot(east, v[index]!)),
    )
    expectSame((await read(points, 'sst'))['Sea_Surface_Temperature']!, of('thetao'))
    const cells = lats.length * lons.length
    const east = of('u-component_of_wind_height_above_ground')
    const north = of('v-component_of_wind_height_above_ground')
    for (const [level, height] of [10, 20, 30, 40, 50, 80, 100].entries()) {
      const speeds = points.map((_, index) => {
        const place = (Math.floor(index / cells) * 7 + level) * cells + (index % cells)
        return Math.hypot(east[place]!, north[place]!)
      })
      expectSame((await read(points, 'wind', height))[`Winds_${height}m_Intensity`]!, speeds)
    }
  },
  60_000,
)

it.runIf(samplesAreThere && has('ncdump'))(
  `reads the depths of a real file as ncdump does, downwards${has('ncdump') ? '' : ` (${NO_DUMP})`}`,
  async () => {
    const { read } = await readFolder(samplePath(DEPTH))
    const [lats, lons, z] = ['latitude', 'longitude', 'z'].map((name) => dumped(samplePath(DEPTH), name))
    const points = lats!.flatMap((lat) => lons!.map((lon) => [lat, lon, 0] as const))
    const depth = (await read(points, 'bathy'))['Bathymetry']!
    expectSame(
      depth,
      z!.map((up) => (up > 0 ? NaN : -up)),
    )
  },
  60_000,
)

function expectSame(values: Float64Array, expected: readonly number[]): void {
  expect(values.length).toBe(expected.length)
  const wrong = expected.flatMap((value, index) => {
    const own = values[index]!
    const isSame = Number.isNaN(value) ? Number.isNaN(own) : Math.abs(own - value) <= 1e-4
    return isSame ? [] : [`${index}: ${own} for ${value}`]
  })
  expect(wrong.slice(0, 5)).toEqual([])
}

it.runIf(samplesAreThere)('names what of the real files has no grid, is no field, or is another format', async () => {
  const { known } = await readFolder(samplePath('metocean'))
  const used = known.filter(({ problem }) => problem === null).map(({ name }) => name)
  expect(used).toEqual(['52north/reduced_testdata_depth.nc', '52north/reduced_testdata_weather.nc'])
  const problems = Object.fromEntries(known.map(({ name, problem }) => [name, problem]))
  expect(problems['wavespectra/ww3file.zarr']).toBe('‘cur’ is not on a grid of latitudes and longitudes')
  expect(problems['wavespectra/42098w9999.nc']).toBe('it holds no field that Fairway knows')
  expect(problems['onaci/wind-global.json']).toBe('it is neither NetCDF nor Zarr')
  expect(problems['ecmwf/ds.waveh.5.grib']).toMatch(/^it is GRIB/)
})

it.runIf(samplesAreThere && has('grib_to_netcdf'))(
  `reads what the line of the guide makes of a GRIB file${has('grib_to_netcdf') ? '' : ` (${NO_GRIB})`}`,
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'fairway-grib-'))
    try {
      const source = join(folder, 'temperature.grib')
      copyFileSync(samplePath('metocean/ecmwf/fields_with_missing_values.grib'), source)
      // Its one field is a temperature that is missing over much of the earth: here as that of the sea.
      execFileSync('grib_set', ['-s', 'shortName=sst', source, join(folder, 'sea.grib')], { stdio: 'ignore' })
      rmSync(source)
      execFileSync('grib_to_netcdf', ['-o', join(folder, 'sea.nc'), join(folder, 'sea.grib')], { stdio: 'ignore' })
      const { known, read } = await readFolder(folder)
      expect(known.map(({ name, problem }) => [name, problem === null])).toEqual([
        ['sea.grib', false],
        ['sea.nc', true],
      ])
      const [variable] = known.flatMap(({ variables }) => variables)
      const timeMs = variable!.times![0]!
      // ecCodes itself at the same places.
      let compared = 0
      for (const [lat, lon] of [
        [-30, 20],
        [0, 330],
        [40, 180],
        [50, 100],
        [10, 20],
        [40, 260],
        [-10, 300],
        [60, 60],
      ] as const) {
        const nearest = execFileSync('grib_get', ['-w', 'count=1', '-l', `${lat},${lon},1`, join(folder, 'sea.grib')], {
          encoding: 'utf8',
        })
        const kelvin = Number(nearest.trim().split(/\s+/).at(-1))
        const own = (await read([[lat, lon, timeMs]], 'sst'))['Sea_Surface_Temperature']![0]!
        if (kelvin > 9000 || Number.isNaN(own)) expect(Number.isNaN(own) && kelvin > 9000).toBe(true)
        else {
          expect(own).toBeCloseTo(kelvin - 273.15, 1)
          compared++
        }
      }
      expect(compared).toBeGreaterThan(2)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
)
