import {
  Arg,
  Args,
  ArgsType,
  Ctx,
  Field,
  FieldResolver,
  ID,
  InputType,
  Int,
  Mutation,
  ObjectType,
  Resolver,
  Root,
} from 'type-graphql';
import type { Context, SignedInContext } from '../context.js';
import { Characters, IdOf } from '../graphql/inputChecks.js';
import type { EntityClass } from '../module.js';
import { batched } from '../reading/batched.js';
import { Needs } from '../reading/decorators.js';
import { Attachment } from './attachment.entity.js';
import { AttachmentService, type DownloadLink as Link } from './attachments.service.js';

@InputType({ description: 'A file for a record.' })
class AttachInput {
  @Field(() => String, { description: 'Type of the record, for example Customer.' })
  @Characters(1, 100)
  type!: string;

  @Field(() => ID)
  @IdOf({ en: 'record', zh: '记录' })
  recordId!: string;

  @Field(() => ID, { description: 'What POST /files answered.' })
  @IdOf({ en: 'sent file', zh: '已发送的文件' })
  file!: string;
}

@ObjectType({ description: 'Where one person downloads one file, once.' })
class DownloadLink implements Link {
  @Field(() => String, { description: 'GET this path of the platform. It works once, and for nobody else.' })
  path!: string;

  @Field(() => Date)
  expiresAt!: Date;
}

@ArgsType()
class RemoveAttachmentArgs {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: 'The version that the removal is based on.' })
  version!: number;
}

@Resolver()
export class AttachmentsResolver {
  @Mutation(() => Attachment, {
    nullable: true,
    description:
      'Attaches a file that was sent to POST /files to a record that you see. Its type is found by its bytes; at most 100 for a record. PAYLOAD_TOO_LARGE, UNSUPPORTED_MEDIA_TYPE; refused where the virus scan finds something or does not answer.',
  })
  attach(@Arg('input', () => AttachInput) input: AttachInput, @Ctx() context: SignedInContext) {
    return new AttachmentService(context).attach(input);
  }

  @Mutation(() => DownloadLink, {
    nullable: true,
    description: 'A link by which you download an attachment, once and within some minutes. Each download is recorded.',
  })
  downloadLink(@Arg('id', () => ID) id: string, @Ctx() context: SignedInContext) {
    return new AttachmentService(context).link(id);
  }

  @Mutation(() => Boolean, { nullable: true, description: 'Removes an attachment, with its content, for good.' })
  removeAttachment(
    @Args(() => RemoveAttachmentArgs) { id, version }: RemoveAttachmentArgs,
    @Ctx() context: SignedInContext,
  ) {
    return new AttachmentService(context).remove(id, version);
  }
}

// type-graphql remembers every resolver class of the process: one for an entity, however many platforms there are.
const made = new WeakMap<EntityClass, EntityClass>();

/** The list of attachments on an entity that holds them. */
export function attachmentsOn(entity: EntityClass): EntityClass {
  const known = made.get(entity) ?? resolverOn(entity);
  made.set(entity, known);
  return known;
}

function resolverOn(entity: EntityClass): EntityClass {
  const load = async (context: Context, ids: readonly string[]): Promise<{ id: string }[][]> => {
    const rows = await context.database.read<{ id: string; record_id: string }>(context, {
      sql: `select a.id, a.record_id from attachments.attachment a where a.record_type = $1 and a.record_id = any ($2::uuid[])
        order by a.created_at, a.id`,
      parameters: [entity.name, ids],
    });
    return ids.map((id) => rows.filter(({ record_id }) => record_id === id));
  };
  @Resolver(() => entity)
  class RecordAttachments {
    @FieldResolver(() => [Attachment], {
      description: 'Files that the record holds, at most 100, oldest first (附件).',
    })
    @Needs('id')
    attachments(@Root() { id }: { id: string }, @Ctx() context: Context) {
      return batched<string, { id: string }[]>(context, load, (ids) => load(context, ids)).load(id);
    }
  }
  return RecordAttachments;
}
