const digits = (text: string): number[] => [...text].map((character) => (character === 'X' ? 10 : Number(character)));

/** Without hyphens and blanks, in upper case. */
export const plainNumber = (text: string): string => text.replaceAll(/[\s-]/g, '').toUpperCase();

/** ISBN-10 and ISBN-13 (ISO 2108) by their check digit. */
export function isIsbn(text: string): boolean {
  if (/^\d{9}[\dX]$/.test(text)) return digits(text).reduce((sum, digit, i) => sum + digit * (10 - i), 0) % 11 === 0;
  if (!/^97[89]\d{10}$/.test(text)) return false;
  return digits(text).reduce((sum, digit, i) => sum + digit * (i % 2 === 0 ? 1 : 3), 0) % 10 === 0;
}

/** ISSN (ISO 3297) by its check digit. */
export const isIssn = (text: string): boolean =>
  /^\d{7}[\dX]$/.test(text) && digits(text).reduce((sum, digit, i) => sum + digit * (8 - i), 0) % 11 === 0;
