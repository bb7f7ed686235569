import { registerTitledEnum } from '../../../src/languages/enumTitles.js';

export enum AssetKind {
  HARDWARE = 'HARDWARE',
  SOFTWARE = 'SOFTWARE',
  LICENCE = 'LICENCE',
}

registerTitledEnum(AssetKind, {
  name: 'AssetKind',
  values: {
    HARDWARE: { title: { en: 'Hardware', zh: '硬件' } },
    SOFTWARE: { title: { en: 'System software', zh: '系统软件' } },
    LICENCE: { title: { en: 'Licence', zh: '许可' }, description: 'has a last day' },
  },
});
