import { expect, test } from 'vitest';
import { isActionCall, isReadableCall } from './action-call.ts';

const call = (body: string, type = 'text/plain;charset=UTF-8') =>
  new Request('http://127.0.0.1/', { method: 'POST', headers: { 'next-action': 'x', 'content-type': type }, body });
const form = (fields: Readonly<Record<string, string>>, isAction = true) => {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  return new Request('http://127.0.0.1/', { method: 'POST', headers: isAction ? { 'next-action': 'x' } : {}, body });
};

test.each([
  '[]',
  '["F01",[{"path":"a.yaml","text":"$$x"}],0]',
  '["$undefined",{"up":true},"$NaN","$-Infinity","$D2026-01-01T00:00:00.000Z","$n12"]',
])('%s is what a page sends', async (body) => expect(await isReadableCall(call(body))).toBe(true));

test.each([
  ...['', '{}', 'null', '"x"', '\u0000', '[1', '["$1"]', '["$0:a:b"]', '["$F1"]', '["$h1"]', '["$@0"]', '["$Q0"]', '["$T"]'],
  ...[`${'['.repeat(5000)}${']'.repeat(5000)}`, `[${'0,'.repeat(30_000)}0]`, `["$n${'9'.repeat(400)}"]`],
])('what React would fail at is no call: %.30s', async (body) => expect(await isReadableCall(call(body))).toBe(false));

test('a form is read by its fields that hold JSON, and what somebody typed may be anything', async () => {
  expect(await isReadableCall(form({ '0': '["$undefined","$K1"]', _1_code: '$F1' }))).toBe(true);
  expect(await isReadableCall(form({ $ACTION_REF_1: '', '$ACTION_1:0': '{"id":"x","bound":null}', name: '$1' }, false))).toBe(
    true,
  );
  expect(await isReadableCall(form({ '0': '["$F1"]' }))).toBe(false);
  expect(await isReadableCall(form({ _1_code: 'x' }))).toBe(false);
  expect(await isReadableCall(form({ '$ACTION_1:0': '["$F1"]' }, false))).toBe(false);
  expect(await isReadableCall(call('--y\r\nnothing', 'multipart/form-data; boundary=x'))).toBe(false);
  expect(await isReadableCall(call('x', 'multipart/form-data'))).toBe(false);
});

test('what is read and no form calls nothing', () => {
  expect(isActionCall(new Request('http://127.0.0.1/', { headers: { 'next-action': 'x' } }))).toBe(false);
  expect(isActionCall(new Request('http://127.0.0.1/', { method: 'POST', body: 'x' }))).toBe(false);
  expect(isActionCall(form({}, false))).toBe(true);
});
