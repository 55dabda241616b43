import { formatAddress } from '../ip/address.ts';
import { addressAt } from '../ip/cidr.ts';
import type { DnsResult } from '../probe/answer.ts';
import { Unanswerable } from '../probe/loaded.ts';
import type { Printed, Shell } from './shell.ts';

const TYPES = ['A', 'AAAA'] as const;
type RecordType = (typeof TYPES)[number];

/** Three tries of five seconds, as `dig` makes them unasked. */
const TRIES = 3;
const TRY_SECONDS = 5;

/** What `dig` prints: the answer of the machine's own resolver. */
export function dig(shell: Shell, words: readonly string[]): Printed {
  const question = questionOf(words);
  if (typeof question === 'string') return { lines: [question], exitStatus: 1 };
  const { name, type, short, notes } = question;
  const answer = shell.ask({ kind: 'dns', from: { host: shell.call.host }, name, type });
  if (answer.error !== undefined) throw new Unanswerable(answer.error.code, answer.error.message);
  const dns = answer.dns ?? { status: 'NXDOMAIN', answers: [] };
  if (dns.status === 'TIMEOUT') return { ...unanswered(shell, name), notes };
  const lines = short ? dns.answers : wholeAnswer(shell, name, type, dns);
  return { lines, exitStatus: 0, notes };
}

interface Question {
  readonly name: string;
  readonly type: RecordType;
  readonly short: boolean;
  readonly notes: readonly string[];
}

function questionOf(words: readonly string[]): Question | string {
  const notes: string[] = [];
  let name = '';
  let type: RecordType = 'A';
  let short = false;
  for (const word of words) {
    const known = TYPES.find((each) => each === word.toUpperCase());
    if (word.startsWith('@')) notes.push(`The machine asks its own resolver here; \`${word}\` is not simulated.`);
    else if (word === '+short') short = true;
    else if (/^[+-]/.test(word)) notes.push(`\`${word}\` changes nothing here.`);
    else if (known !== undefined) type = known;
    else if (/^(MX|TXT|NS|SOA|CNAME|PTR|SRV|ANY)$/i.test(word))
      return `;; ${word.toUpperCase()} is not simulated here: ask for A or AAAA.`;
    else if (word.toUpperCase() !== 'IN') name = word;
  }
  if (name === '') return 'usage: dig name [A|AAAA] [+short]';
  return { name, type, short, notes };
}

/** The address that the machine's resolver has: the VPC's base plus two, or the first server that its VPC names. */
function resolverOf({ source }: Shell): string {
  if (source?.asker.kind !== 'vpc') return 'the local resolver';
  const { dnsServers, cidrs } = source.asker.vpc;
  const [server] = dnsServers ?? [];
  const [block] = cidrs;
  if (server !== undefined) return formatAddress(server);
  return block === undefined ? 'the local resolver' : formatAddress(addressAt(block, 2));
}

const head = (name: string): readonly string[] => [`; <<>> DiG 9.18.28 <<>> ${name}`, ';; global options: +cmd'];

function unanswered(shell: Shell, name: string): Printed {
  const server = resolverOf(shell);
  const tries = Array.from({ length: TRIES }, () => `;; communications error to ${server}#53: timed out`);
  return {
    lines: [...tries, '', ...head(name), ';; no servers could be reached'],
    exitStatus: 9,
    waitsSeconds: TRIES * TRY_SECONDS,
  };
}

function wholeAnswer(shell: Shell, name: string, type: RecordType, dns: DnsResult): readonly string[] {
  const dotted = name.endsWith('.') ? name : `${name}.`;
  const status = dns.status === 'NXDOMAIN' ? 'NXDOMAIN' : 'NOERROR';
  const answers = dns.answers.map((address) => `${dotted}\t60\tIN\t${type}\t${address}`);
  const server = resolverOf(shell);
  return [
    ...head(name),
    ';; Got answer:',
    `;; ->>HEADER<<- opcode: QUERY, status: ${status}, id: ${idOf(name + type)}`,
    `;; flags: qr rd ra; QUERY: 1, ANSWER: ${answers.length}, AUTHORITY: 0, ADDITIONAL: 1`,
    '',
    ';; QUESTION SECTION:',
    `;${dotted}\t\tIN\t${type}`,
    ...(answers.length === 0 ? [] : ['', ';; ANSWER SECTION:', ...answers]),
    '',
    `;; SERVER: ${server}#53(${server}) (UDP)`,
  ];
}

/** A query's id: the same for the same question, so that a transcript is the same twice. */
const idOf = (text: string): number => [...text].reduce((sum, sign) => (sum * 31 + (sign.codePointAt(0) ?? 0)) % 65_521, 7);
