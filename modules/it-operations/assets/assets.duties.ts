import { defineDuty } from '../../../src/duties/duty.js';
import { ItAsset } from './itAsset.entity.js';

/** P12.A01: a licence or support that has run out leaves what it is for without maintenance. */
export const renewAsset = defineDuty({
  name: 'renewAsset',
  title: { en: 'Renew the licence or support, or take the asset out of use', zh: '续期许可或维保，或停用该资产' },
  clause: 'P12.A01',
  subject: ItAsset,
  within: { days: 0 },
  by: 'IT_HEAD',
  remindBefore: [{ days: 60 }, { days: 30 }, { days: 7 }],
  escalateTo: 'GENERAL_MANAGER',
});
