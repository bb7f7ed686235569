import type { Context } from '../context.js';
import type { Database } from '../database/database.js';
import { badInput, invalidState } from '../errors.js';
import { deriveSchema, removedElements } from '../graphql/activeSchema.js';
import type { SchemaSwitch } from '../graphql/schemaSwitch.js';
import type { Module } from '../module.js';

export interface SwitchRequest {
  name: string;
  enabled: boolean;
  dryRun: boolean;
  cascade: boolean;
}

export interface SwitchOutcome {
  disabled: ReadonlySet<string>;
  /** Types and fields that vanish with it, as coordinates. */
  removedFields: string[];
  /** Requests of the modules that go off which are still open, as far as the clearance of whoever asks reaches. */
  openApprovals: number;
}

/** Which modules are on: kept in the database, followed by every instance. */
export class ModuleSwitching {
  private asked = 0;
  private followed = 0;

  constructor(
    readonly modules: readonly Module[],
    private readonly alwaysOn: ReadonlySet<string>,
    private readonly database: Database,
    private readonly schemas: SchemaSwitch,
  ) {}

  isEnabled(name: string): boolean {
    return this.schemas.isEnabled(name);
  }

  /** Whether a root field, for example `Query.customers`, is in the active schema. */
  isActive(call: string): boolean {
    const [type, field] = call.split('.') as [string, string];
    const found = this.schemas.active.getType(type);
    return found !== undefined && 'getFields' in found && field in found.getFields();
  }

  /** Reads the state from the database and follows it; of several reads under way only the newest counts. */
  async follow(): Promise<void> {
    this.asked += 1;
    const mine = this.asked;
    const [row] = await this.database.call<{ names: string[] }>('select switching.disabled_modules() as names');
    if (mine < this.followed) return;
    this.followed = mine;
    this.schemas.apply(new Set(row!.names.filter((name) => this.modules.some((module) => module.name === name))));
  }

  async set(context: Context, request: SwitchRequest): Promise<SwitchOutcome> {
    const outcome = await this.database.write(context, async (writing) => {
      const { em } = writing;
      const [row] = await em.execute<{ names: string[] }[]>('select switching.lock_modules() as names');
      const disabled = this.disabledAfter(new Set(row!.names), request);
      if (!request.dryRun)
        await em.execute('select switching.set_disabled(?::text[]), audit.append(?::json)', [
          `{${[...disabled].map((name) => `"${name}"`).join(',')}}`,
          JSON.stringify([
            {
              action: request.enabled ? 'module switched on' : 'module switched off',
              type: 'Module',
              id: request.name,
            },
          ]),
        ]);
      const goingOff = [...disabled].filter((name) => !row!.names.includes(name));
      const openApprovals = await context.core.approvals.openCount(writing, goingOff);
      return { disabled, removedFields: this.removedBy(disabled), openApprovals };
    });
    if (!request.dryRun) await this.follow();
    return outcome;
  }

  private removedBy(disabled: ReadonlySet<string>): string[] {
    const after = deriveSchema(this.schemas.full, (name) => !disabled.has(name));
    return removedElements(this.schemas.active, after);
  }

  private disabledAfter(disabled: ReadonlySet<string>, { name, enabled, cascade }: SwitchRequest): Set<string> {
    const module = this.modules.find((candidate) => candidate.name === name);
    if (!module)
      throw badInput([
        {
          path: 'name',
          message: {
            en: `There is no module ${name}. Installed are: ${this.modules.map((m) => m.name).join(', ')}.`,
            zh: `没有模块 ${name}。已安装：${this.modules.map((m) => m.name).join('、')}。`,
          },
        },
      ]);
    if (!enabled && this.alwaysOn.has(name))
      throw invalidState({
        en: `The module ${name} belongs to the core and cannot be switched off.`,
        zh: `模块 ${name} 属于核心，不能停用。`,
      });
    const after = new Set(disabled);
    const others = enabled
      ? [...this.requiredBy(module)].filter((other) => disabled.has(other))
      : [...this.dependentsOf(module)].filter((other) => !disabled.has(other));
    if (others.length > 0 && !cascade)
      throw invalidState(
        enabled
          ? {
              en: `${name} requires ${others.join(', ')}, which is switched off. Switch it on first, or give cascade: true.`,
              zh: `${name} 依赖 ${others.join('、')}，后者已停用。请先启用，或给出 cascade: true。`,
            }
          : {
              en: `${others.join(', ')} requires ${name} and is switched on. Switch it off first, or give cascade: true.`,
              zh: `${others.join('、')} 依赖 ${name}，且已启用。请先停用，或给出 cascade: true。`,
            },
      );
    for (const each of [name, ...others]) enabled ? after.delete(each) : after.add(each);
    return after;
  }

  private requiredBy(module: Module, found = new Set<string>()): Set<string> {
    for (const name of module.requires ?? []) {
      if (found.has(name)) continue;
      found.add(name);
      this.requiredBy(this.modules.find((candidate) => candidate.name === name)!, found);
    }
    return found;
  }

  private dependentsOf(module: Module): Set<string> {
    return new Set(this.modules.filter((other) => this.requiredBy(other).has(module.name)).map((other) => other.name));
  }
}
