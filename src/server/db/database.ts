import { drizzle, type PgRemoteDatabase } from 'drizzle-orm/pg-proxy'

/** Something that runs statements: the database itself, or one transaction of it. */
export interface Queryable {
  /** Runs one statement with bound parameters ($1 …). @returns its rows as objects */
  query<Row = Record<string, unknown>>(sql: string, params?: readonly unknown[]): Promise<Row[]>
  /** The same, rows as arrays in the order selected: what the query builder reads. */
  queryArrays(sql: string, params?: readonly unknown[]): Promise<unknown[][]>
}

/**
 * The one way to the database, for both engines.
 * Inside `transaction` use only the argument: PGlite has a single connection, and a statement that bypasses it would
 * wait for a transaction that waits for the statement.
 */
export interface Database extends Queryable {
  readonly engine: 'pglite' | 'postgres'
  /** Several statements without parameters; rolled back as a whole if they open a transaction that fails. */
  exec(sql: string): Promise<Array<{ rows: Array<Record<string, unknown>> }>>
  /** Commits when `work` resolves, rolls back when it rejects. */
  transaction<T>(work: (tx: Queryable) => Promise<T>): Promise<T>
  /**
   * Listens for NOTIFY on a channel until the returned function is called.
   * @param onGap called when notifications may have been missed
   */
  listen(channel: string, onMessage: (payload: string) => void, onGap?: () => void): Promise<() => Promise<void>>
  /** Called before anything new is accepted. @throws StorageError if it could not be kept */
  checkWritable(): Promise<void>
  /** Resolves with the reason if the engine has died and will never answer again. */
  readonly died: Promise<Error>
  /** Resolves when everything acknowledged is written and the files are closed. */
  close(): Promise<void>
}

/**
 * Typed queries over the database or one transaction of it. One driver serves both engines: the query builder
 * writes SQL and reads arrays, and `Queryable` runs it.
 */
export function orm(queryable: Queryable): PgRemoteDatabase {
  return drizzle(async (sql, params: unknown[], method) => ({
    rows: method === 'all' ? await queryable.queryArrays(sql, params) : await queryable.query(sql, params),
  }))
}
