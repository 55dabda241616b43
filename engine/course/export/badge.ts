/** What a credential says: who earned what, from whom and when. */
export interface Achievement {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly criteria: string;
}

export interface Award {
  readonly achievement: Achievement;
  /** The address of this workbook; also the issuer's id. */
  readonly issuer: string;
  /** The name that the learner wants on it. */
  readonly recipient: string;
  /** The moment in milliseconds, and as ISO 8601. */
  readonly awardedAt: number;
  readonly awardedOn: string;
}

/**
 * The claims of an Open Badges 3 credential, to be signed as a JSON Web Token.
 * @see https://www.imsglobal.org/spec/ob/v3p0/
 */
export function badgeOf({ achievement, issuer, recipient, awardedAt, awardedOn }: Award) {
  const id = `${issuer}/badges/${achievement.id}/${encodeURIComponent(recipient)}`;
  const credential = {
    '@context': ['https://www.w3.org/ns/credentials/v2', 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'],
    id,
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: achievement.name,
    issuer: { id: issuer, type: ['Profile'], name: 'PrivateLink Workbook' },
    validFrom: awardedOn,
    credentialSubject: {
      type: ['AchievementSubject'],
      identifier: [{ type: 'IdentityObject', identityHash: recipient, identityType: 'name', hashed: false }],
      achievement: {
        id: `${issuer}/achievements/${achievement.id}`,
        type: ['Achievement'],
        name: achievement.name,
        description: achievement.description,
        criteria: { narrative: achievement.criteria },
      },
    },
  };
  return { ...credential, iss: issuer, jti: id, nbf: Math.floor(awardedAt / 1000), sub: recipient };
}
