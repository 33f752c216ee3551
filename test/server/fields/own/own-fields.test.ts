import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { HOUR_MS } from '#src/domain/time.ts'
import { fieldsOfAll, type Variable } from '#src/domain/metocean/layers/variables.ts'
import { catalogueOf } from '#src/server/fields/own/catalogue.ts'
import { originsOf } from '#src/server/fields/own/catalogue-words.ts'
import { checkWords } from '#src/server/fields/own/check-words.ts'
import { knownFile, listFieldFiles } from '#src/server/fields/own/field-files.ts'
import { FileFields } from '#src/server/fields/own/file-fields.ts'
import { openOwnFields, type OwnFields } from '#src/server/fields/own/own-fields.ts'
import {
  linear,
  linearSea,
  type MadeFile,
  writeNetcdf3,
  writeNetcdf4,
  writeZarr2,
  writeZarr3,
} from '#test/support/field-files.ts'
import { columnsOf, readEntries } from '../field-samples.ts'
import { openEmbedded } from '../../support/embedded.ts'

const START_MS = Date.UTC(2026, 10, 22)
const at = (lat: number, lon: number, hour: number) => [lat, lon, START_MS + hour * HOUR_MS] as const

let folder = ''
let opened: OwnFields | null = null
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fairway-fields-'))
})
afterEach(async () => {
  await opened?.close()
  opened = null
  rmSync(folder, { recursive: true, force: true })
})

/** What the folder holds, read without threads. */
async function readFolder() {
  const known = await Promise.all((await listFieldFiles(folder)).map(knownFile))
  const fields = new FileFields(16e6)
  fields.use(catalogueOf(known))
  const read = async (points: readonly (readonly [number, number, number])[], variables: Variable[], height = 10) => {
    const columns = await fields.read({ ...columnsOf(points), variables, windHeightM: height, nowMs: START_MS })
    const names = fieldsOfAll(variables, height).map(({ name }) => name)
    return points.map((_, index) => Object.fromEntries(columns.map((column, place) => [names[place]!, column[index]!])))
  }
  return { known, read, problems: known.flatMap(({ problem }) => problem ?? []) }
}

const formats: [string, (made: MadeFile) => unknown][] = [
  ['NetCDF-4', (made) => writeNetcdf4(join(folder, 'sea.nc'), made)],
  ['NetCDF-3', (made) => writeNetcdf3(join(folder, 'sea.nc'), made)],
  ['Zarr 3', (made) => writeZarr3(join(folder, 'sea.zarr'), made)],
  ['Zarr 2', (made) => writeZarr2(join(folder, 'sea.zarr'), made)],
]

describe.each(formats)('%s', (_, write) => {
  it('is linear between the corners and the times of a linear sea', async () => {
    await write(linearSea())
    const { read, problems } = await readFolder()
    expect(problems).toEqual([])
    const points = [at(42.25, -7.4, 4), at(43.9, -5.1, 8.5), at(44, -5, 9), at(41, 352, 0)]
    const values = await read(points, ['wave', 'wind'])
    points.forEach(([lat, lon, timeMs], index) => {
      const expected = linear(lat, lon < 0 ? lon + 360 : lon, (timeMs - START_MS) / HOUR_MS)
      expect(values[index]!['Waves_Significant_Height']).toBeCloseTo(expected, 3)
      expect(values[index]!['Winds_10m_Intensity']).toBeCloseTo(expected * Math.SQRT2, 4)
      // East and minus north: it blows towards the south-east, from the north-west.
      expect(values[index]!['Winds_10m_Direction']).toBeCloseTo(315, 4)
    })
  })

  it('has no value on land, outside of its area and times, and for what it does not hold', async () => {
    await write(linearSea())
    const { read } = await readFolder()
    const heights = (
      await read(
        [at(40, -10, 3), at(40.2, -9.8, 3), at(39.9, -7, 3), at(42, -4.9, 3), at(42, -7, -0.1), at(42, -7, 9.1)],
        ['wave'],
      )
    ).map((one) => one['Waves_Significant_Height'])
    expect(heights).toEqual([NaN, NaN, NaN, NaN, NaN, NaN])
    const [other] = await read([at(42, -7, 3)], ['wave', 'gust', 'current', 'sst', 'bathy', 'extra_wave'])
    expect(
      Object.entries(other!)
        .filter(([, value]) => !Number.isNaN(value))
        .map(([name]) => name),
    ).toEqual(['Waves_Significant_Height'])
    // Near land three corners of four are enough.
    expect((await read([at(40.6, -9.4, 0)], ['wave']))[0]!['Waves_Significant_Height']).toBeGreaterThan(5)
  })
})

