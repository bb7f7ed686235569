import type { Opt, Rel } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType } from 'type-graphql';
import { LabelledEntity } from '../../../src/access/entity.js';
import { PublicRelease } from '../../../src/analysis/release/publicRelease.entity.js';
import { invalidState } from '../../../src/errors.js';
import { PeriodType, UnitLevel } from '../forms/form.enums.js';
import { StatisticsUnit } from '../forms/statisticsUnit.entity.js';
import { ReleaseDraftStatus } from './releases.enums.js';

@Entity({ schema: 'mch_statistics' })
@ObjectType({
  description:
    'What is to be released to the public (公开发布拟稿): units by periods, from approved reports alone. What it says stays; something else is another draft.',
})
export class ReleaseDraft extends LabelledEntity {
  @Field(() => String)
  @Property({ type: 'text' })
  title!: string;

  @Field(() => StatisticsUnit, { nullable: true, description: 'The unit whose total stands at the top.' })
  @ManyToOne(() => StatisticsUnit)
  unit!: Rel<StatisticsUnit>;

  @Field(() => String, { description: '202601, 2026Q1, 2026S1, 2026 or 2025Oct.' })
  @Property({ type: 'text' })
  period!: string;

  @Field(() => UnitLevel, { nullable: true, description: 'The lowest level of units that is shown; null: all.' })
  @Enum({ items: () => UnitLevel, columnType: 'text', nullable: true })
  lowestLevel: UnitLevel | null = null;

  @Field(() => PeriodType, {
    nullable: true,
    description: 'The shortest period that is shown; null: those of the forms.',
  })
  @Enum({ items: () => PeriodType, columnType: 'text', nullable: true })
  shortestPeriod: PeriodType | null = null;

  @Field(() => [ID], { description: 'Versions of indicators whose counts and rates it shows.' })
  @Property({ type: 'text[]' })
  indicatorIds!: string[];

  @Field(() => ReleaseDraftStatus)
  @Enum({ items: () => ReleaseDraftStatus, columnType: 'text' })
  status: Opt<ReleaseDraftStatus> = ReleaseDraftStatus.DRAFT;

  @Field(() => PublicRelease, { nullable: true, description: 'An earlier release that it puts right.' })
  @ManyToOne(() => PublicRelease, { nullable: true })
  corrects: Rel<PublicRelease> | null = null;

  @Field(() => PublicRelease, { nullable: true, description: 'What was released.' })
  @ManyToOne(() => PublicRelease, { nullable: true })
  release: Rel<PublicRelease> | null = null;

  /** Of the figures that approval was asked for. Not exposed: small counts could be found by trying. */
  @Property({ type: 'text', nullable: true })
  figuresDigest: string | null = null;

  /** @throws INVALID_STATE */
  refuseUnless(status: ReleaseDraftStatus): void {
    if (this.status === status) return;
    throw invalidState(
      this.status === ReleaseDraftStatus.RELEASED
        ? {
            en: 'It is released, and stays as it is. A correction is another draft that names it in correctsId.',
            zh: '该稿已发布，不再变更。如需更正，请另拟一稿并在 correctsId 中注明。',
          }
        : {
            en: 'Its release is under review. A reviewer returns it with returnApproval, or whoever asked withdraws it with withdrawApproval.',
            zh: '该稿正在审批。请由审批人用 returnApproval 退回，或由申请人用 withdrawApproval 撤回。',
          },
    );
  }

  request(digest: string): void {
    this.refuseUnless(ReleaseDraftStatus.DRAFT);
    this.status = ReleaseDraftStatus.REQUESTED;
    this.figuresDigest = digest;
  }

  giveBack(): void {
    if (this.status === ReleaseDraftStatus.REQUESTED) this.status = ReleaseDraftStatus.DRAFT;
  }

  becomes(release: PublicRelease): void {
    this.release = release;
    this.status = ReleaseDraftStatus.RELEASED;
  }
}
