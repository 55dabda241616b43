import { type Diagnostic, warningAt } from '../../diagnostic.ts';
import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import { kindOf } from '../../resources/index.ts';
import type { Declared } from '../../resources/kind.ts';
import type { Stack } from '../../stack/deploy.ts';
import { stackOf, withoutStack } from '../../stack/stack-of.ts';
import { terraformType } from '../../terraform/types/index.ts';
import type { Written } from '../cloudformation.ts';
import { madeUpIn } from '../cloudformation.ts';
import { type holdersOf, type Named, type Part, partsOf } from '../named.ts';
import { type Writing, written } from '../values.ts';
import { argumentFor, attributeFor, labelOf, tagsOf } from './addresses.ts';
import { existingData, existingThing } from './existing.ts';
import { type Around, type Form, isNamed, type Thing, type Written as WrittenResource } from './forms.ts';
import { type Item, printed, type Refer } from './hcl.ts';
import { LATTICE_FORMS, NAME_FORMS, TRANSIT_FORMS } from './name-forms.ts';
import { FILTER_FORMS, ROUTE_FORMS, VPC_FORMS } from './network-forms.ts';
import { type Place, providers } from './providers.ts';
import { BALANCER_FORMS, ENDPOINT_FORMS, INSTANCE_FORMS, ORGANIZATION_FORMS, STORAGE_FORMS } from './service-forms.ts';
import { specialTexts } from './special.ts';

const FORMS: Readonly<Record<string, Form>> = {
  ...VPC_FORMS,
  ...ROUTE_FORMS,
  ...FILTER_FORMS,
  ...INSTANCE_FORMS,
  ...ENDPOINT_FORMS,
  ...BALANCER_FORMS,
  ...STORAGE_FORMS,
  ...NAME_FORMS,
  ...TRANSIT_FORMS,
  ...LATTICE_FORMS,
  ...ORGANIZATION_FORMS,
};

/** Where each stack is written, and where what they share is; `places` are those of all stacks, also of such as hold nothing yet. */
export interface TerraformLayout {
  readonly shared: string;
  readonly fileOf: (stack: string) => string;
  readonly places: readonly Place[];
}

const ONE_FILE: TerraformLayout = { shared: 'main.tf', fileOf: () => 'main.tf', places: [] };

/** The stacks as one configuration of Terraform: what stacks name of each other are references, each other place is a provider of its own. */
export function writtenTerraform(
  { resources, draft }: Pick<Stack, 'resources' | 'draft'>,
  placeOf: (declared: Declared) => Place,
  diagnostics: Diagnostic[],
  layout: TerraformLayout = ONE_FILE,
): Written {
  const { parts, left } = sorted(partsOf({ resources }), diagnostics);
  const labels = labelsOf(parts);
  const home = { account: draft.account, region: draft.region };
  const parameters: Writing['parameters'] = new Map();
  const things = parts.flatMap((part) => {
    const writing = writingOf(part, parts, { draft, labels, parameters, diagnostics });
    return part.things.map((named): Thing => {
      const fields = written(named.declared.properties, writing);
      return {
        ...named,
        label: labels.get(named.name) ?? '',
        properties: isJsonObject(fields ?? null) ? (fields as JsonObject) : {},
      };
    });
  });
  const around: Around = {
    draft,
    things,
    of: (type, property, name) =>
      things.filter(({ declared, properties }) => declared.type === type && isNamed(properties[property], name)),
  };
  const providing = providers(home, [...layout.places, ...things.map(({ declared }) => placeOf(declared))]);
  const made = things.map((thing) => ({
    thing,
    resources: resourcesOf(thing, around, providing.argument(placeOf(thing.declared)), diagnostics),
  }));
  const refer = referrer(things);
  const texts: readonly (readonly [file: string, text: string])[] = [
    ...providing.lines.map((line) => [layout.shared, line] as const),
    ...existingData(parameters).map((each) => [layout.shared, printed([each], refer)] as const),
    ...made.flatMap(({ thing, resources: all }) =>
      all.map((one) => [layout.fileOf(stackOf(thing.name)), printed([blockOf(one)], refer)] as const),
    ),
    ...(left.length === 0
      ? []
      : [
          [
            layout.shared,
            left.map(({ name, declared }) => `# ${name} is of type ${declared.type}, which is not written here.`).join('\n'),
          ] as const,
        ]),
  ];
  const files = [...new Set(texts.map(([file]) => file))].map((path) => {
    const own = texts.filter(([file]) => file === path).map(([, text]) => text);
    return { path, text: `${own.join('\n\n')}\n` };
  });
  return { files, diagnostics, names: namesOf(made), addresses: addressesOf(made) };
}

