import { describe, expect, test } from 'vitest';
import { answerProbes, loadTerraform, openConfiguration, type ProbeAnswer, writeConfiguration } from '#engine';
import {
  conformancePairs,
  corpusPairs,
  labPairs,
  namesOf,
  type Pair,
  probeById,
  startPairs,
  verdict,
  worldById,
} from './pairs.ts';

const terraform = await loadTerraform();

/** What an answer says, with every name of a thing as `nameOf` has it; addresses and ids that AWS chooses are others each time. */
const said = (answer: ProbeAnswer, nameOf: (name: string) => string | undefined) => {
  const { dns, via, blocks, ...rest } = verdict(answer);
  // What AWS makes beside a thing (a main table, a default group) has a name nowhere.
  const named = <T extends { readonly id?: string | undefined }>(each: T) => ({
    ...each,
    id: nameOf(each.id ?? '') ?? each.id?.replace(/-0[0-9a-f]{16}$/, ''),
  });
  return {
    ...rest,
    via: via?.map(named),
    blocks: blocks?.map(named),
    dns: dns === undefined ? undefined : { status: dns.status, authority: dns.authority, answers: dns.answers?.length },
  };
};

/** The pair's verdicts, and those of its Terraform as it is written out; undefined where it does not load. */
function bothWays({ input, probes }: Pair) {
  const configuration = openConfiguration(input);
  if (!configuration.report.loaded) return undefined;
  const written = writeConfiguration(configuration, 'terraform');
  const idOf = namesOf(configuration);
  const nameOf = (name: string) => written?.names.get(idOf(name) ?? name);
  const fixed = Object.entries(input.world.physicalIds).map(([name, id]) => [nameOf(name) ?? name, id] as const);
  const world = { ...worldById(input.world, nameOf), physicalIds: Object.fromEntries(fixed) };
  const { catalogue } = input;
  const again = openConfiguration({ files: written?.files ?? [], world, terraform, catalogue });
  const addressOf = new Map([...(written?.names.values() ?? [])].map((address) => [namesOf(again)(address), address] as const));
  const asked = probes.filter(({ kind, ...each }) => kind !== 'deployment' || !('change' in each));
  const renamed = asked.map((probe) => probeById(probe, nameOf));
  return {
    text: written?.files[0]?.text ?? '',
    before: answerProbes(configuration, asked).map((each) => said(each, nameOf)),
    after: answerProbes(again, renamed).map((each) => said(each, (name) => addressOf.get(name))),
    refusals: [configuration.report.rejections.map(({ code }) => code), again.report.rejections.map(({ code }) => code)].map(
      (codes) => codes.toSorted(),
    ),
    remarks: [
      ...(written?.diagnostics ?? []).filter(
        ({ code, message }) => code !== 'EXPORT_LEFT_OUT' || !message.includes('is not simulated'),
      ),
      ...again.report.diagnostics.filter(({ severity, code }) => severity !== 'info' && code !== 'NOT_SIMULATED'),
    ],
  };
}

const isUnsayable = ({ code, message }: { readonly code: string; readonly message: string }) =>
  code === 'EXPORT_UNKNOWN' || message.includes('has no form in Terraform here');

describe('Terraform that is written out has the verdicts of what it was written from', () => {
  const some = conformancePairs().filter((_, index) => index % 12 === 3);
  test.each([...startPairs(), ...labPairs(), ...corpusPairs(), ...some].map((pair) => [pair.name, pair] as const))(
    '%s',
    (_name, pair) => {
      const both = bothWays(pair);
      if (both === undefined) return;
      // A value that nobody knows here has no form in any language; it is named. No lab has such a value.
      const isOfLab = /^[A-Z]+\d* (start|solutions\/)|^CAP /.test(pair.name);
      if (!isOfLab && both.remarks.some(isUnsayable)) return;
      expect(both.remarks).toEqual([]);
      expect(both.refusals[1]).toEqual(both.refusals[0]);
      expect(both.after).toEqual(both.before);
    },
  );
});
