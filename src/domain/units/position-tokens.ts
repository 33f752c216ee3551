/** What a piece of a written position is. */
export type TokenKind =
  | 'number'
  | 'degree'
  | 'minute'
  | 'second'
  /** A sign that stands where a mark was: lost in an encoding, or chosen for want of one on the keyboard. */
  | 'unknown'
  | 'letter'
  | 'label'
  | 'sign'
  | 'dash'
  | 'comma'
  | 'semicolon'
  | 'slash'
  | 'colon'
  | 'open'
  | 'close'
  | 'word'
  | 'other'

export interface PositionToken {
  readonly kind: TokenKind
  /** In capitals; a hemisphere is its one letter, a label LAT or LON, a number has no decimal comma. */
  readonly text: string
  readonly start: number
  readonly end: number
  /** Does a blank stand before it? */
  readonly spaced: boolean
  /** Is that blank a tab or a bar, which part the columns of a table? */
  readonly column: boolean
}

/** A number, a mark for degrees, for seconds, for minutes, letters, a blank, anything else. */
const pieces = new RegExp(
  [
    String.raw`(\d+(?:[.,]\d+)*)`,
    String.raw`((?:Ã‚)?Â?[°º˚]|∘|度|&deg;|&#176;)`,
    String.raw`(['′’‘´${'`'}]{2}|["″“”]|秒|&quot;|&Prime;|&#34;|â€³)`,
    String.raw`(['′’‘´${'`'}]|分|&apos;|&prime;|&#39;|â€²|â€™)`,
    String.raw`(\p{L}+)`,
    String.raw`((?:\s|&nbsp;)+)`,
    String.raw`(.)`,
  ].join('|'),
  'gsu',
)

const kinds: Readonly<Record<string, TokenKind>> = {
  '+': 'sign',
  '-': 'dash',
  '−': 'dash',
  '–': 'dash',
  '‒': 'dash',
  ',': 'comma',
  ';': 'semicolon',
  '/': 'slash',
  ':': 'colon',
  '=': 'colon',
  '(': 'open',
  ')': 'close',
  '?': 'unknown',
  '*': 'unknown',
  _: 'unknown',
  '~': 'unknown',
  '^': 'unknown',
  '\uFFFD': 'unknown',
}

const spoken = new Map<string, readonly [TokenKind, string]>([
  ...['N', 'S', 'E', 'W'].map((letter) => [letter, ['letter', letter]] as const),
  ...['NORTH', 'SOUTH', 'EAST', 'WEST'].map((word) => [word, ['letter', word.slice(0, 1)]] as const),
  ...['D', 'DEG', 'DEGS', 'DEGREE', 'DEGREES'].map((word) => [word, ['degree', word]] as const),
  ...['M', 'MIN', 'MINS', 'MINUTE', 'MINUTES'].map((word) => [word, ['minute', word]] as const),
  ...['SEC', 'SECS', 'SECOND', 'SECONDS'].map((word) => [word, ['second', word]] as const),
  ...['LAT', 'LATITUDE', 'BREITE'].map((word) => [word, ['label', 'LAT']] as const),
  ...['LON', 'LONG', 'LNG', 'LONGITUDE', 'LÄNGE'].map((word) => [word, ['label', 'LON']] as const),
])

/** A mark and a hemisphere in one, as in `23.4minW`, `24sW`. */
const markAndLetter = /^(D|DEG|M|MIN|S|SEC|O)([NSEW])$/
const marks: Readonly<Record<string, TokenKind>> = { D: 'degree', M: 'minute', S: 'second', O: 'unknown' }

/** Cuts a text into what a position is made of. Nothing is left out but blanks, and no run of digits is cut. */
export function tokensOf(text: string): readonly PositionToken[] {
  const tokens: PositionToken[] = []
  let [spaced, column] = [false, false]
  const add = (kind: TokenKind, word: string, start: number, length: number) => {
    tokens.push({ kind, text: word, start, end: start + length, spaced, column })
    spaced = column = false
  }
  for (const match of text.matchAll(pieces)) {
    const [whole, number, degree, second, minute, letters, blank] = match
    const last = tokens.at(-1)
    const afterNumber = !spaced && last?.kind === 'number'
    if (blank !== undefined) {
      spaced = true
      column ||= whole.includes('\t')
    } else if (whole === '|') spaced = column = true
    else if (number !== undefined) {
      // `WP02` is one word.
      if (!spaced && last?.kind === 'word') tokens.splice(-1, 1, { ...last, end: match.index + whole.length })
      else addNumber(whole, match.index, add)
    } else if (letters !== undefined) addLetters(whole.toUpperCase(), match.index, afterNumber, add)
    else if (degree !== undefined) add('degree', whole, match.index, whole.length)
    else if (second !== undefined) add('second', whole, match.index, whole.length)
    else if (minute !== undefined) add('minute', whole, match.index, whole.length)
    // The dot of an abbreviation, `deg.`, `Lat.`, says nothing.
    else if (whole !== '.' || spaced || !isAbbreviated(last))
      add(kinds[whole] ?? 'other', whole, match.index, whole.length)
  }
  return tokens
}

type Add = (kind: TokenKind, word: string, start: number, length: number) => void

const isAbbreviated = (token: PositionToken | undefined) =>
  token !== undefined && (token.kind === 'label' || /^(?:DEG|MIN|SEC)S?$/.test(token.text))

/** A comma beside a point parts two numbers; one alone is the decimal mark, as far as can be told here. */
function addNumber(run: string, start: number, add: Add): void {
  if (!run.includes('.')) {
    add(run.indexOf(',') === run.lastIndexOf(',') ? 'number' : 'other', run.replace(',', '.'), start, run.length)
    return
  }
  let from = start
  for (const [index, piece] of run.split(',').entries()) {
    if (index > 0) add('comma', ',', from - 1, 1)
    add('number', piece, from, piece.length)
    from += piece.length + 1
  }
}

function addLetters(word: string, start: number, afterNumber: boolean, add: Add): void {
  const known = spoken.get(word)
  if (known) return add(known[0], known[1], start, word.length)
  const both = afterNumber ? markAndLetter.exec(word) : null
  if (both) {
    const [, mark = '', letter = ''] = both
    add(marks[mark.slice(0, 1)] ?? 'other', mark, start, mark.length)
    return add('letter', letter, start + mark.length, letter.length)
  }
  // An o right behind a number is a degree sign of old; read as a letter it would be east in one language, west in others.
  add(afterNumber && word === 'O' ? 'unknown' : 'word', word, start, word.length)
}
