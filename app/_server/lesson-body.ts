import 'server-only';
import { bundleMDX } from 'mdx-bundler';
import * as React from 'react';
import * as jsxRuntime from 'react/jsx-runtime';
import rehypePrettyCode from 'rehype-pretty-code';
import rehypeSlug from 'rehype-slug';
import remarkGfm from 'remark-gfm';
import type { Course, Lesson } from '#engine';
import type { Section } from '../_ui/lesson/contents.tsx';
import { linkTerms } from './link-terms.ts';

type Glossary = Course['glossary'];

/** A lesson's prose as a component, with the sections that it has. */
export interface LessonBody {
  readonly Body: React.ComponentType<{ readonly components: Readonly<Record<string, unknown>> }>;
  readonly sections: readonly Section[];
}

const held = new Map<string, { readonly body: string; readonly glossary: Glossary; readonly made: Promise<LessonBody> }>();

/** The body of `lesson`, compiled once for each text that it has had; the first use of a term of the glossary leads there. */
export function lessonBody(lesson: Lesson, glossary: Glossary): Promise<LessonBody> {
  const before = held.get(lesson.id);
  if (before?.body === lesson.body && before.glossary === glossary) return before.made;
  const made = compile(lesson, glossary);
  held.set(lesson.id, { body: lesson.body, glossary, made });
  // A lesson that does not compile is tried again at the next visit: its author is probably mending it.
  made.catch(() => held.delete(lesson.id));
  return made;
}

async function compile(lesson: Lesson, glossary: Glossary): Promise<LessonBody> {
  const sections: Section[] = [];
  const options = { theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' }, keepBackground: false };
  try {
    const { code } = await bundleMDX({
      source: lesson.body,
      mdxOptions: (mdx) => ({
        ...mdx,
        remarkPlugins: [...(mdx.remarkPlugins ?? []), remarkGfm],
        rehypePlugins: [
          ...(mdx.rehypePlugins ?? []),
          rehypeSlug,
          () => collectSections(sections),
          () => linkTerms(glossary),
          [rehypePrettyCode, options],
        ],
      }),
    });
    return { Body: evaluate(code), sections };
  } catch (error) {
    throw new Error(`The prose of ${lesson.folder}/lesson.mdx could not be read: ${String(error)}`, { cause: error });
  }
}

/** Runs what mdx-bundler made with this process's own React. The prose is the course's own and may hold nothing that runs. */
function evaluate(code: string): LessonBody['Body'] {
  const scope = new Function('React', 'ReactDOM', '_jsx_runtime', code) as (...given: unknown[]) => {
    readonly default: LessonBody['Body'];
  };
  return scope(React, {}, jsxRuntime).default;
}

interface TreeNode {
  readonly type: string;
  readonly tagName?: string;
  readonly value?: string;
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly children?: readonly TreeNode[];
}

const collectSections = (sections: Section[]) => (tree: TreeNode) => {
  sections.length = 0;
  for (const node of tree.children ?? []) {
    const id = node.properties?.id;
    if (node.tagName === 'h2' && typeof id === 'string') sections.push({ id, title: textOf(node) });
  }
};

const textOf = (node: TreeNode): string => node.value ?? (node.children ?? []).map(textOf).join('');
