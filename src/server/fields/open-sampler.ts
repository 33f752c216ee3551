import type { FastifyBaseLogger } from 'fastify'
import type { Settings } from '../env.ts'
import { openOwnFields } from './own/own-fields.ts'
import { createSampler, type Sampler } from './sampler.ts'

const MB = 1e6

/** What the embedded service answers from: the files of `FIELDS_DIR`, else the synthetic model. Never both. */
export function openSampler(settings: Settings, log: FastifyBaseLogger): Promise<Sampler> {
  const { FIELDS_DIR: root, FIELDS_CACHE_MB, EMBEDDED_TEST_FIELD } = settings
  if (root === undefined) return createSampler({ testField: EMBEDDED_TEST_FIELD })
  return openOwnFields({ root, cacheBytes: FIELDS_CACHE_MB * MB, nowMs: Date.now, log })
}
