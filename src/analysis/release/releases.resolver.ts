import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../../context.js';
import { batched } from '../../reading/batched.js';
import { Needs } from '../../reading/decorators.js';
import { PublicRelease } from './publicRelease.entity.js';
import { releaseHash, type Told } from './releases.js';

@Resolver(() => PublicRelease)
export class ReleasesResolver {
  @FieldResolver(() => Boolean, { description: 'Whether it still has the hash that it was released with.' })
  @Needs('id')
  intact(@Root() { id }: PublicRelease, @Ctx() context: Context): Promise<boolean> {
    return batched<string, boolean>(context, ReleasesResolver, async (ids) => {
      const rows = await context.database.read<Told & { id: string; hash: string }>(context, {
        sql: `select r.id, r.number, r.series, r.title, r.threshold, r.content, r.hash, c.number as corrects
          from releases.public_release r left join releases.public_release c on c.id = r.corrects_id
          where r.id = any ($1::uuid[])`,
        parameters: [ids],
      });
      const intact = new Set(rows.filter((row) => releaseHash(row) === row.hash).map((row) => row.id));
      return ids.map((one) => intact.has(one));
    }).load(id);
  }
}
