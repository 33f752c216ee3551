const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'

/** What an address names: a voyage kept in this browser, a task of the service, or neither. */
export interface Address {
  readonly voyageId: string | null
  readonly taskId: string | null
}

/** Reads a path: `/`, `/v/<voyage uuid>` or `/t/<task id>`. */
export function readAddress(path: string): Address {
  const voyage = new RegExp(`^/v/(${UUID})/?$`, 'i').exec(path)
  const task = /^\/t\/([\w-]{1,128})\/?$/.exec(path)
  return { voyageId: voyage?.[1]?.toLowerCase() ?? null, taskId: task?.[1] ?? null }
}

/** The task of the address is no longer looked at: a reload must not bring it back. */
export function leaveTaskAddress(): void {
  if (readAddress(window.location.pathname).taskId !== null) window.history.replaceState(null, '', '/')
}
