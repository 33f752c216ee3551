import type { Answer, Behaviour } from './answer.ts'
import type { Received } from './ledger.ts'

/** The honest answer with its text changed. */
export const editedText =
  (change: (text: string, asked: Received) => string): Behaviour =>
  async (asked, serve) => {
    const answer = await serve()
    return isSuccess(answer) ? { ...answer, body: change(answer.body.toString(), asked) } : answer
  }

/** The honest answer with its JSON changed; refusals stay as they are. */
export const edited = (change: (body: unknown, asked: Received) => unknown): Behaviour =>
  editedText((text, asked) => JSON.stringify(change(JSON.parse(text), asked)))

/** The honest answer under another media type. */
export const typed =
  (contentType: string): Behaviour =>
  async (_, serve) => {
    const answer = await serve()
    return { ...answer, headers: { ...answer.headers, 'content-type': contentType } }
  }

const isSuccess = ({ status }: Answer): boolean => status < 300
