import { drizzle, type PgRemoteDatabase } from 'drizzle-orm/pg-proxy'
import type { Queryable } from './database.ts'

/**
 * Typed queries over the database or one transaction of it. One driver serves both engines: the query builder
 * writes SQL and reads arrays, and `Queryable` runs it.
 */
export function orm(queryable: Queryable): PgRemoteDatabase {
  return drizzle(async (sql, params: unknown[], method) => ({
    rows: method === 'all' ? await queryable.queryArrays(sql, params) : await queryable.query(sql, params),
  }))
}
