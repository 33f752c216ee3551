import type { CardAction } from '#src/domain/tasks/card.ts'

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
}

export type Handlers = Partial<Record<CardAction, () => void>>
