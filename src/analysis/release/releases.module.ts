import { anyone, nobody } from '../../access/rules.js';
import { defineModule } from '../../module.js';
import { PublicRelease } from './publicRelease.entity.js';
import { migrations } from './releases.migrations.js';
import { ReleasesResolver } from './releases.resolver.js';

/** What was released to the public. Always on; what is released, and by whose approval, other modules say. */
export const releases = defineModule({
  name: 'releases',
  title: { en: 'Public releases', zh: '公开发布' },
  description: 'Figures released to the public without small cells, kept as they were released, to be cited.',
  requires: ['access', 'audit'],
  entities: [PublicRelease],
  reads: [PublicRelease],
  resolvers: [ReleasesResolver],
  permissions: {
    calls: { Query: { publicRelease: anyone, publicReleases: anyone }, Mutation: {} },
    // Released to the public: nobody signs in to read it. It comes to be by core.releases alone, behind the call rule of a module's mutation.
    rows: { PublicRelease: { read: anyone, insert: nobody } },
  },
  migrations,
});
