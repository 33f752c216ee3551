import type { CardAction } from '#src/domain/tasks/card-parts.ts'

/** Verb and object where the verb alone could mean something else. */
export const actionWords: Record<CardAction, string> = {
  'send-now': 'Send now',
  edit: 'Edit',
  discard: 'Discard',
  stop: 'Stop',
  cancel: 'Cancel',
  'show-route': 'Show route',
  show: 'Show',
  export: 'Export',
  remove: 'Remove',
  retry: 'Retry with same request',
  'edit-request': 'Edit request',
  'copy-details': 'Copy details',
  'send-again': 'Send again',
  keep: 'Keep',
  'check-now': 'Check now',
  follow: 'Follow',
  'show-reason': 'Show reason',
  'copy-link': 'Copy link',
}

/** A line under an action that stands in a menu. */
export const actionHints: Partial<Record<CardAction, string>> = {
  'copy-link': 'Opens this task at another desk',
  remove: 'From this list only',
}

export type Handlers = Partial<Record<CardAction, () => void>>
