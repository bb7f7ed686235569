import { MissingKind } from '../../../src/access/conditions.js';
import { Label } from '../../../src/access/labels.js';
import { Person } from '../../../src/access/person.entity.js';
import { beginningOf } from '../../../src/calendar/dates.js';
import type { SignedInContext } from '../../../src/context.js';
import { askingOf } from '../../../src/database/asking.js';
import type { Writing } from '../../../src/database/writing.js';
import { conflict, forbidden } from '../../../src/errors.js';
import { Qualification } from './qualification.entity.js';
import type { RecordQualificationInput, RevokeQualificationArgs } from './qualifications.inputs.js';

const hour = 3_600_000;

/** Certificates of qualification, without which nobody works (P12.A05). */
export class QualificationService {
  constructor(private readonly context: SignedInContext) {}

  record({ personId, ...input }: RecordQualificationInput): Promise<Qualification> {
    const { context } = this;
    if (personId.toLowerCase() === context.viewer.personId) throw this.own();
    return context.database.write(context, async (writing) => {
      const { em } = writing;
      const [number, issuer] = [input.number.trim(), input.issuer.trim()];
      if (await em.findOne(Qualification, { number, issuer })) throw taken(number);
      const made = em.create(Qualification, {
        ...input,
        number,
        issuer,
        expiresOn: input.expiresOn ?? null,
        person: em.getReference(Person, personId),
      });
      await em.flush();
      await this.renewed(writing, made);
      if (made.expiresOn)
        await context.core.duties.begin(writing, 'renewQualification', {
          record: made,
          person: made.person,
          from: beginningOf(made.expiresOn),
        });
      await this.follow(writing, personId);
      return made;
    });
  }

  revoke({ id, version, reason }: RevokeQualificationArgs): Promise<Qualification> {
    const { context } = this;
    return context.database.write(context, async (writing) => {
      const certificate = await writing.find('revokeQualification', Qualification, id, version);
      certificate.revoke(context.now, reason.trim());
      await context.core.duties.drop(writing, 'renewQualification', { record: certificate });
      await this.follow(writing, certificate.person.id);
      return certificate;
    });
  }

  /** The earlier ones need not be renewed any more. */
  private async renewed(writing: Writing, { id, person, expiresOn }: Qualification): Promise<void> {
    const earlier = await writing.em.find(Qualification, { person: person.id, revokedAt: null, id: { $ne: id } });
    for (const record of earlier)
      if (record.expiresOn && (expiresOn === null || record.expiresOn < expiresOn))
        await this.context.core.duties.fulfil(writing, 'renewQualification', { record });
  }

  /** The database has looked again whose shifts are covered: the head is told of those that are not any more. */
  private async follow(writing: Writing, personId: string): Promise<void> {
    const { em, context } = writing;
    const { duties, notices } = context.core;
    await em.flush();
    const ask = askingOf(em);
    const shifts = await ask<{ id: string; starts_at: Date; uncovered_at: Date | null }>(
      `select id, starts_at, uncovered_at from it_operations.shift
       where operator_id = ? and cancelled_at is null and ends_at > ? order by starts_at limit 1000`,
      [personId, context.now.toISOString()],
    );
    const lost = shifts.filter(({ uncovered_at: at }) => at && new Date(at).getTime() === context.now.getTime());
    for (const { id, starts_at: startsAt } of lost) {
      const from = new Date(Math.max(new Date(startsAt).getTime(), context.now.getTime() + hour));
      await duties.begin(writing, 'coverShift', { record: { id }, from });
    }
    for (const { id, uncovered_at: at } of shifts)
      if (!at) await duties.fulfil(writing, 'coverShift', { record: { id } });
    if (lost.length === 0) return;
    const name = (await em.findOneOrFail(Person, { id: personId })).displayName;
    const message = {
      en: `${lost.length} shifts of ${name} are without a valid certificate. Give them to others with reassignShift (P12.A05).`,
      zh: `${name} 有 ${lost.length} 个班次已无有效证书，请用 reassignShift 改派（P12.A05）。`,
    };
    await notices.tell(
      ask,
      [{ kind: 'OTHER', message, role: 'IT_HEAD', label: Label.INTERNAL, compartments: [] }],
      context.now,
    );
  }

  private own() {
    return forbidden(
      { en: 'Nobody enters a certificate of their own.', zh: '任何人不得登记自己的证书。' },
      this.context.core.denials.lacking({ kind: MissingKind.SOMEBODY_ELSE, property: 'person' }, 'P12.A05'),
    );
  }
}

const taken = (number: string) =>
  conflict({
    en: `The certificate ${number} of this issuer is entered already.`,
    zh: `该颁发机构的证书 ${number} 已登记。`,
  });
