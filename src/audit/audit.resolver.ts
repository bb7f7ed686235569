import { MaxLength } from 'class-validator';
import { Arg, Ctx, Field, Float, ID, InputType, Int, ObjectType, Query, Resolver } from 'type-graphql';
import type { Context } from '../context.js';
import type { Checkpoint } from './checkpoint.js';
import { type Finding, FindingKind } from './findings.js';
import type { Verification } from './verify.js';

@ObjectType('AuditCheckpoint', {
  description: 'Where the sealed audit stands. Keep it elsewhere and give it to verifyAudit later.',
})
class CheckpointType implements Checkpoint {
  @Field(() => Float, { description: 'Number of the last segment.' })
  number!: number;

  @Field(() => String, { description: 'SHA-256, hexadecimal; through it everything before is fixed.' })
  hash!: string;

  @Field(() => Float, { description: 'Entries sealed until then.' })
  count!: number;

  @Field(() => String, { description: 'When the segment was sealed, ISO 8601.' })
  sealedAt!: string;

  @Field(() => String, { nullable: true, description: 'Fingerprint of the key that signed; null without AUDIT_KEY.' })
  key!: string | null;

  @Field(() => String, { nullable: true, description: 'Ed25519 over the hash, hexadecimal.' })
  signature!: string | null;
}

@InputType({ description: 'A checkpoint as auditCheckpoint gave it.' })
class AuditCheckpointInput implements Checkpoint {
  @Field(() => Float)
  number!: number;

  @Field(() => String)
  @MaxLength(64)
  hash!: string;

  @Field(() => Float)
  count!: number;

  @Field(() => String)
  @MaxLength(30)
  sealedAt!: string;

  @Field(() => String, { nullable: true })
  @MaxLength(16)
  key: string | null = null;

  @Field(() => String, { nullable: true })
  @MaxLength(128)
  signature: string | null = null;
}

@ObjectType('AuditFinding', { description: 'Something that is wrong with the audit.' })
class FindingType implements Omit<Finding, 'message'> {
  @Field(() => FindingKind)
  kind!: FindingKind;

  @Field(() => Float, { nullable: true, description: 'Number of the segment.' })
  segment?: number;

  @Field(() => ID, { nullable: true, description: 'Id of the entry; of several the first.' })
  entry?: string;

  @Field(() => String)
  message!: string;
}

@ObjectType('AuditVerification', { description: 'What a comparison of the audit with its seals has found.' })
class VerificationType implements Omit<Verification, 'findings'> {
  @Field(() => Boolean, { description: 'Nothing is wrong.' })
  ok!: boolean;

  @Field(() => Float, { description: 'Sealed entries that are there and were compared.' })
  entries!: number;

  @Field(() => Int)
  segments!: number;

  @Field(() => Float, { description: 'Entries of the last seconds that no segment holds yet.' })
  unsealed!: number;

  @Field(() => Float, { description: 'Entries that were removed when their time was over; their seals are there.' })
  retired!: number;

  @Field(() => Float, {
    description:
      'Acts of recording whose rows nobody may change, such as entries of statistics: each was computed anew.',
  })
  evidence!: number;

  @Field(() => [FindingType], { description: 'At most 1000, and a last one that counts the rest.' })
  findings!: FindingType[];
}

@Resolver()
export class AuditResolver {
  @Query(() => CheckpointType, {
    nullable: true,
    description: 'Seals what can be sealed and answers where the chain stands; null while there is nothing.',
  })
  async auditCheckpoint(@Ctx() context: Context): Promise<Checkpoint | null> {
    return (await context.core.audit.checkpoint(context)) ?? null;
  }

  @Query(() => VerificationType, {
    description:
      'Compares every entry with what was sealed. Takes about half a minute for a million entries; one at a time, INVALID_STATE while another runs.',
  })
  async verifyAudit(
    @Arg('checkpoint', () => AuditCheckpointInput, {
      nullable: true,
      description: 'One that was kept: the chain must contain it.',
    })
    checkpoint: AuditCheckpointInput | undefined,
    @Ctx() context: Context,
  ): Promise<VerificationType> {
    const verification = await context.core.audit.verify(context, checkpoint);
    return {
      ...verification,
      findings: verification.findings.map((found) => ({ ...found, message: found.message[context.locale] })),
    };
  }
}
