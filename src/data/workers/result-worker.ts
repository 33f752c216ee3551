import { type ReadCall, readCall } from '../http/read-call.ts'
import { expose, transfer } from './comlink.ts'

// Fetches, parses and checks answers away from the page, and hands over columns: their buffers are moved, not copied.
expose(async (call: ReadCall, signal?: AbortSignal) => {
  const answer = await readCall(call, signal)
  const buffers = answer.columns.flatMap(({ lat, lon, timeMs, fields }) =>
    [lat, lon, timeMs, ...Object.values(fields)].map(({ buffer }) => buffer as ArrayBuffer),
  )
  return transfer(answer, buffers)
})
