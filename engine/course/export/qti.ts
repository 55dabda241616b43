import { keyOf } from '../mark.ts';
import type { Question } from '../question.ts';
import { type AsXml, asItStands, element, type Xml, xmlDocument } from './xml.ts';

/** One file of a package; `path` is relative, with forward slashes. */
export interface PackedFile {
  readonly path: string;
  readonly text: string;
}

const ITEM = {
  xmlns: 'http://www.imsglobal.org/xsd/imsqtiasi_v3p0',
  'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
  'xsi:schemaLocation':
    'http://www.imsglobal.org/xsd/imsqtiasi_v3p0 https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqti_asiv3p0p1_v1p0.xsd',
};
const MANIFEST = { xmlns: 'http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1', identifier: 'privatelink-workbook' };

/**
 * The files of a QTI 3 package that holds `questions` with their keys: one item each, the manifest last. Identifiers are those of the course;
 * reasons of options are feedback, a network that is asked about stands as its template. Marks are all or nothing.
 * @see https://www.imsglobal.org/spec/qti/v3p0/impl
 */
export function qtiPackage(questions: readonly Question[], asXml: AsXml = asItStands): readonly PackedFile[] {
  const items = questions.map((question) => ({
    path: `items/${nameOf(question.id)}.xml`,
    text: xmlDocument(itemOf(question, asXml)),
  }));
  return [...items, { path: 'imsmanifest.xml', text: xmlDocument(manifestOf(questions)) }];
}

/** An id of the course as an XML name: letters, digits, `-`, `_` and `.`, beginning with a letter. */
const nameOf = (id: string): string => `q-${id.replace(/[^\w.-]/g, '-')}`;

function manifestOf(questions: readonly Question[]): Xml {
  const resources = questions.map(({ id }) =>
    element(
      'resource',
      { identifier: nameOf(id), type: 'imsqti_item_xmlv3p0', href: `items/${nameOf(id)}.xml` },
      element('file', { href: `items/${nameOf(id)}.xml` }),
    ),
  );
  const schema = element('metadata', {}, element('schema', {}, 'QTI Package'), element('schemaversion', {}, '3.0.0'));
  return element('manifest', MANIFEST, schema, element('organizations'), element('resources', {}, ...resources));
}

function itemOf(question: Question, asXml: AsXml): Xml {
  const { response, interaction } = partsOf(question, asXml);
  const { before } = promptOf(question, asXml);
  const outcome = element(
    'qti-outcome-declaration',
    { identifier: 'SCORE', cardinality: 'single', 'base-type': 'float' },
    element('qti-default-value', {}, element('qti-value', {}, '0')),
  );
  const template = 'https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/match_correct.xml';
  return element(
    'qti-assessment-item',
    {
      ...ITEM,
      identifier: nameOf(question.id),
      title: question.id,
      adaptive: 'false',
      'time-dependent': 'false',
      'xml:lang': 'en',
    },
    response,
    outcome,
    element('qti-item-body', {}, ...before, interaction),
    element('qti-response-processing', { template }),
    ...feedbackOf(question, asXml),
  );
}

interface Parts {
  readonly response: Xml;
  readonly interaction: Xml;
}

/** The stem: in the prompt where it is one paragraph, for that holds no blocks; otherwise before the interaction. */
function promptOf(question: Question, asXml: AsXml): { readonly before: readonly Xml[]; readonly prompt: readonly Xml[] } {
  const nodes = asXml(stemWithNetwork(question));
  const isInline = nodes.every((node) => typeof node === 'string' || INLINE.includes(node.name));
  return isInline
    ? { before: [], prompt: [element('qti-prompt', {}, ...nodes)] }
    : { before: [element('div', {}, ...nodes)], prompt: [] };
}

const INLINE: readonly string[] = ['code', 'strong', 'em', 'a'];

