import portsUrl from 'virtual:ports-url'
import { AppError } from '#src/domain/errors.ts'
import { type PortIndex, portIndex, PortList } from '#src/domain/ports.ts'

let loading: Promise<PortIndex> | null = null

/**
 * The list of ports, ready to be searched; fetched when first asked for, then kept.
 * @throws AppError `server-unreachable`, `answer-unreadable`; the next call tries again
 */
export function loadPorts(): Promise<PortIndex> {
  loading ??= fetchPorts().catch((error: unknown) => {
    loading = null
    throw error
  })
  return loading
}

async function fetchPorts(): Promise<PortIndex> {
  const response = await fetch(portsUrl).catch((cause: unknown) => {
    throw new AppError('server-unreachable', 'ports', { cause })
  })
  if (!response.ok) throw new AppError('server-unreachable', `ports: ${response.status}`)
  const list = PortList.safeParse(await response.json().catch(() => null))
  if (!list.success) throw new AppError('answer-unreadable', 'ports', { cause: list.error })
  return portIndex(list.data)
}
