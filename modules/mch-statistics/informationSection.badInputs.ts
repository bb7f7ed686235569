import type { BadInput } from './badInputs.fixture.js';
import { guidanceBadInputs } from './guidance/guidance.fixture.js';
import { monitoringBadInputs } from './monitoring/monitoring.fixture.js';
import { ruleBadInputs } from './rules/rules.fixture.js';

const nobody = '00000000-0000-4000-8000-000000000000';
const long = 'x'.repeat(20_000);

/** What is wrong with each form of the information section. By whom, where not by its head. */
export const sectionBadInputs: BadInput[] = [
  [
    'registerDischarges',
    ['discharges.0.number', 'discharges.0.departmentId', 'discharges.0.physicianId', 'discharges.0.dischargedOn'],
    { discharges: [{ number: '张三', departmentId: 'x', physicianId: 'x', dischargedOn: '2026-02-30' }] },
  ],
  [
    'registerDischarges',
    [
      'discharges.0.departmentId',
      'discharges.0.physicianId',
      'discharges.0.dischargedOn',
      'discharges.1.departmentId',
      'discharges.1.physicianId',
      'discharges.1.number',
      'discharges.2.departmentId',
      'discharges.2.physicianId',
      'discharges.2.number',
    ],
    {
      discharges: [
        { number: 'T-1', departmentId: nobody, physicianId: nobody, dischargedOn: '2030-01-01' },
        { number: 'T-1', departmentId: nobody, physicianId: nobody, dischargedOn: '2026-01-01' },
        { number: 'BA-000101', departmentId: nobody, physicianId: nobody, dischargedOn: '2026-01-01' },
      ],
    },
  ],
  ['registerDischarges', ['discharges'], { discharges: [] }],
  ['fileMedicalRecords', ['numbers'], { numbers: ['李四 住院'] }],
  ['returnMedicalRecord', ['reason'], { reason: '' }],
  [
    'correctDischarge',
    ['input.departmentId', 'input.dischargedOn', 'reason'],
    { input: { departmentId: 'x', dischargedOn: 'x' }, reason: '' },
  ],
  [
    'correctDischarge',
    ['input.departmentId', 'input.physicianId', 'input.dischargedOn'],
    { input: { departmentId: nobody, physicianId: nobody, dischargedOn: '2030-01-01' } },
  ],
  ['voidMedicalRecord', ['reason'], { reason: long }],
  ...monitoringBadInputs,
  ...guidanceBadInputs,
  ...ruleBadInputs,
];
