import { clause, or, role, rule, signedIn } from '../../../src/access/rules.js';
import { definePermissions } from '../../../src/module.js';
import { headOf, hospitalWide } from '../informationSection.rules.js';
import { section } from '../mch-statistics.roles.js';
import { FigureRequest, FigureSubscription } from './figureRequest.entity.js';
import { FigureSupply } from './figureSupply.entity.js';

const supplies = clause('P08.A05', section);
/** For their own department, to which the row rule holds them. */
const asks = clause('P08.A05', role('UNIT_HEAD'));
const asksForOwn = clause('P08.A05', headOf(FigureRequest, 'department'));

const seesSupply = rule(
  'seesSupply',
  (viewer) => (viewer.personId === undefined ? false : undefined),
  (row) => `exists (select 1 from mch_statistics.figure_supply seen where seen.id = ${row.column('supply')})`,
);

export const supplyPermissions = definePermissions({
  calls: {
    Query: {
      figureRequest: signedIn,
      figureRequests: signedIn,
      figureSubscription: signedIn,
      figureSubscriptions: signedIn,
      figureSupply: signedIn,
      figureSupplies: signedIn,
      figureSupplyRates: signedIn,
    },
    Mutation: {
      requestFigures: asks,
      withdrawFigureRequest: asksForOwn,
      supplyFigures: supplies,
      subscribeFigures: supplies,
      endFigureSubscription: supplies,
      supplySubscription: supplies,
    },
  },
  records: {
    withdrawFigureRequest: { type: 'FigureRequest', does: 'update' },
    supplyFigures: { type: 'FigureRequest', does: 'update' },
    endFigureSubscription: { type: 'FigureSubscription', does: 'update' },
    supplySubscription: { type: 'FigureSubscription' },
  },
  rows: {
    FigureRequest: {
      read: clause('P08.A07', or(hospitalWide, headOf(FigureRequest, 'department'))),
      insert: asksForOwn,
      update: or(supplies, asksForOwn),
      labels: 'P08.A07',
    },
    FigureSubscription: {
      read: clause('P08.A07', or(hospitalWide, headOf(FigureSubscription, 'department'))),
      write: supplies,
      labels: 'P08.A07',
    },
    // Inserted, and nothing else: what a department got stays as it was.
    FigureSupply: {
      read: clause('P08.A07', or(hospitalWide, headOf(FigureSupply, 'department'))),
      insert: supplies,
      labels: 'P08.A07',
    },
    SuppliedFigure: { read: clause('P08.A07', seesSupply), insert: supplies, labels: 'P08.A07' },
  },
});
