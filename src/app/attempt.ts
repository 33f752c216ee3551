import { asAppError } from '#src/domain/errors.ts'
import { intend } from '#src/state/intents.ts'

/** Starts work whose failure is shown under the top bar, as it has no other place. */
export const attempt = (work: () => Promise<void>): void =>
  void work().catch((error: unknown) => intend('show-failure', asAppError(error)))
