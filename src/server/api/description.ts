import { z } from 'zod'
import { SOURCE_HEADER, SUBMISSION_HEADER, SYNTHETIC_HEADER } from '#src/domain/metocean/wire/contract.ts'
import { type Operation, operations, type Reply, type ShapeName, shapes } from './operations.ts'
import { HOUR_MS } from '#src/domain/time.ts'

/** JSON as it is written out; what is in it is OpenAPI's affair. */
type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

const reference = (name: ShapeName): Json => ({ $ref: `#/components/schemas/${name}` })

/**
 * The API as an OpenAPI 3.1 document, made from the schemas that check the bodies.
 * @param nowMs epoch milliseconds UTC: the times of the example lie after it, so that it can be tried as it stands
 */
export function apiDescription({ version, nowMs }: { version: string; nowMs: number }): Json {
  const example: Json = exampleRequest(nowMs)
  return {
    openapi: '3.1.0',
    info: {
      title: 'Fairway',
      version,
      description:
        'Weather along a route: the MetOcean contract, answered by the embedded service or passed on to the MetOcean API.',
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
          description: 'Any value where nobody signs in. The key of the MetOcean API itself stays on the server.',
        },
      },
    },
  }
}

/** The JSON Schema of a body as a client writes it, before what may be left out is filled in. */
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

function described({ id, title, text, path, body, answers }: Operation, example: Json): Json {
  const isSubmission = body === 'MetOceanRequest'
  const inPath: Json[] = path.includes('{task_id}')
    ? [{ name: 'task_id', in: 'path', required: true, schema: { type: 'string' } }]
    : []
  const inHeader: Json[] = isSubmission
    ? [
        {
          name: SUBMISSION_HEADER,
          in: 'header',
          required: false,
          schema: { type: 'string', format: 'uuid' },
          description: 'The same id again is the same task, never a second one.',
        },
      ]
    : []
  return {
    operationId: id,
    summary: title,
    description: text,
    parameters: [...inPath, ...inHeader],
    ...(body && {
      requestBody: {
        required: true,
        content: {
          'application/json': body === 'object' ? { schema: { type: 'object' } } : { schema: reference(body), example },
        },
      },
    }),
    responses: Object.fromEntries(answers.map((answer) => [String(answer.status), response(answer)])),
  }
}

const originHeaders: Json = {
  [SOURCE_HEADER]: { schema: { type: 'string' }, description: 'Where the numbers come from.' },
  [SYNTHETIC_HEADER]: {
    schema: { enum: ['0', '1'] },
    description:
      '1: the numbers are synthetic and not for navigation. Of this answer, whatever the server answers with now.',
  },
}

function response({ when, shape, isList, hasOrigin, media = 'application/json' }: Reply): Json {
  const schema: Json = shape ? (isList ? { type: 'array', items: reference(shape) } : reference(shape)) : {}
  return { description: when, content: { [media]: { schema } }, ...(hasOrigin && { headers: originHeaders }) }
}

/**
 * A request that can be sent as it stands: two points off the Hook of Holland, six hours apart.
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
