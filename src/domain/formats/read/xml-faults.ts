/** What the parser calls a fault, and what it is for somebody who did not write the file. */
const plain: readonly (readonly [RegExp, string])[] = [
  [/^unclosed tag: (.*)$/, 'unclosed element <$1>; the file may be cut off'],
  [/^unexpected close tag$/, 'unexpected end of an element that was not begun'],
  [/^an XML declaration must be.*$/, '<?xml stands here, behind other parts of the file; save each file by itself'],
  [/^documents may contain only one root$/, 'another XML file begins here; save each file by itself'],
  [/^text data outside of root node$/, 'there is text outside of the XML'],
  [/^malformed character entity$/, 'a number between &# and ; stands for no character'],
  [/^disallowed character in tag name$/, 'a < begins no element; in a text it is written &lt;'],
  [/^disallowed character in attribute value$/, 'a < stands in a value, where it is written &lt;'],
  [/^disallowed character\b/, 'there is a control character, which XML does not allow'],
  [/^unquoted attribute value$/, 'a value has no quotes around it'],
  [/^duplicate attribute: (.*)$/, '"$1" is given twice for one element'],
  [/^malformed comment$/, 'a comment has -- inside'],
]

/** A fault of the parser in plain words; its own where there are none. @param message without place and full stop */
export function plainXmlFault(message: string): string {
  const [pattern, words] = plain.find(([known]) => known.test(message)) ?? []
  return pattern && words ? message.replace(pattern, words) : message
}

/** The names that HTML has for the characters 160 to 255, in their order: programs write them into names in XML as well. */
const names =
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml'

/** Characters by the names of HTML, `&nbsp;` to `&yuml;` and the marks of printed text. */
export const htmlCharacters: Readonly<Record<string, string>> = {
  ...Object.fromEntries(names.split(' ').map((name, index) => [name, String.fromCharCode(160 + index)])),
  ndash: '–',
  mdash: '—',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  prime: '′',
  Prime: '″',
}
