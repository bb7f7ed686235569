import { createRequire } from 'node:module';

/** Noto Sans, Simplified Chinese with Latin, under the SIL Open Font License; pdfkit embeds the glyphs that are used. */
export const chineseFont = createRequire(import.meta.url)
  .resolve('@embedpdf/fonts-sc')
  .replace(/dist\/.*$/, 'fonts/NotoSansHans-Regular.otf');
