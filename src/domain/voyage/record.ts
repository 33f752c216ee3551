import { z } from 'zod'
import { asAppError, AppError } from '../errors.ts'
import { variables } from '../metocean/layers/variables.ts'
import { planOf } from './alternatives.ts'
import { defaultLimits, Limits } from '../limits/limits.ts'
import { emptyShip } from './ship.ts'
import { VOYAGE_SCHEMA, type Voyage } from './voyage.ts'

const finite = z.number()
const column = z.custom<Float64Array>((value) => Object.prototype.toString.call(value) === '[object Float64Array]')

const Waypoint = z.object({
  id: z.string(),
  name: z.string(),
  position: z.object({ lat: finite.min(-90).max(90), lon: finite }),
  leg: z.object({
    type: z.enum(['RL', 'GC']),
    speedKn: finite.nullable(),
    rtz: z.record(z.string(), z.string()).optional(),
  }),
  stayMin: finite.nullish(),
  fixedEtaMs: finite.nullish(),
  radiusNm: finite.nullish(),
})
const Track = z
  .object({ name: z.string(), lat: column, lon: column, timeMs: column })
  .refine(({ lat, lon, timeMs }) => lat.length === lon.length && lat.length === timeMs.length)
const plan = {
  route: z.object({ name: z.string(), waypoints: z.array(Waypoint) }),
  track: Track.nullable(),
  departureMs: finite,
  speedKn: finite.positive(),
}
const Plan = z.object(plan)
const Request = z.object({
  variables: z.array(z.enum(variables)),
  windHeightM: finite,
  stepMin: finite,
  mode: z.enum(['by-size', 'sync', 'async']),
  slug: z.string(),
  receiveMail: z.boolean(),
  /** Earlier ones of the same schema do not have it: they asked for the active one. */
  alternatives: z.enum(['active', 'all']).default('active'),
})
const size = finite.positive().nullable()
const Ship = z.object({
  name: z.string(),
  imo: z.string(),
  mmsi: z.string(),
  callSign: z.string(),
  draughtM: size,
  lengthM: size,
  beamM: size,
})

/** Schema 1: one route, no ship. */
const RecordV1 = z.object({ id: z.string(), name: z.string(), request: Request, ...plan })

/**
 * A voyage as it is stored and as undo sees it: every alternative with its plan, the active one told by its id, so that
 * to change over is a change of one word.
 */
export const VoyageRecord = z
  .object({
    id: z.string(),
    name: z.string(),
    voyageNumber: z.string(),
    ship: Ship,
    limits: Limits,
    rtzInfo: z.record(z.string(), z.string()),
    request: Request,
    activeId: z.string(),
    alternatives: z.array(z.object({ id: z.string(), name: z.string(), shown: z.boolean(), plan: Plan })).min(1),
  })
  .refine(({ alternatives, activeId }) => alternatives.filter(({ id }) => id === activeId).length === 1)
export type VoyageRecord = z.infer<typeof VoyageRecord>

/** @returns the same parts in another order; nothing is copied */
export function recordOf(voyage: Voyage): VoyageRecord {
  const { id, name, voyageNumber, ship, limits, rtzInfo, request } = voyage
  const alternatives = voyage.alternatives.map((one) => ({ ...one, plan: one.plan ?? planOf(voyage) }))
  const activeId = voyage.alternatives.find((one) => one.plan === null)!.id
  return { id, name, voyageNumber, ship, limits, rtzInfo, request, activeId, alternatives } as VoyageRecord
}

export function voyageFromRecord({ activeId, ...record }: VoyageRecord): Voyage {
  const active = record.alternatives.find(({ id }) => id === activeId)!
  const alternatives = record.alternatives.map((one) => (one === active ? { ...one, plan: null } : one))
  return { ...record, ...active.plan, schema: VOYAGE_SCHEMA, alternatives }
}

function fromV1({ id, name, request, ...rest }: z.infer<typeof RecordV1>): VoyageRecord {
  return {
    id,
    name,
    voyageNumber: '',
    ship: emptyShip,
    limits: defaultLimits,
    rtzInfo: {},
    request,
    activeId: 'a1',
    alternatives: [{ id: 'a1', name: 'Route 1', shown: true, plan: Plan.parse(rest) }],
  }
}

/** Schema 2 had no limits: the starting ones, which the screen names as such. */
function fromV2(document: unknown): VoyageRecord {
  return VoyageRecord.parse({ ...z.looseObject({}).parse(document), limits: defaultLimits })
}

function fromSchema(schema: number, document: unknown): VoyageRecord {
  if (schema === 1) return fromV1(RecordV1.parse(document))
  return schema === 2 ? fromV2(document) : VoyageRecord.parse(document)
}

/**
 * Reads what is stored, of this schema or an older one.
 * @param schema as stored beside the document
 * @throws AppError `voyage-newer` (saved by a later Fairway), `voyage-unreadable`
 */
export function readVoyageRecord(schema: number, document: unknown): VoyageRecord {
  if (schema > VOYAGE_SCHEMA) throw new AppError('voyage-newer', `schema ${schema}`)
  try {
    return fromSchema(schema, document)
  } catch (cause) {
    throw new AppError('voyage-unreadable', asAppError(cause).detail.slice(0, 500), { cause })
  }
}
