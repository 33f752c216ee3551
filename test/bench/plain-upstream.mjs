// A thread that answers as the MetOcean API would, without looking and at once, lists after a while and tasks with a result of any size if asked to: what is measured is the gateway.
import { once } from 'node:events'
import { createServer } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { parentPort, workerData } from 'node:worker_threads'

const list = JSON.stringify({ username: 'bench', user_id: 1, email: null, tasks_count: 0, tasks: [] })
const entry =
  '{"coordinates":{"latitude":51.234567,"longitude":3.456789,"timestamp":"2026-11-22T18:00:00Z"},"conditions":{"Winds_10m_Intensity":8.123,"Winds_10m_Direction":231.4}}'
const entries = Array(Math.ceil((workerData.resultBytes ?? 0) / (entry.length + 1))).fill(entry)
const task = Buffer.from(`{"task_id":"task-1","status":"SUCCESS","result":[${entries}],"error":null}`)
let tasks = 0

const dueBytes = (ms, bytesPerSecond) =>
  Number.isFinite(bytesPerSecond) ? Math.floor((ms / 1000) * bytesPerSecond) : Infinity

/** As fast as the line to the service is: on this machine's own it would be the processor's speed that is measured. */
async function deliver(response) {
  const { bytesPerSecond = Infinity } = workerData
  const startMs = performance.now()
  for (let sent = 0; sent < task.length;) {
    const due = Math.min(task.length, dueBytes(performance.now() - startMs, bytesPerSecond))
    if (due > sent && !response.write(task.subarray(sent, due))) await once(response, 'drain')
    sent = due
    if (sent < task.length) await pause(2)
  }
  response.end()
}
const server = createServer((request, response) => {
  request.resume().once('end', () => {
    response.setHeader('content-type', 'application/json')
    if (request.url.startsWith('/task/')) void deliver(response)
    else if (request.method === 'GET') setTimeout(() => response.end(list), workerData.listMs)
    else response.end(JSON.stringify({ task_id: `task-${++tasks}` }))
  })
})
server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port))
