import { Label } from '../../../src/access/labels.js';
import { Person } from '../../../src/access/person.entity.js';
import { beginningOf, dayAt } from '../../../src/calendar/dates.js';
import { notToCome } from '../../../src/calendar/notToCome.js';
import type { SignedInContext } from '../../../src/context.js';
import type { Writing } from '../../../src/database/writing.js';
import { badInput, conflict, type Problem } from '../../../src/errors.js';
import { MaintenanceService } from '../maintenance/maintenance.service.js';
import { AssetKind } from './asset.enums.js';
import type { RegisterAssetInput, RetireAssetArgs, UpdateAssetArgs } from './asset.inputs.js';
import { ItAsset } from './itAsset.entity.js';

/** The inventory of what has to be inspected and maintained (P12.A01). */
export class AssetService {
  constructor(private readonly context: SignedInContext) {}

  register(input: RegisterAssetInput): Promise<ItAsset> {
    const { context } = this;
    const problems = [
      ...notToCome('input.inUseSince', input.inUseSince, context.now),
      ...(input.kind === AssetKind.LICENCE && !input.endsOn ? [needsEnd] : []),
      ...endProblems(input.endsOn, input.inUseSince),
    ];
    if (problems.length > 0) throw badInput(problems);
    return context.database.write(context, async (writing) => {
      const { em } = writing;
      const number = input.number.trim();
      if (await em.findOne(ItAsset, { number })) throw numberTaken(number);
      const asset = em.create(ItAsset, {
        number,
        name: input.name.trim(),
        kind: input.kind,
        model: input.model?.trim() || null,
        serial: input.serial?.trim() || null,
        location: input.location?.trim() || null,
        responsible: em.getReference(Person, input.responsibleId),
        inUseSince: input.inUseSince,
        endsOn: input.endsOn ?? null,
        label: Label.INTERNAL,
      });
      await this.warnOfEnd(writing, asset);
      if (asset.kind !== AssetKind.LICENCE)
        await context.core.duties.begin(writing, 'planFaultMeasures', { record: asset });
      return asset;
    });
  }

  update({ id, version, input }: UpdateAssetArgs): Promise<ItAsset> {
    const { context } = this;
    return context.database.write(context, async (writing) => {
      const asset = await writing.find('updateAsset', ItAsset, id, version);
      asset.refuseRetired();
      const { name, model, location, responsibleId, endsOn } = input;
      const problems = endProblems(endsOn, asset.inUseSince);
      if (problems.length > 0) throw badInput(problems);
      asset.name = name?.trim() ?? asset.name;
      if (model !== undefined) asset.model = model?.trim() || null;
      if (location !== undefined) asset.location = location?.trim() || null;
      if (responsibleId) asset.responsible = writing.em.getReference(Person, responsibleId);
      if (endsOn && endsOn !== asset.endsOn) {
        await context.core.duties.fulfil(writing, 'renewAsset', { record: asset });
        asset.endsOn = endsOn;
        await this.warnOfEnd(writing, asset);
      }
      return asset;
    });
  }

  /** What was planned for it ends with it. */
  retire({ id, version, reason }: RetireAssetArgs): Promise<ItAsset> {
    const { context } = this;
    return context.database.write(context, async (writing) => {
      const asset = await writing.find('retireAsset', ItAsset, id, version);
      asset.retire(dayAt(context.now), reason.trim());
      for (const duty of ['renewAsset', 'planFaultMeasures'])
        await context.core.duties.drop(writing, duty, { record: asset });
      await new MaintenanceService(context).endAllOf(writing, asset);
      return asset;
    });
  }

  private async warnOfEnd(writing: Writing, asset: ItAsset): Promise<void> {
    if (!asset.endsOn) return;
    const from = beginningOf(asset.endsOn);
    await this.context.core.duties.begin(writing, 'renewAsset', { record: asset, from });
  }
}

const needsEnd: Problem = {
  path: 'input.endsOn',
  message: { en: 'Give the last day of the licence.', zh: '请填写许可的到期日。' },
};

const endProblems = (endsOn: string | null | undefined, inUseSince: string): Problem[] =>
  endsOn && endsOn < inUseSince
    ? [
        {
          path: 'input.endsOn',
          message: {
            en: `Give a day from ${inUseSince} on, when it came into use.`,
            zh: `到期日不能早于启用日 ${inUseSince}。`,
          },
        },
      ]
    : [];

const numberTaken = (number: string) =>
  conflict({
    en: `The number ${number} is in the inventory already. Look it up with itAssets(filter: { number: { eq: "${number}" } }).`,
    zh: `编号 ${number} 已在台账中，请用 itAssets(filter: { number: { eq: "${number}" } }) 查看。`,
  });
