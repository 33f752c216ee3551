import { lexer, type MarkedToken, type Token, type Tokens } from 'marked'
import { Fragment, type ReactNode } from 'react'
import { intend } from '#src/state/intents.ts'
import { Button } from '#src/ui/form/button.tsx'
import { Dialog } from '#src/ui/overlay/dialog.tsx'
// The guide as the project's documents have it: one text for both.
import guide from '../../../docs/guide.md?raw'
import styles from './guide.module.css'

const pictures = import.meta.glob<string>('../../../docs/images/guide-*.png', {
  query: '?url',
  import: 'default',
  eager: true,
})

const urlOf = (href: string): string | undefined =>
  Object.entries(pictures).find(([path]) => path.endsWith(`/${href}`))?.[1]

/** The guide, to read in the page. */
export function Guide({ onClose }: { onClose: () => void }) {
  return (
    <Dialog
      open
      wide
      isText
      title="Guide"
      onClose={onClose}
      actions={<Button onClick={() => intend('open-dialog', 'keys')}>Show keyboard shortcuts</Button>}
    >
      <article className={styles.guide}>
        <Parts tokens={lexer(guide)} />
      </article>
    </Dialog>
  )
}

function Parts({ tokens }: { tokens: readonly Token[] | undefined }): ReactNode {
  return tokens?.map((token, index) => <Fragment key={index}>{partOf(token as MarkedToken)}</Fragment>)
}

/** Renders Markdown. Links to other documents, which the page does not have, keep only their words. */
function partOf(token: MarkedToken): ReactNode {
  switch (token.type) {
    case 'heading':
      return token.depth === 1 ? null : (
        <h3>
          <Parts tokens={token.tokens} />
        </h3>
      ) // the first is the dialog's own
    case 'paragraph':
      return (
        <p>
          <Parts tokens={token.tokens} />
        </p>
      )
    case 'list':
      return (
        <ul>
          {token.items.map(({ tokens }, index) => (
            <li key={index}>
              <Parts tokens={tokens} />
            </li>
          ))}
        </ul>
      )
    case 'table':
      return <Rows table={token} />
    case 'image': {
      const url = urlOf(token.href)
      return url ? <img src={url} alt={token.text} loading="lazy" /> : null
    }
    case 'strong':
      return (
        <strong>
          <Parts tokens={token.tokens} />
        </strong>
      )
    case 'codespan':
      return <code>{token.text}</code>
    default:
      return 'tokens' in token && token.tokens ? <Parts tokens={token.tokens} /> : 'text' in token ? token.text : null
  }
}

function Rows({ table: { header, rows } }: { table: Tokens.Table }) {
  return (
    <table>
      <thead>
        <tr>
          {header.map(({ tokens }, index) => (
            <th key={index} scope="col">
              <Parts tokens={tokens} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <tr key={index}>
            {row.map(({ tokens }, column) => (
              <td key={column}>
                <Parts tokens={tokens} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