const blockOf = ({ type, label, items }: WrittenResource): Item => ({ head: `resource "${type}" "${label}"`, items });

/** What has a form, each under a name that no other stack's thing has, and what is left out. */
function sorted(
  parts: readonly Part[],
  diagnostics: Diagnostic[],
): { readonly parts: readonly Part[]; readonly left: readonly Named[] } {
  const left = parts.flatMap(({ things }) => things.filter(({ declared }) => FORMS[declared.type] === undefined));
  for (const { name, declared } of left) {
    const reason =
      kindOf(declared.type) === undefined ? 'is not simulated, so it has no form here' : 'has no form in Terraform here';
    const message = `${name} is left out: ${declared.type} ${reason}.`;
    diagnostics.push(warningAt('EXPORT_LEFT_OUT', message, declared.span));
  }
  const kept = parts.map(({ stack, things }) => ({
    stack,
    things: things
      .filter(({ declared }) => FORMS[declared.type] !== undefined)
      .map(({ name, declared }) => ({ name: stack === '' ? name : `${stack}/${name}`, declared })),
  }));
  return { parts: kept, left };
}

/** The label of each thing: its own name where it is free, else with its stack's before it. */
function labelsOf(parts: readonly Part[]): ReadonlyMap<string, string> {
  const labels = new Map<string, string>();
  const taken = new Set<string>();
  for (const { name } of parts.flatMap(({ things }) => things)) {
    const short = labelOf(withoutStack(name), new Set());
    const label = labelOf(taken.has(short) ? name : withoutStack(name), taken);
    taken.add(label);
    labels.set(name, label);
  }
  return labels;
}

interface Known {
  readonly draft: Stack['draft'];
  readonly labels: ReadonlyMap<string, string>;
  readonly parameters: Writing['parameters'];
  readonly diagnostics: Diagnostic[];
}

/** Things of every stack can be named, as if they were this one's. */
function writingOf(part: Part, parts: readonly Part[], { draft, labels, parameters, diagnostics }: Known): Writing {
  const all = parts.flatMap(({ things }) => things);
  const holders: ReturnType<typeof holdersOf> = new Map(
    all
      .filter(({ declared }) => FORMS[declared.type]?.isSaid === undefined)
      .map((named) => [named.declared.physicalId, { stack: part.stack, named }]),
  );
  return {
    stack: part.stack,
    holders,
    madeUp: [...parts.flatMap(madeUpIn), ...proofsOf(all), ...zonesOf(all)],
    ...specialTexts(all, draft, (name) => `aws_vpc.${labels.get(name) ?? ''}`),
    parameters,
    home: draft,
    diagnostics,
    canRefer: ({ declared }, attribute) => attributeFor(typeFor(declared), declared, attribute) !== undefined,
  };
}

const PROOF = 'PrivateDnsNameConfiguration';

/** The texts by which AWS lets a provider prove a name, which follow from the service's id. */
const proofsOf = (things: readonly Named[]): Writing['madeUp'] =>
  things.flatMap(({ name, declared: { type, physicalId, logicalId } }) => {
    if (type !== 'AWS::EC2::VPCEndpointService') return [];
    const context = { physicalId, logicalId, properties: undefined, region: '', account: '' };
    return ['Name', 'Value'].flatMap((part) => {
      const text = kindOf(type)?.attributes[`${PROOF}.${part}`]?.(context);
      return typeof text === 'string' ? [[text, `${name}.${PROOF}.${part}`] as const] : [];
    });
  });

/** Hosted zones, whose ids look like no other's. */
const zonesOf = (things: readonly Named[]): Writing['madeUp'] =>
  things.flatMap(({ name, declared: { type, physicalId } }) =>
    type === 'AWS::Route53::HostedZone' ? [[physicalId, name] as const] : [],
  );

/** The Terraform type of a thing where its properties do not decide it. */
const typeFor = ({ type }: Declared): string => {
  const form = FORMS[type]?.type;
  return typeof form === 'string' ? form : '';
};

const referrer =
  (things: readonly Thing[]): Refer =>
  (name, attribute) => {
    const thing = things.find((each) => each.name === name);
    if (thing === undefined) return existingThing(name);
    const type = FORMS[thing.declared.type]?.type ?? '';
    const own = typeof type === 'string' ? type : type(thing);
    return `${own}.${thing.label}.${attributeFor(own, thing.declared, attribute) ?? 'id'}`;
  };

