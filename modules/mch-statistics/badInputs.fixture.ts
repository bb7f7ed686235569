/** What is wrong with each form: all of its problems at once. By whom, where not by the statistician. */
export type BadInput = [operation: string, paths: string[], input: Record<string, unknown>, who?: string];

const long = 'x'.repeat(20_000);
const nobody = '00000000-0000-4000-8000-000000000000';

export const badInputs: BadInput[] = [
  [
    'registerStatisticsUnit',
    ['input.uid', 'input.name', 'input.parentId', 'input.departmentId', 'input.openedOn'],
    { input: { uid: '1', name: '', level: 'COUNTY', parentId: 'x', departmentId: 'x', openedOn: '2026-02-30' } },
  ],
  [
    'registerStatisticsUnit',
    ['input.parentId', 'input.departmentId'],
    { input: { name: 'x', level: 'COUNTY', parentId: nobody, departmentId: nobody, openedOn: '2026-02-20' } },
  ],
  ['updateStatisticsUnit', ['input.name', 'input.closedOn'], { input: { name: '', closedOn: 'x' } }],
  [
    'updateStatisticsUnit',
    ['input.departmentId', 'input.closedOn'],
    { input: { departmentId: nobody, closedOn: '2019-01-01' } },
  ],
  [
    'defineCategories',
    ['input.name', 'input.categories.0.name', 'input.categories.0.options', 'input.optionUids'],
    { input: { name: '', categories: [{ name: '', options: ['x'] }], optionUids: ['x'] } },
  ],
  [
    'defineDataElement',
    ['input.uid', 'input.name', 'input.minimum', 'input.maximum', 'input.combinationId'],
    { input: { uid: 'x', name: long, minimum: -2, maximum: -3, combinationId: 'x' } },
  ],
  [
    'defineDataSet',
    [
      'input.name',
      'input.dueDays',
      'input.terms',
      'input.terms.0.days',
      'input.items.0.elementId',
      'input.items.0.section',
    ],
    {
      input: {
        name: '',
        periodType: 'MONTH',
        dueDays: -1,
        terms: [
          { level: 'COUNTY', days: 400 },
          { level: 'COUNTY', days: 3 },
        ],
        items: [{ elementId: 'x', section: '' }],
      },
    },
  ],
  [
    'defineDataSet',
    ['input.items.0.elementId'],
    { input: { name: 'x', periodType: 'MONTH', dueDays: 1, items: [{ elementId: nobody, section: 'x' }] } },
  ],
  [
    'addValidationRule',
    ['input.name', 'input.left', 'input.right'],
    { input: { name: '', left: '1 +', operator: 'EQUAL', right: '#{x}' } },
  ],
  [
    'addValidationRule',
    ['input.left', 'input.right'],
    { input: { name: 'x', left: '#{abcdefghijk}', operator: 'EQUAL', right: '#{MchMothers1.abcdefghijk}' } },
  ],
  [
    'assignDataSet',
    ['input.unitId', 'input.since', 'input.keeperId'],
    { input: { unitId: 'x', since: 'x', keeperId: 'x' } },
  ],
  [
    'assignDataSet',
    ['input.unitId', 'input.keeperId'],
    { input: { unitId: nobody, since: '2026-01-01', keeperId: nobody } },
  ],
  ['assignDataSet', ['input.since'], { input: { unitId: nobody, since: '1950-01-01', keeperId: nobody } }],
  ['endDataSetAssignment', ['until'], { until: 'x' }],
  ['endDataSetAssignment', ['until'], { until: '2150-01-01' }],
  ['endDataSetAssignment', ['until'], { until: '2020-01-01' }],
  ['openReport', ['period'], { period: '2026-01' }],
  ['openReport', ['period'], { period: '2026' }],
  ['openReport', ['period'], { period: '202801' }],
  ['openReport', ['period'], { period: '202001' }],
  [
    'enterValues',
    ['input.values.0.element', 'input.values.0.value', 'input.reason'],
    { input: { values: [{ element: '', value: '' }], reason: ' ' } },
    'mch-reporter',
  ],
  [
    'enterValues',
    ['input.values.0', 'input.values.1', 'input.values.2', 'input.values.3', 'input.values.4'],
    {
      input: {
        values: [
          { element: 'nothing', value: '1' },
          { element: 'MchMothers1', value: '-3' },
          { element: 'MchMothers1', value: '4' },
          { element: 'MchHivTest1', option: 'nothing', value: '4' },
          { element: 'MchLiveBrth', value: '4.5' },
        ],
      },
    },
    'mch-reporter',
  ],
  [
    'submitReport',
    ['reasons.0.finding', 'reasons.0.reason'],
    { reasons: [{ finding: '', reason: '' }] },
    'mch-reporter',
  ],
  ['submitReport', ['reasons.0.finding'], { reasons: [{ finding: 'x', reason: 'x' }] }, 'mch-reporter'],
  [
    'reviseDataSet',
    ['input.validFrom', 'input.reason', 'input.items', 'input.rules.0.left'],
    {
      input: {
        validFrom: 'x',
        reason: ' ',
        items: [],
        rules: [{ name: 'x', left: '1 +', operator: 'EQUAL', right: '0' }],
      },
    },
  ],
  [
    'reviseDataSet',
    ['input.items.0.elementId', 'input.rules.0.left'],
    {
      input: {
        validFrom: '2026-04-01',
        reason: 'x',
        items: [{ elementId: nobody, section: 'x' }],
        rules: [{ name: 'x', left: '#{MchMothers1}', operator: 'EQUAL', right: '0' }],
      },
    },
  ],
  ['withdrawEdition', ['reason'], { reason: ' ' }],
  ['reviseDataSet', ['input.items'], { input: { validFrom: '2026-04-01', reason: 'x' } }],
  [
    'reviseDataElement',
    ['input.validFrom', 'input.reason', 'input.name', 'input.minimum'],
    { input: { validFrom: 'x', reason: '', name: '', minimum: -1 } },
  ],
  ['reviseDataElement', ['input.maximum'], { input: { validFrom: '2026-04-01', reason: 'x', minimum: 12 } }],
  ['recordRefusal', ['input.period', 'input.reason'], { input: { period: '2026-01', reason: ' ' } }],
  ['recordRefusal', ['input.period'], { input: { period: '2026', reason: 'x' } }],
  // Not due before 10 March.
  ['recordRefusal', ['input.period'], { input: { period: '202602', reason: 'x' } }],
  ['withdrawRefusal', ['reason'], { reason: ' ' }],
  ['importDataValues', ['reason'], { reason: long }],
  ['importDataValueFile', ['reason'], { reason: long }],
  ['requestUnlock', ['reason'], { reason: ' ' }, 'mch-reporter'],
];
