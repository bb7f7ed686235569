import { describe, expect, it } from 'vitest';
import { pinyinOf } from './pinyin.js';

describe('P01.A06 names can be found by their pinyin', () => {
  it.each([
    ['深圳市恒砺科技有限公司', 'shenzhenshihenglikejiyouxiangongsi', 'szshlkjyxgs'],
    ['重庆银行', 'chongqingyinhang', 'cqyh'],
    ['绿色农业', 'lvsenongye', 'lsny'],
    ['腾讯A1（北京）', 'tengxuna1beijing', 'txa1bj'],
    ['ＡＢＣ Café 公司', 'abccafegongsi', 'abccafegs'],
    ['', '', ''],
    ['—', '', ''],
  ])('%s is typed %s or %s', (name, full, initials) => {
    expect(pinyinOf(name)).toEqual({ full, initials });
  });
});
