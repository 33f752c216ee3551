import { type BodyForm, checkBody, type CheckedBody } from './checked-body.ts'
import { Refusal } from './http-error.ts'

export interface BodyTask {
  /** JSON text, UTF-8. */
  readonly bytes: Uint8Array
  readonly form: BodyForm
}

/** Errors lose their class on the way between threads, so a refusal travels as what it says. */
export type BodyReply =
  { readonly checked: CheckedBody } | { readonly refused: Pick<Refusal, 'statusCode' | 'code' | 'detail'> }

/** Checks one body, in a thread of its own. */
export default function check({ bytes, form }: BodyTask): BodyReply {
  try {
    return { checked: checkBody(bytes, form) }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const { statusCode, code, detail } = error
    return { refused: { statusCode, code, detail } }
  }
}
