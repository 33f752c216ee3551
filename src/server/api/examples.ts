/**
 * A request that can be sent as it stands: two points off the Hook of Holland, six hours apart.
 * @param departureMs epoch milliseconds UTC; the service has data from three years back to ten days ahead
 */
export function exampleRequest(departureMs: number) {
  const at = (hours: number) => `${new Date(departureMs + hours * 3_600_000).toISOString().slice(0, 19)}Z`
  return {
    points: [
      { latitude: 52.0, longitude: 3.9, timestamp: at(0) },
      { latitude: 51.4, longitude: 2.1, timestamp: at(6) },
    ],
    variables: ['wind', 'wave'],
    task_name: 'hook-of-holland',
  }
}
