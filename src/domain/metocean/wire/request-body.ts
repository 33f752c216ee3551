import { numberAt } from '../../at.ts'
import { wrapLongitude } from '../../position.ts'
import type { Submission } from '../../tasks/submission.ts'
import { formatIso } from '../../units/time-text.ts'

/** Six places are 0.1 m, and keep 100,000 points at about 9 MiB. + 0: no −0 on the wire. */
const sixPlaces = (degrees: number) => Math.round(degrees * 1e6) / 1e6 + 0

/** The members of a submission that go over the wire. */
export type RequestBodyParts = Pick<
  Submission,
  'points' | 'variables' | 'windHeightM' | 'taskName' | 'receiveMail' | 'email'
>

/**
 * The body of POST /MetOcean and /MetOcean/async as JSON text (`MetOceanRequest` of the contract): longitudes −180 to
 * 180, whole seconds with Z. Written point by point, so that 100,000 points never exist as objects.
 */
export function requestBody({
  points,
  variables,
  windHeightM,
  taskName,
  receiveMail,
  email,
}: RequestBodyParts): string {
  const entries: string[] = []
  for (let index = 0; index < points.lat.length; index += 1) {
    const latitude = sixPlaces(numberAt(points.lat, index))
    const longitude = sixPlaces(wrapLongitude(numberAt(points.lon, index)))
    entries.push(`{"latitude":${latitude},"longitude":${longitude},"timestamp":"${formatIso(points.timeMs[index])}"}`)
  }
  const rest = JSON.stringify({
    variables,
    ...(variables.includes('wind') && { wind_height: windHeightM }),
    task_name: taskName,
    ...(receiveMail && { receive_mail: true, ...(email && { email }) }),
  })
  return `{"points":[${entries.join(',')}],${rest.slice(1)}`
}
