import { createPublicKey, createSign, createVerify, generateKeyPairSync, type JsonWebKey } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** The private key of this instance in PEM, made at the first call and kept beside the database, readable by its owner alone. */
export function instanceKey(folder: string): string {
  const file = path.join(folder, 'instance-key.pem');
  try {
    return readFileSync(file, 'utf8');
  } catch {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    mkdirSync(folder, { recursive: true });
    try {
      writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' });
    } catch (error) {
      // Another request was first: its key is the instance's.
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
    return readFileSync(file, 'utf8');
  }
}

const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** `claims` as a JSON Web Token signed with RS256; the public key travels in its head, so that it can be verified without a network. */
export function signed(claims: object, pem: string): string {
  const jwk = createPublicKey(pem).export({ format: 'jwk' });
  const text = `${encoded({ alg: 'RS256', typ: 'JWT', jwk })}.${encoded(claims)}`;
  return `${text}.${createSign('RSA-SHA256').update(text).sign(pem, 'base64url')}`;
}

/** What a token says and by which key it is signed, or undefined where its signature does not fit or it is no token. */
export function verified(token: string): { readonly claims: unknown; readonly key: JsonWebKey } | undefined {
  const [head, body, signature] = token.trim().split('.');
  if (head === undefined || body === undefined || signature === undefined) return undefined;
  try {
    const { alg, jwk } = JSON.parse(Buffer.from(head, 'base64url').toString());
    const key = createPublicKey({ key: jwk, format: 'jwk' });
    if (alg !== 'RS256' || !createVerify('RSA-SHA256').update(`${head}.${body}`).verify(key, signature, 'base64url'))
      return undefined;
    return { claims: JSON.parse(Buffer.from(body, 'base64url').toString()), key: jwk };
  } catch {
    return undefined;
  }
}
