// Loaded into a server under proof: its clock is behind by what stands in `clock-behind-ms` beside its database.
import { readFileSync } from 'node:fs';
import path from 'node:path';

const file = path.join(process.env.WORKBOOK_DATA ?? 'data', 'clock-behind-ms');
const RealDate = Date;
const now = Date.now.bind(Date);
let behind = 0;
setInterval(() => {
  try {
    behind = Number(readFileSync(file, 'utf8')) || 0;
  } catch {
    behind = 0;
  }
}, 100).unref();

globalThis.Date = /** @type {DateConstructor} */ (
  new Proxy(RealDate, {
    construct: (target, args, as) => Reflect.construct(target, args.length === 0 ? [now() - behind] : args, as),
    get: (target, name) => (name === 'now' ? () => now() - behind : Reflect.get(target, name)),
  })
);
