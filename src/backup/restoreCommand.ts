import { readConfig } from '../config.js';
import { StartError } from '../database/startError.js';
import { installedModules } from '../installedModules.js';
import type { Output } from '../output.js';
import { contents, lostDatabase, pathOf, productOf, secondsSince } from './report.js';

/** `restore FILE`. */
export async function restoreCommand(root: string, args: string[], output: Output): Promise<void> {
  const [file, ...rest] = args;
  if (file === undefined || file.startsWith('-') || rest.length > 0)
    throw new StartError('Say which file: npm run restore -- FILE. More: npm run help -- restore');
  const config = readConfig(process.env, root);
  const began = performance.now();
  const { restoreBackup } = await import('./restoreBackup.js');
  const { explained } = await import('../open.js');
  try {
    const path = pathOf(file);
    const modules = await installedModules(config);
    const product = productOf(root);
    const manifest = await restoreBackup({ config, modules, path, product, onProgress: output.progress });
    output.say(
      [
        `Restored in ${secondsSince(began)}, and the database is as the modules want it:`,
        contents({ manifest }),
        'What was changed after that moment is as it was before: look at rights that were withdrawn and sessions that were ended since.',
      ].join('\n'),
    );
  } catch (error) {
    throw explained(lostDatabase(error, 'restore'), config);
  }
}