/** The stem and, as a block of code each, the files of the network that the question shows as a drawing. */
export function stemWithNetwork(question: Question): string {
  const files = question.kind === 'predict' || question.kind === 'hotspot' ? question.configuration.files : [];
  return [question.stem.trim(), ...files.map(({ text }) => `\`\`\`\n${text.trimEnd()}\n\`\`\``)].join('\n\n');
}

function partsOf(question: Question, asXml: AsXml): Parts {
  const key = keyOf(question);
  const { prompt } = promptOf(question, asXml);
  switch (key.kind) {
    case 'options': {
      const options = 'options' in question ? question.options : [];
      const many = question.kind === 'multiple';
      const choices = options.map(({ id, text }) => element('qti-simple-choice', { identifier: nameOf(id) }, ...asXml(text)));
      const most = String(many ? key.correct.length : 1);
      return {
        response: declared(many ? 'multiple' : 'single', 'identifier', key.correct.map(nameOf)),
        interaction: element('qti-choice-interaction', { ...BOUND, shuffle: 'true', 'max-choices': most }, ...prompt, ...choices),
      };
    }
    case 'text': {
      const entry = element('p', {}, element('qti-text-entry-interaction', BOUND));
      return {
        response: declared('single', 'string', key.accepted.slice(0, 1)),
        interaction: element('div', {}, ...prompt.map(({ children }) => element('p', {}, ...children)), entry),
      };
    }
    case 'order': {
      const items = question.kind === 'order' ? question.items : [];
      const choices = items.map(({ id, text }) => element('qti-simple-choice', { identifier: nameOf(id) }, ...asXml(text)));
      return {
        response: declared('ordered', 'identifier', key.order.map(nameOf)),
        interaction: element('qti-order-interaction', { ...BOUND, shuffle: 'true' }, ...prompt, ...choices),
      };
    }
    case 'match': {
      const { left, right } = question.kind === 'match' ? question : { left: [], right: [] };
      const set = (side: readonly { readonly id: string; readonly text: string }[], prefix: string, most: number) =>
        element(
          'qti-simple-match-set',
          {},
          ...side.map(({ id, text }) =>
            element(
              'qti-simple-associable-choice',
              { identifier: nameOf(`${prefix}${id}`), 'match-max': String(most) },
              ...asXml(text),
            ),
          ),
        );
      const pairs = Object.entries(key.pairs).map(([from, to]) => `${nameOf(`l-${from}`)} ${nameOf(`r-${to}`)}`);
      return {
        response: declared('multiple', 'directedPair', pairs),
        interaction: element(
          'qti-match-interaction',
          { ...BOUND, shuffle: 'true', 'max-associations': String(left.length) },
          ...[...prompt, set(left, 'l-', 1), set(right, 'r-', left.length)],
        ),
      };
    }
  }
}

const BOUND = { 'response-identifier': 'RESPONSE' };

const declared = (cardinality: string, type: string, values: readonly string[]): Xml =>
  element(
    'qti-response-declaration',
    { identifier: 'RESPONSE', cardinality, 'base-type': type },
    element('qti-correct-response', {}, ...values.map((value) => element('qti-value', {}, value))),
  );

/** The reasons, one block for each option, pair or item, shown after the answer. */
function feedbackOf(question: Question, asXml: AsXml): readonly Xml[] {
  return reasonsOf(question).map(([id, reason]) =>
    element(
      'qti-modal-feedback',
      { identifier: nameOf(id), 'outcome-identifier': 'SCORE', 'show-hide': 'hide' },
      element('qti-content-body', {}, element('div', {}, ...asXml(reason))),
    ),
  );
}

/** Each reason of a question with the id of what it is about. */
export function reasonsOf(question: Question): readonly (readonly [string, string])[] {
  switch (question.kind) {
    case 'single':
    case 'multiple':
    case 'predict':
    case 'hotspot':
      return question.options.map(({ id, reason }) => [id, reason]);
    case 'fill-in':
      return [['answer', question.reason]];
    case 'order':
      return question.items.map(({ id, reason }) => [id, reason]);
    case 'match':
      return Object.entries(question.reasons);
  }
}
