const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });
const around = 16;

/**
 * Whether what stands there is the end of one word and the beginning of the next, as in 路口|交通, by the dictionary of
 * the runtime (ICU). Only to be asked of two characters: of more, one is a word by itself too often.
 */
export function isAcrossWords(text: string, start: number, end: number): boolean {
  const from = Math.max(0, start - around);
  const within = (at: number) =>
    [...tokens].find(({ index, segment }) => from + index < at && at < from + index + segment.length)?.index;
  const tokens = [...segmenter.segment(text.slice(from, end + around))];
  const [first, second] = [within(start), within(end)];
  return first !== undefined && second !== undefined && first !== second;
}
