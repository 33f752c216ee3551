import { expect, it } from 'vitest'
import { batched } from '#src/server/db/batched.ts'

/** Readings that end when the test says so. */
function scripted() {
  const readings: Array<{ keys: readonly string[]; end: (error?: Error) => void }> = []
  const read = batched(
    (keys: readonly string[]) =>
      new Promise<Map<string, string>>((resolve, reject) => {
        const values = new Map(keys.map((key) => [key, `${key} of reading ${readings.length + 1}`]))
        readings.push({ keys, end: (error) => (error ? reject(error) : resolve(values)) })
      }),
  )
  return { readings, read }
}
const settled = () => new Promise((resolve) => setImmediate(resolve))

it('asks once for all who come during a reading, each key once', async () => {
  const { readings, read } = scripted()
  const first = read('a')
  await settled()
  const later = Promise.all([read('a'), read('b'), read('b')])
  await settled()
  expect(readings.map(({ keys }) => keys)).toEqual([['a']])
  readings[0]!.end()
  expect(await first).toBe('a of reading 1')
  await settled()
  expect(readings[1]!.keys).toEqual(['a', 'b'])
  readings[1]!.end()
  // Nobody gets what was read before they asked.
  expect(await later).toEqual(['a of reading 2', 'b of reading 2', 'b of reading 2'])
})

it('passes a failure to those who shared the reading, and goes on', async () => {
  const { readings, read } = scripted()
  const failing = read('a')
  await settled()
  readings[0]!.end(new Error('gone'))
  await expect(failing).rejects.toThrow('gone')
  const next = read('a')
  await settled()
  readings[1]!.end()
  expect(await next).toBe('a of reading 2')
})
