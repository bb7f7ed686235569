import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Label } from '../access/labels.js';
import type { ApprovalStep } from './approval.js';
import {
  addSigner,
  advance,
  beginAnewFrom,
  currentStep,
  holds,
  isComplete,
  type StepProgress,
  stepsFor,
} from './progress.js';

const at = '2026-03-02T03:00:00.000Z';
const never = () => undefined;
const places = { record: 'd1', applicant: 'd2', keeper: 'k' };

const definition = fc.array(
  fc.record({
    mode: fc.constantFrom('all' as const, 'any' as const),
    signers: fc.integer({ min: 1, max: 3 }),
    labelFrom: fc.option(fc.constantFrom(...Object.values(Label)), { nil: undefined }),
  }),
  { minLength: 1, maxLength: 5 },
);

const stepsOf = (drawn: { mode: 'all' | 'any'; signers: number; labelFrom: Label | undefined }[]): StepProgress[] =>
  stepsFor(
    drawn.map(
      ({ mode, signers, labelFrom }, i): ApprovalStep => ({
        name: `step${i}`,
        title: { en: '', zh: '' },
        clause: 'T01.A01',
        by: Array.from({ length: signers }, (_, n) => ({ role: `R${n}` })),
        mode,
        act: 'review',
        ...(labelFrom ? { when: { labelFrom } } : {}),
      }),
    ),
    places,
  );

/** What somebody may do to a running request. */
const moves = fc.array(
  fc.record({
    what: fc.constantFrom('approve', 'approve', 'approve', 'return', 'add before', 'add after', 'raise'),
    which: fc.nat({ max: 10 }),
  }),
  { maxLength: 40 },
);

function play(
  drawn: Parameters<typeof stepsOf>[0],
  made: { what: string; which: number }[],
  check: (steps: StepProgress[], label: Label, goesOn: boolean) => void,
) {
  let steps = stepsOf(drawn);
  let label: Label = Label.PUBLIC;
  let goesOn = advance(steps, { label, form: {} }, at, never);
  check(steps, label, goesOn);
  for (const { what, which } of made) {
    const step = currentStep(steps);
    if (!step) return;
    const open = step.signers.filter((signer) => signer.open);
    if (what === 'approve') open[which % open.length]!.approval = { by: 'p', at };
    if (what === 'return') steps = beginAnewFrom(steps, which % (steps.indexOf(step) + 1));
    if (what.startsWith('add') && steps.length < 12)
      steps = addSigner(steps, step, { person: 'x', addedBy: 'p', isBefore: what === 'add before' });
    if (what === 'raise') label = Object.values(Label)[Math.max(Object.values(Label).indexOf(label), which % 5)]!;
    goesOn = advance(steps, { label, form: {} }, at, never);
    check(steps, label, goesOn);
  }
}

describe('whatever is done to a request', () => {
  it('it waits for one step at a time, and nobody who has approved is asked again in it', () => {
    fc.assert(
      fc.property(definition, moves, (drawn, made) =>
        play(drawn, made, (steps, _label, goesOn) => {
          const waiting = steps.filter(({ signers }) => signers.some(({ open }) => open));
          expect(waiting).toHaveLength(goesOn ? 1 : 0);
          expect(steps.flatMap(({ signers }) => signers).some(({ open, approval }) => open && approval)).toBe(false);
        }),
      ),
    );
  });

  it('it ends only when every step that applies by then is complete', () => {
    fc.assert(
      fc.property(definition, moves, (drawn, made) =>
        play(drawn, made, (steps, label, goesOn) => {
          const left = steps.filter((step) => holds(step.when, { label, form: {} }) && !isComplete(step));
          expect(left.length > 0).toBe(goesOn);
          if (goesOn) expect(currentStep(steps)).toBe(left[0]);
        }),
      ),
    );
  });

  it('ids of tasks are never used twice, and names of steps stay apart', () => {
    fc.assert(
      fc.property(definition, moves, (drawn, made) =>
        play(drawn, made, (steps) => {
          const ids = steps.flatMap(({ signers }) => signers.map(({ id }) => id));
          expect(new Set(ids).size).toBe(ids.length);
          expect(new Set(steps.map(({ name }) => name)).size).toBe(steps.length);
        }),
      ),
    );
  });

  it('returned, it forgets what was signed from there on and keeps what was signed before', () => {
    fc.assert(
      fc.property(definition, fc.nat({ max: 4 }), (drawn, which) => {
        const steps = stepsOf(drawn);
        for (const step of steps) for (const signer of step.signers) signer.approval = { by: 'p', at };
        const index = which % steps.length;
        const anew = beginAnewFrom(steps, index);
        expect(anew.map((step) => step.signers.every(({ approval }) => approval))).toEqual(
          steps.map((_, i) => i < index),
        );
      }),
    );
  });
});

describe('who is asked', () => {
  it.each([
    ['anywhere', { role: 'R' }, { role: 'R' }],
    ['in the department of the record', { role: 'R', in: 'record' as const }, { role: 'R', department: 'd1' }],
    ['in that of the applicant', { role: 'R', in: 'applicant' as const }, { role: 'R', department: 'd2' }],
    ['the keeper', { keeper: true as const }, { person: 'k' }],
  ])('%s', (_who, by, expected) => {
    const [step] = stepsFor([{ name: 's', title: { en: '', zh: '' }, clause: 'c', by: [by], act: 'review' }], places);
    expect(step!.signers).toEqual([{ id: expect.any(String), open: false, ...expected }]);
  });
});
