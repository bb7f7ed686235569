import { FigureRequest, FigureSubscription } from './figureRequest.entity.js';
import { FigureSupply, SuppliedFigure } from './figureSupply.entity.js';
import { supplyMonthly, supplyRequested } from './supply.duties.js';
import { supply as migration } from './supply.migration.js';
import { SupplyResolver } from './supply.resolver.js';

/** What supplying departments with figures adds to the manifest. */
export const supply = {
  entities: [FigureRequest, FigureSubscription, FigureSupply, SuppliedFigure],
  reads: [FigureRequest, FigureSubscription, FigureSupply],
  resolvers: [SupplyResolver],
  duties: [supplyRequested, supplyMonthly],
  migrations: [migration],
};