it('reads latitudes that fall, and knows no wind at a height the file does not have', async () => {
  await writeNetcdf4(join(folder, 'sea.nc'), linearSea({ lats: [44, 43, 42, 41, 40] }))
  const { read } = await readFolder()
  expect((await read([at(42.25, 352.5, 4)], ['wave']))[0]!['Waves_Significant_Height']).toBeCloseTo(
    linear(42.25, 352.5, 4),
    3,
  )
  expect((await read([at(42.25, 352.5, 4)], ['wind'], 50))[0]!['Winds_50m_Intensity']).toBeNaN()
})

/** One map at one time, with fields by name. */
function mapOf(
  lats: number[],
  lons: number[],
  fields: Record<string, { units: string; of: (lat: number, lon: number) => number; more?: Record<string, string> }>,
): MadeFile {
  const base = linearSea({ lats, lons, hours: [0, 6] })
  const { time, latitude, longitude } = base.variables
  const made = Object.entries(fields).map(([name, { units, of, more }]) => {
    const map = lats.flatMap((lat) => lons.map((lon) => of(lat, lon)))
    return [
      name,
      {
        dimensions: time!.dimensions.concat('latitude', 'longitude'),
        data: Float32Array.from([...map, ...map]),
        attributes: { units, ...more },
      },
    ] as const
  })
  return {
    ...base,
    variables: { time: time!, latitude: latitude!, longitude: longitude!, ...Object.fromEntries(made) },
  }
}

const steps = (from: number, step: number, count: number) =>
  Array.from({ length: count }, (_, index) => from + index * step)

it.each([
  ['0…359', steps(0, 1, 360)],
  ['−180…179', steps(-180, 1, 360)],
  ['0…360, the last column as the first', steps(0, 1, 361)],
  ['359…0', steps(359, -1, 360)],
])('has no seam on a global grid of longitudes %s', async (_, lons) => {
  const height = (_lat: number, lon: number) => 5 + 3 * Math.cos((lon * Math.PI) / 180)
  await writeNetcdf4(
    join(folder, 'sea.nc'),
    mapOf(steps(-89.5, 1, 180), lons, { swh: { units: 'm', of: height } }),
    100,
  )
  const { read } = await readFolder()
  for (const lon of [179.5, 180, -180, -179.75, -0.5, 0, 0.25, 359.75, 719.5]) {
    const [value] = await read([at(10.3, lon, 0)], ['wave'])
    expect(value!['Waves_Significant_Height'], `at ${lon}`).toBeCloseTo(height(0, lon), 2)
  }
  // The pole is half a cell beyond the last row.
  expect((await read([at(90, 12, 0)], ['wave']))[0]!['Waves_Significant_Height']).toBeCloseTo(height(0, 12), 2)
})

