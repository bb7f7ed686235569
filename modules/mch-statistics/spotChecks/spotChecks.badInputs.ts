import type { BadInput } from '../badInputs.fixture.js';

const nobody = '00000000-0000-4000-8000-000000000000';

/** What is wrong with each form of spot checks. */
export const spotCheckBadInputs: BadInput[] = [
  [
    'planSpotChecks',
    ['input.graceDays', 'input.units', 'input.figuresPerUnit'],
    { input: { graceDays: 61, units: 0, figuresPerUnit: 201 } },
  ],
  ['endSpotCheckPlan', ['reason'], { reason: ' ' }],
  ['drawSpotCheck', ['from', 'to'], { from: '2026-02-30', to: 'x' }],
  ['drawSpotCheck', ['to'], { from: '2026-02-01', to: '2026-01-01' }],
  ['drawSpotCheck', ['from'], { from: '2031-02-01', to: '2031-02-01' }],
  [
    'recordSpotCheck',
    ['results.0.itemId', 'results.0.found', 'results.0.source'],
    { results: [{ itemId: 'x', found: '', source: '' }] },
  ],
  ['recordSpotCheck', ['results.0.itemId'], { results: [{ itemId: nobody, found: '1', source: 'x' }] }],
  [
    'correctSpotCheckFindings',
    ['corrections.0.findingId', 'corrections.0.reason'],
    { corrections: [{ findingId: 'x', reason: ' ' }] },
  ],
  ['correctSpotCheckFindings', ['corrections'], { corrections: [] }, 'mch-reporter'],
  [
    'correctSpotCheckFindings',
    ['corrections.0.findingId'],
    { corrections: [{ findingId: nobody, reason: 'x' }] },
    'mch-reporter',
  ],
  ['explainSpotCheckFinding', ['explanation'], { explanation: '' }, 'mch-reporter'],
  ['settleSpotCheckFinding', ['remark'], { accept: false, remark: ' ' }],
  ['settleSpotCheckFinding', ['remark'], { accept: false }],
];
