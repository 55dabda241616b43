/** A file that somebody takes away. */
export interface Download {
  readonly file: string;
  /** Its media type. */
  readonly type: string;
  readonly body: string | Uint8Array<ArrayBuffer>;
}

/** The answer that makes a browser save it; nothing of it is kept on the way. */
export const download = ({ file, type, body }: Download): Response =>
  new Response(body, {
    headers: {
      'content-type': type,
      'content-disposition': `attachment; filename="${file}"`,
      'cache-control': 'no-store',
    },
  });
