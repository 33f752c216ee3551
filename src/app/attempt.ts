import { asAppError } from '#src/domain/errors.ts'
import { intend } from '#src/state/intents.ts'

/** Begins work whose failure is told under the top bar, because it has no place of its own. */
export const attempt = (work: () => Promise<void>): void =>
  void work().catch((error: unknown) => intend('show-failure', asAppError(error)))
