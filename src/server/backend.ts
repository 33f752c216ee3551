import type { FastifyBaseLogger } from 'fastify'
import type { Database } from './db/database.ts'
import type { Settings } from './env.ts'
import { createSampler } from './fields/sampler.ts'
import type { Backend } from './http/backend.ts'
import { openEmbeddedService } from './service/service.ts'

/** Who answers the contract: without a key the embedded service. */
export async function openBackend(settings: Settings, db: Database, log: FastifyBaseLogger): Promise<Backend> {
  const sampler = await createSampler()
  const service = await openEmbeddedService({
    db,
    databaseUrl: settings.DATABASE_URL ?? null,
    sampler,
    nowMs: Date.now,
    taskSeconds: settings.EMBEDDED_TASK_SECONDS,
    syncTimeoutMs: settings.SYNC_TIMEOUT_SECONDS * 1000,
    log,
  })
  return {
    ...service,
    async stop(graceMs) {
      await service.stop(graceMs)
      await sampler.close()
    },
  }
}
