import type { PublicLab } from '#engine';

/** The languages that a lab's text may be written in. */
export const LANGUAGES = ['cloudformation', 'terraform'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Where the choice is kept: a cookie, so that the server sends the lab in the language that was chosen last. */
export const LANGUAGE_COOKIE = 'workbook-language';

export const LANGUAGE_WORDS: Readonly<Record<Language, string>> = { cloudformation: 'CloudFormation', terraform: 'Terraform' };

/** The language that `value` names; CloudFormation for everything else. */
export const languageOf = (value: string | undefined): Language =>
  LANGUAGES.find((language) => language === value) ?? 'cloudformation';

/** Whether a file is one of Terraform. */
export const isTerraformFile = ({ path }: { readonly path: string }): boolean => path.endsWith('.tf');

const MARK = '~terraform';

/** What a lab's text goes by wherever texts are kept: those of two languages are two, and neither is ever written over the other. */
export const textKey = ({ id, files }: Pick<PublicLab, 'id' | 'files'>): string =>
  files.some(isTerraformFile) ? `${id}${MARK}` : id;

/** The lab and the language that a key means. */
export const partsOfTextKey = (key: string): { readonly labId: string; readonly language: Language } =>
  key.endsWith(MARK) ? { labId: key.slice(0, -MARK.length), language: 'terraform' } : { labId: key, language: 'cloudformation' };
