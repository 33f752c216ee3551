import type { FastifyBaseLogger } from 'fastify'
import type { Database } from './db/database.ts'
import { mailOf, proxyOf, retentionOf, type Settings } from './env.ts'
import { createSampler } from './fields/sampler.ts'
import { openGateway } from './gateway/gateway.ts'
import type { Backend } from './http/backend.ts'
import { openEmbeddedService } from './service/service.ts'

/** Who answers the contract: with a key the gateway to the real service, without one the embedded service. */
export function openBackend(settings: Settings, db: Database, log: FastifyBaseLogger): Promise<Backend> {
  if (settings.apiKey === null) return openEmbedded(settings, db, log)
  return openGateway({
    db,
    isOnlyServer: settings.DATABASE_URL === undefined,
    apiKey: settings.apiKey,
    requestsUrl: settings.METOCEAN_URL,
    tasksUrl: settings.METOCEAN_TASKS_URL,
    proxy: proxyOf(settings),
    syncTimeoutMs: settings.SYNC_TIMEOUT_SECONDS * 1000,
    mailDomains: settings.MAIL_ALLOWED_DOMAINS,
    nowMs: Date.now,
    log,
  })
}

async function openEmbedded(settings: Settings, db: Database, log: FastifyBaseLogger): Promise<Backend> {
  const sampler = await createSampler()
  const service = await openEmbeddedService({
    db,
    databaseUrl: settings.DATABASE_URL ?? null,
    sampler,
    nowMs: Date.now,
    taskSeconds: settings.EMBEDDED_TASK_SECONDS,
    retention: retentionOf(settings),
    mail: mailOf(settings),
    mailDomains: settings.MAIL_ALLOWED_DOMAINS,
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
