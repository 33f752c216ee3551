import { z } from 'zod'
import { SOURCE_HEADER, SYNTHETIC_HEADER } from '#src/domain/metocean/wire/contract.ts'
import { headerMissing, type Operation, type Reply } from './operation.ts'
import { operations } from './operations.ts'
import { type ShapeName, shapes } from './shapes.ts'
import { MOST_TASKS } from '../http/list-page.ts'
import { HOUR_MS } from '#src/domain/time.ts'

/** JSON as it is written out; its content is up to OpenAPI. */
type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

const reference = (name: ShapeName): Json => ({ $ref: `#/components/schemas/${name}` })

/**
 * The API as an OpenAPI 3.1 document, made from the schemas that check the bodies.
 * @param nowMs epoch milliseconds UTC: the example's times lie after it, so that it can be sent as it is
 */
export function apiDescription({ version, nowMs }: { version: string; nowMs: number }): Json {
  const example: Json = exampleRequest(nowMs)
  return {
    openapi: '3.1.0',
    info: {
      title: 'Fairway',
      version,
      description:
        'Weather along a route: the MetOcean contract, answered by the embedded service or passed on to the MetOcean API. And the library: the voyages, ships, limit profiles and areas that a team shares.',
    },
    servers: [{ url: '/api' }],
    security: [{ key: [] }],
    paths: pathsOf(example),
    components: {
      schemas: Object.fromEntries(Object.entries(shapes).map(([name, shape]) => [name, schemaOf(shape)])),
      securitySchemes: {
        key: {
          type: 'apiKey',
          in: 'header',
          name: 'x-api-key',
          description:
            'Needed for every call but /about and /health; without it 401 `header-missing`. Any value where nobody signs in. The key of the MetOcean API itself stays on the server.',
        },
      },
    },
  }
}

/** The JSON Schema of a body as a client writes it, before defaults are filled in. */
export function schemaOf(shape: z.ZodType): Json {
  const { $schema: _, ...schema } = z.toJSONSchema(shape, {
    target: 'draft-2020-12',
    io: 'input',
    unrepresentable: 'any',
  })
  return schema as Json
}

function pathsOf(example: Json): Json {
  const paths: Record<string, Record<string, Json>> = {}
  for (const operation of operations) (paths[operation.path] ??= {})[operation.method] = described(operation, example)
  return paths
}

function described(operation: Operation, example: Json): Json {
  const { id, title, text, body, answers, isOpen } = operation
  return {
    operationId: id,
    summary: title,
    description: text,
    parameters: [...parametersOf(operation), ...(answers.some(({ isPage }) => isPage) ? pageParameters : [])],
    ...(body && {
      requestBody: {
        required: true,
        content: {
          'application/json':
            body === 'object'
              ? { schema: { type: 'object' } }
              : { schema: reference(body), ...(body === 'MetOceanRequest' && { example }) },
        },
      },
    }),
    ...(isOpen && { security: [] }),
    responses: Object.fromEntries(
      [...answers, ...(isOpen ? [] : [headerMissing])].map((answer) => [String(answer.status), response(answer)]),
    ),
  }
}

function parametersOf({ path, query = {}, headers = {} }: Operation): Json[] {
  const schema = { type: 'string' }
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({ name, in: 'path', required: true, schema }))
  const inQuery = Object.entries(query).map(([name, description]) => ({ name, in: 'query', description, schema }))
  const inHeader = Object.entries(headers).map(([name, { text, required = false }]) => ({
    name,
    in: 'header',
    required,
    description: text,
    schema,
  }))
  return [...inPath, ...inQuery, ...inHeader]
}

const originHeaders: Json = {
  [SOURCE_HEADER]: { schema: { type: 'string' }, description: 'Where the numbers come from.' },
  [SYNTHETIC_HEADER]: {
    schema: { enum: ['0', '1'] },
    description:
      '1: the numbers are synthetic and not for navigation. Of this answer, whatever the server answers with now.',
  },
}

const pageParameters: Json[] = [
  {
    name: 'limit',
    in: 'query',
    required: false,
    schema: { type: 'integer', minimum: 1, maximum: MOST_TASKS },
    description: 'Answers with a page of so many tasks; `tasks_count` counts those. Without it the list has no end.',
  },
  {
    name: 'before',
    in: 'query',
    required: false,
    schema: { type: 'string' },
    description:
      'Answers with the tasks called before this time. The address in the header `Link` has what the next page needs: a time, a comma and the id of a task, as several may share a time.',
  },
]

const pageHeaders: Json = {
  link: {
    schema: { type: 'string' },
    description: '`</api/user/tasks?…>; rel="next"`: the address of the next page. Absent where none follows.',
  },
}

function response({ when, shape, isList, isPage, hasOrigin, media = 'application/json' }: Reply): Json {
  const schema: Json = shape ? (isList ? { type: 'array', items: reference(shape) } : reference(shape)) : {}
  return {
    description: when,
    content: { [media]: { schema } },
    ...(hasOrigin && { headers: originHeaders }),
    ...(isPage && { headers: pageHeaders }),
  }
}

/**
 * A request that can be sent as it is: two points off the Hook of Holland, six hours apart.
 * @param nowMs epoch milliseconds UTC; the points lie at the next full hour and after, where the service has data
 */
export function exampleRequest(nowMs: number) {
  const departureHour = Math.ceil(nowMs / HOUR_MS)
  const at = (hours: number) => `${new Date((departureHour + hours) * HOUR_MS).toISOString().slice(0, 19)}Z`
  return {
    points: [
      { latitude: 52.0, longitude: 3.9, timestamp: at(0) },
      { latitude: 51.4, longitude: 2.1, timestamp: at(6) },
    ],
    variables: ['wind', 'wave'],
    task_name: 'hook-of-holland',
  }
}
