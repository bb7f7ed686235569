import { defineDuty } from '../../../src/duties/duty.js';
import { Shift } from '../shifts/shift.entity.js';
import { Qualification } from './qualification.entity.js';

/** P12.A05: whoever holds a certificate is warned sixty days ahead. */
export const renewQualification = defineDuty({
  name: 'renewQualification',
  title: { en: 'Renew the certificate of qualification', zh: '续办任职资格证书' },
  clause: 'P12.A05',
  subject: Qualification,
  within: { days: 0 },
  remindBefore: [{ days: 60 }, { days: 30 }, { days: 7 }],
  escalateTo: 'IT_HEAD',
  waivedBy: ['GENERAL_MANAGER'],
});

/** P12.A05: a shift whose operator has lost the certificate gets another one before it begins. */
export const coverShift = defineDuty({
  name: 'coverShift',
  title: { en: 'Give the shift to somebody with a valid certificate', zh: '将该班次改派给持有效证书的人员' },
  clause: 'P12.A05',
  subject: Shift,
  by: 'IT_HEAD',
  within: { minutes: 0 },
  remindBefore: [{ days: 1 }],
  escalateTo: 'GENERAL_MANAGER',
});
