import { AppError } from '#src/domain/errors.ts'

/**
 * The whole body as text, at most `maxBytes` of it once decoded.
 * @throws AppError `answer-too-large`, or `answer-incomplete` where the connection ends before the body does
 */
export async function readText(response: Response, maxBytes: number): Promise<string> {
  if (!response.body) return ''
  const reader = response.body.getReader()
  const decoder = new TextDecoder()
  const parts: string[] = []
  let bytes = 0
  for (;;) {
    const { done, value } = await reader.read().catch((cause: unknown) => {
      throw new AppError('answer-incomplete', `after ${bytes} bytes`, { cause })
    })
    if (done) break
    bytes += value.byteLength
    if (bytes > maxBytes) {
      await reader.cancel().catch(() => undefined) // the connection may be gone already
      throw new AppError('answer-too-large', `more than ${maxBytes} bytes`)
    }
    parts.push(decoder.decode(value, { stream: true }))
  }
  parts.push(decoder.decode())
  return parts.join('')
}
