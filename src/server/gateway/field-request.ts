import { z } from 'zod'
import { variables } from '#src/domain/metocean/layers/variables.ts'
import { MetOceanRequest } from '#src/domain/metocean/wire/contract.ts'
import { HOUR_MS } from '#src/domain/time.ts'
import { type CheckedRequest, fieldProblem, notAnObject } from '../http/checked-body.ts'
import { Refusal } from '../http/http-error.ts'

/** The API does not say how fine its fields are: counted as the finest global sea data, 1/12° and hourly. */
const CELLS_PER_DEGREE = 12
const STEP_MS = HOUR_MS
/** What a row of the database holds; nobody draws as much. */
const MOST_CELLS = 2 ** 31 - 1

const latitude = z.number().min(-90).max(90)
const longitude = z.number().min(-180).max(180)
const time = z.iso.datetime({ offset: true })
const inOrder = ([from, to]: readonly [number | string, number | string]) =>
  typeof from === 'string' ? Date.parse(from) <= Date.parse(String(to)) : from <= Number(to)

const FieldBox = z.looseObject({
  latitude: z.tuple([latitude, latitude]).refine(inOrder),
  /** The first may be larger: the area then crosses 180°. */
  longitude: z.tuple([longitude, longitude]),
  timestamp: z.union([time, z.tuple([time, time]).refine(inOrder)]),
})

/** Body of POST /2DMetOcean; further members are up to the service. */
const FieldRequest = z.looseObject({
  bounding_boxes: z.array(FieldBox).min(1),
  variable: z.enum(variables),
  task_name: MetOceanRequest.shape.task_name,
  receive_mail: MetOceanRequest.shape.receive_mail,
  email: MetOceanRequest.shape.email,
})
type FieldRequest = z.infer<typeof FieldRequest>

const allowed: Readonly<Record<string, string>> = {
  bounding_boxes: 'a list of areas, each with latitude, longitude and timestamp',
  latitude: 'two numbers of degrees from -90 to 90, the smaller first',
  longitude: 'two numbers of degrees from -180 to 180, the western first',
  timestamp: 'an ISO 8601 time in UTC with Z, such as 2024-05-23T00:00:00Z, or a list of two, the earlier first',
  variable: `one of ${variables.join(', ')}`,
}

/**
 * Reads what a field request asks for, as far as it has to be counted.
 * @returns the request, and what is recorded of it: each cell at each hour counts as a point
 * @throws Refusal 422 naming each member that cannot be read
 */
export function readFieldRequest(body: unknown): { field: FieldRequest; asked: CheckedRequest } {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw notAnObject()
  const read = FieldRequest.safeParse(body)
  if (!read.success) throw refused(read.error.issues.map(({ path }) => fieldProblem(body, path, allowed)))
  const field = read.data
  const count = field.bounding_boxes.reduce((sum, area) => sum + cellsOf(area), 0)
  if (count > MOST_CELLS) {
    const msg = `bounding_boxes must be smaller: ${count.toLocaleString('en')} cells at 1/${CELLS_PER_DEGREE}° and every hour, of at most ${MOST_CELLS.toLocaleString('en')}.`
    throw refused([{ loc: ['body', 'bounding_boxes'], msg, type: 'too_big' }])
  }
  const { variable, task_name, receive_mail, email } = field
  const request = { variables: [variable], wind_height: undefined, task_name, receive_mail, email }
  return { field, asked: { request, count, points: Buffer.from(JSON.stringify(body)) } }
}

const refused = (problems: ReturnType<typeof fieldProblem>[]) => new Refusal(422, 'request-refused', problems)

function cellsOf({ latitude: [south, north], longitude: [west, east], timestamp }: z.infer<typeof FieldBox>): number {
  const [from, to] = typeof timestamp === 'string' ? [timestamp, timestamp] : timestamp
  return (
    along((north - south) * CELLS_PER_DEGREE) *
    along((east >= west ? east - west : east - west + 360) * CELLS_PER_DEGREE) *
    along((Date.parse(to) - Date.parse(from)) / STEP_MS)
  )
}

/** Both ends count; 0.1° and the like are not exact. */
const along = (steps: number) => Math.floor(steps + 1e-9) + 1