it('turns units and directions into those of the API, and never the mean of 350° and 10° into 180°', async () => {
  await writeNetcdf4(
    join(folder, 'sea.nc'),
    mapOf([0, 1], [0, 1], {
      dir: {
        units: 'degree',
        of: (_, lon) => (lon === 0 ? 350 : 10),
        more: { standard_name: 'sea_surface_wave_to_direction' },
      },
      sst: { units: 'K', of: () => 290.15 },
      speed: { units: 'knots', of: () => 10, more: { standard_name: 'sea_water_speed' } },
      set: {
        units: 'degrees',
        of: (_, lon) => (lon === 0 ? 350 : 10),
        more: { standard_name: 'direction_of_sea_water_velocity' },
      },
      elevation: { units: 'm', of: (lat) => (lat === 0 ? -120 : 40) },
      VTPK: {
        units: 's',
        of: () => 12,
        more: { standard_name: 'sea_surface_wave_period_at_variance_spectral_density_maximum' },
      },
      PERPW: { units: 's', of: () => 12 },
    }),
  )
  const { read } = await readFolder()
  const [value] = await read([at(0.25, 0.5, 3)], ['wave', 'sst', 'current', 'bathy'])
  expect(value!['Waves_Mean_Direction']).toBeCloseTo(180, 4)
  expect(value!['Sea_Surface_Temperature']).toBeCloseTo(17, 4)
  expect(value!['Currents_Intensity']).toBeCloseTo(((10 * 1852) / 3600) * Math.cos(Math.PI / 18), 4)
  expect(Math.min(value!['Currents_Direction']!, 360 - value!['Currents_Direction']!)).toBeCloseTo(0, 4)
  expect(value!['Bathymetry']).toBeCloseTo(120, 4)
  // A peak period is no mean one.
  expect(value!['Waves_Mean_Period']).toBeNaN()
  expect((await read([at(0.9, 0.5, 3)], ['bathy']))[0]!['Bathymetry']).toBeNaN()
})

it('takes the newer run where two overlap, and bridges no gap between files', async () => {
  await writeNetcdf4(join(folder, 'b-20261121.nc'), linearSea({ hours: [0, 3, 6, 9] }))
  await writeNetcdf4(join(folder, 'a-20261122.nc'), linearSea({ hours: [6, 9, 12], more: 1 }))
  await writeNetcdf4(join(folder, 'c-20261122.nc'), linearSea({ hours: [36, 39, 42] }))
  const { read, known } = await readFolder()
  expect(known.map(({ run }) => run?.by)).toEqual(['file name', 'file name', 'file name'])
  const height = async (hour: number) => (await read([at(42, 352, hour)], ['wave']))[0]!['Waves_Significant_Height']
  expect(await height(3)).toBeCloseTo(linear(42, 352, 3), 3)
  expect(await height(6)).toBeCloseTo(linear(42, 352, 6) + 1, 3)
  expect(await height(10.5)).toBeCloseTo(linear(42, 352, 10.5) + 1, 3)
  expect(await height(20)).toBeNaN()
  expect(await height(37.5)).toBeCloseTo(linear(42, 352, 37.5), 3)
})

it('counts the run by reference time, attribute, history, name and file time, in this order', async () => {
  const at3 = Date.UTC(2026, 10, 20, 3)
  const made = linearSea({ attributes: { history: 'Fri Nov 20 03:00:00 2026: ncks a b', bulletin_date: '2026-11-19' } })
  const reference = {
    dimensions: ['time'],
    data: Float64Array.of(0),
    attributes: { standard_name: 'forecast_reference_time', units: 'hours since 2026-11-18' },
  }
  const runOf = async (file: MadeFile, name = 'sea-20261117.nc') => {
    writeNetcdf3(join(folder, name), file)
    const run = (await readFolder()).known.find((one) => one.name === name)!.run!
    return [run.by, run.runMs] as const
  }
  const scalar = { ...reference, dimensions: [] }
  expect(await runOf({ ...made, variables: { ...made.variables, ref: scalar } })).toEqual([
    'reference time',
    Date.UTC(2026, 10, 18),
  ])
  expect(await runOf(made)).toEqual(['attribute', Date.UTC(2026, 10, 19)])
  expect(await runOf({ ...made, attributes: { history: made.attributes!['history']! } })).toEqual(['history', at3])
  expect(await runOf({ ...made, attributes: {} }, 'gfs.t06z.20261117.nc')).toEqual([
    'file name',
    Date.UTC(2026, 10, 17, 6),
  ])
  expect((await runOf({ ...made, attributes: {} }, 'sea.nc'))[0]).toBe('file time')
})

