import type { ShapeName } from './shapes.ts'

export interface Reply {
  readonly status: number
  readonly when: string
  /** A list of the shape, not the shape itself. */
  readonly isList?: boolean
  readonly shape?: ShapeName
  /** It is a page where one is asked for, and has the address of the next one. */
  readonly isPage?: boolean
  /** It has the two headers that say where the numbers come from. */
  readonly hasOrigin?: boolean
  /** The media type if it is not JSON. */
  readonly media?: string
}

export interface HeaderText {
  readonly text: string
  readonly required?: boolean
}

/** One call in the description; `path` in OpenAPI's notation, after `/api`. */
export interface Operation {
  readonly id: string
  readonly method: 'get' | 'post' | 'put' | 'delete'
  readonly path: string
  readonly title: string
  readonly text: string
  /** Parameters of the query, and request headers besides the key, by name. */
  readonly query?: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, HeaderText>>
  readonly body?: ShapeName | 'object'
  readonly answers: readonly Reply[]
  /** Answered without the header x-api-key. */
  readonly isOpen?: boolean
}

/** Of every call that is not open. */
export const headerMissing: Reply = {
  status: 401,
  when: 'With `code` `header-missing`: the header `x-api-key` is missing.',
  shape: 'Error',
}

export const refused = (status: number, when: string): Reply => ({ status, when, shape: 'Error' })
