import type { Opt, Rel } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { LabelledEntity } from '../../../src/access/entity.js';
import { Person } from '../../../src/access/person.entity.js';
import { invalidState } from '../../../src/errors.js';
import { Listed } from '../../../src/reading/decorators.js';
import { AssetKind } from './asset.enums.js';

@Entity({ schema: 'it_operations' })
@ObjectType({ description: 'Hardware, software or a licence that is in use (信息资产).' })
export class ItAsset extends LabelledEntity {
  @Field(() => String, { description: 'Number in the inventory, which nobody gives twice.' })
  @Property({ type: 'text' })
  number!: string;

  @Field(() => String)
  @Property({ type: 'text' })
  name!: string;

  @Field(() => AssetKind)
  @Enum({ items: () => AssetKind, columnType: 'text' })
  kind!: AssetKind;

  @Field(() => String, { nullable: true, description: 'Make and model, or the publisher and version.' })
  @Property({ type: 'text', nullable: true })
  model: string | null = null;

  @Field(() => String, { nullable: true, description: 'Serial number or licence key number; never the key itself.' })
  @Property({ type: 'text', nullable: true })
  serial: string | null = null;

  @Field(() => String, { nullable: true, description: 'Where it stands or runs.' })
  @Property({ type: 'text', nullable: true })
  location: string | null = null;

  @Field(() => Person, { nullable: true, description: 'Who looks after it.' })
  @ManyToOne(() => Person)
  @Listed('itAssets', 'Hardware, software and licences that the person looks after.')
  responsible!: Rel<Person>;

  @Field(() => String, { description: 'First day in use, YYYY-MM-DD; the time between failures is counted from it.' })
  @Property({ type: 'date' })
  inUseSince!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'Last day of the licence or of support, YYYY-MM-DD. Renewing it is due by then, with a warning 60 days ahead.',
  })
  @Property({ type: 'date', nullable: true })
  endsOn: string | null = null;

  @Field(() => String, { nullable: true, description: 'Since when it is out of use, YYYY-MM-DD.' })
  @Property({ type: 'date', nullable: true })
  retiredOn: Opt<string> | null = null;

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  retireReason: string | null = null;

  refuseRetired(): void {
    if (this.retiredOn)
      throw invalidState({
        en: `${this.number} is out of use since ${this.retiredOn}. Register what took its place.`,
        zh: `${this.number} 已于 ${this.retiredOn} 停用，请登记替代的资产。`,
      });
  }

  retire(on: string, reason: string): void {
    this.refuseRetired();
    Object.assign(this, { retiredOn: on, retireReason: reason });
  }
}