it('names what it leaves out: broken, empty, GRIB, without a grid, on a projection', async () => {
  await writeNetcdf4(join(folder, 'broken.nc'), linearSea())
  truncateSync(join(folder, 'broken.nc'), 6000)
  writeNetcdf3(join(folder, 'cut.nc'), linearSea())
  truncateSync(join(folder, 'cut.nc'), 2000)
  writeFileSync(join(folder, 'empty.nc'), '')
  writeFileSync(join(folder, 'gfs.grib2'), 'GRIB....')
  const buoy = linearSea()
  const { latitude, longitude, ...rest } = buoy.variables
  await writeNetcdf4(join(folder, 'buoy.nc'), {
    ...buoy,
    variables: {
      ...rest,
      latitude: { ...latitude!, attributes: { units: '1' } },
      longitude: { ...longitude!, attributes: { units: '1' } },
    },
  })
  await writeNetcdf4(join(folder, 'polar.nc'), {
    ...buoy,
    variables: {
      ...buoy.variables,
      latitude: { ...latitude!, attributes: { units: 'm', standard_name: 'projection_y_coordinate' } },
    },
  })
  const { known } = await readFolder()
  expect(Object.fromEntries(known.map(({ name, problem }) => [name, problem]))).toEqual({
    'broken.nc': 'it cannot be opened as NetCDF-4 (HDF5); it is damaged or not complete',
    'cut.nc': 'it is not complete',
    'empty.nc': 'it is empty',
    'gfs.grib2': 'it is GRIB, which is not read; `grib_to_netcdf` turns it into NetCDF (docs/fields.md)',
    'buoy.nc': '‘VHM0’ is not on a grid of latitudes and longitudes',
    'polar.nc': '‘VHM0’ is on a projection, not on a grid of latitudes and longitudes',
  })
})

it('reads a forecast by run and lead time, the newest run first', async () => {
  const base = mapOf([0, 1], [0, 1], {})
  const values = [1, 2, 3, 11, 12, 13].flatMap((value) => [value, value, value, value])
  const { latitude, longitude } = base.variables
  await writeZarr3(join(folder, 'gfs.zarr'), {
    sizes: { init_time: 2, lead_time: 3, latitude: 2, longitude: 2 },
    variables: {
      latitude: latitude!,
      longitude: longitude!,
      init_time: {
        dimensions: ['init_time'],
        data: Int32Array.of(0, 6),
        attributes: { standard_name: 'forecast_reference_time', units: 'hours since 2026-11-22' },
      },
      lead_time: {
        dimensions: ['lead_time'],
        data: Int32Array.of(0, 6, 12),
        attributes: { standard_name: 'forecast_period', units: 'hours' },
      },
      swh: {
        dimensions: ['init_time', 'lead_time', 'latitude', 'longitude'],
        data: Float32Array.from(values),
        attributes: { units: 'm' },
      },
    },
  })
  const { read } = await readFolder()
  const heights = (
    await read(
      [0, 6, 12, 18].map((hour) => at(0.5, 0.5, hour)),
      ['wave'],
    )
  ).map((one) => one['Waves_Significant_Height'])
  expect(heights).toEqual([1, 11, 12, 13])
})

/** A guard: a thread loads its sources first, which takes long where much else runs. */
const STARTING_MS = 90_000
const quiet = { info: () => undefined, warn: () => undefined }

