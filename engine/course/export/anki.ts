import { keyOf } from '../mark.ts';
import type { Question } from '../question.ts';
import { reasonsOf, stemWithNetwork } from './qti.ts';
import { type AsXml, asItStands, xmlFragment } from './xml.ts';

/**
 * `questions` as a text that Anki imports: one note a line with guid, front, back, tags and source. The guid is the question's id, so a
 * later import changes a note in place of adding one.
 * @see https://docs.ankiweb.net/importing/text-files.html
 */
export function ankiDeck(questions: readonly Question[], sourceOf: (fact: string) => string, asXml: AsXml = asItStands): string {
  const head = [
    '#separator:tab',
    '#html:true',
    '#notetype:Basic',
    '#deck:PrivateLink Workbook',
    '#guid column:1',
    '#tags column:4',
  ];
  return `${[...head, ...questions.map((question) => noteOf(question, sourceOf, asXml).map(field).join('\t'))].join('\n')}\n`;
}

function noteOf(question: Question, sourceOf: (fact: string) => string, asXml: AsXml): readonly string[] {
  // A field has no line breaks of its own: within code they are elements.
  const html = (text: string) => xmlFragment(asXml(text)).replace(/\n/g, '<br>');
  const tags = [question.concept ?? '', question.kind, ...question.examTasks.map((task) => task.replace('/', '::'))];
  const sources = question.facts.map((fact) => `${fact}: ${sourceOf(fact)}`);
  const back = [answerOf(question), ...reasonsOf(question).map(([, reason]) => reason), ...sources];
  return [
    question.id,
    [stemWithNetwork(question), ...choicesOf(question)].map(html).join('<br>'),
    back.map(html).join('<br>'),
    tags.filter((tag) => tag !== '').join(' '),
  ];
}

function choicesOf(question: Question): readonly string[] {
  switch (question.kind) {
    case 'single':
    case 'multiple':
    case 'predict':
    case 'hotspot':
      return question.options.map(({ text }, index) => `${'ABCDEFGH'[index] ?? index + 1}) ${text}`);
    case 'fill-in':
      return [];
    case 'order':
      return question.items.map(({ text }) => `– ${text}`).toSorted();
    case 'match':
      return [...question.left, ...question.right].map(({ text }) => `– ${text}`);
  }
}

function answerOf(question: Question): string {
  const key = keyOf(question);
  switch (key.kind) {
    case 'options':
      return 'options' in question
        ? question.options
            .filter(({ id }) => key.correct.includes(id))
            .map(({ text }) => text)
            .join('; ')
        : '';
    case 'text':
      return key.accepted.join(' or ');
    case 'order':
      return question.kind === 'order' ? question.items.map(({ text }, index) => `${index + 1}. ${text}`).join('\n') : '';
    case 'match':
      return question.kind === 'match'
        ? question.left.map((left) => `${left.text} → ${textOf(question.right, key.pairs[left.id])}`).join('; ')
        : '';
  }
}

const textOf = (items: readonly { readonly id: string; readonly text: string }[], id: string | undefined): string =>
  items.find((item) => item.id === id)?.text ?? '';

/** A field as the format reads it: quoted, for a tab or a line break inside would end it. */
const field = (text: string): string => `"${text.replace(/[\t\r\n]+/g, ' ').replace(/"/g, '""')}"`;
