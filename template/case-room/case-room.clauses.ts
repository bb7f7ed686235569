import { clauseText, type Policy } from '../../src/clauses/clause.js';

/** The policy that this module carries out, in our own words. */
export const clauses: Policy[] = [
  {
    id: 'CASE-ROOM',
    title: { en: 'Case room', zh: '案卷室' },
    owner: { en: 'The department in charge', zh: '主管部门' },
    clauses: [
      clauseText(
        'CASE-ROOM.A01',
        ['Keeping the register', '登记管理'],
        [
          'Clerks alone register and close. Readers see what they are cleared for; from SECRET up only the keeper or somebody with a grant.',
          '仅经办人可以登记和办结；其他人员按权限查阅，机密以上仅限保管人或获得授权者。',
        ],
      ),
    ],
  },
];
