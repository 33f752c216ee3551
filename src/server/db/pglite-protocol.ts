/** What the server asks of the thread that holds PGlite; every request gets one reply with its id. */
export type PgliteRequest =
  | { readonly id: number; readonly op: 'query' | 'arrays'; readonly sql: string; readonly params: readonly unknown[] }
  | { readonly id: number; readonly op: 'exec'; readonly sql: string }
  | { readonly id: number; readonly op: 'listen' | 'unlisten'; readonly channel: string }
  | { readonly id: number; readonly op: 'close' }

export type PgliteReply =
  | { readonly id: number; readonly rows: unknown[] }
  | { readonly id: number; readonly error: { readonly message: string; readonly code?: string } }
  | { readonly channel: string; readonly payload: string }
