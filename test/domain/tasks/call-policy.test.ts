import { expect, it } from 'vitest'
import { callPolicy, callPolicyFor } from '#src/domain/tasks/call-policy.ts'
import { deadlinesFor } from '#src/server/gateway/upstream.ts'

it.each([
  ['POST', '/api/MetOcean', callPolicy.submitSync],
  ['POST', '/api/MetOcean/async', callPolicy.submitAsync],
  ['GET', '/api/task/180b942e', callPolicy.task],
  ['GET', '/api/user/tasks/PENDING', callPolicy.list],
  ['POST', '/api/cancel_task/180b942e', callPolicy.cancel],
  ['GET', '/api/about', callPolicy.about],
])('%s %s has its own policy', (method, path, policy) => {
  expect(callPolicyFor(method, path)).toBe(policy)
})

it('treats an unlisted post as one that must not be repeated', () => {
  expect(callPolicyFor('POST', '/api/other').isRepeatable).toBe(false)
  expect(callPolicyFor('GET', '/api/other').isRepeatable).toBe(true)
})

it.each([
  ['submitSync', callPolicy.submitSync.timeoutMs, callPolicy.submitSync.deadlineMs],
  ['submitAsync', callPolicy.submitAsync.timeoutMs, callPolicy.submitAsync.deadlineMs],
  ['task', callPolicy.task.timeoutMs, callPolicy.task.deadlineMs],
  ['list', callPolicy.list.timeoutMs, callPolicy.list.deadlineMs],
  ['cancel', callPolicy.cancel.timeoutMs, callPolicy.cancel.deadlineMs],
])('lets the page wait longer for %s than the gateway waits for the service', (_, timeoutMs, deadlineMs) => {
  expect(deadlineMs).toBeGreaterThan(0)
  expect(timeoutMs).toBeGreaterThan(deadlineMs ?? Infinity)
})

it('waits ten seconds for what the gateway answers by itself', () => {
  expect(callPolicy.about).toMatchObject({ deadlineMs: null, timeoutMs: 10_000 })
})

it('covers every call', () => {
  expect(Object.keys(callPolicy)).toEqual(['submitSync', 'submitAsync', 'task', 'list', 'cancel', 'about'])
})

it('lets the page wait for a whole result longer than the gateway does', () => {
  expect(callPolicy.task.timeoutMs).toBeGreaterThan(deadlinesFor(callPolicy.submitSync.deadlineMs).resultMs)
})
