import pg from 'pg'
import type { Database, Queryable } from './database.ts'

const RECONNECT_MS = 2000

/**
 * PostgreSQL through a pool; any number of servers and workers may share it.
 * @param url `postgres://…` with its credentials; never logged
 */
export async function openPostgres(url: string): Promise<Database> {
  const pool = new pg.Pool({ connectionString: url, max: 10, application_name: 'fairway' })
  // An idle connection that drops must not end the process; the next statement gets a fresh one or fails by itself.
  pool.on('error', () => undefined)
  // The pool reports idle connections only; one that drops inside a transaction fails its statement as well.
  pool.on('connect', (client) => client.on('error', () => undefined))
  await pool.query('SELECT 1')
  const root = queryable(pool)
  return {
    engine: 'postgres',
    ...root,
    async exec(sql) {
      // Several statements return an array of results, which the types of pg do not know.
      const result = (await pool.query(sql)) as pg.QueryResult | pg.QueryResult[]
      return (Array.isArray(result) ? result : [result]).map(({ rows }) => ({
        rows: rows as Array<Record<string, unknown>>,
      }))
    },
    async transaction(work) {
      const client = await pool.connect()
      try {
        await client.query('BEGIN')
        const value = await work(queryable(client))
        await client.query('COMMIT')
        client.release()
        return value
      } catch (error) {
        const isBroken = await client.query('ROLLBACK').then(
          () => false,
          () => true,
        )
        client.release(isBroken)
        throw error
      }
    },
    listen: (channel, onMessage, onGap) => listen(url, channel, onMessage, onGap),
    // Another machine's disk: it refuses what it cannot keep, and the pool reconnects by itself.
    checkWritable: async () => undefined,
    died: new Promise(() => undefined),
    close: () => pool.end(),
  }
}

function queryable(client: pg.Pool | pg.PoolClient): Queryable {
  return {
    async query<Row>(sql: string, params: readonly unknown[] = []) {
      return (await client.query(sql, [...params])).rows as Row[]
    },
    async queryArrays(sql, params = []) {
      return (await client.query({ text: sql, values: [...params], rowMode: 'array' })).rows as unknown[][]
    },
  }
}

/** A connection of its own that listens to one channel and reconnects after it was lost. */
async function listen(
  url: string,
  channel: string,
  onMessage: (payload: string) => void,
  onGap?: () => void,
): Promise<() => Promise<void>> {
  let client: pg.Client | null = null
  let timer: NodeJS.Timeout | undefined
  let isClosed = false

  const connect = async () => {
    const next = new pg.Client({ connectionString: url, keepAlive: true, application_name: 'fairway-listen' })
    next.on('notification', ({ payload }) => onMessage(payload ?? ''))
    next.on('error', () => lost(next))
    next.on('end', () => lost(next))
    await next.connect()
    await next.query(`LISTEN "${channel}"`)
    client = next
  }
  const lost = (which: pg.Client) => {
    if (isClosed || client !== which) return
    client = null
    retry()
  }
  const retry = () => {
    timer = setTimeout(() => void connect().then(onGap, retry), RECONNECT_MS)
    timer.unref()
  }

  await connect()
  return async () => {
    isClosed = true
    clearTimeout(timer)
    await client?.end()
  }
}
