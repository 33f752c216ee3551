import { type ComponentProps, useMemo } from 'react'
import type { Answer } from '#src/domain/metocean/result.ts'
import { legsWeather, routeWeatherLine } from '#src/domain/voyage/route-weather.ts'
import { FullRouteTable } from '#src/features/route/full-table/full-route-table.tsx'
import { type RouteWeather, RouteWeatherContext } from '#src/features/route/full-table/full-columns.tsx'
import { useUnits } from '#src/state/preferences.ts'
import { useLimits, useRoute } from '#src/state/voyage.ts'

/** The full route table, with the weather of its legs. @param answer for the route as planned; null: there is none */
export function RouteTable({ answer, ...table }: ComponentProps<typeof FullRouteTable> & { answer: Answer | null }) {
  const { waypoints } = useRoute()
  const limits = useLimits()
  const units = useUnits()
  const weather = useMemo(
    (): RouteWeather | null =>
      answer && {
        legs: legsWeather(answer.columns, waypoints, limits),
        summary: routeWeatherLine(answer.columns, limits, units),
        synthetic: answer.synthetic,
      },
    [answer, waypoints, limits, units],
  )
  return (
    <RouteWeatherContext value={weather}>
      <FullRouteTable {...table} />
    </RouteWeatherContext>
  )
}
