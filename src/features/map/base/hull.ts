/** A ship from above as an SVG path, the bow up, about her middle; 11 wide and 29 long. */
export const HULL =
  'M0-14.5C4.2-10 5.5-6 5.5-2V12.5C5.5 13.6 5 14 4 14H-4C-5 14-5.5 13.6-5.5 12.5V-2C-5.5-6-4.2-10 0-14.5Z'
