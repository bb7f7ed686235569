import type { Rel } from '@mikro-orm/core';
import { Entity, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { Department } from '../../../src/access/department.entity.js';
import { LabelledEntity } from '../../../src/access/entity.js';
import { InheritsLabel } from '../../../src/access/inheritsLabel.js';
import { Person } from '../../../src/access/person.entity.js';
import { invalidState } from '../../../src/errors.js';
import { Listed } from '../../../src/reading/decorators.js';
import { InformationRuleVersion } from './ruleVersion.entity.js';

@Entity({ schema: 'mch_statistics' })
@ObjectType({ description: 'That a department knows an issued rule (签收).' })
export class RuleAcknowledgement extends LabelledEntity {
  @Field(() => InformationRuleVersion, { nullable: true })
  @ManyToOne(() => InformationRuleVersion)
  @Listed('acknowledgements', 'Departments that have to know it, and which do.')
  @InheritsLabel()
  ruleVersion!: Rel<InformationRuleVersion>;

  @Field(() => Department, { nullable: true })
  @ManyToOne(() => Department)
  @Listed('ruleAcknowledgements', 'Rules for information work that it has to know.')
  department!: Rel<Department>;

  @Field(() => Date, { nullable: true, description: 'Null while nobody has acknowledged it.' })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  acknowledgedAt: Date | null = null;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person, { nullable: true })
  acknowledgedBy: Rel<Person> | null = null;

  acknowledge(by: Person, now: Date): void {
    if (this.acknowledgedAt)
      throw invalidState({ en: 'The department has acknowledged it already.', zh: '该科室已签收。' });
    Object.assign(this, { acknowledgedBy: by, acknowledgedAt: now });
  }
}

@Entity({ schema: 'mch_statistics' })
@ObjectType({ description: 'A check whether a department keeps a rule (制度执行检查).' })
export class RuleCheck extends LabelledEntity {
  @Field(() => InformationRuleVersion, { nullable: true })
  @ManyToOne(() => InformationRuleVersion)
  @Listed('checks', 'Checks whether departments keep it.')
  @InheritsLabel()
  ruleVersion!: Rel<InformationRuleVersion>;

  @Field(() => Department, { nullable: true })
  @ManyToOne(() => Department)
  @Listed('ruleChecks', 'Checks whether it keeps rules for information work.')
  department!: Rel<Department>;

  @Field(() => String, { description: 'YYYY-MM-DD.' })
  @Property({ type: 'date' })
  checkedOn!: string;

  @Field(() => Person, { nullable: true })
  @ManyToOne(() => Person)
  @Listed('ruleChecks', 'Checks of rules that the person made.')
  checkedBy!: Rel<Person>;

  @Field(() => String)
  @Property({ type: 'text' })
  findings!: string;

  @Field(() => Boolean, { description: 'Something is not kept and has to be corrected.' })
  @Property({ type: 'boolean' })
  needsCorrection!: boolean;

  @Field(() => String, { nullable: true, description: 'What the department corrected (整改情况).' })
  @Property({ type: 'text', nullable: true })
  correction: string | null = null;

  @Field(() => Date, { nullable: true })
  @Property({ type: 'datetime', columnType: 'timestamptz(3)', nullable: true })
  correctedAt: Date | null = null;

  correct(correction: string, now: Date): void {
    if (!this.needsCorrection || this.correctedAt)
      throw invalidState({ en: 'There is nothing to correct any more.', zh: '没有待整改的问题。' });
    Object.assign(this, { correction, correctedAt: now });
  }
}
