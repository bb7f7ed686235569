import { joinPermissions } from '../../src/module.js';
import { analysisPermissions } from './analyses/analyses.permissions.js';
import { copyPermissions } from './copies/copies.permissions.js';
import { editionPermissions } from './editions/editions.permissions.js';
import { entryPermissions } from './entry/entry.permissions.js';
import { exchangePermissions } from './exchange/exchange.permissions.js';
import { formPermissions } from './forms/forms.permissions.js';
import { indicatorPermissions } from './indicators/indicators.permissions.js';
import { informationSectionPermissions } from './informationSection.permissions.js';
import { materialPermissions } from './materials/materials.permissions.js';
import { ratePermissions } from './rates/rates.permissions.js';
import { releasePermissions } from './releases/releases.permissions.js';
import { secrecyPermissions } from './secrecy/secrecy.permissions.js';
import { spotCheckPermissions } from './spotChecks/spotChecks.permissions.js';

export const permissions = joinPermissions(
  formPermissions,
  entryPermissions,
  ratePermissions,
  editionPermissions,
  exchangePermissions,
  informationSectionPermissions,
  indicatorPermissions,
  releasePermissions,
  analysisPermissions,
  spotCheckPermissions,
  copyPermissions,
  materialPermissions,
  secrecyPermissions,
);
