import { asAppError } from '#src/domain/errors.ts'
import { failureTold } from '#src/state/failure.ts'

/** Begins work whose failure is told under the top bar, because it has no place of its own. */
export const attempt = (work: () => Promise<void>): void =>
  void work().catch((error: unknown) => failureTold(asAppError(error)))
