import type { FastifyBaseLogger } from 'fastify'
import type { Database } from './db/database.ts'
import { dailyCapsOf, mailOf, proxyOf, retentionOf, type Settings } from './env.ts'
import { openSampler } from './fields/open-sampler.ts'
import { openGateway } from './gateway/gateway.ts'
import type { Backend } from './http/backend.ts'
import { keepRetention } from './jobs/retention.ts'
import { openEmbeddedService } from './service/service.ts'

/** Who answers the contract: with a key the gateway to the real service, without one the embedded service. */
export function openBackend(settings: Settings, db: Database, log: FastifyBaseLogger): Promise<Backend> {
  return settings.apiKey === null ? openEmbedded(settings, db, log) : openForwarding(settings.apiKey, settings, db, log)
}

async function openForwarding(
  apiKey: string,
  settings: Settings,
  db: Database,
  log: FastifyBaseLogger,
): Promise<Backend> {
  const gateway = await openGateway({
    db,
    isOnlyServer: settings.DATABASE_URL === undefined,
    apiKey,
    requestsUrl: settings.METOCEAN_URL,
    tasksUrl: settings.METOCEAN_TASKS_URL,
    proxy: proxyOf(settings),
    syncTimeoutMs: settings.SYNC_TIMEOUT_SECONDS * 1000,
    mailDomains: settings.MAIL_ALLOWED_DOMAINS,
    caps: dailyCapsOf(settings),
    visibility: settings.TASK_VISIBILITY,
    isSignedIn: settings.AUTH !== 'none',
    nowMs: Date.now,
    log,
  })
  const stopRetention = keepRetention(db, null, { nowMs: Date.now, log })
  return {
    ...gateway,
    async stop(graceMs, answered) {
      await stopRetention()
      await gateway.stop(graceMs, answered)
    },
  }
}

async function openEmbedded(settings: Settings, db: Database, log: FastifyBaseLogger): Promise<Backend> {
  const sampler = await openSampler(settings, log)
  const service = await openEmbeddedService({
    db,
    databaseUrl: settings.DATABASE_URL ?? null,
    sampler,
    nowMs: Date.now,
    taskSeconds: settings.EMBEDDED_TASK_SECONDS,
    retention: retentionOf(settings),
    mail: mailOf(settings),
    mailDomains: settings.MAIL_ALLOWED_DOMAINS,
    caps: dailyCapsOf(settings),
    visibility: settings.TASK_VISIBILITY,
    syncTimeoutMs: settings.SYNC_TIMEOUT_SECONDS * 1000,
    log,
  })
  return {
    ...service,
    async stop(graceMs, answered) {
      await service.stop(graceMs, answered)
      await sampler.close()
    },
  }
}
