import type { TestPlatform } from '../../../test/harness.js';
import type { BadInput } from '../badInputs.fixture.js';
import { all, departmentId, one } from '../roots.fixture.js';
import { done, type Made, type Operation } from '../statistics.fixture.js';

const keeper = 'mch-statistician';
const wardHead = 'mch-ward-head';

export const supplyDocuments = {
  request: 'mutation($input: RequestFiguresInput!) { requestFigures(input: $input) { id version } }',
  withdraw: 'mutation($id: ID!, $version: Int!) { withdrawFigureRequest(id: $id, version: $version) { id } }',
  supply:
    'mutation($requestId: ID!, $input: SupplyInput!) { supplyFigures(requestId: $requestId, input: $input) { id label } }',
  subscribe: 'mutation($input: SubscribeFiguresInput!) { subscribeFigures(input: $input) { id version } }',
  end: 'mutation($id: ID!, $version: Int!) { endFigureSubscription(id: $id, version: $version) { id endedOn } }',
  supplyMonth:
    'mutation($subscriptionId: ID!, $month: String!, $input: SupplyInput!) { supplySubscription(subscriptionId: $subscriptionId, month: $month, input: $input) { id } }',
};

export const aRequest = async (platform: TestPlatform, neededOn = '2026-03-11', name = '产科'): Promise<Made> =>
  done(platform, name === '产科' ? wardHead : 'mch-ward-head-b', supplyDocuments.request, {
    input: { departmentId: await departmentId(platform, name), wanted: '一季度剖宫产率', neededOn },
  });

export const aSubscription = async (platform: TestPlatform, name = '产科'): Promise<Made> =>
  done(platform, keeper, supplyDocuments.subscribe, {
    input: { departmentId: await departmentId(platform, name), title: '出院人数', days: 5 },
  });

export const entered = { figures: [{ name: '剖宫产率', value: '32.5%' }] };

export const supplyOperations: Record<string, Operation> = {
  figureRequest: one('figureRequest'),
  figureRequests: all('figureRequests'),
  figureSubscription: one('figureSubscription'),
  figureSubscriptions: all('figureSubscriptions'),
  figureSupply: one('figureSupply'),
  figureSupplies: all('figureSupplies'),
  figureSupplyRates: async () => ['{ figureSupplyRates(from: "2026-03-01", to: "2026-03-31") { due } }'],
  requestFigures: async (platform) => [
    supplyDocuments.request,
    { input: { departmentId: await departmentId(platform), wanted: 'x', neededOn: '2026-03-11' } },
  ],
  withdrawFigureRequest: async (platform) => [supplyDocuments.withdraw, { ...(await aRequest(platform)) }],
  supplyFigures: async (platform) => [
    supplyDocuments.supply,
    { requestId: (await aRequest(platform)).id, input: entered },
  ],
  subscribeFigures: async (platform) => [
    supplyDocuments.subscribe,
    { input: { departmentId: await departmentId(platform), title: 'x', days: 5 } },
  ],
  endFigureSubscription: async (platform) => [supplyDocuments.end, { ...(await aSubscription(platform)) }],
  supplySubscription: async (platform) => [
    supplyDocuments.supplyMonth,
    { subscriptionId: (await aSubscription(platform)).id, month: '2026-03', input: entered },
  ],
};

const nobody = '00000000-0000-4000-8000-000000000000';

export const supplyBadInputs: BadInput[] = [
  [
    'requestFigures',
    ['input.departmentId', 'input.wanted', 'input.neededOn'],
    { input: { departmentId: 'x', wanted: '', neededOn: 'x' } },
    wardHead,
  ],
  [
    'requestFigures',
    ['input.departmentId', 'input.neededOn'],
    { input: { departmentId: nobody, wanted: 'x', neededOn: '2026-03-08' } },
    wardHead,
  ],
  [
    'supplyFigures',
    ['input.figures.0.name', 'input.figures.0.value', 'input.figures.1.element'],
    {
      input: {
        figures: [
          { name: '', value: '1', unit: 'x' },
          { name: 'x', element: 'MchMothers1' },
        ],
      },
    },
  ],
  [
    'supplyFigures',
    ['input.figures.0.element'],
    { input: { figures: [{ name: 'x', element: 'MchMothers1', unit: 'nothing', period: '202601' }] } },
  ],
  [
    'subscribeFigures',
    ['input.departmentId', 'input.title', 'input.days'],
    { input: { departmentId: 'x', title: '', days: 61 } },
  ],
  ['subscribeFigures', ['input.departmentId'], { input: { departmentId: nobody, title: 'x', days: 1 } }],
  ['supplySubscription', ['month', 'input.figures'], { month: 'x', input: { figures: [] } }],
  ['supplySubscription', ['month'], { month: '2026-02' }],
];