it(
  'is seen by a service that runs: new files come, broken ones go, and each answer names its source',
  async () => {
    await writeNetcdf4(join(folder, 'waves-20261121.nc'), linearSea())
    opened = await openOwnFields({ root: folder, cacheBytes: 16e6, threads: 1, nowMs: () => START_MS, log: quiet })
    const server = await openEmbedded({ samplesWith: opened })
    try {
      const point = { latitude: 42, longitude: -8, timestamp: '2026-11-22T03:00:00Z' }
      const ask = async (variables: string[]) => {
        const answer = await server.post('/MetOcean', {
          points: [point, { ...point, timestamp: '2026-12-01T00:00:00Z' }],
          variables,
        })
        expect(answer.statusCode, answer.body).toBe(200)
        return {
          headers: answer.headers,
          values: answer.json<{ conditions: Record<string, number | null> }[]>().map((one) => one.conditions),
        }
      }
      const first = await ask(['wave', 'gust'])
      expect(first.headers['x-fairway-synthetic']).toBe('0')
      expect(first.headers['x-fairway-source']).toBe('wave height: waves-20261121.nc, run 2026-11-21T00:00Z, 1 deg')
      expect(first.values).toEqual([
        {
          Waves_Significant_Height: Number(linear(42, 352, 3).toFixed(2)),
          Waves_Mean_Period: null,
          Waves_Mean_Direction: null,
          Gust_10m: null,
        },
        { Waves_Significant_Height: null, Waves_Mean_Period: null, Waves_Mean_Direction: null, Gust_10m: null },
      ])
      expect((await server.get('/about')).json()).toMatchObject({
        synthetic: false,
        window: { from: '2026-11-22T00:00:00.000Z', to: '2026-11-22T09:00:00.000Z' },
        fields: [
          { variable: 'wind' },
          {
            variable: 'wave',
            name: 'wave height',
            source: 'waves-20261121.nc',
            run: '2026-11-21T00:00:00.000Z',
            grid: '1 deg',
          },
        ],
      })
      await writeNetcdf4(join(folder, 'waves-20261122.nc'), linearSea({ hours: [0, 3, 6, 9, 12], more: 1 }))
      await opened.refresh()
      const newer = await ask(['wave'])
      expect(newer.values[0]!['Waves_Significant_Height']).toBeCloseTo(linear(42, 352, 3) + 1, 2)
      expect((await server.get('/about')).json()).toMatchObject({ window: { to: '2026-11-22T12:00:00.000Z' } })
      rmSync(join(folder, 'waves-20261122.nc'))
      await opened.refresh()
      expect((await ask(['wave'])).values).toEqual(
        [
          { ...first.values[0], Gust_10m: undefined },
          { ...first.values[1], Gust_10m: undefined },
        ].map(({ Gust_10m: _, ...rest }) => rest),
      )
    } finally {
      await server.close()
    }
  },
  STARTING_MS,
)

it(
  'leaves a file out that breaks while it is read, and answers from the rest',
  async () => {
    writeZarr2(join(folder, 'old-20261121.zarr'), linearSea())
    await writeZarr3(join(folder, 'new-20261122.zarr'), linearSea({ more: 1 }))
    writeFileSync(join(folder, 'new-20261122.zarr', 'VHM0', 'c', '0', '0', '0'), 'not what was written')
    const told: string[] = []
    const log = { info: () => undefined, warn: (...words: unknown[]) => void told.push(String(words[1])) }
    opened = await openOwnFields({ root: folder, cacheBytes: 16e6, threads: 1, nowMs: () => START_MS, log })
    const request = { ...columnsOf([at(42, 352, 3)]), variables: ['wave'] as const, windHeightM: 10, nowMs: START_MS }
    const [entry] = readEntries(await opened.sample(request))
    expect(entry!.conditions['Waves_Significant_Height']).toBeCloseTo(linear(42, 352, 3), 2)
    expect(told).toEqual(['a file of FIELDS_DIR is left out: a part of ‘VHM0’ is too short'])
    expect(opened.source).toBe('wind, wave height: old-20261121.zarr, run 2026-11-21T00:00Z, 1 deg')
  },
  STARTING_MS,
)

it('tells by `npm run fields -- check` what was understood, what is missing and what is left out', async () => {
  await writeNetcdf4(join(folder, 'waves-20261122.nc'), linearSea())
  writeFileSync(join(folder, 'gfs.grib2'), 'GRIB....')
  const known = await Promise.all((await listFieldFiles(folder)).map(knownFile))
  expect(checkWords(known, originsOf(catalogueOf(known)))).toBe(`1 file understood, 1 left out

wind
  waves-20261122.nc; run 2026-11-22 00:00Z by file name
  2026-11-22 00:00Z to 2026-11-22 09:00Z; 40° N to 44° N, 10° W to 5° W; 1 deg
wave height
  waves-20261122.nc; run 2026-11-22 00:00Z by file name
  2026-11-22 00:00Z to 2026-11-22 09:00Z; 40° N to 44° N, 10° W to 5° W; 1 deg

Missing, and null in every answer: gust, wave period, wave direction, swell height, swell period, swell direction, wind sea height, wind sea period, wind sea direction, current, sea temperature, depth

Left out:
  gfs.grib2: it is GRIB, which is not read; \`grib_to_netcdf\` turns it into NetCDF (docs/fields.md)`)
})
