import type { Answer } from '#src/domain/metocean/result.ts'
import { etaNote, etaRows, type TrueEta } from '#src/domain/voyage/current/true-eta.ts'
import { Button } from '#src/ui/form/button.tsx'
import styles from './results-strip.module.css'
import { useTrueEta } from './use-sailing.ts'

/**
 * When she arrives with the current; nothing where her times are over ground.
 * @param onAsk asks for the current at the corrected times; null: not possible now
 */
export function EtaNote({ answer, onAsk }: { answer: Answer; onAsk: ((eta: TrueEta) => void) | null }) {
  const eta = useTrueEta(answer)
  if (!eta) return null
  return (
    <span className={styles.eta}>
      <span
        title={etaRows(eta)
          .map(([name, words]) => `${name}: ${words}`)
          .join('\n')}
      >
        {etaNote(eta)}
      </span>
      {eta.asksAgain && onAsk && (
        <Button
          size="small"
          title="Ask again at the corrected times: the current was asked for at other times than she will be there"
          onClick={() => onAsk(eta)}
        >
          Ask again
        </Button>
      )}
    </span>
  )
}
