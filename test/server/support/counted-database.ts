import type { Database, Queryable } from '#src/server/db/database.ts'

/** The database with `step` called before each operation, commits included, for a test to stop or break it there. */
export function countedDatabase(db: Database, step: () => void): Database {
  const counted = <T extends Queryable>(queryable: T): Queryable => ({
    query: async (sql, params) => {
      step()
      return queryable.query(sql, params)
    },
    queryArrays: async (sql, params) => {
      step()
      return queryable.queryArrays(sql, params)
    },
  })
  return {
    ...db,
    ...counted(db),
    transaction: (work) =>
      db.transaction(async (tx) => {
        step()
        const value = await work(counted(tx))
        step() // before the commit
        return value
      }),
  }
}
