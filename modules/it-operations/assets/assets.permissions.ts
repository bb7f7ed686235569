import { clause, signedIn } from '../../../src/access/rules.js';
import { definePermissions } from '../../../src/module.js';
import { looksOn, staff } from '../it-operations.rules.js';

const keepsInventory = clause('P12.A01', staff);

export const assetPermissions = definePermissions({
  calls: {
    Query: { itAsset: signedIn, itAssets: signedIn },
    Mutation: { registerAsset: keepsInventory, updateAsset: keepsInventory, retireAsset: keepsInventory },
  },
  records: {
    updateAsset: { type: 'ItAsset', does: 'update' },
    retireAsset: { type: 'ItAsset', does: 'update' },
  },
  rows: { ItAsset: { read: clause('P12.A01', looksOn), write: keepsInventory } },
});
