import { pinyin } from 'pinyin-pro';

export interface Pinyin {
  /** 深圳A1科技 -> shenzhena1keji. */
  full: string;
  /** 深圳A1科技 -> sza1kj. */
  initials: string;
}

/** How a name is typed on a keyboard: lower case, without tones, letters and digits only; ü is v. */
export function pinyinOf(name: string): Pinyin {
  const syllables = pinyin(name.normalize('NFKD'), { toneType: 'none', type: 'array', v: true }).map((syllable) =>
    syllable.toLowerCase().replace(/[^a-z0-9]/g, ''),
  );
  return { full: syllables.join(''), initials: syllables.map((syllable) => syllable.slice(0, 1)).join('') };
}
