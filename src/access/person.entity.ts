import { Entity, Enum, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { invalidState } from '../errors.js';
import { BaseEntity } from './baseEntity.js';
import { Label } from './labels.js';

@Entity({ schema: 'access' })
@ObjectType({ description: 'Somebody who works here (人员).' })
export class Person extends BaseEntity {
  @Field(() => String, { description: 'Name for signing in; unique.' })
  @Property({ type: 'text' })
  name!: string;

  @Field(() => String)
  @Property({ type: 'text' })
  displayName!: string;

  @Field(() => Boolean, { description: 'Somebody who left keeps the records but can no longer sign in.' })
  @Property({ type: 'boolean' })
  active: boolean = true;

  @Field(() => Label, {
    nullable: true,
    description: 'Up to which label the person is cleared; for administrators, auditors and the person.',
  })
  @Enum({ items: () => Label, columnType: 'access.label' })
  clearance: Label = Label.PUBLIC;

  @Field(() => [String], {
    nullable: true,
    description: 'Compartments that the person is admitted to; for administrators, auditors and the person.',
  })
  @Property({ type: 'text[]' })
  compartments: string[] = [];

  @Field(() => String, {
    nullable: true,
    description:
      'Who the person is for the outside identity provider, if one is configured; for administrators and auditors.',
  })
  @Property({ type: 'text', nullable: true })
  externalSubject: string | null = null;

  deactivate(): void {
    if (!this.active) throw invalidState({ en: `${this.name} is inactive already.`, zh: `${this.name} 已停用。` });
    this.active = false;
  }

  reactivate(): void {
    if (this.active) throw invalidState({ en: `${this.name} is active already.`, zh: `${this.name} 已启用。` });
    this.active = true;
  }
}
