/** A port's name short enough for a map: without other or former names, province or island. */
export function placeLabel(name: string): string {
  return name.replace(/\s*[(/,].*$/, '').trim() || name
}
