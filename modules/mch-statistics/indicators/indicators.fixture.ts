import { randomUUID } from 'node:crypto';
import type { TestPlatform } from '../../../test/harness.js';
import type { BadInput } from '../badInputs.fixture.js';
import { demoElements } from '../mch-statistics.demo.js';
import {
  approve,
  aReport,
  aUnit,
  done,
  enter,
  type Figures,
  fresh,
  type Made,
  monthlyForm,
  type Operation,
  reporter,
  statistician,
  submit,
} from '../statistics.fixture.js';

export const indicatorDocuments = {
  defineIndicator:
    'mutation($input: DefineIndicatorInput!) { defineIndicator(input: $input) { id version code variant } }',
  defineIndicatorTerm: 'mutation($input: DefineTermInput!) { defineIndicatorTerm(input: $input) { id version code } }',
  bindIndicatorTerm:
    'mutation($id: ID!, $version: Int!, $lines: [TermLineInput!]!, $validFrom: String, $reason: String) { bindIndicatorTerm(id: $id, version: $version, lines: $lines, validFrom: $validFrom, reason: $reason) { id version } }',
  indicatorValues: `query($indicatorId: ID!, $unitIds: [ID!], $below: ID, $level: UnitLevel, $periods: [String!]!, $includeUnapproved: Boolean) {
    indicatorValues(indicatorId: $indicatorId, unitIds: $unitIds, below: $below, level: $level, periods: $periods, includeUnapproved: $includeUnapproved) {
      indicator unitId unit period numerator denominator value low high method expected received unapproved counted notCollected notCarriedOut
      notFilledIn isProvisional label notes } }`,
  compareIndicatorValues: `query($figures: [ComparedFigureInput!]!) {
    compareIndicatorValues(figures: $figures) { change limitsOverlap figure { indicator unit period value } } }`,
};

export const indicatorNamed = async (platform: TestPlatform, code: string, variant: string): Promise<string> =>
  (
    await platform.owner<{ id: string }>('select id from mch_statistics.indicator where code = $1 and variant = $2', [
      code,
      variant,
    ])
  )[0]!.id;

export const termNamed = async (platform: TestPlatform, code: string): Promise<Made> =>
  (
    await platform.owner<Made & Record<string, unknown>>(
      'select id, version from mch_statistics.indicator_term where code = $1',
      [code],
    )
  )[0]!;

export const aTerm = (platform: TestPlatform) =>
  done<Made & { code: string }>(platform, statistician, indicatorDocuments.defineIndicatorTerm, {
    input: { code: `t${fresh().replaceAll('-', '')}`, title: '测试项' },
  });

export const anIndicator = (platform: TestPlatform, more: object = {}) =>
  done(platform, statistician, indicatorDocuments.defineIndicator, { input: { ...indicatorInput(), ...more } });

const indicatorInput = () => ({
  code: `own-${fresh()}`,
  variant: '2026',
  title: '自定指标',
  numerator: ['mothersTestedForHiv'],
  denominator: ['liveBirths'],
  multiplier: 100,
  interval: 'POISSON',
  source: '本省卫健委 2026 年 3 号文',
  validFrom: '2026-01-01',
});

const find = (field: string) =>
  ({
    [field]: async () => [`query($id: ID!) { ${field}(id: $id) { id } }`, { id: randomUUID() }],
    [`${field}s`]: async () => [`{ ${field}s { totalCount } }`],
  }) as Record<string, Operation>;

/** Each root field of the capability as it is called with input that is right. */
export const indicatorOperations: Record<string, Operation> = {
  ...find('indicator'),
  ...find('indicatorTerm'),
  indicatorValues: async (platform) => [
    indicatorDocuments.indicatorValues,
    {
      indicatorId: await indicatorNamed(platform, 'infant-mortality-rate', 'live births'),
      unitIds: [(await aUnit(platform)).id],
      periods: ['202601'],
    },
  ],
  compareIndicatorValues: async (platform) => {
    const indicatorId = await indicatorNamed(platform, 'infant-mortality-rate', 'live births');
    const unitId = (await aUnit(platform)).id;
    return [
      indicatorDocuments.compareIndicatorValues,
      { figures: ['202601', '202602'].map((period) => ({ indicatorId, unitId, period })) },
    ];
  },
  defineIndicator: async () => [indicatorDocuments.defineIndicator, { input: indicatorInput() }],
  defineIndicatorTerm: async () => [
    indicatorDocuments.defineIndicatorTerm,
    { input: { code: `t${fresh().replaceAll('-', '')}`, title: '测试项' } },
  ],
  bindIndicatorTerm: async (platform) => [
    indicatorDocuments.bindIndicatorTerm,
    {
      ...(await aTerm(platform)),
      code: undefined,
      lines: [{ dataSetId: await monthlyForm(platform), element: demoElements.mothers }],
    },
  ],
};

/** A form that is approved, handed in only, or being filled in. */
export async function report(
  platform: TestPlatform,
  assignment: Made,
  period: string,
  given: Figures,
  upTo: 'open' | 'submitted' | 'locked' = 'locked',
) {
  const filled = await enter(platform, await aReport(platform, period, assignment.id), given);
  if (upTo === 'open') return filled;
  const submitted = await submit(platform, filled, await reasonsFor(platform, filled.id));
  if (upTo === 'locked') await approve(platform, submitted.id);
  return submitted;
}

export async function reasonsFor(platform: TestPlatform, id: string) {
  const { findings } = await done<{ findings: { key: string; needsReason: boolean }[] }>(
    platform,
    reporter,
    'query($id: ID!) { statisticsForm(reportId: $id) { findings { key needsReason } } }',
    { id },
  );
  return findings.filter(({ needsReason }) => needsReason).map(({ key }) => ({ finding: key, reason: '已核实' }));
}

const nobody = randomUUID();

export const indicatorBadInputs: BadInput[] = [
  [
    'defineIndicator',
    [
      'input.code',
      'input.variant',
      'input.title',
      'input.numerator',
      'input.denominator',
      'input.multiplier',
      'input.source',
      'input.validFrom',
    ],
    {
      input: {
        code: 'X',
        variant: '',
        title: '',
        numerator: [],
        denominator: ['a', 'a'],
        multiplier: 7,
        interval: 'WILSON',
        source: 'me',
        validFrom: '2026-02-30',
      },
    },
  ],
  [
    'defineIndicator',
    ['input.numerator', 'input.denominator'],
    { input: { ...indicatorInput(), numerator: ['nothing'], denominator: ['nothing'] } },
  ],
  [
    'defineIndicatorTerm',
    ['input.code', 'input.title', 'input.partOf'],
    { input: { code: '1', title: '', partOf: '-' } },
  ],
  ['defineIndicatorTerm', ['input.partOf'], { input: { code: 'something', title: 'x', partOf: 'nothing' } }],
  ['bindIndicatorTerm', ['lines', 'validFrom', 'reason'], { lines: [], validFrom: 'x', reason: '' }],
  ['bindIndicatorTerm', ['lines.0.dataSetId', 'lines.0.element'], { lines: [{ dataSetId: 'x', element: '' }] }],
  ['bindIndicatorTerm', ['lines.0.element'], { lines: [{ dataSetId: nobody, element: 'MchMothers1' }] }],
];
