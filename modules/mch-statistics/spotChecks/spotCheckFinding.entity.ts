import type { Opt, Rel } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { Department } from '../../../src/access/department.entity.js';
import { LabelledEntity } from '../../../src/access/entity.js';
import { InheritsLabel } from '../../../src/access/inheritsLabel.js';
import { Person } from '../../../src/access/person.entity.js';
import { invalidState } from '../../../src/errors.js';
import { Listed, RecordsReading } from '../../../src/reading/decorators.js';
import { DataSetReport } from '../entry/dataSetReport.entity.js';
import { ValueEntry } from '../entry/valueEntry.entity.js';
import { CategoryOptionCombination } from '../forms/category.entity.js';
import { DataElement } from '../forms/dataElement.entity.js';
import { SpotCheckItem } from './spotCheck.entity.js';
import { SpotCheckFindingState, SpotCheckResult } from './spotChecks.enums.js';

@RecordsReading('reported', 'found', 'entry')
@Entity({ schema: 'mch_statistics' })
@ObjectType({
  description:
    'A reported figure that its source documents do not bear out (抽查发现). Closed when it is corrected and verified, or its explanation is accepted.',
})
export class SpotCheckFinding extends LabelledEntity {
  @Field(() => SpotCheckItem, { nullable: true })
  @ManyToOne(() => SpotCheckItem)
  @Listed('findings', 'What is wrong with it.')
  item!: Rel<SpotCheckItem>;

  @Field(() => DataSetReport, { nullable: true })
  @ManyToOne(() => DataSetReport)
  @Listed('spotCheckFindings', 'What spot checks found.')
  @InheritsLabel()
  report!: Rel<DataSetReport>;

  @Field(() => Department, { nullable: true, description: 'Whose people correct or explain it.' })
  @ManyToOne(() => Department)
  department!: Rel<Department>;

  @Field(() => DataElement, { nullable: true })
  @ManyToOne(() => DataElement)
  element!: Rel<DataElement>;

  @Field(() => CategoryOptionCombination, { nullable: true })
  @ManyToOne(() => CategoryOptionCombination)
  option!: Rel<CategoryOptionCombination>;

  @Field(() => SpotCheckResult)
  @Enum({ items: () => SpotCheckResult, columnType: 'text' })
  type!: SpotCheckResult;

  @Field(() => String, { nullable: true, description: 'As it was reported; null where nothing was.' })
  @Property({ type: 'text', nullable: true })
  reported: string | null = null;

  @Field(() => String, { nullable: true, description: 'As the source documents have it; null where there are none.' })
  @Property({ type: 'text', nullable: true })
  found: string | null = null;

  @Field(() => String, { description: 'Which source documents were looked at (原始凭证).' })
  @Property({ type: 'text' })
  source!: string;

  @Field(() => SpotCheckFindingState)
  @Enum({ items: () => SpotCheckFindingState, columnType: 'text' })
  state: Opt<SpotCheckFindingState> = SpotCheckFindingState.OPEN;

  @Field(() => String, {
    nullable: true,
    description:
      'Why the figure was wrong (更正原因), or why it is right (说明). Kept while the report is being unlocked.',
  })
  @Property({ type: 'text', nullable: true })
  reason: string | null = null;

  @Field(() => Person, { nullable: true, description: 'Who corrected or explained it.' })
  @ManyToOne(() => Person, { nullable: true })
  answeredBy: Rel<Person> | null = null;

  @Field(() => Date, { nullable: true })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  answeredAt: Date | null = null;

  @Field(() => ValueEntry, { nullable: true, description: 'The entry that corrected it.' })
  @ManyToOne(() => ValueEntry, { nullable: true })
  @Listed('spotCheckFindings', 'What it corrected.')
  entry: Rel<ValueEntry> | null = null;

  @Field(() => Person, { nullable: true, description: 'Who verified the correction, or accepted the explanation.' })
  @ManyToOne(() => Person, { nullable: true })
  settledBy: Rel<Person> | null = null;

  @Field(() => Date, { nullable: true })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  settledAt: Date | null = null;

  @Field(() => String, { nullable: true, description: 'Of whoever verified it, or sent it back.' })
  @Property({ type: 'text', nullable: true })
  remark: string | null = null;

  refuseAnswered(): void {
    if (this.state === SpotCheckFindingState.OPEN) return;
    throw invalidState({
      en: 'The finding is answered already. The information section settles it with settleSpotCheckFinding, or sends it back.',
      zh: '该问题已更正或说明，待信息科用 settleSpotCheckFinding 核实或退回。',
    });
  }

  answer(state: SpotCheckFindingState.CORRECTED | SpotCheckFindingState.EXPLAINED, by: Person, now: Date): void {
    this.refuseAnswered();
    Object.assign(this, { state, answeredBy: by, answeredAt: now });
  }

  settle(accepted: boolean, by: Person, now: Date, remark: string | null): void {
    const closed: Partial<Record<SpotCheckFindingState, SpotCheckFindingState>> = {
      [SpotCheckFindingState.CORRECTED]: SpotCheckFindingState.VERIFIED,
      [SpotCheckFindingState.EXPLAINED]: SpotCheckFindingState.ACCEPTED,
    };
    const next = closed[this.state as SpotCheckFindingState];
    if (!next)
      throw invalidState({
        en: 'There is nothing to settle: the finding is open, or closed already.',
        zh: '该问题尚未更正或说明，或已办结，无需核实。',
      });
    if (accepted) Object.assign(this, { state: next, settledBy: by, settledAt: now, remark });
    else Object.assign(this, { state: SpotCheckFindingState.OPEN, reason: null, entry: null, remark });
  }
}