/** What a thing becomes: itself, and what stands beside it. */
function resourcesOf(
  thing: Thing,
  around: Around,
  provider: readonly Item[],
  diagnostics: Diagnostic[],
): readonly WrittenResource[] {
  const form = FORMS[thing.declared.type];
  if (form === undefined) return [];
  const beside = form.beside?.(thing, around) ?? [];
  const own = form.isSaid?.(thing, around) === true ? [] : [ownResource(thing, form, around, diagnostics)];
  return [...own, ...beside].map((each) => ({ ...each, items: [...provider, ...each.items] }));
}

function ownResource(thing: Thing, form: Form, around: Around, diagnostics: Diagnostic[]): WrittenResource {
  const type = typeof form.type === 'string' ? form.type : form.type(thing);
  const { label, properties, declared } = thing;
  const direct = Object.entries(properties).flatMap(([property, value]): Item[] => {
    if (form.taken?.includes(property) === true || /^(HostedZone)?Tags$/.test(property)) return [];
    const argument = argumentFor(type, property);
    if (argument !== undefined) return [[argument, value ?? null]];
    const message = `\`${property}\` of ${thing.name} has no argument here, so it is left out.`;
    diagnostics.push(warningAt('EXPORT_LEFT_OUT', message, declared.span));
    return [];
  });
  const items = [...direct, ...(form.more?.(thing, around) ?? [])];
  const tags =
    terraformType(type) === undefined || !takesTags(declared) ? undefined : tagsOf(properties.Tags ?? properties.HostedZoneTags);
  const waits = waitsFor(thing, around, JSON.stringify(items));
  return {
    type,
    label,
    items: [
      ...items,
      ...(tags === undefined ? [] : [['tags', tags] as const]),
      ...(waits.length === 0 ? [] : [['depends_on', waits] as const]),
    ],
  };
}

const takesTags = ({ type }: Declared): boolean => {
  const properties = kindOf(type)?.properties ?? {};
  return properties.Tags !== undefined || properties.HostedZoneTags !== undefined;
};

/** What the author wants to be there first and nothing in the text names. */
function waitsFor({ name, declared }: Thing, { things }: Around, said: string): readonly Json[] {
  const stack = name.slice(0, name.length - withoutStack(name).length);
  const needed = declared.needs.flatMap((need) => {
    const thing = things.find((each) => each.name === `${stack}${withoutStack(need)}`);
    if (thing === undefined) return [];
    const gateway = thing.properties.InternetGatewayId ?? thing.properties.VpnGatewayId;
    const attached = thing.declared.type === 'AWS::EC2::VPCGatewayAttachment' && isJsonObject(gateway ?? null);
    const meant = attached ? things.find((each) => isNamed(gateway, each.name)) : thing;
    const form = FORMS[meant?.declared.type ?? ''];
    const type = form?.stands ?? (form?.isSaid === undefined ? form?.type : undefined);
    return meant === undefined || typeof type !== 'string' ? [] : [{ meant, type }];
  });
  const others = new Map(needed.map(({ meant, type }) => [meant.name, `${type}.${meant.label}`]));
  return [...others]
    .filter(([other]) => other !== name && !mentions(said, other))
    .map(([, address]) => ({ 'Terraform::Expression': address }));
}

const mentions = (json: string, name: string): boolean =>
  json.includes(`"Ref":"${name}"`) || json.includes(`GetAtt":["${name}"`) || json.includes(`\${${name}`);

/** Every address that says something of a thing; of what another thing says, the name of that part. */
function addressesOf(
  made: readonly { readonly thing: Thing; readonly resources: readonly WrittenResource[] }[],
): NonNullable<Written['addresses']> {
  const things = made.map(({ thing }) => thing);
  return new Map(
    made.map(({ thing, resources }) => {
      const own = resources.map(({ type, label }) => `${type}.${label}`);
      return [thing.declared.physicalId, own.length === 0 ? partsSaid(thing, things) : own];
    }),
  );
}

function partsSaid({ declared, properties }: Thing, things: readonly Thing[]): readonly string[] {
  const { by = [], part = '' } = FORMS[declared.type]?.saidAs ?? {};
  return things.filter(({ name }) => by.some((each) => isNamed(properties[each], name))).map(({ name }) => `${name}.${part}`);
}

/** The address of each thing: of itself, else of the first that stands for it. */
const namesOf = (
  made: readonly { readonly thing: Thing; readonly resources: readonly WrittenResource[] }[],
): ReadonlyMap<string, string> =>
  new Map(
    made.flatMap(({ thing, resources: [first] }) =>
      first === undefined ? [] : [[thing.declared.physicalId, `${first.type}.${first.label}`] as const],
    ),
  );
