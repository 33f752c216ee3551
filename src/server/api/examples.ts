import { HOUR_MS } from '#src/domain/time.ts'

/**
 * A request that can be sent as it stands: two points off the Hook of Holland, six hours apart.
 * @param nowMs epoch milliseconds UTC; the points lie at the next full hour and after, where the service has data
 */
export function exampleRequest(nowMs: number) {
  const departureHour = Math.ceil(nowMs / HOUR_MS)
  const at = (hours: number) => `${new Date((departureHour + hours) * HOUR_MS).toISOString().slice(0, 19)}Z`
  return {
    points: [
      { latitude: 52.0, longitude: 3.9, timestamp: at(0) },
      { latitude: 51.4, longitude: 2.1, timestamp: at(6) },
    ],
    variables: ['wind', 'wave'],
    task_name: 'hook-of-holland',
  }
}
